import { readdir } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { type Case, createCase, openCase, sourcesOf } from '../case/open.ts'
import { asked, fixtures } from '../case/testing.ts'
import { verifyCase } from '../case/verify.ts'
import type { Row } from '../model/finding.ts'
import { jetstream } from './jetstream.ts'
import type { Alert } from './pulse.ts'
import type { Gap, LiveSource } from './source.ts'
import {
  addressOf,
  commit,
  IMPATIENT,
  JetstreamServer,
  type Manner,
  post,
  reply,
  repost,
  until,
} from './testing.ts'
import { watch } from './watch.ts'

const { at } = fixtures()
const servers: JetstreamServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

/** 2026-05-25 14:00:00 UTC, in microseconds. */
const START = 1_779_717_600_000_000

/** A hundred seconds: a matching post every second, with what refers to it, among others that do not match. */
const BURST = Array.from({ length: 100 }, (_, i) => {
  const now = START + i * 1_000_000
  const ours = post(i, now, `The archive ${i} is open #Leak https://a.example/${i}`)
  return [
    ours,
    post(i + 1, now + 100_000, `Nothing to see here ${i}`),
    repost(i + 2, now + 200_000, addressOf(ours)),
    reply(i + 3, now + 300_000, addressOf(ours), 'really?'),
    reply(i + 4, now + 400_000, 'at://did:plc:zz/app.bsky.feed.post/3aaaaaaaaaaaa', 'about something else'),
    ...(i % 10 === 5
      ? [commit(i, now, null).replaceAll(`"time_us":${now}`, `"time_us":${now + 500_000}`)]
      : []),
  ]
}).flat()
const KEPT = { posts: 300, rejects: 10 }

async function serving(
  frames: readonly string[],
  manner?: (n: number) => Manner,
  options?: { autoPong?: boolean },
) {
  const server = new JetstreamServer(frames, manner, options)
  servers.push(server)
  return { server, url: await server.listen() }
}

interface Told {
  notes: string[]
  gaps: Gap[]
  alerts: Alert[]
}

/** Watches until the case holds so many posts, or until it is told that it is enough. */
async function watched(
  given: Case,
  source: LiveSource,
  enough: (told: Told & { posts: number; rejects: number }) => boolean,
  options: { flushMs?: number; everyMs?: number } = {},
): Promise<Told & { case: Case }> {
  const told = { notes: [] as string[], gaps: [] as Gap[], alerts: [] as Alert[], posts: 0, rejects: 0 }
  const stopping = new AbortController()
  const count = () => {
    if (enough(told)) stopping.abort()
  }
  const tooLate = setTimeout(() => stopping.abort(), 20_000)
  try {
    const { case: filled } = await watch(given, {
      source,
      signal: stopping.signal,
      importing: async () => ({ as: source.importer ?? '' }),
      flushMs: options.flushMs ?? 20,
      everyMs: options.everyMs ?? 50,
      onNote: text => {
        told.notes.push(text)
        count()
      },
      onGap: gap => {
        told.gaps.push(gap)
        count()
      },
      onAlert: alert => told.alerts.push(alert),
      onAdded: ({ counts }) => {
        told.posts += counts.posts
        told.rejects += counts.rejects
        count()
      },
    })
    return { ...told, case: filled }
  } finally {
    clearTimeout(tooLate)
  }
}

/** The tables' rows, but for where each came from: that depends on how the events fell into segments. */
async function tables(given: Case): Promise<Record<string, Row[]>> {
  const rows = (table: string) => asked(given, `SELECT * EXCLUDE (source, "row") FROM ${table} ORDER BY ALL`)
  return { post: await rows('post'), account: await rows('account'), action: await rows('action') }
}

const all = ({ posts, rejects }: { posts: number; rejects: number }) =>
  posts >= KEPT.posts && rejects >= KEPT.rejects

async function undisturbed(name: string): Promise<Case> {
  const { url } = await serving(BURST)
  return (await watched(await createCase(at(name), { about: ['#leak'] }), jetstream(url, IMPATIENT), all))
    .case
}

test('what matches comes into the case, with what reposts, answers or deletes it, and nothing else', async () => {
  const given = await undisturbed('plain')
  const kinds = await asked(given, 'SELECT kind, count(*) AS n FROM post GROUP BY kind ORDER BY kind')
  expect(kinds).toEqual([
    { kind: 'post', n: 100 },
    { kind: 'reply', n: 100 },
    { kind: 'repost', n: 100 },
  ])
  const deletions = sourcesOf(given).map(({ counts }) => counts.rejects)
  expect(deletions.reduce((sum, n) => sum + n, 0)).toBe(10)
  expect((await verifyCase(given)).mismatches).toEqual([])
  expect(await readdir(at('plain/.watch'), { recursive: true })).toEqual([
    expect.stringMatching(/^jetstream-[0-9a-f]{12}$/),
    expect.stringMatching(/memory\.json$/),
  ])
})

