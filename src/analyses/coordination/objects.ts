import { literal, type Store } from '../../store/store.ts'
import type { Subject } from '../../store/views.ts'
import { forgetNearText, nearTextGroups } from '../near-text-groups.ts'

/** What posts act on, in the order in which kinds are told. `hashtags` is the sequence of a post's tags as one object. */
export const KINDS = [
  'repost',
  'url',
  'domain',
  'media',
  'text',
  'near-text',
  'hashtags',
  'hashtag',
  'mention',
  'reply',
  'object',
] as const
export type ActedOn = (typeof KINDS)[number]

/** What is looked at unless asked for: near-identical texts cost as much as all else together, and hold the identical ones. */
export const USUAL: readonly ActedOn[] = KINDS.filter(kind => kind !== 'near-text')

/** Ids and names of a platform's own: the same text on another platform is something else. */
const OF_A_PLATFORM: readonly string[] = ['repost', 'reply', 'mention']

export interface Acted {
  kinds: readonly string[]
  /** Words below which a text is no object. */
  min_words: number
  /** Tags, the subject's own aside, below which a sequence is no object. */
  min_tags: number
  about: readonly Subject[]
}

/** The posts that act: those on the subject that state an account. `own` where its words are not another post's. */
const ACTORS = `
  CREATE OR REPLACE TEMP VIEW coordination_actor AS
  SELECT platform, account_id, post_id, "at", kind, parent_id, text, source, "row",
    kind <> 'repost' OR parent_id IS NULL OR parent_id = '' AS own
  FROM about_post
  WHERE account_id IS NOT NULL AND account_id <> ''`

/** Links, names and whatever is no letter or digit are as good as a blank. */
const NORMALISED = `trim(regexp_replace(lower(text), '(https?://\\S+|@\\w+|[^\\p{L}\\p{M}\\p{N}])+', ' ', 'g'))`

/** Scripts that put no blanks between words: there a word is counted for every three signs. */
const UNSPACED = '[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}]'

const LISTED = `
  SELECT p.platform, p.account_id, p.post_id, p."at", action.object_kind, action.object, p.source, p."row"
  FROM coordination_actor AS p
  JOIN action ON action.platform = p.platform AND action.post_id = p.post_id
  WHERE action.object <> '' AND (p.own OR action.object_kind = 'repost')`

const ANSWERED = `
  SELECT platform, account_id, post_id, "at", 'reply' AS object_kind, parent_id AS object, source, "row"
  FROM coordination_actor
  WHERE kind = 'reply' AND parent_id <> ''`

/** Kept, because the engine otherwise normalises a text anew wherever it is named. */
const SAID = `
  CREATE OR REPLACE TEMP TABLE coordination_said AS
  SELECT platform, account_id, post_id, "at", source, "row", ${NORMALISED} AS said
  FROM coordination_actor
  WHERE own AND text IS NOT NULL`

const TEXTS = `
  SELECT platform, account_id, post_id, "at", 'text' AS object_kind,
    CASE WHEN length(said) <= 140 THEN said ELSE substr(said, 1, 140) || '… ' || substr(md5(said), 1, 12) END AS object,
    source, "row"
  FROM coordination_said
  WHERE length(said) - length(replace(said, ' ', '')) + 1 >= $min_words
    OR (length(said) >= 3 * $min_words AND regexp_matches(said, '${UNSPACED}'))`

/** Texts alike, as the phrasing analysis groups them: the object is the text that stands for its group. */
const NEAR_TEXTS = `
  SELECT p.platform, p.account_id, p.post_id, p."at", 'near-text' AS object_kind,
    substr(head.text, 1, 140) || ' ' || head.platform || ':' || head.post_id AS object, p.source, p."row"
  FROM near_text AS n
  JOIN near_text_post AS said ON said.i = n.i
  JOIN near_text_post AS head ON head.i = n.head
  JOIN coordination_actor AS p ON p.platform = said.platform AND p.post_id = said.post_id
  WHERE p.own`

/** The tags of a post in the order of its text; the subject's own are left out. Kept, for the same reason. */
const tagged = (least: number, subject: readonly string[]) => `
  CREATE OR REPLACE TEMP TABLE coordination_tagged AS
  SELECT platform, account_id, post_id, "at", source, "row",
    list_filter(list_transform(text_hashtags(text), lambda h: '#' || tag_of(h)),
      lambda h: NOT list_contains([${subject.map(tag => literal(`#${tag}`)).join(', ')}]::VARCHAR[], h)) AS tags
  FROM coordination_actor
  WHERE own AND text LIKE '${'%#'.repeat(Math.max(1, least))}%'`

