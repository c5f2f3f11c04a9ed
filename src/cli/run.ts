import type { Command } from 'commander'
import { analyses } from '../analyses/index.ts'
import { runAnalyses } from '../analyses/run-all.ts'
import { askCase } from '../case/ask.ts'
import { openCase } from '../case/open.ts'
import { sayStarted } from './analysing.ts'
import { analysisOptions, choicesFrom } from './analysis-options.ts'
import { UsageProblem } from './exit.ts'
import { sayOnceMore } from './once-more.ts'
import { type Common, commonOptions } from './options.ts'
import { tell } from './telling.ts'
import { narrate, printJson } from './terminal.ts'

export function runCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run analyses (all, or the ones named) and write their findings')
    .argument('[analysis...]', analyses.map(a => a.id).join(', '))
    .action(async (named: string[], flags: Common & Record<string, unknown>) => {
      for (const id of named)
        if (!analyses.some(a => a.id === id))
          throw new UsageProblem(
            `There is no analysis '${id}'; there are ${analyses.map(a => a.id).join(', ')}.`,
          )
      const given = await openCase(flags.case ?? '.')
      const options = {
        ...(named.length > 0 ? { only: named } : {}),
        choices: choicesFrom(flags),
        onStart: sayStarted,
      }
      const records = await askCase(given, store => runAnalyses(given, store, options), sayOnceMore)
      if (flags.json) printJson(records)
      else tell(records, flags.lang ?? 'en', given.config.simulated)
      narrate('\nNext: sillage report   (write the page)')
    })
  analysisOptions(commonOptions(command))
}
