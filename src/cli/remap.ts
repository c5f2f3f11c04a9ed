import type { Command } from 'commander'
import { openCase } from '../case/open.ts'
import { remapSource } from '../case/remap.ts'
import { canAnswer, summary } from './adding.ts'
import { EXIT } from './exit.ts'
import { onceMoreBelow } from './once-more.ts'
import { type Common, commonOptions, type SourceFlags, sourceOptions } from './options.ts'
import { narrate, printJson, progress } from './terminal.ts'

interface Flags extends Common, SourceFlags {}

export function remapCommand(program: Command): void {
  const command = program
    .command('remap')
    .description('map a source of the case anew from its kept bytes')
    .argument('<source>', "the source's name, or the beginning of its SHA-256")
    .action(async (which: string, flags: Flags) => {
      const given = await openCase(flags.case ?? '.')
      const bar = progress(which)
      const { case: now, added } = await remapSource(given, which, {
        ...flags,
        onStep: (step, done, total, records) => bar.at(done, total, step, records),
        onFall: onceMoreBelow(bar),
      }).finally(() => bar.stop())
      if (flags.json) printJson({ status: 'remapped', ...added.source })
      else {
        narrate(summary(added.source.name, added))
        narrate(`\n${await canAnswer(now, flags.lang ?? 'en')}`)
        narrate(
          '\nNext: sillage run && sillage report   (what was found before rests on the earlier mapping)',
        )
      }
      process.exitCode = added.source.counts.rejects > 0 ? EXIT.rejected : EXIT.done
    })
  sourceOptions(commonOptions(command), { reference: false })
}