const SEQUENCES = `
  SELECT platform, account_id, post_id, "at", 'hashtags' AS object_kind, array_to_string(tags, ' ') AS object, source, "row"
  FROM coordination_tagged
  WHERE len(tags) >= $min_tags`

/** Posts are here because they bear the subject: that two of them do says nothing. */
function notTheSubject(about: readonly Subject[]): string {
  return about
    .map(subject => {
      if (subject.kind !== 'url')
        return ` AND NOT (object_kind = 'hashtag' AND object = ${literal(subject.object)})`
      const url = `canonical_url(${literal(subject.object)})`
      return ` AND NOT (object_kind = 'url' AND (object = ${url} OR starts_with(object, rtrim(${url}, '/') || '/')))
        AND NOT (object_kind = 'domain' AND (host_of(${url}) = object OR host_of(${url}) LIKE '%.' || object))`
    })
    .join('')
}

const COUNTS = `
  SELECT object_kind AS kind, count(*) AS actions FROM (${LISTED}) AS listed GROUP BY object_kind
  UNION ALL
  SELECT 'reply', count(*) FROM coordination_actor WHERE kind = 'reply' AND parent_id <> ''`

const WORDED = `
  SELECT sum(CASE WHEN length(text) >= 3 * $min_words THEN 1 ELSE 0 END) AS text,
    sum(CASE WHEN text LIKE '%#%#%' THEN 1 ELSE 0 END) AS hashtags
  FROM coordination_actor
  WHERE own`

/** Makes the view `coordination_actor`, the posts on the subject that state an account, and counts them and their accounts. */
export async function findActors(store: Store): Promise<{ posts: number; accounts: number }> {
  await store.run(ACTORS)
  return store.row(
    `SELECT count(*) AS posts, count(DISTINCT platform || ':' || account_id) AS accounts FROM coordination_actor`,
  )
}

/** How many actions there are of each kind, or at most are: texts and sequences are counted before they are read. */
export async function actionCounts(store: Store, min_words: number): Promise<Map<string, number>> {
  const counts = await store.rows<{ kind: string; actions: number }>(COUNTS)
  const { text, hashtags } = await store.row<Record<'text' | 'hashtags', number | null>>(WORDED, {
    min_words,
  })
  return new Map([
    ...counts.map(({ kind, actions }) => [kind, actions] as const),
    ['text', text ?? 0],
    ['near-text', text ?? 0],
    ['hashtags', hashtags ?? 0],
  ])
}

/**
 * Makes `coordination_acting`, the actions of the posts on the subject: platform, account_id, post_id, "at", object_kind,
 * object, source, "row". A repost acts on the post that it passes on and on nothing that this carries; where it does not
 * state its post, it acts as its words do. Empty keys are no objects. It reads what `findActors` made.
 */
export async function findActions(store: Store, acted: Acted): Promise<void> {
  const { kinds, about, min_words, min_tags } = acted
  const wanted = (kind: ActedOn) => kinds.includes(kind)
  const tags = about.filter(subject => subject.kind !== 'url').map(subject => subject.object)
  const parts = [
    LISTED,
    ...(wanted('reply') ? [ANSWERED] : []),
    ...(wanted('text') ? [TEXTS] : []),
    ...(wanted('near-text') ? [NEAR_TEXTS] : []),
    ...(wanted('hashtags') ? [SEQUENCES] : []),
  ]
  if (wanted('text')) await store.run(SAID)
  if (wanted('near-text')) await nearTextGroups(store, about)
  if (wanted('hashtags')) await store.run(tagged(min_tags, tags))
  await store.run(
    `CREATE OR REPLACE TEMP TABLE coordination_acting AS
     SELECT platform, account_id, post_id, "at", object_kind,
       CASE WHEN object_kind IN (${OF_A_PLATFORM.map(literal).join(', ')})
         AND (SELECT count(DISTINCT platform) > 1 FROM coordination_actor)
         THEN platform || ':' || object ELSE object END AS object,
       source, "row"
     FROM (${parts.join(' UNION ALL ')})
     WHERE object_kind IN (${['', ...kinds].map(literal).join(', ')})${notTheSubject(about)}`,
    { min_words, min_tags },
  )
  if (wanted('near-text')) await forgetNearText(store)
}

/** An object as it stood in its post: without the platform that `findActions` put before it. */
export const objectShown = (object: string, kind: string, platform: string) => `
  CASE WHEN ${kind} IN (${OF_A_PLATFORM.map(literal).join(', ')}) AND starts_with(${object}, ${platform} || ':')
    THEN substr(${object}, length(${platform}) + 2) ELSE ${object} END`
