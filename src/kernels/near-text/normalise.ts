import { folded, GREEK_CAPITALS } from './look-alikes.ts'

/** What the table says of a code unit that is no single letter. */
const UNKNOWN = 0
const PARTS = 1
const NOTHING = 2
const SEVERAL = 3

const SPACE = 32
const AT = 64
const table = new Uint16Array(65_536)
/** Of the signs that nothing begins with, what `table` has, parting ones as a blank; the others, and unknown ones, are 0. */
const quick = new Uint16Array(65_536)
/** The same for letters that a link may begin with. */
const opening = new Uint16Array(128)
const spelt = new Map<number, string>()

/** Scripts that put no blanks between words: there three signs count as a word. */
export const isUnspaced = (unit: number) =>
  (unit >= 0x0e00 && unit <= 0x0eff) ||
  (unit >= 0x1000 && unit <= 0x109f) ||
  (unit >= 0x1780 && unit <= 0x17ff) ||
  (unit >= 0x3041 && unit <= 0x30ff) ||
  (unit >= 0x3400 && unit <= 0x9fff) ||
  (unit >= 0xd840 && unit <= 0xd8ff) // the first half of a rare Han sign

export const SIGNS_A_WORD = 3

const BLANK = 0
const DIGIT = 1
const LETTER = 2
const OTHER = 4
const SIGN = 8
/** What each code unit is within a word. */
const KINDS = Uint8Array.from({ length: 65_536 }, (_, unit) => {
  if (unit === SPACE) return BLANK
  if (unit >= 48 && unit <= 57) return DIGIT
  if (isUnspaced(unit)) return SIGN
  return unit >= 97 && unit <= 122 ? LETTER : OTHER
})

function look(unit: number, sign: string): number {
  const as = folded(sign)
  if (as === '') return NOTHING
  if (as === null) return PARTS
  if (as.length === 1) return as.charCodeAt(0)
  spelt.set(unit, as)
  return SEVERAL
}

/** A text as it is compared, in code units: words parted by one blank, none at the ends. Reused by the next text. */
export class Normalised {
  units = new Uint16Array(4096)
  length = 0
  /** Words, those of scripts without blanks counted by their signs. */
  words = 0
  /** Where each unit came from in the source text, where that is kept. */
  readonly keepsPlaces: boolean
  #hasParts = false
  from = new Uint32Array(0)
  to = new Uint32Array(0)

  constructor({ places = false } = {}) {
    this.keepsPlaces = places
  }

  /** NFKC, lower case, links and mentions removed, `#tag` as `tag`, all else to blanks; look-alikes as the letter. */
  read(text: string): void {
    this.length = 0
    this.#room(text.length + 64)
    let units = this.units
    let length = 0 // of what is read so far; it stands in `this` for the calls
    const end = text.length
    const isQuick = !this.keepsPlaces
    for (let i = 0; i < end; ) {
      const unit = text.charCodeAt(i)
      if (isQuick && length + 8 < units.length) {
        let as = quick[unit] as number // every code unit has its place
        if (as === SPACE) {
          if (length > 0 && units[length - 1] !== SPACE) units[length++] = SPACE
          i++
          continue
        }
        // A letter with which a link may begin, and here none does.
        if (as === 0 && unit < 128 && !mayOpen(text, i, unit)) as = opening[unit] as number // of 128
        if (as !== 0) {
          units[length++] = as
          i++
          continue
        }
      }
      let past = i
      if (unit === 62 && startsLine(text, i)) past = lineEnd(text, i) // a line that begins with > is quoted from another
      if (mayOpen(text, i, unit)) past = Math.max(past, passedOver(text, i, unit))
      this.length = length
      if (past > i) {
        this.#part()
        i = past
      } else i = this.#sign(text, i, unit)
      length = this.length
      units = this.units
    }
    this.length = length
    if (length > 0 && units[length - 1] === SPACE) this.length--
    if (this.#hasParts) {
      // Letters in parts (Korean, kana) are put together, or they would count as many.
      this.#hasParts = false
      const whole = text.normalize('NFC')
      if (!this.keepsPlaces && whole !== text) {
        this.read(whole)
        return
      }
    }
    this.#countWords()
  }