test('a connection that is lost in the middle of a burst, again and again, loses nothing and doubles nothing', async () => {
  const whole = await undisturbed('whole')
  const { server, url } = await serving(BURST, n => (n < 12 ? { after: 60 } : {}))
  const source = jetstream(url, IMPATIENT)
  const {
    case: given,
    notes,
    gaps,
  } = await watched(await createCase(at('lost'), { about: ['#leak'] }), source, all)
  expect(server.asked.length).toBeGreaterThan(12)
  expect(notes.filter(note => note.startsWith('Disconnected')).length).toBeGreaterThanOrEqual(12)
  expect(gaps).toEqual([])
  expect(await tables(given)).toEqual(await tables(whole))
  expect((await verifyCase(given)).mismatches).toEqual([])
})

test('a run that was ended goes on from its cursor, and what the server sends twice is taken once', async () => {
  const whole = await undisturbed('whole-2')
  const { server, url } = await serving(BURST.slice(0, 260))
  const source = () => jetstream(url, IMPATIENT)
  const made = await createCase(at('resumed'), { about: ['#leak'] })
  const first = await watched(made, source(), ({ posts }) => posts >= 120)
  server.frames = BURST
  const { case: given } = await watched(first.case, source(), ({ posts }) => posts >= KEPT.posts - 160)
  const cursor = Number(server.asked.at(-1)?.searchParams.get('cursor'))
  expect(cursor).toBeGreaterThan(START + 40_000_000)
  expect(await tables(given)).toEqual(await tables(whole))
})

test('a server that is away for a while is asked again until it is back', async () => {
  const { server, url } = await serving(BURST.slice(0, 200))
  const made = await createCase(at('away'), { about: ['#leak'] })
  const { port } = server
  const watching = watched(made, jetstream(url, IMPATIENT), all)
  await until(
    async () => sourcesOf(await openCase(at('away'))).length > 0,
    'the first events are in the case',
  )
  await server.close()
  await new Promise(resolve => setTimeout(resolve, 400))
  const back = new JetstreamServer(BURST)
  servers.splice(0, 1, back)
  await back.listen(port)
  const { case: given, notes } = await watching
  expect(notes.filter(note => /Disconnected.*Trying again in/.test(note)).length).toBeGreaterThan(1)
  expect(await asked(given, 'SELECT count(*) AS n FROM post')).toEqual([{ n: 300 }])
})

test('what the server can no longer replay is said, once, and kept on record', async () => {
  const { server, url } = await serving(BURST, n =>
    n === 0 ? { after: 50 } : { keepsFrom: START + 80_000_000 },
  )
  const made = await createCase(at('gap'), { about: ['#leak'] })
  const { case: given, gaps } = await watched(made, jetstream(url, IMPATIENT), ({ posts }) => posts >= 80)
  expect(server.asked.length).toBeGreaterThan(1)
  expect(gaps).toHaveLength(1)
  expect(gaps[0]?.from).toBeLessThan((START + 11_000_000) / 1000)
  expect(gaps[0]?.to).toBeGreaterThan((START + 79_000_000) / 1000)
  const before = server.asked.length
  server.frames.push(post(7, START + 101_000_000, 'one more #leak'))
  const again = await watched(given, jetstream(url, IMPATIENT), ({ posts }) => posts >= 1)
  expect(server.asked.length).toBeGreaterThan(before)
  expect(again.gaps).toEqual([])
})

test('without a subject everything is kept', async () => {
  const { url } = await serving(BURST.slice(0, 30))
  const made = await createCase(at('everything'))
  const { case: given } = await watched(made, jetstream(url, IMPATIENT), ({ posts }) => posts >= 30)
  expect(await asked(given, 'SELECT count(*) AS n FROM post')).toEqual([{ n: 30 }])
})

