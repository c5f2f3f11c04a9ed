/** Names of signs that servers of the fediverse write; all others come as numbers or as themselves. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "''",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  times: '×',
  szlig: 'ß',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  auml: 'ä',
  ccedil: 'ç',
  egrave: 'è',
  eacute: 'é',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  ntilde: 'ñ',
  oacute: 'ó',
  ocirc: 'ô',
  ouml: 'ö',
  uacute: 'ú',
  ugrave: 'ù',
  uuml: 'ü',
}

const CODE = `coalesce(try_cast(nullif(regexp_extract(p, '^#(\\d{1,7});', 1), '') AS INTEGER), try_cast('0x' || nullif(regexp_extract(p, '^#[xX]([0-9a-fA-F]{1,6});', 1), '') AS INTEGER))`

/** A tag, whose attributes may hold ">". */
const TAG = `<[a-zA-Z/!](?:[^>"'']|"[^"]*"|''[^'']*'')*>`

/** References to signs, read once: "&amp;lt;" is "&lt;". */
export function withoutEntities(text: string): string {
  const names = Object.entries(ENTITIES).map(([name, sign]) => `WHEN '${name}' THEN '${sign}'`)
  return `CASE WHEN contains(${text}, '&') THEN array_to_string(list_transform(string_split(${text}, '&'), lambda p, i:
    CASE WHEN i = 1 THEN p
      WHEN ${CODE} BETWEEN 1 AND 55295 OR ${CODE} BETWEEN 57344 AND 1114111 THEN chr(${CODE}) || regexp_replace(p, '^[^;]*;', '')
      ELSE coalesce(CASE regexp_extract(p, '^([a-zA-Z]+);', 1) ${names.join(' ')} END || regexp_replace(p, '^[^;]*;', ''), '&' || p) END), '') ELSE ${text} END`
}

/** "RE: …", for readers who cannot be shown the quoted post. */
const withoutQuoteLine = (html: string) =>
  `regexp_replace(regexp_replace(${html}, '<p class="quote-inline">.*?</p>', '', 'gs'), '<span class="quote-inline">.*?</span>', '', 'gs')`

/**
 * A status's HTML as the text that its author wrote: a blank line between paragraphs, a line a break. Mastodon hides
 * parts of a long link in spans, so that without its tags the link is whole; others cut what they show, and put the
 * whole into `href`.
 */
export function statusText(html: string): string {
  const whole = `array_to_string(list_transform(string_split(${withoutQuoteLine(html)}, '<a '), lambda a, i:
    CASE WHEN i > 1 AND regexp_matches(a, '^[^<]*href="https?://') AND regexp_matches(regexp_extract(a, '^(.*?)</a>', 1, 's'), '^[^>]*>(https?://)?[^\\s<]+(…|\\.\\.\\.)$')
      THEN '>' || regexp_extract(a, '^[^<]*?href="([^"]*)"', 1) || regexp_replace(a, '^.*?</a>', '', 's') ELSE a END), '<a ')`
  const laid = [
    [`<img(?:[^>"]|"[^"]*")*? alt="([^"]*)"(?:[^>"]|"[^"]*")*>`, '\\1'],
    ['\\s*<br ?/?>\\s*', '\\n'],
    ['</p>\\s*|<p(?:\\s(?:[^>"]|"[^"]*")*)?>', '\\n\\n'],
    [
      '</?(?:div|ul|ol|blockquote|pre|h[1-6]|table|tr)(?:\\s(?:[^>"]|"[^"]*")*)?>|<li(?:\\s(?:[^>"]|"[^"]*")*)?>',
      '\\n',
    ],
    [TAG, ''],
  ].reduce(
    (sql, [pattern, by]) =>
      `regexp_replace(${sql}, '${pattern}', ${by?.includes('\\n') ? `'${by.replaceAll('\\n', '')}' || repeat(chr(10), ${by.split('\\n').length - 1})` : `'${by}'`}, 'g')`,
    `CASE WHEN contains(h, '<pre') THEN h ELSE regexp_replace(h, '[ \\t\\r\\n]+', ' ', 'g') END`,
  )
  const text = withoutEntities('t')
  return `list_transform(list_transform([${whole}], lambda h: ${laid}), lambda t:
    regexp_replace(trim(${text}, ' ' || chr(10)), '(?: *\\n){3,}', chr(10) || chr(10), 'g'))[1]`
}

/** Where a status's HTML links to, but for the accounts and tags that it names. */
export function statusLinks(html: string): string {
  return `list_transform(list_filter(string_split(${withoutQuoteLine(html)}, '<a ')[2:], lambda a:
      regexp_matches(a, '^[^<]*?href="https?://')
      AND NOT regexp_matches(a, '^[^<>]*?(class="[^"]*(mention|hashtag)|rel="[^"]*\\btag\\b)')
      AND NOT regexp_matches(regexp_replace(regexp_extract(a, '^[^>]*>(.*?)</a>', 1, 's'), '<[^>]*>', '', 'g'), '^[@#]\\S+$')),
    lambda a: ${withoutEntities(`regexp_extract(a, '^[^<]*?href="([^"]*)"', 1)`)})`
}