  #sign(text: string, i: number, unit: number): number {
    let as = table[unit] as number // every code unit has its place
    if (as === UNKNOWN) {
      if (unit >= 0xd800 && unit <= 0xdfff) return this.#rare(text, i)
      as = look(unit, text.charAt(i))
      table[unit] = as
      if (as > SEVERAL && isPlain(unit)) (OPENS[unit] ? opening : quick)[unit] = as
      else if (as === PARTS && unit !== 62 && !OPENS[unit] && unit !== 0xff20) quick[unit] = SPACE
    }
    if (unit >= 0x1100 && (unit <= 0x11ff || unit === 0x3099 || unit === 0x309a)) this.#hasParts = true
    if (as > SEVERAL) {
      const capital = unit >= 0x370 && unit <= 0x3ff ? GREEK_CAPITALS.get(unit) : undefined
      this.#put(capital !== undefined && besideLatin(text, i) ? capital : as, i, i + 1)
    } else if (as === PARTS) this.#part()
    else if (as === SEVERAL) {
      const several = spelt.get(unit) ?? ''
      for (let n = 0; n < several.length; n++) this.#put(several.charCodeAt(n), i, i + 1)
    }
    return i + 1
  }

  /** A sign of two code units: a mathematical letter, a rare Han sign, a picture. */
  #rare(text: string, i: number): number {
    const point = text.codePointAt(i) ?? 0
    const next = i + (point > 0xffff ? 2 : 1)
    if (point >= 0xd800 && point <= 0xdfff) {
      this.#part() // half a sign
      return next
    }
    let as = spelt.get(point)
    if (as === undefined) {
      as = folded(String.fromCodePoint(point)) ?? ' '
      if (spelt.size < 200_000) spelt.set(point, as)
    }
    if (as === ' ') this.#part()
    else for (let n = 0; n < as.length; n++) this.#put(as.charCodeAt(n), i, next)
    return next
  }

  #put(unit: number, from: number, to: number): void {
    if (this.length + 4 > this.units.length) this.#room(this.units.length * 2)
    if (this.keepsPlaces) {
      this.from[this.length] = from
      this.to[this.length] = to
    }
    this.units[this.length++] = unit
  }

  #part(): void {
    if (this.length > 0 && this.units[this.length - 1] !== SPACE) this.#put(SPACE, 0, 0)
  }

  #room(size: number): void {
    if (size <= this.units.length && (!this.keepsPlaces || this.from.length === this.units.length)) return
    const units = new Uint16Array(Math.max(size, this.units.length))
    units.set(this.units.subarray(0, this.length))
    this.units = units
    if (!this.keepsPlaces) return
    const from = new Uint32Array(units.length)
    const to = new Uint32Array(units.length)
    from.set(this.from.subarray(0, this.length))
    to.set(this.to.subarray(0, this.length))
    this.from = from
    this.to = to
  }

  #countWords(): void {
    const { units, length } = this
    let words = 0
    let signs = 0
    let from = 0
    let kinds = 0
    for (let i = 0; i <= length; i++) {
      const kind = i < length ? (KINDS[units[i] as number] as number) : BLANK
      if (kind !== BLANK) {
        kinds |= kind
        if (kind === SIGN) signs++
        continue
      }
      if ((kinds & (DIGIT | LETTER | OTHER)) !== 0) words++
      if ((kinds & (DIGIT | LETTER)) === (DIGIT | LETTER)) this.#lettersForDigits(from, i)
      from = i + 1
      kinds = 0
    }
    this.words = words + signs / SIGNS_A_WORD
  }

  /** Digits among letters stand for the letters that they look like. */
  #lettersForDigits(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const unit = this.units[i] as number
      if (unit >= 48 && unit <= 57) this.units[i] = AS_LETTER.charCodeAt(unit - 48)
    }
  }
}

