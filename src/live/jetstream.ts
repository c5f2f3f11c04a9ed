import { WebSocket } from 'ws'
import { serverAddress } from './address.ts'
import { jetstreamEvent } from './jetstream-event.ts'
import { waiting } from './queue.ts'
import { reconnecting } from './reconnect.ts'
import { refusal } from './refusal.ts'
import { Disconnected, type Item, type LiveSource, LONGEST_EVENT, PATIENCE, type Patience } from './source.ts'

/** One of Bluesky's public servers. */
export const JETSTREAM = 'wss://jetstream2.us-east.bsky.network/subscribe'
const COLLECTIONS = ['app.bsky.feed.post', 'app.bsky.feed.repost', 'app.bsky.actor.profile']
/** Cursors are times: going back a little makes sure that nothing falls between two connections; replays are known by their keys. */
export const REWIND_US = 5_000_000
/** Between a cursor and the first event after it, the whole network is never silent for so long. */
const SILENT_MS = 60_000
/** Frames that wait to be looked at before the server is held back. */
const QUEUE = 5_000

/** Bluesky's posts, reposts and profiles, as Jetstream's `/subscribe` sends them (github.com/bluesky-social/jetstream). */
export function jetstream(given: string = JETSTREAM, patience: Patience = PATIENCE): LiveSource {
  const url = serverAddress(given, ['wss:', 'ws:'])
  if (url.pathname === '/') url.pathname = '/subscribe'
  url.search = ''
  return {
    id: 'jetstream',
    where: url.href,
    importer: 'bluesky-jetstream',
    reread: raw => jetstreamEvent(raw, Date.now())?.event ?? null,
    items: (cursor, signal) => {
      let skipLarge = false
      const connect = async function* (from: string | null, ending: AbortSignal): AsyncGenerator<Item> {
        try {
          yield* connection(url, from, ending, patience, skipLarge)
        } catch (error) {
          // The same event would come again and again: what comes after it is taken instead, and the gap is said.
          skipLarge = error instanceof TooLarge
          throw error
        }
      }
      return reconnecting(connect, cursor, signal, patience)
    },
  }
}

class TooLarge extends Disconnected {}

async function* connection(
  server: URL,
  cursor: string | null,
  signal: AbortSignal,
  patience: Patience,
  fromNow: boolean,
): AsyncGenerator<Item> {
  const url = new URL(server)
  for (const collection of COLLECTIONS) url.searchParams.append('wantedCollections', collection)
  url.searchParams.set('maxMessageSizeBytes', String(LONGEST_EVENT - 1024))
  const from = cursor === null ? null : Math.max(0, Number(cursor) - REWIND_US)
  if (from !== null && !fromNow) url.searchParams.set('cursor', String(from))
  let isFirst = true
  let latest = cursor === null ? 0 : Number(cursor)
  let refused = 0
  for await (const frame of frames(url, signal, patience)) {
    const read = typeof frame === 'string' ? jetstreamEvent(frame, Date.now()) : null
    if (read === null) {
      if (refused++ === 0)
        yield {
          kind: 'note',
          text: `${server.host} sent ${typeof frame === 'string' ? 'what is no event of Jetstream' : 'a binary frame'}; such frames are left out.`,
        }
      continue
    }
    if (isFirst && cursor !== null && read.timeUs - Number(cursor) > SILENT_MS * 1000)
      yield {
        kind: 'gap',
        gap: {
          from: Math.floor(Number(cursor) / 1000),
          to: Math.floor(read.timeUs / 1000),
          why: fromNow
            ? 'an event there was too large to be taken'
            : 'the server’s first event after the cursor is this late: it keeps no more, or had nothing',
        },
      }
    isFirst = false
    latest = Math.max(latest, read.timeUs)
    yield { kind: 'event', event: read.event, cursor: String(latest) }
  }
}

/** A connection's frames until it ends: text as a string, anything else as null. */
async function* frames(url: URL, signal: AbortSignal, patience: Patience): AsyncGenerator<string | null> {
  const queue = waiting<string | null>()
  const socket = new WebSocket(url, {
    maxPayload: LONGEST_EVENT,
    perMessageDeflate: false,
    followRedirects: false,
    handshakeTimeout: patience.connectMs,
  })
  let lastSign = Date.now()
  const sign = () => {
    lastSign = Date.now()
  }
  const watch = setInterval(() => {
    // Held back by ourselves, it has nothing to show.
    if (socket.isPaused) sign()
    const silent = Date.now() - lastSign
    if (silent > patience.silenceMs) {
      queue.fail(new Disconnected(`nothing came from ${url.host} for ${Math.round(silent / 1000)} s`))
      socket.terminate()
    } else if (silent > patience.silenceMs / 3 && socket.readyState === WebSocket.OPEN) socket.ping()
  }, patience.silenceMs / 6)
  const stop = () => socket.terminate()
  signal.addEventListener('abort', stop, { once: true })
  socket.on('open', sign).on('ping', sign).on('pong', sign)
  socket.on('message', (data, isBinary) => {
    sign()
    queue.push(isBinary ? null : data.toString())
    if (queue.length > QUEUE) socket.pause()
  })
  socket.on('unexpected-response', (request, response) => {
    const { statusCode = 0, headers } = response
    request.destroy()
    queue.fail(refusal(url, statusCode, headers))
  })
  socket.on('error', (error: NodeJS.ErrnoException) =>
    queue.fail(
      error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
        ? new TooLarge(`${url.host} sent an event of more than ${LONGEST_EVENT / 1024 / 1024} MB`)
        : new Disconnected(`${url.host}: ${error.message}`),
    ),
  )
  socket.on('close', code => queue.fail(new Disconnected(`${url.host} closed the connection (${code})`)))
  try {
    for await (const frame of queue) {
      if (queue.length < QUEUE / 2 && socket.isPaused) {
        socket.resume()
        sign()
      }
      yield frame
    }
  } finally {
    clearInterval(watch)
    signal.removeEventListener('abort', stop)
    socket.removeAllListeners()
    socket.on('error', () => {}) // what comes after the end is nobody's concern
    socket.terminate()
  }
}
