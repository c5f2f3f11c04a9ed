/** Texts that attack a page, each named: none may run, and each must be there to be read. */
export const ATTACKS: Readonly<Record<string, string>> = {
  script: '<script>window.pwned = 1; alert(1)</script>',
  closing: '</script><script>window.pwned = 2</script>',
  comment: '<!--<script>window.pwned = 3</script>',
  image: '"><img src=x onerror="window.pwned = 4">',
  vector: '<svg onload="window.pwned = 5"><use href="https://evil.example/a.svg#x"/></svg>',
  style: '</style><style>*{background:url(https://evil.example/css)}</style>',
  address: 'javascript:window.pwned=6//https://a.example/',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a template would run
  template: '${window.pwned = 7}{{constructor.constructor("window.pwned=8")()}}',
  attribute: "' onfocus='window.pwned = 9' autofocus x='",
  frame: '<iframe srcdoc="<script>parent.pwned = 10</script>"></iframe>',
  entity: '&lt;img src=x onerror=alert(1)&gt;',
  direction: 'safe\u202Egnp.exe\u2066\u2069\u200F',
  terminal: '\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  formula: '=HYPERLINK("https://evil.example";"x")',
  stacked: `Z${'\u0337\u0310'.repeat(300)}algo`,
  long: 'A'.repeat(20_000),
  prototype: '__proto__',
  constructor: 'constructor',
  lines: 'one\u2028two\u2029three\r\nfour',
  lone: 'half \uD83D a pair',
}

const COLUMNS = [
  'at',
  'post_id',
  'account_id',
  'handle',
  'name',
  'title',
  'text',
  'url',
  'lang',
  'platform',
  'client',
  'hashtags',
  'urls',
  'mentions',
  'parent_id',
  'parent_account_id',
  'kind',
  'followers',
  'description',
  'location',
] as const // prettier-ignore

export const MAPPING: Record<string, string> = Object.fromEntries(COLUMNS.map(name => [name, name]))

/** Without halves of surrogate pairs, which no UTF-8 file can hold. */
const whole = (text: string) => Buffer.from(text).toString()

/**
 * Posts, a JSON record a line, with every attack in every text field; enough of them that every chart has something to draw: each attacker
 * posts, and others pass it on within minutes.
 */
export function hostilePosts(): string {
  const start = Date.UTC(2024, 0, 1, 12)
  const attacks = Object.values(ATTACKS)
  const rows: string[][] = []
  for (const [n, attack] of attacks.entries()) {
    const short = attack.slice(0, 200)
    const platform = n % 3 === 0 ? 'x' : n % 3 === 1 ? 'facebook' : short
    const row = (post: number, minutes: number, kind: string) => [
      new Date(start + (n * 7 + minutes) * 60_000).toISOString(),
      `${short} ${post}`,
      post === 0 ? `${short} account` : `reposter ${post} ${short}`,
      short,
      short,
      attack,
      attack,
      n % 2 === 0 ? attack.slice(0, 2000) : `https://a.example/${encodeURIComponent(whole(short))}`,
      ['en', 'fr', short, '__proto__'][n % 4] ?? '',
      platform,
      short,
      `subject ${short.replace(/\s/g, '')} __proto__ constructor`,
      `https://evil.example/?q=${encodeURIComponent(whole(short))}`,
      short,
      kind === 'repost' ? `${short} 0` : '',
      kind === 'repost' ? `${short} account` : '',
      kind,
      n % 5 === 0 ? '-1' : String(10 ** (n % 6)),
      short,
      short,
    ]
    rows.push(row(0, 0, 'post'))
    for (let post = 1; post <= 12; post++) rows.push(row(post, post / 4, 'repost'))
  }
  return rows
    .map(row => JSON.stringify(Object.fromEntries(COLUMNS.map((name, i) => [name, row[i]]))))
    .join('\n')
}
