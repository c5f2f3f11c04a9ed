/** The objects of ISO 32000-1 7.3. Strings stay bytes: what they mean depends on where they stand. */
export type Pdf = null | boolean | number | Buffer | Name | Ref | Pdf[] | Dict | Stream
export type Dict = Map<string, Pdf>

export class Name {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export class Ref {
  readonly id: number
  readonly generation: number
  constructor(id: number, generation: number) {
    this.id = id
    this.generation = generation
  }
}

export class Stream {
  readonly dict: Dict
  readonly start: number
  constructor(dict: Dict, start: number) {
    this.dict = dict
    this.start = start
  }
}

/** A word that is no object: `endobj`, `R`, or damage. */
class Word {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const WHITE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITER = new Set([...'()<>[]{}/%'].map(sign => sign.charCodeAt(0)))
const DEEPEST = 100
const CLOSE = new Word(']')
const CLOSE_DICT = new Word('>>')

/** Reads objects one after the other from a place in the file. Damage gives null or what was read until there. */
export class Lexer {
  at: number
  readonly #bytes: Buffer
  #depth = 0

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  /** The next object; a number with a generation and an R behind it is a reference. */
  object(): Pdf {
    const found = this.#next()
    return found instanceof Word ? null : found
  }

  /** A word such as `obj`, `xref` or `trailer`; what else stands there is null. */
  word(): string | null {
    const found = this.#next()
    return found instanceof Word ? found.text : null
  }

  #next(): Pdf | Word {
    this.#skip()
    const bytes = this.#bytes
    const byte = bytes[this.at]
    if (byte === undefined) return new Word('')
    switch (byte) {
      case 0x28:
        return this.#literal()
      case 0x2f:
        this.at++
        return new Name(this.#name())
      case 0x5b:
        this.at++
        return this.#array()
      case 0x5d:
        this.at++
        return CLOSE
      case 0x3c:
        if (bytes[this.at + 1] === 0x3c) {
          this.at += 2
          return this.#dict()
        }
        return this.#hexadecimal()
      case 0x3e:
        this.at += bytes[this.at + 1] === 0x3e ? 2 : 1
        return CLOSE_DICT
      case 0x29:
      case 0x7b:
      case 0x7d:
        this.at++
        return new Word(String.fromCharCode(byte))
    }
    const from = this.at
    while (this.at < bytes.length && !WHITE.has(bytes[this.at] ?? 0) && !DELIMITER.has(bytes[this.at] ?? 0))
      this.at++
    const text = bytes.toString('latin1', from, this.at)
    if (/^[+-]*\d*\.?\d*$/.test(text) && /\d/.test(text)) return this.#number(text)
    if (text === 'true') return true
    if (text === 'false') return false
    return text === 'null' ? null : new Word(text)
  }

  #number(text: string): Pdf {
    const value = Number(text.replace(/^[+-]*(?=[+-])/, ''))
    if (!/^\d{1,10}$/.test(text)) return Number.isFinite(value) ? value : 0
    // Only a look ahead tells a number from a reference.
    const ahead = /^[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(
      this.#bytes.toString('latin1', this.at, this.at + 24),
    )
    if (!ahead) return value
    this.at += ahead[0].length
    return new Ref(value, Number(ahead[1]))
  }

  #array(): Pdf[] {
    const items: Pdf[] = []
    if (++this.#depth > DEEPEST) this.at = this.#bytes.length
    while (this.at < this.#bytes.length && items.length < 1_000_000) {
      const item = this.#next()
      if (item === CLOSE) break
      if (item instanceof Word) {
        if (item === CLOSE_DICT || /^(endobj|obj|stream)$/.test(item.text)) break
      } else items.push(item)
    }
    this.#depth--
    return items
  }

  #dict(): Pdf {
    const dict: Dict = new Map()
    if (++this.#depth > DEEPEST) this.at = this.#bytes.length
    while (this.at < this.#bytes.length) {
      const key = this.#next()
      if (key === CLOSE_DICT || (key instanceof Word && /^(endobj|obj|stream|)$/.test(key.text))) break
      if (!(key instanceof Name)) continue
      const value = this.#next()
      if (value === CLOSE_DICT) break
      if (!(value instanceof Word)) dict.set(key.text, value)
    }
    this.#depth--
    const before = this.at
    this.#skip()
    if (this.#bytes.toString('latin1', this.at, this.at + 6) !== 'stream') {
      this.at = before
      return dict
    }
    this.at += 6
    if (this.#bytes[this.at] === 13) this.at++
    if (this.#bytes[this.at] === 10) this.at++
    return new Stream(dict, this.at)
  }

  #skip(): void {
    const bytes = this.#bytes
    for (;;) {
      const byte = bytes[this.at]
      if (byte === 0x25)
        while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++
      else if (byte !== undefined && WHITE.has(byte)) this.at++
      else return
    }
  }

  #name(): string {
    const bytes = this.#bytes
    const from = this.at
    while (this.at < bytes.length && !WHITE.has(bytes[this.at] ?? 0) && !DELIMITER.has(bytes[this.at] ?? 0))
      this.at++
    const raw = bytes.toString('latin1', from, this.at)
    const plain = raw.includes('#')
      ? raw.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      : raw
    return Buffer.from(plain, 'latin1').toString('utf8')
  }

  #literal(): Buffer {
    const bytes = this.#bytes
    const out = Buffer.allocUnsafe(this.#literalEnd() - this.at)
    let length = 0
    let depth = 1
    this.at++
    while (this.at < bytes.length) {
      let byte = bytes[this.at++] ?? 0
      if (byte === 0x29 && --depth === 0) break
      if (byte === 0x28) depth++
      if (byte === 0x5c) {
        byte = bytes[this.at++] ?? 0
        if (byte >= 0x30 && byte <= 0x37) {
          let code = byte - 0x30
          for (let n = 0; n < 2; n++) {
            const next = bytes[this.at] ?? 0
            if (next < 0x30 || next > 0x37) break
            code = code * 8 + next - 0x30
            this.at++
          }
          out[length++] = code & 0xff
          continue
        }
        if (byte === 13 || byte === 10) {
          if (byte === 13 && bytes[this.at] === 10) this.at++
          continue
        }
        byte = ESCAPES[byte] ?? byte
      }
      out[length++] = byte
    }
    return out.subarray(0, length)
  }

  /** Behind the bracket that ends the literal that begins here, or the end of everything. */
  #literalEnd(): number {
    const bytes = this.#bytes
    let depth = 0
    for (let at = this.at; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === 0x5c) at++
      else if (byte === 0x28) depth++
      else if (byte === 0x29 && --depth === 0) return at + 1
    }
    return bytes.length
  }

  #hexadecimal(): Buffer {
    const end = this.#bytes.indexOf(0x3e, this.at)
    const stop = end < 0 ? this.#bytes.length : end
    const digits = this.#bytes.toString('latin1', this.at + 1, stop).replace(/[^0-9a-fA-F]/g, '')
    this.at = stop + 1
    return Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex')
  }
}

const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }
