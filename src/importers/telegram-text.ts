import { ANY_TARGET } from './markdown.ts'
import { schemed } from './telegram-ids.ts'

/** A mark in a text, as Telethon, 4CAT, Pyrogram and the Bot API give it. */
export const ENTITIES = `[{
  "_": "VARCHAR", "_type": "VARCHAR", "type": "VARCHAR", "offset": "VARCHAR", "length": "VARCHAR", "url": "VARCHAR", "user_id": "VARCHAR",
  "user": {"id": "VARCHAR"}
}]`

/** Telegram counts UTF-16 units: a sign that takes two of them gets a stand-in behind it, so that counting signs is the same. */
const wide = (text: string) => `regexp_replace(${text}, '([\\x{10000}-\\x{10FFFF}])', '\\1' || chr(1), 'g')`

/**
 * The marks of a text as `{kind, said, url, user}`, `said` being what a mark stands on; null where nothing is said about
 * marks. 4CAT leaves out what kind a mark is: then it is a tag, a name or a link where it reads as one.
 */
export function marksOf(text: string, entities: string): string {
  const kind = `replace(lower(regexp_replace(coalesce(e.type, e._, e._type), '^MessageEntity(Type\\.)?', '')), '_', '')`
  const said = `replace(substr(w, try_cast(e."offset" AS INTEGER) + 1, try_cast(e."length" AS INTEGER)), chr(1), '')`
  const named = `list_transform([${wide(text)}], lambda w: list_transform(${entities}, lambda e:
      {'kind': ${kind}, 'said': ${said}, 'url': e.url, 'user': coalesce(e.user_id, e."user".id)}))[1]`
  return `CASE WHEN ${entities} IS NOT NULL THEN list_transform(${named}, lambda x: {'kind': coalesce(x.kind, CASE
      WHEN x.url IS NOT NULL THEN 'texturl' WHEN x."user" IS NOT NULL THEN 'mentionname' WHEN starts_with(x.said, '#') THEN 'hashtag'
      WHEN regexp_full_match(x.said, '@[A-Za-z0-9_]+') THEN 'mention' WHEN regexp_full_match(x.said, '(?i)https?://\\S+') THEN 'url' END),
    'said': x.said, 'url': x.url, 'user': x."user"}) END`
}

const ofKind = (marks: string, ...kinds: readonly string[]) =>
  `list_filter(${marks}, lambda x: list_contains([${kinds.map(kind => `'${kind}'`).join(', ')}], x.kind))`

/** Lists of the marked links, tags and names; null where nothing is said about marks. */
export const marked = {
  urls: (marks: string) => `CASE WHEN ${marks} IS NOT NULL THEN list_filter(list_concat(
    list_transform(${ofKind(marks, 'url')}, lambda x: ${schemed('x.said')}),
    list_transform(${ofKind(marks, 'texturl', 'textlink')}, lambda x: x.url)), lambda l: regexp_matches(l, '(?i)^https?://')) END`,
  hashtags: (marks: string) => `list_transform(${ofKind(marks, 'hashtag')}, lambda x: x.said)`,
  mentions: (
    marks: string,
  ) => `CASE WHEN ${marks} IS NOT NULL THEN list_concat(list_transform(${ofKind(marks, 'mention')}, lambda x: x.said),
    list_filter(list_transform(${ofKind(marks, 'mentionname', 'textmention')}, lambda x: x."user"), lambda u: u IS NOT NULL)) END`,
}

/** Telethon's `text` has its marks written as Markdown; nothing is escaped in it. */
export function unmarked(text: string): string {
  const steps: readonly [string, string][] = [
    [`\\[((?:[^\\[\\]]|\\[[^\\[\\]]*\\])*)\\]\\(${ANY_TARGET}\\)`, '\\1'],
    ['\\*\\*((?:[^*]|\\*[^*])+?)\\*\\*', '\\1'],
    ['__([^_]+)__', '\\1'],
    ['~~([^~]+)~~', '\\1'],
    ['```', ''],
    ['`([^`]+)`', '\\1'],
  ]
  return steps.reduce((sql, [from, to]) => `regexp_replace(${sql}, '${from}', '${to}', 'g')`, text)
}
