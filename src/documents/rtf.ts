import { decode } from './code-page.ts'
import { type Fact, isoTime, type Reading } from './fact.ts'
import type { FactName } from './fact-names.ts'
import { textFact } from './package.ts'

const TEXTS: Readonly<Record<string, FactName>> = {
  title: 'title',
  subject: 'subject',
  author: 'author',
  operator: 'last_modified_by',
  manager: 'manager',
  company: 'company',
  category: 'category',
  keywords: 'keywords',
  comment: 'comments',
  doccomm: 'comments',
  hlinkbase: 'link_base',
}

const NUMBERS: Readonly<Record<string, FactName>> = {
  version: 'revision',
  edmins: 'edit_minutes',
  nofpages: 'pages',
  nofwords: 'words',
  nofchars: 'characters',
  nofcharsws: 'characters_with_spaces',
  vern: 'rtf_version',
  id: 'rtf_id',
}

const TIMES: Readonly<Record<string, FactName>> = {
  creatim: 'created',
  revtim: 'modified',
  printim: 'last_printed',
  buptim: 'backed_up',
}

/** What is looked at of a file: information stands at its beginning, and templates and authors before the text. */
const MOST = 4 << 20

/** The information group and the header of an RTF file. Its texts stand in the code page that its beginning names. */
export function rtfReading(bytes: Buffer): Reading {
  const text = bytes.subarray(0, MOST).toString('latin1')
  const facts: Fact[] = []
  const ansi = /\\ansicpg(\d{1,5})/.exec(text.slice(0, 4000))?.[1]
  const page = ansi
    ? Number(ansi)
    : /\\mac\b/.test(text.slice(0, 200))
      ? 10000
      : /\\pca?\b/.test(text.slice(0, 200))
        ? 850
        : 1252
  if (ansi)
    facts.push(textFact('rtf_code_page', ansi, 'header \\ansicpg', 'RTF', { raw: `\\ansicpg${ansi}` }))
  for (const [word, name] of [
    ['deflang', 'rtf_language'],
    ['deflangfe', 'rtf_far_east_language'],
  ] as const) {
    const lang = new RegExp(`\\\\${word}(\\d{1,5})`).exec(text)?.[1]
    if (lang && lang !== '0')
      facts.push(textFact(name, lang, `header \\${word}`, 'RTF', { raw: `\\${word}${lang}` }))
  }
  const info = group(text, '{\\info')
  if (info) infoFacts(info, text.indexOf(info), page, facts)
  for (const [mark, name] of [
    ['{\\*\\generator', 'application'],
    ['{\\*\\template', 'template'],
  ] as const) {
    const found = group(text, mark)
    if (found) {
      const value = plainText(found.slice(mark.length, -1), page).replace(/;\s*$/, '').trim()
      if (value !== '')
        facts.push(
          textFact(name, value, `+${text.indexOf(found)} ${mark.slice(1)}`, `RTF code page ${page}`, {
            raw: found,
          }),
        )
    }
  }
  listFacts(text, '{\\*\\revtbl', 'revision_author', page, facts)
  rsidFacts(text, facts)
  const annotators = new Set<string>()
  for (const [whole] of text.matchAll(/\{\\\*\\atnauthor [^{}]{1,300}\}/g))
    annotators.add(plainText(whole.slice(14, -1), page).trim())
  for (const author of annotators)
    if (author !== '') facts.push(textFact('comment_author', author, '\\atnauthor', `RTF code page ${page}`))
  userProperties(text, page, facts)
  const problems = bytes.length > MOST ? [`only the first ${MOST} bytes are read`] : []
  return { facts, problems }
}

