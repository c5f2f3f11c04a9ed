import { askedJson } from './http.ts'
import { mastodonEvent } from './mastodon-event.ts'
import { isLater, type Position } from './mastodon-position.ts'
import { Disconnected, type Item, type Patience } from './source.ts'

const PAGE = 40
/** 4,000 posts: more than that is said to be a gap rather than asked for. */
const MOST_PAGES = 100
const LONGEST_PAGE = 32 * 1024 * 1024

/**
 * The posts since a status, oldest first. `min_id` gives the page right after it, where `since_id` would give the newest
 * page and leave a hole. Edits and deletions of that time are not in it: the API keeps no list of them. What cannot be
 * had is a gap.
 */
export async function* missed(
  timeline: URL,
  headers: Readonly<Record<string, string>>,
  since: Position,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<Item> {
  let { id, at } = since
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const url = new URL(timeline)
    url.searchParams.set('min_id', id)
    url.searchParams.set('limit', String(PAGE))
    let statuses: string[]
    try {
      statuses = elements(await askedJson(url, headers, signal, patience, LONGEST_PAGE))
    } catch (error) {
      if (!(error instanceof Disconnected) || signal.aborted) throw error
      yield {
        kind: 'gap',
        gap: { from: at, to: Date.now(), why: `what was missed cannot be had: ${error.message}` },
      }
      return
    }
    const read = statuses
      .map(status => mastodonEvent('update', status, null))
      .filter(found => found !== null)
      .sort((a, b) => (isLater(a.status?.id ?? '', b.status?.id) ? 1 : -1))
    const before = id
    for (const { event, status } of read) {
      if (status && isLater(status.id, id)) {
        id = status.id
        at = status.createdAt
      }
      yield { kind: 'event', event, cursor: `${id}@${at}` }
    }
    // A server that does not go on is done, or does not know `min_id`.
    if (read.length === 0 || id === before) return
  }
  yield {
    kind: 'gap',
    gap: { from: at, to: Date.now(), why: `more than ${PAGE * MOST_PAGES} posts were missed` },
  }
}

/** A JSON array's elements, each with its own bytes: parsing and writing them anew could change a number. */
function elements(json: string): string[] {
  const values: string[] = []
  let depth = 0
  let start = -1
  let isText = false
  for (let i = 0; i < json.length; i++) {
    const sign = json[i]
    if (isText) {
      if (sign === '\\') i++
      else if (sign === '"') isText = false
    } else if (sign === '"') isText = true
    else if (sign === '{' || sign === '[') {
      if (depth === 1 && sign === '{') start = i
      depth++
    } else if (sign === '}' || sign === ']') {
      depth--
      if (depth === 1 && start >= 0) {
        values.push(json.slice(start, i + 1))
        start = -1
      }
    }
  }
  return values
}
