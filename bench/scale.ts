/**
 * Does time grow with the posts, and memory not? `npx tsx bench/scale.ts [POSTS…]` (default: 1000000 10000000).
 * Each size is written, imported and analysed in a process of its own, on its subject and on everything.
 * Limits (issue B): under 4 GB of memory; at most 12 × the time for 10 × the posts.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyses } from '../src/analyses/index.ts'
import { runAnalysis, writeFindings } from '../src/analyses/run.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase } from '../src/case/open.ts'
import { randomStream } from '../src/kernels/random.ts'
import type { Store } from '../src/store/store.ts'
import { seconds } from './timing.ts'

const MEMORY_LIMIT_MB = 4000
const GROWTH_LIMIT = 12
const TAG = '#scaleleak'

interface Lap {
  stage: string
  seconds: number
  /** Of all threads: it grows alike whether the machine is shared or not. */
  processorSeconds: number
  /** The most that the process held while it ran. */
  memoryMb: number
}
interface Result {
  posts: number
  bytes: number
  laps: Lap[]
  memoryMb: number
}

/** Posts of 60 days by accounts of very unequal zeal; four in ten are reposts, one in twenty bears the tag. */
async function writePosts(path: string, posts: number): Promise<void> {
  const random = randomStream(`scale-${posts}`)
  const accounts = Math.max(1000, Math.round(posts / 40))
  const words = Array.from({ length: 4000 }, (_, at) => `w${(at * 2654435761) % 999983}`)
  const out = createWriteStream(path, { highWaterMark: 4 << 20 })
  out.write('id,created_at,author_id,text,kind,parent_id,lang,followers\n')
  const start = Date.UTC(2017, 2, 10)
  const step = (60 * 86_400_000) / posts
  for (let at = 0; at < posts; at++) {
    const author = Math.floor(accounts * random() ** 3)
    const isRepost = at > 100 && random() < 0.4
    const parent = isRepost ? at - 1 - Math.floor(Math.min(at - 1, 5000) * random() ** 4) : -1
    const tag = random() < 0.05 ? ` ${TAG}` : random() < 0.3 ? ` #t${Math.floor(500 * random() ** 2)}` : ''
    const link =
      random() < 0.2
        ? ` https://site${Math.floor(300 * random() ** 2)}.test/a/${Math.floor(20_000 * random() ** 2)}`
        : ''
    const text = Array.from({ length: 9 }, () => words[Math.floor(4000 * random() ** 2)]).join(' ')
    const time = new Date(start + Math.floor(at * step)).toISOString()
    const line = `${1e17 + at * 16},${time},u${author},${text}${tag}${link},${isRepost ? 'repost' : 'post'},${isRepost ? 1e17 + parent * 16 : ''},${author % 3 === 0 ? 'fr' : 'en'},${Math.floor(1e5 / (1 + author))}\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

async function measure(posts: number): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-scale-'))
  const laps: Lap[] = []
  const lap = async (stage: string, work: () => Promise<unknown>) => {
    let most = 0
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 50)
    const before = process.cpuUsage()
    const s = await seconds(work)
    const { user, system } = process.cpuUsage(before)
    clearInterval(watch)
    laps.push({
      stage,
      seconds: s,
      processorSeconds: (user + system) / 1e6,
      memoryMb: Math.round(most / 2 ** 20),
    })
  }
  try {
    const file = join(folder, 'posts.csv')
    await writePosts(file, posts)
    const created = await createCase(join(folder, 'case'), { about: [TAG] })
    let given = created
    await lap('import', async () => {
      given = (await addSource(created, file, { reference: true })).case
    })
    for (const about of [[TAG], []]) {
      const asked = { ...given, config: { ...given.config, about } }
      const on = about[0] ?? 'everything'
      let mounted: Store | undefined
      await lap(`views (${on})`, async () => {
        mounted = await mountCase(asked)
      })
      const store = mounted as Store // the lap has made it
      for (const analysis of analyses)
        await lap(`${analysis.id} (${on})`, async () => {
          const { record, rows } = await runAnalysis(asked, store, analysis)
          await writeFindings(asked, store, record, rows)
        })
      await store.close()
    }
    return {
      posts,
      bytes: (await stat(file)).size,
      laps,
      memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function sumOf({ laps }: Result, of: 'seconds' | 'processorSeconds', stage?: string): number {
  return laps.filter(lap => !stage || lap.stage === stage).reduce((sum, lap) => sum + lap[of], 0)
}

async function inProcess(posts: number): Promise<Result> {
  const child = fork(fileURLToPath(import.meta.url), ['--one', String(posts)], { execArgv: process.execArgv })
  const [result] = (await once(child, 'message')) as [Result] // sent below
  await once(child, 'exit')
  return result
}

if (process.argv[2] === '--one') {
  process.send?.(await measure(Number(process.argv[3])))
} else {
  const sizes = process.argv.slice(2).map(Number)
  const results: Result[] = []
  for (const posts of sizes.length > 0 ? sizes : [1_000_000, 10_000_000]) {
    const result = await inProcess(posts)
    results.push(result)
    const [total, busy] = [sumOf(result, 'seconds'), sumOf(result, 'processorSeconds')]
    console.log(
      `${result.posts} posts, ${(result.bytes / 1e6).toFixed(0)} MB: ${total.toFixed(1)} s (${busy.toFixed(1)} s of processors), peak memory ${result.memoryMb} MB (limit ${MEMORY_LIMIT_MB})`,
    )
    for (const { stage, seconds: s, processorSeconds, memoryMb } of result.laps)
      console.log(
        `  ${stage.padEnd(26)} ${s.toFixed(2).padStart(7)} s ${processorSeconds.toFixed(2).padStart(7)} s ${String(memoryMb).padStart(6)} MB`,
      )
    if (result.memoryMb > MEMORY_LIMIT_MB) process.exitCode = 1
  }
  for (const [at, larger] of results.entries()) {
    const smaller = results[at - 1]
    if (!smaller) continue
    const times = larger.posts / smaller.posts
    const growths = (stage?: string) =>
      (['seconds', 'processorSeconds'] as const).map(
        of => sumOf(larger, of, stage) / sumOf(smaller, of, stage),
      )
    const [growth = 0, busier = 0] = growths()
    const limit = (GROWTH_LIMIT / 10) * times
    console.log(
      `${times} × the posts: ${growth.toFixed(1)} × the time (limit ${limit.toFixed(1)}), ${busier.toFixed(1)} × the processors' time`,
    )
    for (const { stage } of larger.laps)
      console.log(
        `  ${stage.padEnd(26)} ${growths(stage)
          .map(x => `${x.toFixed(1)} ×`.padStart(9))
          .join('')}`,
      )
    if (growth > limit) process.exitCode = 1
  }
}
