import type { RawEvent } from './source.ts'
import { wordsIn } from './words-in.ts'

interface Commit {
  operation?: unknown
  collection?: unknown
  rkey?: unknown
  rev?: unknown
  record?: unknown
}

const POSTS = new Set(['app.bsky.feed.post', 'app.bsky.feed.repost'])
const PROFILE = '/app.bsky.actor.profile/'
/** How far a server's clock may be ahead of ours before we stop believing it, ms. */
const AHEAD = 10 * 60_000

/**
 * A frame of Jetstream as an event, with its own time in microseconds; null when it is none, or its time cannot be true:
 * a cursor in the future would make the server skip all that comes before.
 */
export function jetstreamEvent(frame: string, now: number): { event: RawEvent; timeUs: number } | null {
  const value = parsed(frame)
  if (value === null) return null
  const { did, time_us: timeUs, kind } = value
  if (typeof did !== 'string' || typeof timeUs !== 'number' || !Number.isSafeInteger(timeUs)) return null
  if (timeUs <= 0 || timeUs / 1000 > now + AHEAD) return null
  const commit = (typeof value.commit === 'object' ? value.commit : null) as Commit | null // looked at field by field
  const uri =
    commit && typeof commit.collection === 'string' && typeof commit.rkey === 'string'
      ? `at://${did}/${commit.collection}/${commit.rkey}`
      : null
  const isPost =
    uri !== null &&
    commit?.operation !== 'delete' &&
    commit?.record !== undefined &&
    POSTS.has(String(commit.collection))
  return {
    timeUs,
    event: {
      // Outside of JSON's strings a line end is mere space.
      raw: /[\r\n]/.test(frame) ? frame.replace(/[\r\n]/g, ' ') : frame,
      at: Math.floor(timeUs / 1000),
      key: uri === null ? `${kind} ${did} ${timeUs}` : `${uri} ${commit?.operation} ${commit?.rev}`,
      ids: isPost ? [uri, did] : [],
      // A profile and a change of name concern the account, an edit and a deletion the post.
      refers: isPost
        ? [uri, ...addresses(commit?.record)]
        : uri === null || uri.includes(PROFILE)
          ? [did]
          : [uri],
      words: isPost ? wordsIn(commit?.record) : '',
      isAside: !isPost,
    },
  }
}

/** What a record reposts, answers or quotes. */
function addresses(record: unknown): string[] {
  return [
    ['subject', 'uri'],
    ['reply', 'parent', 'uri'],
    ['reply', 'root', 'uri'],
    ['embed', 'record', 'uri'],
    ['embed', 'record', 'record', 'uri'],
  ].flatMap(path => {
    const found = path.reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      record,
    )
    return typeof found === 'string' ? [found] : []
  })
}

export function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>) // an object's own fields, each looked at before it is used
      : null
  } catch {
    return null
  }
}
