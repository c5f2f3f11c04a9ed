import { basename } from 'node:path'
import { type Acting, actingIn } from '../analyses/coordination/acting.ts'
import { recognise } from '../case/detect.ts'
import { sourceSha256 } from '../case/hash.ts'
import { ingest } from '../case/normalise.ts'
import type { ImportOptions } from '../importers/importer.ts'
import { ACTIONS } from '../store/ingest/objects.ts'
import { nameSites } from '../store/ingest/sites.ts'
import type { Store } from '../store/store.ts'
import { UsageProblem } from './exit.ts'

/** A file that was read, and what of it. */
export interface ReadFile {
  file: string
  sha256: string
  importer: string
  posts: number
  duplicates: number
  rejects: number
  /** Why rows were not taken, and how many. */
  reasons: Record<string, number>
}

export interface Reading extends ImportOptions {
  as?: string
  /** Kinds of objects; without them the first of `KINDS` that there is. */
  on?: readonly string[]
  /** Objects as the QUT toolkit takes them: no links of reposts, texts of any length. */
  asQut: boolean
  /** Take an empty key for an object, as the QUT toolkit does. */
  emptyKeys: boolean
}

/** What can be acted on, and the order in which one is chosen when none is asked for; texts only when they are. */
export const KINDS = [
  'repost',
  'object',
  'url',
  'media',
  'reply',
  'hashtag',
  'domain',
  'mention',
  'text',
] as const

/** Words below which a text says too little for two of the same to mean anything. */
const FEWEST_WORDS = 5

/** A text as the QUT toolkit compares it: lower case, without mentions, blanks as one. */
const COMPARED = `trim(regexp_replace(regexp_replace(lower(text), '@\\S*', '', 'g'), '\\s+', ' ', 'g'))`

/** Every object that the posts in `taken` act on; reads what staging left. */
function acted({ on, asQut, emptyKeys }: Reading): string {
  const enough = asQut
    ? emptyKeys
      ? 'true'
      : `compared <> ''`
    : `len(string_split(compared, ' ')) >= ${FEWEST_WORDS}`
  return `
    SELECT acted."row", acted.platform, acted.account_id, acted.post_id, acted."at", object_kind, object
    FROM (${ACTIONS}) AS acted
    ${asQut ? `ANTI JOIN reposting ON object_kind = 'url' AND reposting.platform = acted.platform AND reposting.post_id = acted.post_id` : ''}
    UNION ALL
    SELECT "row", platform, account_id, post_id, "at", 'reply', parent_id
    FROM taken WHERE kind = 'reply' AND parent_id <> ''
    ${
      on?.includes('text')
        ? `UNION ALL
    SELECT "row", platform, account_id, post_id, "at", 'text', compared
    FROM (SELECT *, ${COMPARED} AS compared FROM taken WHERE kind <> 'repost' AND text IS NOT NULL)
    WHERE ${enough}`
        : ''
    }
    ${
      asQut && emptyKeys
        ? `UNION ALL
    SELECT taken."row", taken.platform, taken.account_id, taken.post_id, taken."at", 'url', ''
    FROM taken ANTI JOIN link ON link.platform = taken.platform AND link.post_id = taken.post_id
    WHERE taken.kind <> 'repost'`
        : ''
    }`
}

/**
 * Reads files through the importers into actions in memory; no case is made. The tables \`acting_…\` then say what the
 * numbers stand for, and \`reading\` the files. A post that stands in two files counts once.
 * @throws InputProblem when a file cannot be read, UsageProblem when it holds no such objects
 */
export async function readActions(
  store: Store,
  paths: readonly string[],
  options: Reading,
): Promise<{ acting: Acting; files: ReadFile[]; on: string[]; others: string[] }> {
  await store.run(`
    CREATE TEMP TABLE gathered (
      source INTEGER, "row" BIGINT, platform VARCHAR, account_id VARCHAR, post_id VARCHAR, "at" BIGINT,
      object_kind VARCHAR, object VARCHAR
    );
    CREATE TEMP TABLE known_post (platform VARCHAR, post_id VARCHAR)`)
  const files: ReadFile[] = []
  for (const [source, path] of paths.entries()) files.push(await readFile(store, path, source, options))
  const { on, others } = await chosenKinds(store, options.on)
  const kinds = on.map(kind => `'${kind}'`).join(', ')
  // The ids of posts are a platform's own; links, tags and images are the same wherever they are shared.
  const { several } = await store.row<{ several: boolean }>(
    'SELECT count(DISTINCT platform) > 1 AS several FROM gathered',
  )
  await store.run(`
    CREATE OR REPLACE TEMP VIEW acting AS
    SELECT source, "row", platform, account_id, post_id, "at", object_kind,
      ${several ? `CASE WHEN object_kind IN ('repost', 'reply') THEN platform || ':' || object ELSE object END AS object` : 'object'}
    FROM gathered WHERE object_kind IN (${kinds})`)
  return { acting: await actingIn(store, 'acting'), files, on, others }
}

async function readFile(store: Store, path: string, source: number, options: Reading): Promise<ReadFile> {
  const [recognised, sha256] = await Promise.all([recognise(store, path, options.as), sourceSha256(path)])
  const selects = recognised.importer.select(recognised.head, options)
  const { duplicates } = await ingest(store, path, recognised, selects, { known: 'SELECT * FROM known_post' })
  if (options.asQut)
    await store.run(
      `CREATE OR REPLACE TEMP TABLE reposting AS SELECT platform, post_id FROM taken WHERE kind = 'repost'`,
    )
  await nameSites(store)
  await store.run(`
    INSERT INTO gathered
    SELECT ${source}, "row", platform, account_id, post_id, "at", object_kind, object
    FROM (${acted(options)})
    WHERE account_id <> '';
    INSERT INTO known_post SELECT platform, post_id FROM taken`)
  const { posts, rejects } = await store.row<{ posts: number; rejects: number }>(
    'SELECT (SELECT count(*) FROM taken) AS posts, (SELECT count(*) FROM refused) AS rejects',
  )
  const reasons = await store.rows<{ reason: string; n: number }>(
    'SELECT reason, count(*) AS n FROM refused GROUP BY reason ORDER BY n DESC, reason LIMIT 20',
  )
  return {
    file: basename(path),
    sha256,
    importer: recognised.importer.id,
    posts,
    duplicates,
    rejects,
    reasons: Object.fromEntries(reasons.map(({ reason, n }) => [reason, n])),
  }
}

/** The kinds that were asked for; else the first that there is, for a pair that shares a link and its domain met once. */
async function chosenKinds(
  store: Store,
  asked: readonly string[] | undefined,
): Promise<{ on: string[]; others: string[] }> {
  const rows = await store.rows<{ kind: string }>('SELECT DISTINCT object_kind AS kind FROM gathered')
  const there = KINDS.filter(kind => rows.some(row => row.kind === kind))
  const missing = asked?.find(kind => !there.some(k => k === kind))
  if (missing !== undefined)
    throw new UsageProblem(
      `--on ${missing}: nobody acts on any in these files; there is ${there.join(', ') || 'nothing to act on'}.`,
    )
  const on = asked ? [...asked] : there.slice(0, 1)
  if (on.length === 0)
    throw new UsageProblem('Nothing in these files is an action: no repost, link, tag, image or text.')
  return { on, others: there.filter(kind => !on.includes(kind)) }
}
