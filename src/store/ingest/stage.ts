import { getDomain } from 'tldts'
import type { Selects } from '../../importers/importer.ts'
import { languageCode } from '../../importers/languages.ts'
import { ACCOUNT, POST } from '../../model/tables.ts'
import { nothing, type Store } from '../store.ts'
import { languageDetector } from './language.ts'
import { HOSTS, LINKS } from './objects.ts'

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

/** Columns that staging itself fills or asks for; of the others, those that the importer does not give are not kept. */
const ALWAYS = new Set([
  'row',
  'platform',
  'post_id',
  'account_id',
  'parent_id',
  'parent_account_id',
  'lang',
  'lang_from',
  'text',
  'versions',
])

/** Every row that the importer yields, typed, with what is wrong with it; and the columns that it does not give. */
async function normalised(
  store: Store,
  { posts, contentIds }: Selects,
): Promise<{ select: string; absent: readonly (readonly [string, string])[] }> {
  const described = await store.rows<{ column_name: string }>(`DESCRIBE ${posts}`)
  const given = new Set(described.map(column => column.column_name))
  const kept = TAKEN.filter(([name]) => given.has(name) || ALWAYS.has(name))
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
    SELECT ${columns.join(', ')}, ${given.has('mark') ? 'coalesce(mark, 0)' : '0'}::BIGINT AS mark,
      CASE ${given.has('problem') ? 'WHEN problem IS NOT NULL THEN problem' : ''}
        WHEN post_id IS NULL OR post_id = '' THEN 'it has no id'
        ${rounded.join('\n        ')}
        WHEN "at" IS NULL THEN 'it has no time that can be read'
        WHEN "at" < ${EARLIEST} OR "at" > ${LATEST} THEN 'its time is outside 1990 to 2100'
      END AS problem
    FROM (${posts}) AS s`
  return { select, absent: TAKEN.filter(column => !kept.includes(column)) }
}

const NO_SIGHTINGS = nothing(Object.entries(ACCOUNT).filter(([name]) => name !== 'source'))

export interface Batch {
  isFirst: boolean
  /** Runs when the batch stands in `taken` and before its problems are set aside: gives its rows their numbers. */
  number?: (() => Promise<void>) | undefined
}

/**
 * Turns one batch of `raw` into rows of `taken` (normalised posts) and `sighting` (accounts); what cannot be taken is
 * added to `refused` with its raw text. The first batch makes the tables.
 */
export async function stageBatch(
  store: Store,
  selects: Selects,
  rawText: string,
  batch: Batch,
): Promise<void> {
  const into = (table: string, select: string) =>
    store.run(
      batch.isFirst
        ? `CREATE OR REPLACE TABLE ${table} AS ${select}`
        : `INSERT INTO ${table} BY NAME ${select}`,
    )
  const { select, absent } = await normalised(store, selects)
  if (batch.number && (await losesOrder(store, select))) throw new OrderLost()
  await into('staged', select)
  if (batch.isFirst)
    await store.run(`
      CREATE OR REPLACE VIEW taken AS
      SELECT staged.*${absent.map(([name, type]) => `, NULL::${type} AS "${name}"`).join('')} FROM staged`)
  await batch.number?.()
  await setProblemsAside(store, rawText)
  await into(
    'sighting',
    selects.accounts ? `(${NO_SIGHTINGS}) UNION ALL BY NAME (${selects.accounts})` : NO_SIGHTINGS,
  )
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
  await nameSites(store)
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
      SELECT rowid AS id, post_id, row_number() OVER (PARTITION BY post_id ORDER BY "row") AS nth
      FROM staged
      SEMI JOIN (SELECT hash(post_id) AS hashed FROM staged GROUP BY hash(post_id) HAVING count(*) > 1) AS several
        ON several.hashed = hash(staged.post_id)
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
      SELECT platform, post_id, min_by(rowid, mark * 1e15 + "row") AS id
      FROM staged
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
  const stated = await store.rows<{ lang: string }>('SELECT DISTINCT lang FROM taken WHERE lang IS NOT NULL')
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

/** Registrable domains (the Public Suffix List's) of all hosts that are linked to. */
async function nameSites(store: Store): Promise<void> {
  await store.run(`CREATE OR REPLACE TABLE link AS ${LINKS}`)
  const hosts = await store.rows<{ host: string }>(HOSTS)
  await store.run('CREATE OR REPLACE TABLE site (host VARCHAR, domain VARCHAR)')
  await store.append(
    'site',
    hosts.map(({ host }) => [host, siteOf(host)]),
  )
}

/** Links behind a shortener may lead anywhere: the shortener itself is no site that anyone shares. */
const SHORTENERS = new Set([
  't.co',
  'bit.ly',
  'goo.gl',
  'ow.ly',
  'tinyurl.com',
  'fb.me',
  'dlvr.it',
  'buff.ly',
  'is.gd',
  'ift.tt',
  'lnkd.in',
  'j.mp',
  'tiny.cc',
  'cutt.ly',
  'rebrand.ly',
  'shorturl.at',
  'rb.gy',
  'v.gd',
  'tr.im',
  'trib.al',
  'po.st',
  'vk.cc',
])

function siteOf(host: string): string | null {
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host
  return SHORTENERS.has(domain) ? null : domain
}

async function count(store: Store, from: string): Promise<number> {
  return (await store.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n
}
