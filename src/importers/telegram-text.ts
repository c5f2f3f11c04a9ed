import { ANY_TARGET } from './markdown.ts'
import { schemed } from './telegram-ids.ts'

/** A mark in a text, as Telethon, Pyrogram and the Bot API give it. */
export const ENTITIES = `[{
  "_": "VARCHAR", "type": "VARCHAR", "offset": "VARCHAR", "length": "VARCHAR", "url": "VARCHAR", "user_id": "VARCHAR",
  "user": {"id": "VARCHAR"}
}]`

/** Telegram counts UTF-16 units: a sign that takes two of them gets a stand-in behind it, so that counting signs is the same. */
const wide = (text: string) => `regexp_replace(${text}, '([\\x{10000}-\\x{10FFFF}])', '\\1' || chr(1), 'g')`

const ofKind = (
  entities: string,
  kinds: string,
) => `list_filter(${entities}, lambda e: list_contains([${kinds}],
    replace(lower(regexp_replace(coalesce(e.type, e._), '^MessageEntity(Type\\.)?', '')), '_', '')))`

/** What the marks of the given kinds stand on. */
const covered = (text: string, entities: string, kinds: string) => `list_transform(${ofKind(entities, kinds)},
    lambda e: replace(substr(${wide(text)}, try_cast(e."offset" AS INTEGER) + 1, try_cast(e."length" AS INTEGER)), chr(1), ''))`

/** Lists of a text's marked links, tags and names; null where nothing is said about marks. */
export const marked = {
  urls: (text: string, entities: string) => `CASE WHEN ${entities} IS NOT NULL THEN list_filter(list_concat(
    list_transform(${covered(text, entities, "'url'")}, lambda l: ${schemed('l')}),
    list_transform(${ofKind(entities, "'texturl', 'textlink'")}, lambda e: e.url)), lambda l: regexp_matches(l, '(?i)^https?://')) END`,
  hashtags: (text: string, entities: string) => covered(text, entities, "'hashtag'"),
  mentions: (
    text: string,
    entities: string,
  ) => `CASE WHEN ${entities} IS NOT NULL THEN list_concat(${covered(text, entities, "'mention'")},
    list_filter(list_transform(${ofKind(entities, "'mentionname', 'textmention'")}, lambda e: coalesce(e.user_id, e."user".id)), lambda m: m IS NOT NULL)) END`,
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
