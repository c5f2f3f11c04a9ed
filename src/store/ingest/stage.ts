import { eld } from 'eld/medium'
import { getDomain } from 'tldts'
import type { Selects } from '../../importers/importer.ts'
import { languageCode } from '../../importers/languages.ts'
import { ACCOUNT, POST } from '../../model/tables.ts'
import type { Store } from '../store.ts'
import { HOSTS, LINKS } from './objects.ts'

/** 1990 to 2100: outside it, a time is a misread number. */
const EARLIEST = Date.UTC(1990, 0)
const LATEST = Date.UTC(2100, 0)

const EMPTY = `SELECT ${Object.entries(POST)
  .filter(([name]) => name !== 'source')
  .map(([name, type]) => `NULL::${type} AS "${name}"`)
  .join(
    ', ',
  )}, NULL::BIGINT AS mark, NULL::VARCHAR[] AS hashtags, NULL::VARCHAR[] AS urls, NULL::VARCHAR[] AS mentions,
  NULL::VARCHAR[] AS media, NULL::VARCHAR[] AS objects, NULL::VARCHAR[] AS versions, NULL::VARCHAR AS problem WHERE false`

/** Every row that the importer yields, normalised, with what is wrong with it. */
const NORMALISED = (posts: string) => `
  SELECT
    s.* EXCLUDE (lang, lang_from, mark, problem),
    code AS lang, CASE WHEN code IS NOT NULL THEN coalesce(lang_from, 'platform') END AS lang_from,
    coalesce(mark, 0) AS mark,
    CASE
      WHEN problem IS NOT NULL THEN problem
      WHEN post_id IS NULL OR post_id = '' THEN 'it has no id'
      WHEN rounded_id(post_id) THEN 'its id was rounded by a spreadsheet (' || post_id || '): re-export it with ids as text'
      WHEN rounded_id(parent_id) THEN 'the id of its parent was rounded by a spreadsheet (' || parent_id || '): re-export it with ids as text'
      WHEN rounded_id(account_id) THEN 'its account id was rounded by a spreadsheet (' || account_id || '): re-export it with ids as text'
      WHEN "at" IS NULL THEN 'it has no time that can be read'
      WHEN "at" < ${EARLIEST} OR "at" > ${LATEST} THEN 'its time is outside 1990 to 2100'
    END AS problem
  FROM ((${EMPTY}) UNION ALL BY NAME (${posts})) AS s
  LEFT JOIN language ON language.given = s.lang`

const SIGHTINGS = `SELECT ${Object.entries(ACCOUNT)
  .filter(([name]) => name !== 'source')
  .map(([name, type]) => `NULL::${type} AS "${name}"`)
  .join(', ')} WHERE false`

/**
 * Turns one batch of `raw` into rows of `taken` (normalised posts) and `sighting` (accounts); what cannot be taken is
 * added to `refused` with its raw text. The first batch makes the tables.
 */