/** Letters that are what the table says whatever stands beside them: neither Greek nor in parts. */
const isPlain = (unit: number) => unit < 0x370 || (unit >= 0x400 && unit < 0x1100)

/** What must follow, in lower case, where a link begins: h as in ht, w as in ww, p as in pi; after @ and & it may be anything. */
const ANY = 1
const OPENS = new Uint8Array(128)
for (const pair of ['ht', 'Ht', 'ww', 'Ww', 'pi']) OPENS[pair.charCodeAt(0)] = pair.charCodeAt(1)
for (const sign of '@&') OPENS[sign.charCodeAt(0)] = ANY

/** Whether a link, a mention or an entity may begin here. */
function mayOpen(text: string, i: number, unit: number): boolean {
  if (unit > 127) return unit === 0xff20
  const then = OPENS[unit] as number // of 128
  return then !== 0 && (then === ANY || (text.charCodeAt(i + 1) | 32) === then)
}

/** Where a link, a mention or an entity that begins here ends; `i` where none does. */
function passedOver(text: string, i: number, unit: number): number {
  if (unit > 119 && unit !== 0xff20) return i
  const next = text.charCodeAt(i + 1) | 32 // in lower case
  if ((unit | 32) === 104) return next === 116 ? linkEnd(text, i, /^https?:\/\//i) : i
  if ((unit | 32) === 119) return next === 119 ? linkEnd(text, i, /^www\./i) : i
  if (unit === 112) return next === 105 && text.startsWith('pic.twitter.com/', i) ? linkEnd(text, i, /^/) : i
  return unit === 38 ? entityEnd(text, i) : mentionEnd(text, i)
}

/** Does nothing but blanks stand before it in its line? */
function startsLine(text: string, i: number): boolean {
  let before = i - 1
  while (before >= 0 && text.charCodeAt(before) === SPACE) before--
  return before < 0 || text.charCodeAt(before) === 10 || text.charCodeAt(before) === 13
}

const AS_LETTER = 'oi2eas6t89'

const isLatin = (unit: number) => (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
const besideLatin = (text: string, i: number) =>
  [-2, -1, 1, 2].some(step => isLatin(text.charCodeAt(i + step)))

function lineEnd(text: string, i: number): number {
  const end = text.indexOf('\n', i)
  return end < 0 ? text.length : end
}

/** A link ends at a blank, at < and >, and at quotation marks. */
const endsLink = (unit: number) =>
  unit <= SPACE ||
  unit === 34 ||
  unit === 60 ||
  unit === 62 ||
  unit === 0xa0 ||
  unit === 0xab ||
  unit === 0xbb ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  unit === 0x201c ||
  unit === 0x201d ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x3000

function linkEnd(text: string, i: number, opening: RegExp): number {
  if (i > 0 && isLatin(text.charCodeAt(i - 1))) return i
  if (!opening.test(text.slice(i, i + 8))) return i
  let end = i
  while (end < text.length && !endsLink(text.charCodeAt(end))) end++
  return end
}

const isHandle = (unit: number) => isLatin(unit) || (unit >= 48 && unit <= 57) || unit === 95

/** `@name`, `@name@host.example`, `@name.host.example`; an @ inside a word is none. */
function mentionEnd(text: string, i: number): number {
  if (isHandle(text.charCodeAt(i - 1)) || !isHandle(text.charCodeAt(i + 1))) return i
  let end = i + 1
  for (;;) {
    while (isHandle(text.charCodeAt(end))) end++
    const joint = text.charCodeAt(end)
    if ((joint === AT || joint === 46 || joint === 45) && isHandle(text.charCodeAt(end + 1))) end++
    else return end
  }
}

/** `&amp;`, `&#39;` */
function entityEnd(text: string, i: number): number {
  const entity = /^&(#x?[0-9a-f]{1,6}|[a-z]{2,6}[0-9]?);/i.exec(text.slice(i, i + 10))
  return entity ? i + entity[0].length : i
}
