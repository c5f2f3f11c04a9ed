import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { layout } from '../case/layout.ts'
import { createCase, exists } from '../case/open.ts'
import { moment } from '../case/zone.ts'
import { addDump } from '../documents/add-dump.ts'
import { simulateLeak } from '../scenario/index.ts'
import { formatter } from '../words/format.ts'
import { addAll } from './adding.ts'
import { analyseAndReport, reportUrl } from './analysing.ts'
import { careLines, foundByCare } from './demo-truth.ts'
import { EXIT, UsageProblem } from './exit.ts'
import { type Common, commonOptions } from './options.ts'
import { tell } from './telling.ts'
import { bold, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends Common {
  out: string
  seed: string
  scale: string
}

/** The simulated leak, written as platforms' files and then traced like anyone's data. */
export function demoCommand(program: Command): void {
  const command = program
    .command('demo')
    .description('simulate a leak, trace it, and write the report')
    .option('-o, --out <dir>', 'where to put the files and the case', 'demo')
    .option('--seed <n>', 'another seed, another leak', '2017')
    .option('--scale <share>', 'size of the simulation; 1 is about 175,000 posts', '1')
    .action(async (flags: Flags) => {
      const lang = flags.lang ?? 'en'
      const seed = numberFrom(flags.seed, '--seed', n => Number.isInteger(n) && n >= 0)
      const scale = numberFrom(flags.scale, '--scale', n => n > 0 && n <= 20)
      const files = join(flags.out, 'files')
      const dir = join(flags.out, 'case')
      if ((await exists(flags.out)) && !(await exists(files)))
        throw new UsageProblem(
          `${flags.out} exists and was not made by this command; choose another folder with -o.`,
        )
      // Both folders are this command's own: it made them, and makes them anew.
      if (await exists(layout(dir).config)) await rm(dir, { recursive: true })
      await rm(files, { recursive: true, force: true })
      narrate(`Simulating a leak (seed ${seed}, scale ${scale}) …`)
      const leak = await simulateLeak(files, { seed, scale })
      const windows = leak.windows.map(({ name, from, to }) => ({
        name,
        from: moment(from, leak.zone) ?? 0,
        to: moment(to, leak.zone) ?? 0,
      }))
      const given = await createCase(dir, {
        title: '#MacronLeaks, simulated',
        about: leak.about,
        windows,
        zone: leak.zone,
        simulated: true,
      })
      const { case: filled, added } = await addAll(given, leak.files, {})
      // The leaked files themselves, by the same way as anyone's.
      narrate('Reading the leaked files …')
      const { originals, decoys, keys } = leak.dump
      const { case: whole, added: dump } = await addDump(filled, leak.dump.dump, {
        judgeBy: { originals, decoys, keys },
      })
      const records = await analyseAndReport(whole, {}, lang)
      const care = await foundByCare(whole.at.findingRows('automation'), leak.accounts)
      if (flags.json)
        printJson({
          case: whole.dir,
          report: whole.at.report,
          truth: leak.truth,
          automated: care,
          sources: [...added, dump].map(a => a.source),
          analyses: records,
        })
      else {
        tell(records, lang, true)
        const posts = added.reduce((sum, a) => sum + a.source.counts.posts, 0)
        print(
          `\n${bold('Report')}  ${oneLine(whole.at.report)}   (${formatter(lang, 'UTC').number(posts)} posts, ${formatter(lang, 'UTC').number(dump.source.counts.documents ?? 0)} documents)`,
        )
        print(`        ${reportUrl(whole)}`)
        narrate(
          `\nWho was who in the simulation: ${oneLine(leak.truth)}, and of the leaked files: ${oneLine(leak.dump.truth)}`,
        )
        narrate(
          [
            'Of the automated accounts, by how carefully they hide, some or strong signs were found in:',
            ...careLines(care),
          ].join('\n'),
        )
        narrate(
          `Next: sillage show ID --case ${oneLine(dir)}, or your own files: sillage trace FILE… --about '#hashtag'`,
        )
      }
      process.exitCode = EXIT.done
    })
  commonOptions(command)
}

function numberFrom(text: string, flag: string, isFit: (n: number) => boolean): number {
  const n = Number(text)
  if (text.trim() === '' || !isFit(n)) throw new UsageProblem(`${flag} does not take '${text}'.`)
  return n
}
