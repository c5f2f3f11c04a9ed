import type { Selects } from '../../importers/importer.ts'
import { languageCode } from '../../importers/languages.ts'
import { ACCOUNT, POST } from '../../model/tables.ts'
import { nothing, type Store } from '../store.ts'
import { languageDetector } from './language.ts'

/** 1990 to 2100: outside it, a time is a misread number. */
const EARLIEST = Date.UTC(1990, 0)
const LATEST = Date.UTC(2100, 0)

/** The account table's columns that a post's own row may show, as `seen_…`. */
const SEEN = Object.entries(ACCOUNT).filter(([name]) => !(name in POST))

/** What `taken` has: column and type. */
const TAKEN: readonly (readonly [string, string])[] = [
  ...Object.entries(POST).filter(([name]) => name !== 'source'),
  ...SEEN.map(([name, type]) => [`seen_${name}`, type] as const),
  ...['hashtags', 'urls', 'mentions', 'media', 'objects', 'trackers', 'versions'].map(
    name => [name, 'VARCHAR[]'] as const,
  ),
]

/** Columns that staging itself fills; of the others, those that the importer does not give are not kept. */
const FILLED = new Set(['platform', 'post_id', 'account_id', 'lang', 'lang_from', 'text'])

interface Normalised {
  select: string
  /** The columns that `taken` has and `staged` need not keep: a constant, or the row's number from its place. */
  absent: readonly string[]
}

/** Every row that the importer yields, typed, with what is wrong with it. */
async function normalised(
  store: Store,
  { posts, contentIds }: Selects,
  inOrder: boolean,
): Promise<Normalised> {
  const described = await store.rows<{ column_name: string }>(`DESCRIBE ${posts}`)
  const given = new Set(described.map(column => column.column_name))
  const isKept = (name: string) =>
    name === 'row'
      ? !inOrder
      : given.has(name) || FILLED.has(name) || (name === 'parent_account_id' && given.has('parent_id'))
  const kept = TAKEN.filter(([name]) => isKept(name))
  const columns = kept.map(
    ([name, type]) => `${given.has(name) ? `CAST("${name}" AS ${type})` : `NULL::${type}`} AS "${name}"`,
  )
  const rounded = (
    [
      ['post_id', 'its id'],
      ['parent_id', 'the id of its parent'],
      ['account_id', 'its account id'],
    ] as const
  )
    .filter(([name]) => given.has(name) && !(contentIds && name === 'post_id'))
    .map(
      ([name, what]) =>
        `WHEN rounded_id(${name}) THEN '${what} was rounded by a spreadsheet (' || ${name} || '): re-export it with ids as text'`,
    )
  const select = `
    SELECT ${columns.join(', ')}, ${given.has('mark') ? 'coalesce(mark, 0)::BIGINT AS mark,' : ''}
      CASE ${given.has('problem') ? 'WHEN problem IS NOT NULL THEN problem' : ''}
        ${contentIds ? '' : `WHEN post_id IS NULL OR post_id = '' THEN 'it has no id'`}
        ${rounded.join('\n        ')}
        WHEN "at" IS NULL THEN 'it has no time that can be read'
        WHEN "at" < ${EARLIEST} OR "at" > ${LATEST} THEN 'its time is outside 1990 to 2100'
      END AS problem
    FROM (${posts}) AS s`
  const absent = TAKEN.filter(([name]) => !isKept(name)).map(([name, type]) =>
    name === 'row' ? 'rowid + 1 AS "row"' : `NULL::${type} AS "${name}"`,
  )
  return { select, absent: given.has('mark') ? absent : [...absent, '0::BIGINT AS mark'] }
}

const NO_SIGHTINGS = nothing(Object.entries(ACCOUNT).filter(([name]) => name !== 'source'))

export interface Batch {
  /** Makes the tables. */
  isFirst: boolean
  /**
   * Of rows that are numbered when all of them are staged (`staged` is in their order): first each batch is staged
   * alone, then all of it, which `raw` now holds with its numbers, is settled.
   */
  only?: 'stage' | 'settle'
}