test('frames that are no events are left out and said once; an event of megabytes costs a gap, not the memory', async () => {
  const huge = post(1, START + 1, 'x'.repeat(3_000_000))
  const first = [
    '{"no',
    Buffer.from([0, 1, 2]),
    '[]',
    '{"did":"did:plc:x","time_us":9e15,"kind":"commit"}',
    huge,
  ]
  const { server, url } = await serving(BURST, n => (n === 1 ? { first } : n === 0 ? { after: 30 } : {}))
  const made = await createCase(at('hostile'), { about: ['#leak'] })
  const { notes, case: given } = await watched(made, jetstream(url, IMPATIENT), ({ posts }) => posts >= 290)
  expect(notes.filter(note => /left out/.test(note))).toHaveLength(1)
  expect(notes.some(note => /more than 2 MB/.test(note))).toBe(true)
  expect(server.asked.length).toBe(3)
  expect((await asked<{ n: number }>(given, 'SELECT count(*) AS n FROM post'))[0]?.n).toBeGreaterThanOrEqual(
    290,
  )
})

test('a server that is silent counts as gone, and one that sends us elsewhere or refuses ends the watch', async () => {
  const mute = await serving(BURST, n => (n === 0 ? { isMute: true } : {}), { autoPong: false })
  const made = await createCase(at('mute'), { about: ['#leak'] })
  const { notes } = await watched(made, jetstream(mute.url, { ...IMPATIENT, silenceMs: 300 }), all)
  expect(notes[0]).toMatch(/nothing came from 127\.0\.0\.1:\d+ for/)
  for (const [refuses, says] of [
    [{ status: 302, headers: { Location: 'wss://evil.example/' } }, /sends us on to wss:\/\/evil\.example/],
    [{ status: 403 }, /answered 403/],
  ] as const) {
    const { url } = await serving([], () => ({ refuses }))
    const given = await createCase(at(`refused-${refuses.status}`))
    await expect(watched(given, jetstream(url, IMPATIENT), () => false)).rejects.toThrow(says)
  }
  const busy = await serving(BURST, n => (n < 2 ? { refuses: { status: 503 } } : {}))
  const { notes: tried } = await watched(
    await createCase(at('busy'), { about: ['#leak'] }),
    jetstream(busy.url, IMPATIENT),
    all,
  )
  expect(tried.filter(note => /answered 503/.test(note))).toHaveLength(2)
})

test('two watches of one source on one case: the second is refused', async () => {
  const { server, url } = await serving(BURST)
  const made = await createCase(at('two'), { about: ['#leak'] })
  const stopping = new AbortController()
  const options = { signal: stopping.signal, importing: async () => ({ as: 'bluesky-jetstream' }) }
  const first = watch(made, { ...options, source: jetstream(url, IMPATIENT) })
  await until(() => server.asked.length > 0, 'the first one listens')
  await expect(watch(made, { ...options, source: jetstream(url, IMPATIENT) })).rejects.toThrow(
    /another sillage/,
  )
  stopping.abort()
  await first
})

test('a planted burst is told once, with its numbers and its post', async () => {
  const quiet = Array.from({ length: 180 }, (_, minute) =>
    Array.from({ length: 1 + (minute % 3) }, (_, k) =>
      post(minute + k, START + minute * 60_000_000 + k * 7_000_000, 'quiet #leak'),
    ),
  ).flat()
  const noon = START + 180 * 60_000_000
  const loud = post(1, noon, 'this one #leak')
  const burst = Array.from({ length: 60 }, (_, k) =>
    repost(k, noon + 1_000_000 + k * 900_000, addressOf(loud)),
  )
  const { server, url } = await serving(quiet)
  const made = await createCase(at('alert'), { about: ['#leak'] })
  const watching = watched(made, jetstream(url, IMPATIENT), ({ posts }) => posts >= quiet.length + 61)
  await until(() => server.asked.length > 0, 'the watcher is there')
  for (const frame of [loud, ...burst]) {
    server.send(frame)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const { alerts } = await watching
  const told = (measure: string) => alerts.filter(alert => alert.measure === measure)
  expect(told('reposts of one post per minute')[0]).toMatchObject({
    platform: 'bluesky',
    post: addressOf(loud),
    from: noon / 1000,
    still: false,
    most: 0,
  })
  expect(told('posts per minute')[0]).toMatchObject({ from: noon / 1000, most: 3, still: false })
  // Told when it begins, and again only when it has doubled.
  for (const measure of ['posts per minute', 'reposts of one post per minute']) {
    const counts = told(measure).map(({ count }) => count)
    for (const [i, count] of counts.entries())
      if (i > 0) expect(count).toBeGreaterThanOrEqual(2 * (counts[i - 1] ?? 0))
    expect(
      told(measure)
        .slice(1)
        .every(({ still }) => still),
    ).toBe(true)
  }
})
