import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { exists, openCase } from '../case/open.ts'
import { reportUrl } from './analysing.ts'
import { UsageProblem } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { print, printJson } from './terminal.ts'

/** The system's own way to open a file; the path is an argument, never a shell's text. */
const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' }

export function openCommand(program: Command): void {
  commonOptions(program.command('open').description('open the report in a browser')).action(
    async (flags: Common) => {
      const given = await openCase(flags.case ?? '.')
      if (!(await exists(given.at.report)))
        throw new UsageProblem('The case has no report yet; write it with: sillage report')
      const url = reportUrl(given)
      if (flags.json) return printJson({ url })
      print(url)
      const opener = OPENERS[process.platform]
      if (opener)
        spawn(opener, [url], { stdio: 'ignore', detached: true })
          .on('error', () => {})
          .unref()
      else if (process.platform === 'win32')
        spawn('explorer.exe', [given.at.report], { stdio: 'ignore', detached: true })
          .on('error', () => {})
          .unref()
    },
  )
}
