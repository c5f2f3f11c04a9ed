import { textHash } from '../../kernels/near-text/text-hash.ts'
import type { Store } from '../../store/store.ts'
import { type DumpText, eachText } from '../dump-texts.ts'

/** Counters of lines: several share one, so that the lines of a large dump take no more memory than those of a small one. */
const COUNTERS = 2 ** 22
const MOST = 2 ** 16 - 1
const [TAB, BLANK, RETURN, QUOTE] = [9, 32, 13, 62]

/**
 * Takes out of a text what is no one document's own: lines that stand in more than `most` different texts (a letterhead,
 * a signature, a disclaimer, the rows of a form), and lines of a message that an answer repeats after a ">".
 */
export async function ownWords(
  store: Store,
  files: readonly DumpText[],
  most: number,
): Promise<(text: string) => string> {
  const common = await commonLines(store, files, most)
  return text => {
    if (common.size === 0 && !text.includes('>')) return text
    let own = ''
    eachLine(text, (from, to, end) => {
      if (text.charCodeAt(from) === QUOTE || common.has(text.slice(from, to))) return
      own += text.slice(from, end)
      own += '\n'
    })
    return own
  }
}

/** First counters say which lines may be common; of these alone each is then counted by itself. */
async function commonLines(store: Store, files: readonly DumpText[], most: number): Promise<Set<string>> {
  const counters = new Uint16Array(COUNTERS)
  const known = new Set<number>()
  const different = new Set<number>()
  const lines = new Set<number>()
  let any = false
  for await (const { i, text } of eachText(store, files)) {
    const units = unitsOf(text)
    const hash = textHash(units, 0, text.length)
    if (known.has(hash)) continue
    known.add(hash)
    different.add(i)
    lines.clear()
    eachLine(text, (from, to) => {
      if (to > from) lines.add(textHash(units, from, to))
    })
    for (const line of lines) {
      const count = Math.min(MOST, (counters[line % COUNTERS] as number) + 1) // within the counters
      counters[line % COUNTERS] = count
      if (count > most) any = true
    }
  }
  if (!any) return new Set()
  const texts = new Map<string, { texts: number; last: number }>()
  for await (const { i, text } of eachText(store, files)) {
    if (!different.has(i)) continue
    const units = unitsOf(text)
    eachLine(text, (from, to) => {
      if (to === from || (counters[textHash(units, from, to) % COUNTERS] as number) <= most) return
      const line = text.slice(from, to)
      const so = texts.get(line)
      if (!so) texts.set(line, { texts: 1, last: i })
      else if (so.last !== i) {
        so.texts++
        so.last = i
      }
    })
  }
  return new Set([...texts].flatMap(([line, so]) => (so.texts > most ? [line] : [])))
}

let held = new Uint16Array(1024)

/** A text's units, and more behind them, until another's are asked for. */
function unitsOf(text: string): Uint16Array {
  if (held.length < text.length) held = new Uint16Array(2 * text.length)
  for (let i = 0; i < text.length; i++) held[i] = text.charCodeAt(i)
  return held
}

/** Each line of a text: where it begins and ends without the blanks around it, and where it ends with them. */
function eachLine(text: string, call: (from: number, to: number, end: number) => void): void {
  for (let start = 0, next = 0; start <= text.length; start = next + 1) {
    const end = text.indexOf('\n', start)
    next = end < 0 ? text.length : end
    let from = start
    let to = next
    while (from < to && isBlank(text.charCodeAt(from))) from++
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--
    call(from, to, next)
  }
}

const isBlank = (unit: number): boolean => unit === BLANK || unit === TAB || unit === RETURN
