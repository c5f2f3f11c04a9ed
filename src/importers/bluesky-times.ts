/** TIDs count microseconds in these digits; their last two say which clock made them (atproto.com/specs/tid). */
const DIGITS = '234567abcdefghijklmnopqrstuvwxyz'

/** Milliseconds UTC of a TID, or null where it is none. */
export function tidTime(tid: string): string {
  return `CASE WHEN regexp_full_match(${tid}, '[2-7a-j][2-7a-z]{12}') THEN
    list_reduce(list_transform(string_split(left(${tid}, 11), ''), lambda c: (strpos('${DIGITS}', c) - 1)::BIGINT),
      lambda a, b: a * 32 + b) // 1000 END`
}

/** A time that states its zone, as the protocol asks; of one that does not, nobody knows what it means. */
export function zonedTime(text: string): string {
  return `CASE WHEN regexp_matches(${text}, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*(Z|[+-]\\d\\d:?\\d\\d)$') THEN ms_text(${text}, 'UTC') END`
}

/** Clocks that differ by this are not said to disagree (docs.bsky.app, "Timestamps"). */
const SKEW = 2 * 60_000
const DAY = 24 * 3_600_000

export interface Clocks {
  /** `createdAt`, which the author's app states as it likes. */
  created: string
  /** The record key's time: made by the account's server, or by the app when it posted. */
  key: string
  /** When the network had it: indexed, or received from the stream. Nothing was posted later. */
  seen: string
  /** The commit that brought it, by the server's clock; null where that need not be the post's first. */
  committed: string
}

/**
 * When a post was made, as SQL over milliseconds. The author's claim counts only where nothing contradicts it: of
 * what is not later than `seen`, the later of claim and key; the commit's time when that comes more than two minutes
 * after them; `seen` where there is no key and the claim is more than a day older.
 */
export function madeAt({ created, key, seen, committed }: Clocks): string {
  const possible = (time: string) => `CASE WHEN ${seen} IS NULL OR ${time} <= ${seen} THEN ${time} END`
  const claim = `greatest(${possible(created)}, ${possible(key)})`
  return `least(${seen}, CASE
      WHEN ${claim} IS NULL THEN coalesce(${committed}, ${seen})
      WHEN ${committed} - ${claim} > ${SKEW} THEN ${committed}
      WHEN ${key} IS NULL AND ${seen} - ${claim} > ${DAY} THEN ${seen}
      ELSE ${claim} END)`
}
