import type { Command } from 'commander'
import { analyses } from '../analyses/index.ts'
import { runAnalyses } from '../analyses/run-all.ts'
import { askCase } from '../case/ask.ts'
import { openCase } from '../case/open.ts'
import { sayOnceMore } from './once-more.ts'
import { type Common, commonOptions } from './options.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

export function checkCommand(program: Command): void {
  commonOptions(
    program.command('check').description('what was captured, its gaps, and what each analysis can answer'),
  ).action(async (flags: Common) => {
    const lang = flags.lang ?? 'en'
    const given = await openCase(flags.case ?? '.')
    const records = await askCase(given, store => runAnalyses(given, store, { write: false }), sayOnceMore)
    const answers = records.map(({ analysis, status, reason }) => ({
      analysis,
      status,
      reason: reason?.[lang] ?? null,
    }))
    const coverage = records.find(record => record.analysis === 'coverage')
    if (flags.json) printJson({ coverage: coverage?.figures ?? {}, answers })
    else {
      for (const finding of coverage?.findings ?? []) print(oneLine(finding.claim[lang]))
      if (coverage?.reason) print(coverage.reason[lang])
      print('')
      for (const { analysis, status, reason } of answers)
        print(
          `${bold(analysis.padEnd(11))} ${analyses.find(a => a.id === analysis)?.question[lang] ?? ''} ${status}${reason ? `: ${reason}` : ''}`,
        )
    }
    narrate('\nNext: sillage report   (write the page)')
  })
}