export async function stageBatch(
  store: Store,
  selects: Selects,
  rawText: string,
  isFirst: boolean,
): Promise<void> {
  await nameLanguages(store, selects)
  const into = (table: string, select: string) =>
    store.run(
      isFirst
        ? `CREATE OR REPLACE TEMP TABLE ${table} AS ${select}`
        : `INSERT INTO ${table} BY NAME ${select}`,
    )
  await into('taken', NORMALISED(selects.posts))
  await setProblemsAside(store, rawText)
  await into(
    'sighting',
    selects.accounts ? `(${SIGHTINGS}) UNION ALL BY NAME (${selects.accounts})` : SIGHTINGS,
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
  if (selects.contentIds) await numberTwins(store)
  const before = await count(store, 'taken WHERE mark = 0')
  await keepOne(store)
  if (known)
    await store.run(`
      DELETE FROM taken USING (${known}) AS known
      WHERE known.platform = taken.platform AND known.post_id = taken.post_id`)
  const own = await count(store, 'taken WHERE mark = 0')
  await nameParents(store)
  await detectLanguages(store)
  await nameSites(store)
  return { duplicates: before - own }
}

async function setProblemsAside(store: Store, rawText: string): Promise<void> {
  if ((await count(store, 'taken WHERE problem IS NOT NULL')) === 0) return
  await store.run(`
    INSERT INTO refused
    SELECT t."row", 'row', problem, ${rawText}
    FROM (SELECT DISTINCT "row", problem FROM taken WHERE problem IS NOT NULL AND mark = 0) AS t
    LEFT JOIN raw ON raw."row" = t."row";
    DELETE FROM taken WHERE problem IS NOT NULL`)
}

/** Rows that are the same in every column have the same hash for an id: the second and further ones get their number with it. */
async function numberTwins(store: Store): Promise<void> {
  await store.run(`
    UPDATE taken SET post_id = twin.post_id || '-' || nth
    FROM (
      SELECT rowid AS id, post_id, row_number() OVER (PARTITION BY post_id ORDER BY "row") AS nth
      FROM taken SEMI JOIN (SELECT post_id FROM taken GROUP BY post_id HAVING count(*) > 1) USING (post_id)
    ) AS twin
    WHERE taken.rowid = twin.id AND nth > 1`)
}

/** One row a post: its own before an included copy, the earlier before the later; of an edited post, the last version. */
async function keepOne(store: Store): Promise<void> {
  if ((await count(store, 'taken WHERE len(versions) > 1')) > 0)
    await store.run(`
      DELETE FROM taken
      USING (SELECT DISTINCT platform, unnest(versions[:-2]) AS post_id FROM taken WHERE len(versions) > 1) AS earlier
      WHERE earlier.platform = taken.platform AND earlier.post_id = taken.post_id`)
  await store.run(`
    DELETE FROM taken USING (
      SELECT platform, post_id, min_by(rowid, mark * 1e15 + "row") AS id
      FROM taken
      GROUP BY platform, post_id
      HAVING count(*) > 1
    ) AS chosen
    WHERE chosen.platform = taken.platform AND chosen.post_id = taken.post_id AND chosen.id <> taken.rowid`)
}

/** A parent that is in this source tells whose it is. */
async function nameParents(store: Store): Promise<void> {
  if ((await count(store, 'taken WHERE parent_id IS NOT NULL AND parent_account_id IS NULL')) === 0) return
  await store.run(`
    UPDATE taken SET parent_account_id = parent.account_id
    FROM taken AS parent
    WHERE taken.parent_account_id IS NULL AND parent.platform = taken.platform AND parent.post_id = taken.parent_id`)
}

/** Codes for the languages as the source writes them. */
async function nameLanguages(store: Store, selects: Selects): Promise<void> {
  const stated = await store.rows<{ lang: string }>(`
    SELECT DISTINCT lang FROM ((SELECT NULL::VARCHAR AS lang WHERE false) UNION ALL BY NAME (${selects.posts}))
    WHERE lang IS NOT NULL`)
  await store.run('CREATE OR REPLACE TEMP TABLE language (given VARCHAR, code VARCHAR)')
  await store.append('language', each(stated.map(({ lang }) => [lang, languageCode(lang)])))
}

/** Where the platform states no language: detection, on distinct texts. */
async function detectLanguages(store: Store): Promise<void> {
  const texts = await store.rows<{ text: string }>(
    `SELECT DISTINCT text FROM taken WHERE lang IS NULL AND length(text) > 0`,
  )
  if (texts.length === 0) return
  await store.run('CREATE OR REPLACE TEMP TABLE detected (text VARCHAR, lang VARCHAR)')
  await store.append('detected', each(texts.map(({ text }) => [text, detectLanguage(text)])))
  await store.run(`
    UPDATE taken SET lang = detected.lang, lang_from = 'detected'
    FROM detected
    WHERE taken.lang IS NULL AND detected.lang IS NOT NULL AND detected.text = taken.text;
    DROP TABLE detected`)
}

/** A language, or null where the detector itself is not sure, or nothing but tags, names and links is left to read. */
export function detectLanguage(text: string): string | null {
  const words = text.replace(/https?:\/\/\S+|[@#＃][\p{L}\p{M}\p{N}_]+/gu, ' ').trim()
  if (words.length < 8) return null
  const result = eld.detect(words.slice(0, 2_000))
  return result.isReliable() ? languageCode(result.language) : null
}

/** Registrable domains (the Public Suffix List's) of all hosts that are linked to. */
async function nameSites(store: Store): Promise<void> {
  await store.run(`CREATE OR REPLACE TEMP TABLE link AS ${LINKS}`)
  const hosts = await store.rows<{ host: string }>(HOSTS)
  await store.run('CREATE OR REPLACE TEMP TABLE site (host VARCHAR, domain VARCHAR)')
  await store.append(
    'site',
    each(hosts.map(({ host }) => [host, getDomain(host, { allowPrivateDomains: true }) ?? host])),
  )
}

async function* each(rows: [string, string | null][]): AsyncGenerator<[string, string | null]> {
  yield* rows
}

async function count(store: Store, from: string): Promise<number> {
  return (await store.row<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)).n
}
