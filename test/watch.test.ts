import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainBreak } from '../src/case/custody.ts'
import { openCase, sourcesOf } from '../src/case/open.ts'
import { asked } from '../src/case/testing.ts'
import { verifyCase } from '../src/case/verify.ts'
import { randomStream } from '../src/kernels/random.ts'
import { addressOf, JetstreamServer, post, reply, repost, until } from '../src/live/testing.ts'
import { type Ended, sillage, sillageHere } from './command.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-watch-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

const START = Date.UTC(2026, 4, 25, 14) * 1000
const EVENTS = Array.from({ length: 250 }, (_, i) => {
  const now = START + i * 400_000
  const ours = post(i, now, `the archive ${i} is open #Leak`)
  return [
    ours,
    post(i + 1, now + 50_000, 'something else'),
    repost(i + 2, now + 100_000, addressOf(ours)),
    reply(i + 3, now + 150_000, addressOf(ours), 'no!'),
  ]
}).flat()

async function tables(name: string) {
  const given = await openCase(at(name))
  const rows = (table: string) => asked(given, `SELECT * EXCLUDE (source, "row") FROM ${table} ORDER BY ALL`)
  return { post: await rows('post'), account: await rows('account'), action: await rows('action') }
}
const posts = async (name: string) =>
  sourcesOf(await openCase(at(name)).catch(() => ({ custody: [] }) as never)).reduce(
    (sum, { counts }) => sum + counts.posts,
    0,
  )

/** Watches as a process of its own; what is returned ends it. */
function watching(name: string, url: string, ...more: string[]) {
  const stopping = new AbortController()
  const args = [
    'watch',
    'jetstream',
    '--allow-network',
    '--server',
    url,
    '--about',
    '#leak',
    '-o',
    at(name),
    '--every',
    '1',
    ...more,
  ]
  return (by: NodeJS.Signals): { ended: Promise<Ended>; stop: () => void } => ({
    ended: sillage(args, { cwd: folder, signal: stopping.signal, by }),
    stop: () => stopping.abort(),
  })
}

test('without --allow-network nothing is asked of any server, and one sentence says so', async () => {
  for (const source of ['jetstream', 'mastodon']) {
    const { code, stdout, stderr } = await sillageHere([
      'watch',
      source,
      '--about',
      '#leak',
      '-o',
      at('none'),
    ])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^sillage: .*--allow-network\.\n$/)
  }
  expect(await readdir(folder)).toEqual([])
})

test('what cannot be watched is refused before a case is made', async () => {
  for (const [args, code] of [
    [['mastodon', '--allow-network'], 2],
    [['jetstream', '--allow-network', '--server', 'ftp://x.example'], 1],
    [['nowhere.jsonl'], 1],
    [['nowhere.jsonl', '--every', '0'], 2],
    [['jetstream', '--allow-network', '--as', 'fax'], 1],
  ] as const)
    expect((await sillageHere(['watch', ...args, '-o', at('none')])).code, args.join(' ')).toBe(code)
  expect(await readdir(folder)).toEqual([])
})

test('a watch that is killed at random moments and begun again ends with what an undisturbed one has', async () => {
  const calm = new JetstreamServer(EVENTS)
  const whole = watching('whole', await calm.listen())('SIGINT')
  await until(async () => (await posts('whole')) === 750, 'all posts are in the case', 60_000).finally(
    whole.stop,
  )
  const { code, stderr } = await whole.ended
  expect(code).toBe(130)
  expect(stderr).toMatch(
    /Ended\. 1,000 events came; 750 new posts .*Run the same command again to go on from here\./,
  )
  await calm.close()

  const random = randomStream('kills')
  const server = new JetstreamServer([], n => (n % 2 === 1 ? { after: 200 } : {}))
  const url = await server.listen()
  let isDone = false
  const sending = (async () => {
    for (const frame of EVENTS) {
      if (isDone) return
      server.send(frame)
      await setTimeout(25)
    }
  })()
  let kills = 0
  for (; kills < 7; kills++) {
    const before = server.asked.length
    const { ended, stop } = watching('killed', url)('SIGKILL')
    await Promise.race([
      until(() => server.asked.length > before, 'it listens', 60_000),
      ended.then(({ stderr }) => Promise.reject(new Error(`It ended by itself: ${stderr}`))),
    ])
    await setTimeout(200 + random() * 2_200)
    stop()
    expect((await ended).code).toBe(null)
    expect(chainBreak((await openCase(at('killed'))).custody)).toBeNull()
  }
  const before = server.asked.length
  const last = watching('killed', url)('SIGINT')
  await until(() => server.asked.length > before, 'it listens', 60_000)
  await sending
  await until(async () => (await posts('killed')) === 750, 'all posts are in the case', 60_000).finally(
    () => {
      isDone = true
      last.stop()
    },
  )
  expect((await last.ended).code).toBe(130)
  await server.close()
  // Thousands of rows make no readable difference: their equality is enough.
  expect(JSON.stringify(await tables('killed')) === JSON.stringify(await tables('whole'))).toBe(true)
  expect((await verifyCase(await openCase(at('killed')))).mismatches).toEqual([])
}, 600_000)

test('a growing file of any known format is followed, and each kept row opens to its line', async () => {
  const path = at('grows.jsonl')
  await writeFile(
    path,
    EVENTS.slice(0, 40)
      .map(frame => `${frame}\n`)
      .join(''),
  )
  const stopping = new AbortController()
  const args = ['watch', path, '--about', '#leak', '-o', at('file'), '--every', '1', '--json']
  const ended = sillage(args, { cwd: folder, signal: stopping.signal, by: 'SIGINT' })
  await until(async () => (await posts('file')) === 30, 'the first lines are in the case', 60_000)
  await appendFile(
    path,
    EVENTS.slice(40, 80)
      .map(frame => `${frame}\n`)
      .join(''),
  )
  await until(async () => (await posts('file')) === 60, 'the next lines are in the case', 60_000).finally(
    () => stopping.abort(),
  )
  const { code, stdout, stderr } = await ended
  expect(code, stderr).toBe(130)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/not enough history yet for posts per minute/)
  const given = await openCase(at('file'))
  expect(sourcesOf(given).every(({ importer }) => importer === 'bluesky-jetstream')).toBe(true)
  const shown = await sillageHere(['show', `bluesky:${addressOf(EVENTS[0] ?? '')}`, '--case', at('file')])
  expect(shown.stdout).toContain('the archive 0 is open')
})

test('a table cannot be followed, and is sent to add', async () => {
  await writeFile(at('table.csv'), 'at,account_id,text\n2026-05-05T18:49:00Z,ann,#leak\n')
  const { code, stderr } = await sillageHere([
    'watch',
    at('table.csv'),
    '--about',
    '#leak',
    '-o',
    at('table'),
    '--every',
    '1',
  ])
  expect(code).toBe(2)
  expect(stderr).toMatch(/cannot be followed: only files with one JSON value on each line/)
})
