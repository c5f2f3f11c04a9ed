/** SQL for what stands in texts that are written in Markdown. */

/** An address may hold brackets in pairs; a bracket without its pair, and the sentence's own signs, come after it. */
const PAIRED = `\\([^\\s<>()]*\\)|\\[[^\\s<>()\\[\\]]*\\]`
const BARE_LINK = `https?://(?:[^\\s<>"“”«»…()\\[\\]]|${PAIRED})*(?:[^\\s<>"“”«»…''’.,;:!?()\\[\\]}*]|${PAIRED})`
// Of a pair, people escape both brackets or only the second.
const TARGET = `(?:[^\\s()\\\\]|\\\\.|\\((?:[^\\s()\\\\]|\\\\[^)])*\\\\?\\))*`
const LINK_TARGET = `<?(https?://${TARGET})`
export const ANY_TARGET = `\\s*${TARGET}(?:\\s+"[^"]*")?\\s*`
export const ESCAPED = '\\\\([\\\\`*_{}\\[\\]()#+.!|<>~^-])'
const HASHTAG = `(?:^|[^\\p{L}\\p{N}_&/＃#])[#＃][\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*`

/** Targets of Markdown links, and links that stand as they are. */
export function links(typedText: string, plainText: string): string {
  return `CASE WHEN contains(${typedText}, '://') THEN list_distinct(list_concat(
    list_transform(
      regexp_extract_all(${typedText}, '\\]\\(\\s*${LINK_TARGET}', 1), lambda l: regexp_replace(regexp_replace(l, '(\\]\\(.*|>)$', ''), '${ESCAPED}', '\\1', 'g')),
    regexp_extract_all(${plainText}, '${BARE_LINK}'))) ELSE [] END`
}

export function hashtags(text: string): string {
  return `CASE WHEN contains(${text}, '#') OR contains(${text}, '＃') THEN regexp_extract_all(${text}, '${HASHTAG}') ELSE [] END`
}