/**
 * Turns each batch of `raw` that it is called for into rows of `taken` (normalised posts) and `sighting` (accounts);
 * what cannot be taken is added to `refused` with its raw text.
 */
export function staging(store: Store, selects: Selects, rawText: string): (batch: Batch) => Promise<void> {
  let made: Normalised | undefined
  return async ({ isFirst, only }) => {
    const into = (table: string, select: string) =>
      store.run(
        isFirst ? `CREATE OR REPLACE TABLE ${table} AS ${select}` : `INSERT INTO ${table} BY NAME ${select}`,
      )
    if (only !== 'settle') {
      if (isFirst || !made) made = await normalised(store, selects, only === 'stage')
      if (isFirst && only === 'stage' && (await losesOrder(store, made.select))) throw new OrderLost()
      await into('staged', made.select)
      if (isFirst) await views(store, made)
    }
    if (only === 'stage') return
    await setProblemsAside(store, rawText)
    await into(
      'sighting',
      selects.accounts ? `(${NO_SIGHTINGS}) UNION ALL BY NAME (${selects.accounts})` : NO_SIGHTINGS,
    )
  }
}

/** `taken`: what is staged, with all its columns; `placed`: which of its rows stands where. */
async function views(store: Store, { absent }: Normalised): Promise<void> {
  await store.run(`
    CREATE OR REPLACE VIEW taken AS SELECT ${['*', ...absent].join(', ')} FROM staged;
    CREATE OR REPLACE VIEW placed AS
    SELECT id, "row", mark, platform, post_id FROM (SELECT ${['*', 'rowid AS id', ...absent].join(', ')} FROM staged)`)
}

/**
 * When all batches are staged: each post once, none of them in the case already (`known`, a relation of platform and
 * post_id, if there is any), with its parent's account, its language and its links' sites. Returns how many posts
 * there were already.
 */
export async function finishStage(
  store: Store,
  selects: Selects,
  known?: string,
): Promise<{ duplicates: number }> {
  // From here on rows carry their numbers; their order in tables and parts says nothing and costs time.
  await store.run('SET preserve_insertion_order = false')
  if (selects.contentIds) await numberTwins(store)
  const before = await count(store, 'taken WHERE mark = 0')
  // Numbered twins are told apart already.
  if (!selects.contentIds) await keepOne(store)
  if (known)
    await store.run(`
      DELETE FROM staged USING (${known}) AS known
      WHERE known.platform = staged.platform AND known.post_id = staged.post_id`)
  const own = await count(store, 'taken WHERE mark = 0')
  await nameParents(store)
  await nameLanguages(store)
  await detectLanguages(store)
  return { duplicates: before - own }
}

/** The engine would not keep the rows in the source's order, so that they cannot be numbered afterwards. */
export class OrderLost extends Error {}

/** Joins and aggregates give rows back in any order; the engine makes joins of some long lists and subqueries. */
async function losesOrder(store: Store, select: string): Promise<boolean> {
  const plan = await store.rows<{ explain_value: string }>(`EXPLAIN ${select}`)
  return plan.some(({ explain_value }) => /JOIN|GROUP_BY|AGGREGATE|ORDER_BY|TOP_N|WINDOW/.test(explain_value))
}

async function setProblemsAside(store: Store, rawText: string): Promise<void> {
  if ((await count(store, 'taken WHERE problem IS NOT NULL')) === 0) return
  await store.run(`
    INSERT INTO refused
    SELECT t."row", 'row', problem, ${rawText}
    FROM (SELECT DISTINCT "row", problem FROM taken WHERE problem IS NOT NULL AND mark = 0) AS t
    LEFT JOIN raw ON raw."row" = t."row";
    DELETE FROM staged WHERE problem IS NOT NULL`)
}

