/**
 * Import against the engine's own reading of the same file, in the same run: `npx tsx bench/import.ts [FILE] [ROUNDS]`.
 * Limit (issue A): at most 3 × the time of DuckDB's CREATE TABLE AS SELECT * FROM read_csv(…).
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { addSource } from '../src/case/add.ts'
import { createCase } from '../src/case/open.ts'
import { median, seconds } from './timing.ts'

const LIMIT = 3
const file = process.argv[2] ?? '../shared/data/posts/ira-2016h2.csv.gz'
const rounds = Number(process.argv[3] ?? 5)

async function engineAlone(): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}')`)
  connection.closeSync()
  instance.closeSync()
}

async function wholeImport(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-bench-'))
  try {
    const { added } = await addSource(await createCase(join(folder, 'case')), file)
    return added.source.counts.posts
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (!existsSync(file)) {
  console.log(`skipped: ${file} is not here`)
} else {
  const baseline: number[] = []
  const ours: number[] = []
  let posts = 0
  for (let round = 0; round < rounds; round++) {
    baseline.push(await seconds(engineAlone))
    ours.push(
      await seconds(async () => {
        posts = await wholeImport()
      }),
    )
  }
  const ratio = median(ours) / median(baseline)
  console.log(
    `engine alone  ${median(baseline).toFixed(2)} s  (${baseline.map(s => s.toFixed(2)).join(' ')})`,
  )
  console.log(
    `whole import  ${median(ours).toFixed(2)} s  (${ours.map(s => s.toFixed(2)).join(' ')})  ${posts} posts`,
  )
  console.log(`ratio         ${ratio.toFixed(2)}  (limit ${LIMIT})`)
  console.log(`peak memory   ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`)
  process.exitCode = ratio <= LIMIT ? 0 : 1
}
