import { InputProblem } from '../importers/importer.ts'
import { parseSubject } from '../store/views.ts'
import { isOpenToReaders, serverAddress } from './address.ts'
import { asked } from './http.ts'
import { mastodonEvent, mastodonReread } from './mastodon-event.ts'
import { missed } from './mastodon-missed.ts'
import { isLater, position } from './mastodon-position.ts'
import { reconnecting } from './reconnect.ts'
import { Disconnected, type Item, type LiveSource, PATIENCE, type Patience } from './source.ts'
import { sentEvents } from './sse.ts'

/** Where the access token is looked for. */
export const TOKEN = 'SILLAGE_MASTODON_TOKEN'

export interface MastodonServer {
  server: string
  /** Where the server streams from, when that is another host. */
  stream?: string | undefined
  token?: string | undefined
}

/**
 * A server's public posts, or those with one hashtag when that is all the case is about, by its streaming API over
 * server-sent events; what was missed between two connections is asked for page by page
 * (docs.joinmastodon.org/methods/streaming, /timelines).
 */
export function mastodon(
  { server, stream, token }: MastodonServer,
  about: readonly string[],
  patience: Patience = PATIENCE,
): LiveSource {
  const home = serverAddress(server, ['https:', 'http:'])
  const streaming = serverAddress(stream ?? server, ['https:', 'http:'])
  if (token !== undefined && [home, streaming].some(isOpenToReaders))
    throw new InputProblem(
      `A token is not sent over http, where others could read it; say https://${home.host}.`,
    )
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const subjects = about.map(parseSubject)
  const tag = subjects.length === 1 && subjects[0]?.kind === 'hashtag' ? subjects[0].object : null
  const url = new URL(`/api/v1/streaming/${tag === null ? 'public' : 'hashtag'}`, streaming)
  const timeline = new URL(
    tag === null ? '/api/v1/timelines/public' : `/api/v1/timelines/tag/${encodeURIComponent(tag)}`,
    home,
  )
  if (tag !== null) url.searchParams.set('tag', tag)
  const connect = (cursor: string | null, signal: AbortSignal) =>
    connection(url, timeline, headers, cursor, signal, patience)
  return {
    id: 'mastodon',
    where: url.href,
    importer: 'mastodon',
    reread: mastodonReread,
    items: (cursor, signal) => reconnecting(connect, cursor, signal, patience),
  }
}

async function* connection(
  url: URL,
  timeline: URL,
  headers: Readonly<Record<string, string>>,
  cursor: string | null,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<Item> {
  // The stream is opened first and waits: what comes while the missed posts are asked for is not lost.
  const { body } = await asked(url, { accept: 'text/event-stream', ...headers }, signal, patience).catch(
    (error: unknown) => {
      throw error instanceof Disconnected && /answered 40[13]/.test(error.message)
        ? new Disconnected(
            `${error.message}: it streams to those with a token only. Make one on the server (Preferences, Development, read:statuses) and put it in ${TOKEN}`,
            { isFinal: true },
          )
        : error
    },
  )
  let latest = position(cursor)
  if (latest !== null)
    for await (const item of missed(timeline, headers, latest, signal, patience)) {
      if ('cursor' in item) latest = position(item.cursor)
      yield item
    }
  yield { kind: 'alive', at: Date.now() }
  for await (const { event, data } of sentEvents(body)) {
    const now = Date.now()
    const read = data === null ? null : mastodonEvent(event, data, now)
    if (read === null) {
      yield { kind: 'alive', at: now }
      continue
    }
    if (read.status && isLater(read.status.id, latest?.id)) latest = { id: read.status.id, at: now }
    if (latest === null) yield { kind: 'alive', at: now }
    else yield { kind: 'event', event: read.event, cursor: `${latest.id}@${latest.at}` }
  }
}
