import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Patience } from './source.ts'

export const IMPATIENT: Patience = { silenceMs: 2_000, connectMs: 2_000, firstMs: 20, mostMs: 200 }

/** A commit as Jetstream sends it; every name in it is invented. */
export function commit(
  n: number,
  timeUs: number,
  record: Record<string, unknown> | null,
  collection = 'app.bsky.feed.post',
): string {
  const did = `did:plc:${String(n % 50)
    .padStart(4, '0')
    .replaceAll(/\d/g, d => 'abcdefghij'[Number(d)] ?? 'a')}aaaaaaaaaaaaaaaaaaaa`
  return JSON.stringify({
    did,
    time_us: timeUs,
    kind: 'commit',
    commit: {
      rev: tid(timeUs + 1),
      operation: record === null ? 'delete' : 'create',
      collection,
      rkey: tid(timeUs),
      ...(record === null ? {} : { record: { $type: collection, ...record }, cid: 'bafyreiaaaa' }),
    },
  })
}

/** The address of what a commit is about. */
export function addressOf(frame: string): string {
  const { did, commit } = JSON.parse(frame) as { did: string; commit: { collection: string; rkey: string } } // made by `commit`
  return `at://${did}/${commit.collection}/${commit.rkey}`
}

const iso = (timeUs: number) => new Date(timeUs / 1000).toISOString()
export const post = (n: number, timeUs: number, text: string) =>
  commit(n, timeUs, { createdAt: iso(timeUs), langs: ['en'], text })
export const repost = (n: number, timeUs: number, uri: string) =>
  commit(n, timeUs, { createdAt: iso(timeUs), subject: { cid: 'bafyreibbbb', uri } }, 'app.bsky.feed.repost')
export const reply = (n: number, timeUs: number, uri: string, text: string) =>
  commit(n, timeUs, { createdAt: iso(timeUs), text, reply: { parent: { uri }, root: { uri } } })

/** A TID: microseconds in the protocol's digits, and two for the clock. */
function tid(timeUs: number): string {
  const digits = '234567abcdefghijklmnopqrstuvwxyz'
  let rest = BigInt(timeUs) << 10n
  let text = ''
  for (let i = 0; i < 13; i++) {
    text = (digits[Number(rest & 31n)] ?? '2') + text
    rest >>= 5n
  }
  return text
}

/** How the server treats its n-th connection (from 0): what it sends before it lets go; nothing: it stays. */
export interface Manner {
  /** Drops the connection after so many frames. */
  after?: number
  /** Frames before the events. */
  first?: (string | Buffer)[]
  /** Keeps no event from before this moment. */
  keepsFrom?: number
  /** Refuses with this status, and these headers. */
  refuses?: { status: number; headers?: Record<string, string> }
  /** Opens, and is silent. */
  isMute?: boolean
}

/** A Jetstream that replays these frames: from the cursor on, in the order of the list. */
export class JetstreamServer {
  frames: string[]
  readonly asked: URL[] = []
  readonly #manner: (n: number) => Manner
  readonly #http: Server
  readonly #sockets: WebSocketServer
  /** Those that had all that was due. */
  readonly #live = new Set<WebSocket>()

  constructor(
    frames: readonly string[],
    manner: (n: number) => Manner = () => ({}),
    options: { autoPong?: boolean } = {},
  ) {
    this.frames = [...frames]
    this.#manner = manner
    this.#sockets = new WebSocketServer({ noServer: true, ...options })
    this.#http = createServer()
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>(resolve => this.#http.listen(port, '127.0.0.1', resolve))
    return `ws://127.0.0.1:${this.port}/subscribe`
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port // it listens on TCP
  }

  /** Sends one more frame to everybody. */
  send(frame: string): void {
    this.frames.push(frame)
    for (const client of this.#live) client.send(frame)
  }

  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate()
    this.#http.closeAllConnections()
    await new Promise(resolve => this.#http.close(resolve))
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'ws://127.0.0.1')
    const manner = this.#manner(this.asked.length)
    this.asked.push(url)
    if (manner.refuses) {
      const headers = Object.entries(manner.refuses.headers ?? {}).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      )
      socket.end(
        `HTTP/1.1 ${manner.refuses.status} No\r\n${headers.join('')}Content-Length: 0\r\nConnection: close\r\n\r\n`,
      )
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, client => this.#replay(client, url, manner))
  }

  #replay(client: WebSocket, url: URL, { after, first = [], keepsFrom = 0, isMute }: Manner): void {
    if (isMute) return
    for (const frame of first) client.send(frame)
    const cursor = url.searchParams.get('cursor')
    const from = Math.max(Number(cursor ?? 0), keepsFrom)
    const wanted = new Set(url.searchParams.getAll('wantedCollections'))
    const due = this.frames.filter(frame => {
      const { time_us, commit } = JSON.parse(frame) as { time_us: number; commit?: { collection: string } } // made by `commit`
      return time_us > from && (commit === undefined || wanted.has(commit.collection))
    })
    for (const frame of due.slice(0, after)) client.send(frame)
    if (after !== undefined && due.length >= after) setTimeout(() => client.terminate(), 30)
    else this.#live.add(client.on('close', () => this.#live.delete(client)))
  }
}

/** A server for plain HTTP, answered by a function. */
export async function httpServer(
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) =>
    answer(request, response, new URL(request.url ?? '/', 'http://127.0.0.1')),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Until something is so, at most for so long. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  mostMs = 60_000,
): Promise<void> {
  for (const end = Date.now() + mostMs; Date.now() < end; ) {
    if (await isSo()) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error(`It never came to be that ${what}`)
}
