import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createCase } from '../case/open.ts'
import { asked, fixtures } from '../case/testing.ts'
import { mastodon } from './mastodon.ts'
import type { Gap } from './source.ts'
import { httpServer, IMPATIENT, until } from './testing.ts'
import { watch } from './watch.ts'

const { at } = fixtures()
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const HOME = 'https://home.example'

/** A status as a Mastodon server of home.example writes it. */
function status(n: number, content: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const id = String(110_000_000_000_000_000n + BigInt(n))
  const who = `u${n % 7}`
  return {
    id,
    created_at: new Date(Date.UTC(2026, 4, 25, 14, 0, n)).toISOString(),
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    visibility: 'public',
    language: 'en',
    uri: `${HOME}/users/${who}/statuses/${id}`,
    url: `${HOME}/@${who}/${id}`,
    replies_count: 0,
    reblogs_count: 0,
    favourites_count: 0,
    edited_at: null,
    content,
    reblog: null,
    account: {
      id: String(n % 7),
      username: who,
      acct: who,
      display_name: who,
      url: `${HOME}/@${who}`,
      followers_count: 3,
      following_count: 4,
      statuses_count: 5,
      created_at: '2020-01-01T00:00:00.000Z',
      note: '',
    },
    media_attachments: [],
    mentions: [],
    tags: [...content.matchAll(/#<span>(\w+)</g)].map(([, name = '']) => ({
      name: name.toLowerCase(),
      url: `${HOME}/tags/${name.toLowerCase()}`,
    })),
    emojis: [],
    card: null,
    poll: null,
    ...more,
  }
}

const leak = (n: number, more?: Record<string, unknown>) =>
  status(
    n,
    `<p>The archive ${n} is open <a href="${HOME}/tags/Leak" class="mention hashtag" rel="tag">#<span>Leak</span></a></p>`,
    more,
  )
const frame = (event: string, payload: unknown) =>
  `event: ${event}\ndata: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`

interface Home {
  url: string
  statuses: Record<string, unknown>[]
  streams: ServerResponse[]
  asked: { path: string; token: string | undefined }[]
}

