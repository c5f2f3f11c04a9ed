/**
 * The analyses over the IRA half-year: each alone, and all as a command runs them: `npx tsx bench/analyses.ts [FILE]
 * [ABOUT]`. Limit (issue A): 10 s for all of them.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyses } from '../src/analyses/index.ts'
import { runAnalysis } from '../src/analyses/run.ts'
import { runAnalyses } from '../src/analyses/run-all.ts'
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
      const name = (about || '(everything)').padEnd(20)
      const mounted = await mountCase(given)
      try {
        for (const analysis of analyses) {
          const s = await seconds(() => runAnalysis(given, mounted, analysis))
          console.log(`${name} ${analysis.id.padEnd(12)} ${s.toFixed(2)} s`)
        }
      } finally {
        await mounted.close()
      }
      // As `sillage trace` runs them: from the case's tables to the findings on disk.
      const s = await seconds(async () => {
        const store = await mountCase(given)
        await runAnalyses(given, store)
        await store.close()
      })
      console.log(`${name} ${'all'.padEnd(12)} ${s.toFixed(2)} s  (limit ${LIMIT_S} s)`)
      if (s > LIMIT_S) process.exitCode = 1
    }
    console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
