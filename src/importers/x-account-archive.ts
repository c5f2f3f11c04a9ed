import type { Head } from './head.ts'
import type { RawRecord } from './importer.ts'
import { jsonValues } from './json-values.ts'

/** `window.YTD.tweets.part0 = [ … ]`: the archive of an account that X gives its holder (data/tweets.js, once tweet.js). */
const BEGINNING = /^\uFEFF?\s*window\.YTD\.(deleted_)?tweets?\.part\d+\s*=\s*(?=\[)/

export const isAccountArchive = (head: Head) => BEGINNING.test(head.text)

/** The array's posts, one a record; newer archives put each into an object of its own, `{"tweet": {…}}`. */
export async function* accountArchiveValues(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRecord> {
  for await (const record of jsonValues(fromArray(bytes)))
    yield 'json' in record ? { ...record, json: unwrapped(record.json) } : record
}

function unwrapped(json: string): string {
  const inner = /^\s*\{\s*"tweet"\s*:\s*(\{[\s\S]*\})\s*\}\s*$/.exec(json)?.[1]
  try {
    if (inner) JSON.parse(inner)
    return inner ?? json
  } catch {
    return json // more than the post stands in it: the import says what it has
  }
}

/** What comes before the array is a few dozen bytes, and none of them is a bracket. */
async function* fromArray(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isInside = false
  for await (const chunk of bytes) {
    const start = isInside ? 0 : chunk.indexOf(0x5b)
    if (start < 0) continue
    isInside = true
    yield chunk.subarray(start)
  }
}

/** The archive has reposts as texts alone, with the counts of their originals: `RT @name: …`. */
export const ofAccountArchive = (posts: string) => `
  SELECT * EXCLUDE (passes_on) REPLACE (
      CASE WHEN passes_on THEN 'repost' ELSE kind END AS kind, CASE WHEN NOT passes_on THEN likes END AS likes,
      CASE WHEN NOT passes_on THEN reposts END AS reposts, NULL::BIGINT AS observed_at,
      CASE WHEN passes_on THEN regexp_replace(text, '^RT @\\w+: ', '') ELSE text END AS text
    )
  FROM (SELECT *, coalesce(regexp_matches(text, '^RT @\\w+: '), false) AS passes_on FROM (${posts}))`