/** Streams what it is told to, and answers for its timeline with what `statuses` holds. */
async function home(refuses: { timeline?: number; stream?: number; location?: string } = {}): Promise<Home> {
  const given: Home = { url: '', statuses: [], streams: [], asked: [] }
  const { url, close } = await httpServer((request, response, url) => {
    given.asked.push({ path: url.pathname + url.search, token: request.headers.authorization })
    if (url.pathname.startsWith('/api/v1/streaming/')) {
      if (refuses.stream) {
        response
          .writeHead(refuses.stream, refuses.location ? { location: refuses.location } : {})
          .end('{"error":"no"}')
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(':)\n')
      given.streams.push(response)
      return
    }
    if (refuses.timeline) {
      response.writeHead(refuses.timeline).end()
      return
    }
    const after = BigInt(url.searchParams.get('min_id') ?? 0)
    const newer = given.statuses.filter(({ id }) => BigInt(String(id)) > after)
    // The page right after it, the newest first: as Mastodon does with min_id.
    response.end(JSON.stringify(newer.slice(0, Number(url.searchParams.get('limit'))).reverse()))
  })
  closing.push(close)
  given.url = url
  return given
}

async function watching(name: string, source: ReturnType<typeof mastodon>, during: () => Promise<void>) {
  const notes: string[] = []
  const gaps: Gap[] = []
  const stopping = new AbortController()
  const run = watch(await createCase(at(name), { about: ['#leak'] }), {
    source,
    signal: stopping.signal,
    importing: async () => ({ as: 'mastodon' }),
    flushMs: 20,
    everyMs: 100,
    onNote: text => notes.push(text),
    onGap: gap => gaps.push(gap),
  })
  await Promise.race([during(), run])
  await new Promise(resolve => setTimeout(resolve, 100))
  stopping.abort()
  const { case: given } = await run
  return { given, notes, gaps }
}

test('posts with the hashtag come in, with their edits and deletions, and what is missed is asked for', async () => {
  const server = await home()
  const { given, notes, gaps } = await watching(
    'hashtag',
    mastodon({ server: server.url }, ['#Leak'], IMPATIENT),
    async () => {
      await until(() => server.streams.length === 1, 'it listens')
      const [first] = server.streams
      for (const n of [1, 2]) {
        server.statuses.push(leak(n))
        first?.write(frame('update', leak(n)))
      }
      first?.write(':thump\n')
      first?.write(frame('status.update', leak(1, { edited_at: '2026-05-25T15:00:00.000Z' })))
      first?.write(frame('delete', String(leak(2).id)))
      first?.write(frame('delete', '42'))
      first?.write(frame('filters_changed', 'undefined'))
      first?.write(frame('update', '{"no'))
      await new Promise(resolve => setTimeout(resolve, 300))
      // A hundred posts while the connection is lost, three pages; the last two come by the new stream as well.
      for (let n = 3; n <= 102; n++) server.statuses.push(leak(n))
      first?.destroy()
      await until(() => server.streams.length === 2, 'it listens again')
      for (const n of [101, 102, 103]) server.streams[1]?.write(frame('update', leak(n)))
      await new Promise(resolve => setTimeout(resolve, 500))
    },
  )
  expect(server.asked[0]).toEqual({ path: '/api/v1/streaming/hashtag?tag=leak', token: undefined })
  expect(
    server.asked.filter(({ path }) => path.startsWith('/api/v1/timelines/tag/leak?min_id=')).length,
  ).toBe(4)
  expect(notes).toEqual([expect.stringMatching(/^Disconnected/)])
  expect(gaps).toEqual([])
  expect(await asked(given, 'SELECT count(*) AS n, count(DISTINCT post_id) AS posts FROM post')).toEqual([
    { n: 103, posts: 103 },
  ])
  // One sighting for each post that came, and one for the edit.
  expect(await asked(given, 'SELECT count(*) AS n FROM account')).toEqual([{ n: 104 }])
  const raw = given.custody.flatMap(({ source }) => (source ? [source.counts] : []))
  expect(raw.reduce((sum, { rejects }) => sum + rejects, 0)).toBe(1)
})

test('of the public stream only what is on the subject is kept, and boosts and answers of that', async () => {
  const server = await home()
  const about = ['#leak', 'secret archive']
  const source = mastodon({ server: server.url, token: 'hush' }, about, IMPATIENT)
  const { given } = await watching('public', source, async () => {
    await until(() => server.streams.length === 1, 'it listens')
    const send = (value: unknown) => server.streams[0]?.write(frame('update', value))
    const first = leak(1)
    send(first)
    send(status(2, '<p>Nothing to see</p>'))
    send(status(3, '', { reblog: first, content: first.content }))
    send(status(4, '<p>really?</p>', { in_reply_to_id: first.id, in_reply_to_account_id: '1' }))
    send(status(5, '<p>really?</p>', { in_reply_to_id: '999', in_reply_to_account_id: '1' }))
    await new Promise(resolve => setTimeout(resolve, 600))
  })
  expect(server.asked[0]).toEqual({ path: '/api/v1/streaming/public', token: 'Bearer hush' })
  expect(await asked(given, 'SELECT kind, count(*) AS n FROM post GROUP BY kind ORDER BY kind')).toEqual([
    { kind: 'post', n: 1 },
    { kind: 'reply', n: 1 },
    { kind: 'repost', n: 1 },
  ])
})

test('where the timeline is closed, what was missed is a gap', async () => {
  const server = await home({ timeline: 422 })
  const { gaps } = await watching(
    'closed',
    mastodon({ server: server.url }, ['#leak'], IMPATIENT),
    async () => {
      await until(() => server.streams.length === 1, 'it listens')
      server.streams[0]?.write(frame('update', leak(1)))
      await new Promise(resolve => setTimeout(resolve, 200))
      server.streams[0]?.destroy()
      await until(() => server.streams.length === 2, 'it listens again')
      await new Promise(resolve => setTimeout(resolve, 100))
    },
  )
  expect(gaps).toEqual([expect.objectContaining({ why: expect.stringMatching(/answered 422/) })])
})

test('a server that wants a token says where to put one, and one that sends us elsewhere is not followed', async () => {
  const closed = await home({ stream: 401 })
  await expect(
    watching('token', mastodon({ server: closed.url }, [], IMPATIENT), () => new Promise(() => {})),
  ).rejects.toThrow(/SILLAGE_MASTODON_TOKEN/)
  const other = await home()
  const sends = await home({ stream: 301, location: `${other.url}/api/v1/streaming/public` })
  await expect(
    watching('redirect', mastodon({ server: sends.url }, [], IMPATIENT), () => new Promise(() => {})),
  ).rejects.toThrow(/sends us on to http:\/\/127\.0\.0\.1:\d+.*--stream/)
  expect(other.asked).toEqual([])
})

test('a token is never sent where others could read it, and addresses are checked', () => {
  expect(() => mastodon({ server: 'http://home.example', token: 'hush' }, [])).toThrow(/not sent over http/)
  expect(() =>
    mastodon({ server: 'https://home.example', stream: 'http://x.example', token: 'hush' }, []),
  ).toThrow(/http/)
  expect(() => mastodon({ server: 'ftp://home.example' }, [])).toThrow(/no server's address/)
  expect(() => mastodon({ server: 'https://me:pass@home.example' }, [])).toThrow(/no password/)
  expect(mastodon({ server: 'home.example' }, ['#Leak']).where).toBe(
    'https://home.example/api/v1/streaming/hashtag?tag=leak',
  )
})