/** Rows that are the same in every column have the same hash for an id: the second and further ones get their number with it. */
async function numberTwins(store: Store): Promise<void> {
  await store.run(`
    UPDATE staged SET post_id = twin.post_id || '-' || nth
    FROM (
      SELECT id, post_id, row_number() OVER (PARTITION BY post_id ORDER BY "row") AS nth
      FROM placed
      SEMI JOIN (SELECT hash(post_id) AS hashed FROM staged GROUP BY hash(post_id) HAVING count(*) > 1) AS several
        ON several.hashed = hash(placed.post_id)
    ) AS twin
    WHERE staged.rowid = twin.id AND nth > 1`)
}

/** One row a post: its own before an included copy, the earlier before the later; of an edited post, the last version. */
async function keepOne(store: Store): Promise<void> {
  if ((await count(store, 'taken WHERE len(versions) > 1')) > 0)
    await store.run(`
      DELETE FROM staged
      USING (SELECT DISTINCT platform, unnest(versions[:-2]) AS post_id FROM taken WHERE len(versions) > 1) AS earlier
      WHERE earlier.platform = staged.platform AND earlier.post_id = staged.post_id`)
  await store.run(`
    DELETE FROM staged USING (
      SELECT platform, post_id, min_by(id, mark * 1e15 + "row") AS id
      FROM placed
      GROUP BY platform, post_id
      HAVING count(*) > 1
    ) AS chosen
    WHERE chosen.platform = staged.platform AND chosen.post_id = staged.post_id AND chosen.id <> staged.rowid`)
}

/** A parent that is in this source tells whose it is. */
async function nameParents(store: Store): Promise<void> {
  if ((await count(store, 'taken WHERE parent_id IS NOT NULL AND parent_account_id IS NULL')) === 0) return
  await store.run(`
    UPDATE staged SET parent_account_id = parent.account_id
    FROM taken AS parent
    WHERE staged.parent_account_id IS NULL AND parent.platform = staged.platform AND parent.post_id = staged.parent_id`)
}

/** `language`: codes for the languages as the source writes them; what is no language becomes null. */
async function nameLanguages(store: Store): Promise<void> {
  // The most frequent first: they are looked up in this order.
  const stated = await store.rows<{ lang: string }>(
    'SELECT lang FROM taken WHERE lang IS NOT NULL GROUP BY lang ORDER BY count(*) DESC, lang',
  )
  await store.run('CREATE OR REPLACE TABLE language (given VARCHAR, code VARCHAR)')
  await store.append(
    'language',
    stated.map(({ lang }) => [lang, languageCode(lang)]),
  )
  if (stated.some(({ lang }) => languageCode(lang) === null))
    await store.run(`
      UPDATE staged SET lang = NULL, lang_from = NULL
      FROM language
      WHERE language.given = staged.lang AND language.code IS NULL`)
}

/** Texts that are looked at together: however many there are, only so many are in the process' own memory. */
const TEXTS = 50_000

/** Where the platform states no language: detection, on distinct texts. */
async function detectLanguages(store: Store): Promise<void> {
  await store.run(`
    CREATE OR REPLACE TABLE unread AS SELECT DISTINCT text FROM taken WHERE lang IS NULL AND length(text) > 0`)
  const texts = await count(store, 'unread')
  if (texts === 0) return
  const detectLanguage = await languageDetector()
  await store.run('CREATE OR REPLACE TABLE detected (text VARCHAR, lang VARCHAR)')
  for (let from = 0; from < texts; from += TEXTS) {
    const some = await store.rows<{ text: string }>(
      `SELECT text FROM unread WHERE rowid >= ${from} AND rowid < ${from + TEXTS}`,
    )
    await store.append(
      'detected',
      some.map(({ text }) => [text, detectLanguage(text)]),
    )
  }
  await store.run(`
    UPDATE staged SET lang = detected.lang, lang_from = 'detected'
    FROM detected
    WHERE staged.lang IS NULL AND detected.lang IS NOT NULL AND detected.text = staged.text;
    DROP TABLE detected;
    DROP TABLE unread`)
}

async function count(store: Store, from: string): Promise<number> {
  return (await store.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n
}