function infoFacts(info: string, at: number, page: number, facts: Fact[]): void {
  for (const part of subgroups(info)) {
    const found = /^\{(?:\\\*)?\\(?:upr\s*\{\\)?([a-z]+)(-?\d+)?\s?/.exec(part.text)
    const word = found?.[1] ?? ''
    const locator = `+${at + part.at} \\${word}`
    // {\upr{\author ANSI}{\*\ud{\author Unicode}}}: the second is what is meant.
    const wide = /\{\\\*\\ud\s*\{\\[a-z]+ ?([\s\S]*)\}\s*\}\s*\}$/.exec(part.text)?.[1]
    const isPair = part.text.startsWith('{\\upr')
    const inner = isPair ? (wide ?? '') : part.text.slice(found?.[0].length ?? 0, -1)
    const text = TEXTS[word]
    const number = NUMBERS[word]
    const time = TIMES[word]
    if (text)
      facts.push(
        textFact(text, plainText(inner, page), locator, `RTF code page ${page}`, {
          raw: part.text.slice(0, 400),
        }),
      )
    else if (number && found?.[2] !== undefined)
      facts.push(textFact(number, found[2], locator, 'RTF', { raw: part.text.slice(0, 100) }))
    else if (time) {
      const value = rtfTime(part.text)
      if (value)
        facts.push(
          textFact(time, value, locator, 'RTF', { raw: part.text.slice(0, 200), timeBasis: 'local' }),
        )
    }
  }
  for (const [all, word = '', value = ''] of info.matchAll(/\\([a-z]+)(-?\d+)/g)) {
    const number = NUMBERS[word]
    // Some writers do not put each number in a group of its own.
    if (number && !facts.some(({ name }) => name === number))
      facts.push(textFact(number, value, `+${at} ${all}`, 'RTF', { raw: all }))
  }
}

function rtfTime(text: string): string | null {
  const n = (word: string) => Number(new RegExp(`\\\\${word}(\\d+)`).exec(text)?.[1] ?? 0)
  if (n('yr') < 1900 || n('yr') > 9999) return null
  return (
    isoTime(Date.UTC(n('yr'), n('mo') - 1, n('dy'), n('hr'), n('min'), n('sec')), 'local')?.slice(0, 19) ??
    null
  )
}

/** {\*\revtbl {Unknown;}{Ann Smith;}} */
function listFacts(text: string, mark: string, name: FactName, page: number, facts: Fact[]): void {
  const found = group(text, mark)
  if (!found) return
  for (const [, inner = ''] of found.slice(mark.length).matchAll(/\{([^{}]*)\}/g)) {
    const value = plainText(inner, page).replace(/;\s*$/, '').trim()
    if (value !== '' && value !== 'Unknown')
      facts.push(
        textFact(name, value, `+${text.indexOf(found)} ${mark.slice(3)}`, `RTF code page ${page}`, {
          raw: inner,
        }),
      )
  }
}

function rsidFacts(text: string, facts: Fact[]): void {
  const table = group(text, '{\\*\\rsidtbl')
  if (!table) return
  const ids = [...table.matchAll(/\\rsid(\d+)/g)].map(([, id]) =>
    Number(id).toString(16).toUpperCase().padStart(8, '0'),
  )
  if (ids.length > 0)
    facts.push(
      textFact('docx_rsids', ids.join(' '), '\\rsidtbl', 'RTF'),
      textFact('docx_rsid_count', String(ids.length), '\\rsidtbl', 'RTF', { raw: '' }),
    )
}

/** {\*\userprops {\propname X}\proptype30{\staticval Y}} */
function userProperties(text: string, page: number, facts: Fact[]): void {
  const found = group(text, '{\\*\\userprops')
  if (!found) return
  for (const [all, name = '', value = ''] of found.matchAll(
    /\{\\propname ([^{}]*)\}[^{}]*\{\\staticval ([^{}]*)\}/g,
  ))
    facts.push(
      textFact(
        `custom:${plainText(name, page)}`,
        plainText(value, page),
        '\\userprops',
        `RTF code page ${page}`,
        { raw: all.slice(0, 400) },
      ),
    )
}

/** A group with its braces, from its mark to the brace that ends it; null when there is none. */
function group(text: string, mark: string): string | null {
  const from = text.indexOf(mark)
  if (from < 0) return null
  const end = groupEnd(text, from)
  return end < 0 ? null : text.slice(from, end)
}

function groupEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at++
    else if (sign === '{') depth++
    else if (sign === '}' && --depth === 0) return at + 1
  }
  return -1
}

function subgroups(text: string): { text: string; at: number }[] {
  const list: { text: string; at: number }[] = []
  for (let at = 1; at < text.length && list.length < 200; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '{') {
      const end = groupEnd(text, at)
      if (end < 0) break
      list.push({ text: text.slice(at, end), at })
      at = end - 1
    }
  }
  return list
}

/** RTF's escapes as text: \'hh under the code page, \uN with the signs that stand in for it left out. */
function plainText(rtf: string, page: number): string {
  let out = ''
  let bytes: number[] = []
  let skip = 1
  const flush = () => {
    if (bytes.length > 0) out += decode(Uint8Array.from(bytes), page)
    bytes = []
  }
  for (let at = 0; at < rtf.length; at++) {
    const sign = rtf[at] ?? ''
    if (sign === '\\') {
      const rest = rtf.slice(at, at + 40)
      const code = /^\\'([0-9a-fA-F]{2})/.exec(rest)?.[1]
      if (code) {
        bytes.push(Number.parseInt(code, 16))
        at += 3
        continue
      }
      const wide = /^\\u(-?\d{1,6}) ?/.exec(rest)
      if (wide) {
        flush()
        out += String.fromCharCode(Number(wide[1]) & 0xffff)
        at += wide[0].length - 1
        for (let n = 0; n < skip && at + 1 < rtf.length; n++) {
          const next = rtf.slice(at + 1)
          if (/^\\'[0-9a-fA-F]{2}/.test(next)) at += 4
          else if (/^[^\\{}]/.test(next)) at += 1
          else break
        }
        continue
      }
      const word = /^\\([a-z]+)(-?\d+)? ?/.exec(rest)
      if (word) {
        if (word[1] === 'uc') skip = Number(word[2] ?? 1)
        if (word[1] === 'tab') {
          flush()
          out += '\t'
        }
        at += word[0].length - 1
        continue
      }
      bytes.push(rtf.charCodeAt(at + 1) & 0xff)
      at++
    } else if (sign !== '{' && sign !== '}' && sign !== '\r' && sign !== '\n')
      bytes.push(rtf.charCodeAt(at) & 0xff)
  }
  flush()
  return out
}
