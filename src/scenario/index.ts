import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawBlogs, quoteDump } from './blogs.ts'
import { assemble } from './cast.ts'
import { secondOf, WINDOWS, ZONE } from './clock.ts'
import { csv } from './csv.ts'
import { type SimulatedDump, simulateDump } from './dump/index.ts'
import { drawFacebook, facebookLines } from './facebook.ts'
import { drawForum } from './forum.ts'
import { writeGzip } from './gzip-file.ts'
import { drawDump, HASHTAG } from './places.ts'
import { drawPlan } from './plan.ts'
import { createPopulation } from './population.ts'
import type { Post } from './post.ts'
import { createRandom } from './random.ts'
import { spread } from './spread.ts'
import { drawTargets, PUBLISHED_SEED } from './targets.ts'
import { accountLines, cascadeLines, copyLines, countTruth, type Events } from './truth.ts'
import { writeTwitterFile } from './twitter-file.ts'
import { drawSlots } from './volume.ts'
import { writeWarc } from './warc-file.ts'

export type { DumpTruth, SimulatedDump } from './dump/index.ts'
export type { Truth } from './truth.ts'

export interface SimulationOptions {
  /** 2017, the default, meets the published figures; other seeds draw their own around them. */
  seed?: number
  /** Of the volume: 1 is some 175,000 posts on X, 0.02 is enough for a test. */
  scale?: number
  onProgress?: (done: number, total: number, what: string) => void
}

export interface SimulatedLeak {
  /** The captures, as paths: what a user would add to a case. */
  files: string[]
  /** Path of `ground-truth.json`. */
  truth: string
  /** Path of `ground-truth-accounts.csv`: who is automated, and how carefully. */
  accounts: string
  /** The files that leaked, and what their victim has to judge them by. */
  dump: SimulatedDump
  about: string[]
  windows: { name: string; from: string; to: string }[]
  zone: string
}

/**
 * Simulates a leak that spreads as #MacronLeaks did, and writes it into `folder` in the formats of the
 * platforms, with the ground truth beside it. The same seed and scale give the same bytes.
 *
 * @example
 * const leak = await simulateLeak('/tmp/leak', { scale: 0.02 })
 */
export async function simulateLeak(folder: string, options: SimulationOptions = {}): Promise<SimulatedLeak> {
  const { seed = PUBLISHED_SEED, scale = 1, onProgress = () => {} } = options
  await mkdir(folder, { recursive: true })
  const stream = (part: string) => createRandom(`${seed}/${part}`)
  const targets = drawTargets(seed, scale)
  const total = targets.total * 2

  const dump = drawDump(stream('places'))
  const forum = drawForum(targets, dump, stream('forum'))
  const pages = drawBlogs(targets, dump, stream('blogs'))
  const pageUrls = pages.map(page => page.url)
  const leaked = await simulateDump(join(folder, 'leaked'), seed, scale)
  const quotes = quoteDump(pages, leaked.quotable, stream('quotes'))
  const facebook = drawFacebook(targets, dump, pageUrls, stream('facebook'))

  const population = createPopulation(seed, scale)
  const cast = assemble(population, targets, stream('cast'))
  const { acts } = drawPlan({ targets, population, cast, dump, pages, random: stream('plan') })
  const slots = drawSlots(
    targets,
    acts.map(act => act.at),
    stream('volume'),
  )
  const posts = spread(acts, slots, {
    targets,
    population,
    dump,
    pageUrls,
    random: stream('spread'),
    onPost: done => onProgress(done, total, 'simulating'),
  })
  likePosts(posts, stream('likes'))
  const events: Events = { posts, forum, facebook, pages, cast }

  const inFolder = (name: string) => join(folder, name)
  const files: string[] = []
  for (const part of splitByTime(posts, secondOf(targets.firstAt))) {
    const path = inFolder(`x-search-${part.name}.jsonl.gz`)
    await writeTwitterFile(path, part.posts, seed, written =>
      onProgress(posts.length + part.before + written, total, 'writing'),
    )
    files.push(path)
  }
  for (const thread of forum) {
    const path = inFolder(`4chan-pol-${thread.no}.json`)
    await writeFile(path, `${JSON.stringify({ posts: thread.posts })}\n`)
    files.push(path)
  }
  await writeFile(inFolder('facebook-crowdtangle.csv'), csv(facebookLines(facebook)))
  await writeWarc(inFolder('blogs.warc.gz'), pages)
  files.push(inFolder('facebook-crowdtangle.csv'), inFolder('blogs.warc.gz'))

  const truth = inFolder('ground-truth.json')
  await writeFile(truth, `${JSON.stringify(countTruth(events, targets), null, 2)}\n`)
  const accounts = inFolder('ground-truth-accounts.csv')
  await writeFile(accounts, csv(accountLines(events)))
  await writeFile(inFolder('ground-truth-copies.csv'), csv(copyLines(events)))
  await writeFile(
    inFolder('ground-truth-quotes.csv'),
    csv([['document', 'page'], ...quotes.map(({ document, url }) => [document, url])]),
  )
  await writeGzip(inFolder('ground-truth-cascades.csv.gz'), [csv(cascadeLines(events))])
  onProgress(total, total, 'done')
  return {
    files,
    truth,
    accounts,
    dump: leaked,
    about: [`#${HASHTAG}`, dump.paste, dump.archive],
    windows: WINDOWS,
    zone: ZONE,
  }
}

/** One capture for the first night's first hours, one for the night, one for the rest. */
function splitByTime(
  posts: readonly Post[],
  first: number,
): { name: string; before: number; posts: Post[] }[] {
  const bounds = [first + 12_600, first + 46_800, Number.POSITIVE_INFINITY]
  let before = 0
  return bounds.flatMap((bound, i) => {
    const part = posts.slice(before).filter(post => secondOf(post.at) <= bound)
    const name = String(i + 1)
    const entry = { name, before, posts: part }
    before += part.length
    return part.length > 0 ? [entry] : []
  })
}

/** Likes come after the fact and nothing rests on them: some for each repost, and a few besides. */
function likePosts(posts: readonly Post[], random: ReturnType<typeof createRandom>) {
  for (const post of posts) if (post.kind !== 'repost') post.likes = random.poisson(0.6 + 1.3 * post.reposts)
}
