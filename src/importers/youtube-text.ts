/** YouTube's display texts are HTML of a few tags; its plain texts hold none of them. */

/** Plain text of a display text: only the tags and entities that YouTube itself writes are taken for such. */
export function plain(html: string): string {
  const untagged = `regexp_replace(regexp_replace(${html}, '<br ?/?>', chr(10), 'g'), '</?(?:a|b|i|s|u)(?: [^>]*)?>', '', 'g')`
  return unescaped(untagged)
}

export function unescaped(text: string): string {
  const entities = [
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&quot;', '"'],
    ['&#39;', "''"],
    ['&amp;', '&'],
  ]
  return entities.reduce((sql, [entity, sign]) => `replace(${sql}, '${entity}', '${sign}')`, text)
}

/**
 * The links of a display text, whole, where their words may be cut; null for plain texts, whose links stand in them.
 * Times in the video, tags and names are links too, which nobody shared.
 */
export function linksOf(html: string): string {
  return `CASE WHEN contains(${html}, '<a ') THEN list_transform(
    list_filter(regexp_extract_all(${html}, '<a [^>]*href="https?://[^"]*"[^>]*>[^<]*'),
      lambda a: NOT regexp_matches(a, '>\\s*(?:\\d+:\\d\\d|[#@])')),
    lambda a: ${unescaped(`regexp_extract(a, 'href="([^"]*)"', 1)`)}) END`
}

/** Handles may hold letters of any script, dots and hyphens. */
export function mentionsOf(text: string): string {
  return `regexp_extract_all(${text}, '(?:^|[^\\p{L}\\p{N}_@/.-])@([\\p{L}\\p{N}_.·-]*[\\p{L}\\p{N}_])', 1)`
}

/** A video's tags stand in its title and in its description. */
export function hashtagsOf(text: string): string {
  return `regexp_extract_all(${text}, '(?:^|[^\\p{L}\\p{N}_&/＃#])[#＃]([\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)', 1)`
}
