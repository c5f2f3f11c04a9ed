import { parsed } from './jetstream-event.ts'
import type { RawEvent } from './source.ts'

/** A status, by the fields that are looked at here. */
export interface Status {
  id: string
  uri: string
  createdAt: number
}

/** What the stream calls a new post and an edited one. */
const POSTS = new Set(['update', 'status.update'])

/**
 * An event of Mastodon's stream, as `{"event": …, "payload": …}` with the payload's own bytes; null for notices that
 * concern no post, and for what is none.
 */
export function mastodonEvent(
  event: string,
  payload: string,
  at: number | null,
): { event: RawEvent; status: Status | null } | null {
  if (event === 'delete')
    return /^\d{1,30}$/.test(payload)
      ? {
          status: null,
          event: {
            raw: JSON.stringify({ event, payload }),
            at,
            key: `delete ${payload}`,
            ids: [],
            refers: [local(payload)],
            words: '',
            isAside: true,
          },
        }
      : null
  if (!POSTS.has(event)) return null
  const value = parsed(payload)
  if (value === null || typeof value.id !== 'string' || typeof value.uri !== 'string') return null
  const { id, uri } = value
  const createdAt = Date.parse(String(value.created_at))
  const reblog = record(value.reblog)
  const quote = record(value.quote)
  const named = [value.in_reply_to_id, reblog?.id, record(quote?.quoted_status)?.id, quote?.quoted_status_id]
  const refers = [
    uri,
    reblog?.uri,
    record(quote?.quoted_status)?.uri,
    ...named.map(n => typeof n === 'string' && local(n)),
  ]
  return {
    status: { id, uri, createdAt: Number.isNaN(createdAt) ? Date.now() : createdAt },
    event: {
      raw: `{"event":${JSON.stringify(event)},"payload":${payload.replace(/[\r\n]/g, ' ')}}`,
      at,
      key: `${uri} ${event === 'update' ? '' : String(value.edited_at)}`,
      ids: [uri, local(id)],
      refers: refers.filter(name => typeof name === 'string'),
      // Its text is HTML, which only the importer reads as people do.
      words: null,
    },
  }
}

/** A number that means something on this server only. */
const local = (id: string) => `#${id}`

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null // read field by field
}

/** A line that was kept, as the event it was. */
export function mastodonReread(raw: string): RawEvent | null {
  const value = parsed(raw)
  if (value === null || typeof value.event !== 'string') return null
  const payload = typeof value.payload === 'string' ? value.payload : JSON.stringify(value.payload)
  return mastodonEvent(value.event, payload, null)?.event ?? null
}
