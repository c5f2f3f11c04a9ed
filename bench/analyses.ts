/**
 * Every analysis over the IRA half-year, each timed: `npx tsx bench/analyses.ts [FILE] [ABOUT]`.
 * Limit (issue A): 10 s for all of them.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyses } from '../src/analyses/index.ts'
import { runAnalysis, writeFindings } from '../src/analyses/run.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase } from '../src/case/open.ts'
import { seconds } from './timing.ts'

const LIMIT_S = 10
const file = process.argv[2] ?? '../shared/data/posts/ira-2016h2.csv.gz'

if (!existsSync(file)) {
  console.log(`skipped: ${file} is not here`)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-bench-'))
  try {
    for (const about of process.argv[3] ? [process.argv[3]] : ['#MerkelMussBleiben', '']) {
      const created = await createCase(join(folder, `case-${about.length}`), { about: about ? [about] : [] })
      const { case: given } = await addSource(created, file)
      let total = 0
      const lap = async (name: string, work: () => Promise<unknown>) => {
        const s = await seconds(work)
        total += s
        console.log(`${(about || '(everything)').padEnd(20)} ${name.padEnd(11)} ${s.toFixed(2)} s`)
      }
      const mounted: Awaited<ReturnType<typeof mountCase>>[] = []
      await lap('mount', async () => mounted.push(await mountCase(given)))
      for (const store of mounted) {
        for (const analysis of analyses)
          await lap(analysis.id, async () => {
            const { record, rows } = await runAnalysis(given, store, analysis)
            await writeFindings(given, store, record, rows)
          })
        await store.close()
      }
      console.log(
        `${(about || '(everything)').padEnd(20)} ${'all'.padEnd(11)} ${total.toFixed(2)} s  (limit ${LIMIT_S} s)`,
      )
      if (total > LIMIT_S) process.exitCode = 1
    }
    console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
