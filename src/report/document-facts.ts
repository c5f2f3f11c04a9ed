import { deflateSync } from 'node:zlib'
import { FACTS } from '../documents/fact-names.ts'
import type { Row } from '../model/index.ts'
import type { DocumentFacts } from '../model/report.ts'
import type { Store } from '../store/store.ts'

/** Facts of one document that go into the page: the rest is one command away. */
const MOST = 12
const LONGEST_VALUE = 160
const LONGEST_LOCATOR = 100
/** Documents whose facts are unpacked together, when one of them is opened. */
const PER = 100
/** What all of them may take up, in characters: beside posts and their map, and in a report of a dump alone. */
const ROOM = { besidePosts: 60_000, alone: 400_000 }

/**
 * People before programs before times, in the order of `FACTS`, and of each class three before a fourth of any: none hides
 * the others. Whole headers of mail are left to the command: signatures do not pack.
 */
const SAID = `
  WITH wanted AS (
    SELECT unnest(from_json($documents, '["VARCHAR"]')) AS document, unnest(range(len(from_json($documents, '["VARCHAR"]')))) AS nth
  ),
  told AS (
    SELECT DISTINCT wanted.nth, fact.class, fact.name, fact.value, fact.locator,
      coalesce(list_position(from_json($names, '["VARCHAR"]'), fact.name), 9999) AS name_rank
    FROM fact
    JOIN wanted ON wanted.document = fact.document
    WHERE fact.class <> 'judgement' AND fact.name <> 'mail_header' AND fact.value <> ''
  ),
  numbered AS (
    SELECT *, row_number() OVER (PARTITION BY nth, class ORDER BY name_rank, name, value, locator) AS among FROM told
  ),
  ordered AS (
    SELECT *, row_number() OVER (PARTITION BY nth ORDER BY among > 3, name_rank, name, among) AS place,
      count(*) OVER (PARTITION BY nth) AS total
    FROM numbered
  )
  SELECT CAST(nth AS INTEGER) AS nth, name, left(value, ${LONGEST_VALUE}) AS value, left(locator, ${LONGEST_LOCATOR}) AS locator,
    length(value) > ${LONGEST_VALUE} AS is_cut, CAST(total AS INTEGER) AS total
  FROM ordered
  WHERE place <= ${MOST}
  ORDER BY nth, place`

interface Told {
  nth: number
  name: string
  value: string
  locator: string
  is_cut: boolean
  total: number
}

/**
 * What each document of the triage says of itself, and where in it: packed, as the page opens one at a time. Documents
 * come as in the table, so that where the room ends, it is the unknown ones that are left to the command.
 */
export async function documentFactsOf(
  store: Store,
  triage: readonly Row[],
  hasPosts: boolean,
): Promise<DocumentFacts | undefined> {
  if (triage.length === 0) return undefined
  const rows = await store.rows<Told>(SAID, {
    documents: JSON.stringify(triage.map(({ document }) => document)),
    names: JSON.stringify(Object.keys(FACTS)),
  })
  const said: [number, ...[string, string, string][]][] = triage.map(() => [0])
  for (const { nth, name, value, locator, is_cut, total } of rows) {
    const own = said[nth]
    if (!own) continue
    own[0] = total
    own.push([name, is_cut ? `${value}…` : value, locator])
  }
  const packed: string[] = []
  let room = hasPosts ? ROOM.besidePosts : ROOM.alone
  for (let from = 0; from < said.length; from += PER) {
    const chunk = deflateSync(JSON.stringify(said.slice(from, from + PER)), { level: 9 }).toString('base64')
    room -= chunk.length
    if (room < 0) break
    packed.push(chunk)
  }
  return { per: PER, packed }
}
