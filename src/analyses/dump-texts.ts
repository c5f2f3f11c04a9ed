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
    SELECT d.document, d.source, d."row", d.name, d.format, length(d.text) AS signs, once.files,
      told.saved_at, told.title, told.who, told.verdict
    FROM document AS d
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

/** Their texts, each with its number. */
export const eachText = (store: Store): ReturnType<typeof numberedTexts> =>
  numberedTexts(
    store,
    `SELECT t.i, d.text FROM document AS d JOIN dump_text AS t ON d.document = t.document AND d.source = t.source`,
  )

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
