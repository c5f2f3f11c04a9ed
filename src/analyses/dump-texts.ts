import type { Store } from '../store/store.ts'
import { notApplicable, type Outcome } from './analysis.ts'

/**
 * Makes `dump_text`: each file of the dump that has words, once by its bytes, in order of when it says that it was saved
 * or sent; those that do not say come last. `files` is how many have these bytes.
 */
const DUMP_TEXT = `
  CREATE OR REPLACE TEMP TABLE dump_text AS
  WITH once AS (
    SELECT min(document) AS document, count(*) AS files
    FROM document
    WHERE text IS NOT NULL
    GROUP BY coalesce(sha256, source || ' ' || document)
  ),
  told AS (
    SELECT document,
      coalesce(min("at") FILTER (WHERE name = 'modified'), min("at") FILTER (WHERE name = 'mail_date'),
        min("at") FILTER (WHERE name = 'mail_submitted')) AS saved_at,
      coalesce(min(value) FILTER (WHERE name = 'title'), min(value) FILTER (WHERE name = 'mail_subject')) AS title,
      coalesce(min(value) FILTER (WHERE name = 'last_modified_by'), min(value) FILTER (WHERE name = 'author'),
        min(value) FILTER (WHERE name = 'mail_from')) AS who,
      min(value) FILTER (WHERE name = 'verdict') AS verdict
    FROM fact
    WHERE name IN ('modified', 'mail_date', 'mail_submitted', 'title', 'mail_subject', 'last_modified_by', 'author', 'mail_from', 'verdict')
    GROUP BY document
  ),
  dated AS (
    SELECT d.document, d.source, d."row", d.name, d.format, d.signs, once.files,
      told.saved_at, told.title, told.who, told.verdict
    FROM (SELECT document, source, "row", name, format, length(text) AS signs FROM document) AS d
    JOIN once ON once.document = d.document
    LEFT JOIN told ON told.document = d.document
  )
  SELECT row_number() OVER (ORDER BY saved_at NULLS LAST, document) - 1 AS i, * FROM dated`

export interface DumpText {
  i: number
  document: string
  source: string
  row: number
  name: string
  format: string
  signs: number
  files: number
  /** When it says that it was saved or sent; on its own clock. */
  saved_at: number | null
  title: string | null
  who: string | null
  verdict: string | null
}

/** Asks something of the files of the dump that have words, as `dump_text` numbers them; the table goes with the answer. */
export async function askTexts(
  store: Store,
  ask: (files: readonly DumpText[]) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    await store.run(DUMP_TEXT)
    const files = await store.rows<DumpText>('SELECT * FROM dump_text ORDER BY i')
    if (files.length > 0) return await ask(files)
    return notApplicable({
      en: 'no document of the case has words that could be read',
      fr: 'aucun document du dossier n’a de mots qu’on ait pu lire',
    })
  } finally {
    await store.run('DROP TABLE IF EXISTS dump_text')
  }
}

/** Signs of text that are read at once. */
const AT_ONCE = 8_000_000

const IN_A_ROW = `
  SELECT t.i, d.text
  FROM dump_text AS t JOIN document AS d ON d.document = t.document AND d.source = t.source
  WHERE d.source = $source AND d."row" BETWEEN $from AND $to AND t."row" BETWEEN $from AND $to
  ORDER BY t."row"`

/** Their texts, each with its number, in the order in which they stand in the dump: a few at a time, whatever the dump holds. */
export async function* eachText(
  store: Store,
  files: readonly DumpText[],
): AsyncGenerator<{ i: number; text: string }> {
  const inOrder = files.toSorted(
    (a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0) || a.row - b.row,
  )
  for (let from = 0, to = 0; from < inOrder.length; from = to) {
    const { source, row } = inOrder[from] as DumpText // from < length
    let signs = 0
    for (; inOrder[to]?.source === source && (to === from || signs < AT_ONCE); to++)
      signs += (inOrder[to] as DumpText).signs // there is one
    const last = (inOrder[to - 1] as DumpText).row // the one before
    yield* await store.rows<{ i: number; text: string }>(IN_A_ROW, { source, from: row, to: last })
  }
}

/** What a query yields as `i` and `text`, one at a time and as it is stored: to put texts in order, all would have to be held. */
export async function* numberedTexts(
  store: Store,
  query: string,
): AsyncGenerator<{ i: number; text: string }> {
  for await (const some of store.texts(`SELECT i || ' ' || text FROM (${query})`))
    for (const one of some) {
      const end = one.indexOf(' ')
      yield { i: Number(one.slice(0, end)), text: one.slice(end + 1) }
    }
}

/** The texts of some of them, by number. */
export async function textsOf(store: Store, numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await store.rows<{ i: number; text: string }>(
    `SELECT t.i, d.text
     FROM dump_text AS t JOIN document AS d ON d.document = t.document AND d.source = t.source
     WHERE t.i IN (SELECT unnest(from_json($numbers, '["BIGINT"]')))`,
    { numbers: JSON.stringify(numbers) },
  )
  return new Map(rows.map(({ i, text }) => [i, text]))
}

/** What a document is called in a sentence: its title or subject where it has one that says something, else its name. */
export const titleOf = ({ title, name }: DumpText): string =>
  title && title.trim().length > 3 ? title.trim() : name
