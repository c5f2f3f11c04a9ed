import type { Command } from 'commander'
import { layout } from '../case/layout.ts'
import { exists, openCase } from '../case/open.ts'
import { CaseProblem } from '../case/problems.ts'
import { verifyCase } from '../case/verify.ts'
import { formatter } from '../words/format.ts'
import { EXIT } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

export function verifyCommand(program: Command): void {
  commonOptions(program.command('verify').description('rehash everything against the custody log')).action(
    async (flags: Common) => {
      const dir = flags.case ?? '.'
      const result = await openCase(dir).then(verifyCase, async (error: unknown) => {
        // A case that can no longer be read is a mismatch, not a failure of the command.
        if (!(error instanceof CaseProblem) || !(await exists(layout(dir).config))) throw error
        const what = error.message.includes('custody') ? ('custody' as const) : ('case.json' as const)
        const path = what === 'custody' ? 'custody.jsonl' : 'case.json'
        return { files: 0, bytes: 0, withheld: [], mismatches: [{ what, path, problem: error.message }] }
      })
      if (flags.json) printJson(result)
      else if (result.mismatches.length === 0)
        print(
          `${bold('Sound.')} ${result.files} files match the custody log, and its chain holds (${formatter('en', 'UTC').bytes(result.bytes)} of sources).${leftOut(result.withheld.length)}`,
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

/** What could not be rehashed, because the case came without it. */
const leftOut = (sources: number): string =>
  sources === 0
    ? ''
    : `\n${sources} ${sources === 1 ? 'source was' : 'sources were'} left out when the case was exported: the log holds the hash, and the bytes are not here to compare.`
