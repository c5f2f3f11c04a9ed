import { ANY_TARGET, ESCAPED } from './markdown.ts'

/** SQL for what stands in Reddit's Markdown. Its API escapes `&`, `<` and `>` besides. */

/** What the author typed: the three escaped signs, and the editor's own invisible ones. */
export function typed(text: string): string {
  return `replace(replace(unescaped(${text}), '&nbsp;', ' '), '&#x200B;', '')`
}

/** Typed Markdown as text: links by their words, headings, bold and escapes undone, pictures and emotes left out. */
export function plain(typedText: string): string {
  const steps: readonly [string, string][] = [
    [`!\\[[^\\]]*\\]\\(${ANY_TARGET}\\)`, ''],
    [`\\[((?:[^\\[\\]]|\\[[^\\[\\]]*\\])*)\\]\\(${ANY_TARGET}\\)`, '\\1'],
    ['\\*\\*([^*]+)\\*\\*', '\\1'],
    ['~~([^~]+)~~', '\\1'],
    ['(?m)^#+[ \\t]+', ''],
    // "#Register to vote" is a heading; "#vote #today" are tags.
    ['(?m)^#+([\\p{L}\\p{M}\\p{N}_][^\\s#]*[ \\t]+[^#\\s])', '\\1'],
    [ESCAPED, '\\1'],
  ]
  const text = steps.reduce((sql, [from, to]) => `regexp_replace(${sql}, '${from}', '${to}', 'g')`, typedText)
  return `CASE WHEN regexp_matches(${typedText}, '[\\[*~#\\\\]') THEN ${text} ELSE ${typedText} END`
}

/** `u/name` gives the name, which is the account; a community keeps its sign: `r/name`. */
export function mentions(text: string): string {
  return `list_transform(
    regexp_extract_all(${text}, '(?:^|[^A-Za-z0-9_/.])/?([uU]/[A-Za-z0-9_-]{3,20}|[rR]/[A-Za-z0-9_]{2,21})', 1),
    lambda m: regexp_replace(m, '^[uU]/', ''))`
}

/** Reddit's own pictures and videos: what was uploaded, not a link that was shared. */
export const UPLOAD = `'^https?://(i|v|preview|external-preview)\\.redd\\.it/'`
/** One picture has one address, wherever it is shown. */
export const upload = (url: string) =>
  `regexp_replace(regexp_replace(${url}, '[?#].*$', ''), '^https?://preview\\.', 'https://i.')`

/** Whether a submission's link only leads to the submission itself (`post`), as those of texts and galleries do. */
export const isOwn = (link: string, post: string) =>
  `(NOT regexp_matches(${link}, '^https?://') OR regexp_matches(${link}, '^https?://([a-z]+\\.)?reddit\\.com/gallery/') OR contains(${link}, '/comments/' || ${post}))`

/** The link that a submission shares, as a list of one or none. */
export const linked = (link: string, unless: string) =>
  `CASE WHEN ${link} IS NULL OR ${unless} OR regexp_matches(${link}, ${UPLOAD}) THEN [] ELSE [${link}] END`

/** A submission's link and those of its text, without uploads. */
export const shared = (linked: string, written: string) =>
  `list_distinct(list_concat(${linked}, list_filter(coalesce(${written}, []), lambda u: NOT regexp_matches(u, ${UPLOAD}))))`
