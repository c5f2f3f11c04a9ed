import { decode } from '../code-page.ts'
import { Gathered } from './gathered.ts'

/** Groups inside groups; what is deeper counts, and is kept as one. */
const DEEPEST = 10_000

/** Groups that hold no text of the document. */
const ASIDE =
  /^(fonttbl|colortbl|stylesheet|info|pict|object|listtable|listoverridetable|revtbl|rsidtbl|generator|themedata|datastore|latentstyles|filetbl|fldinst|xmlnstbl)$/
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  page: '\n',
  sect: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  endash: '–',
  emdash: '—',
  bullet: '•',
}
const TOKEN = /\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})? ?|\\([\s\S])|([{}])|([^\\{}\r\n]+)|[\r\n]+/g

/** The text of a rich-text file, a line a paragraph. */
export function rtfText(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const page = Number(/\\ansicpg(\d{1,5})/.exec(text.slice(0, 4000))?.[1] ?? 1252)
  const groups: { aside: boolean; skip: number }[] = []
  let deeper = 0
  let here = { aside: false, skip: 1 }
  let left = 0
  const out = new Gathered()
  let pending: number[] = []
  const flush = () => {
    if (pending.length > 0) out.add(decode(Buffer.from(pending), page))
    pending = []
  }
  for (const [, code, word, number, sign, brace, plain] of text.matchAll(TOKEN)) {
    if (out.isFull) break
    if (brace === '{') {
      if (groups.length >= DEEPEST) deeper++
      else {
        groups.push(here)
        here = { ...here }
      }
    } else if (brace === '}') {
      if (deeper > 0) deeper--
      else here = groups.pop() ?? here
    } else if (word === 'bin') break
    else if (sign === '*' || (word !== undefined && ASIDE.test(word))) here.aside = true
    else if (here.aside) continue
    else if (code !== undefined) {
      if (left > 0) left--
      else pending.push(Number.parseInt(code, 16))
    } else if (word === 'uc') here.skip = Number(number ?? 1)
    else if (word === 'u') {
      flush()
      out.add(String.fromCharCode((Number(number) + 65_536) % 65_536))
      left = here.skip
    } else if (word !== undefined) {
      flush()
      if (BREAKS[word]) out.add(BREAKS[word])
    } else if (sign !== undefined) {
      flush()
      out.add(sign === '~' ? '\u00a0' : sign === '_' ? '-' : /[\\{}]/.test(sign) ? sign : '')
    } else if (plain !== undefined) {
      flush()
      const shown = plain.slice(left)
      left = Math.max(0, left - plain.length)
      if (shown !== '') out.add(decode(Buffer.from(shown, 'latin1'), page))
    }
  }
  flush()
  return out.toString()
}
