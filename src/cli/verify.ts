import type { Command } from 'commander'
import { openCase } from '../case/open.ts'
import { CaseProblem } from '../case/problems.ts'
import { verifyCase } from '../case/verify.ts'
import { formatter } from '../words/format.ts'
import { EXIT } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

export function verifyCommand(program: Command): void {
  commonOptions(program.command('verify').description('rehash everything against the custody log')).action(
    async (flags: Common) => {
      const result = await openCase(flags.case ?? '.').then(verifyCase, (error: unknown) => {
        // A log that cannot be read is a mismatch, not a failure of the command.
        if (error instanceof CaseProblem && /custody|case\.json is not valid/.test(error.message))
          return {
            files: 0,
            bytes: 0,
            mismatches: [{ what: 'custody' as const, path: 'custody.jsonl', problem: error.message }],
          }
        throw error
      })
      if (flags.json) printJson(result)
      else if (result.mismatches.length === 0)
        print(
          `${bold('Sound.')} ${result.files} files match the custody log, and its chain holds (${formatter('en', 'UTC').bytes(result.bytes)} of sources).`,
        )
      else {
        for (const { what, path, problem } of result.mismatches)
          print(`${bold(what)} ${oneLine(path)} ${oneLine(problem)}`)
        narrate('\nRestore what differs from a copy; nothing was changed.')
      }
      process.exitCode = result.mismatches.length === 0 ? EXIT.done : EXIT.mismatch
    },
  )
}
