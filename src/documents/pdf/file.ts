import { type Cipher, cipherOf } from './cipher.ts'
import { inflate, predicted } from './filters.ts'
import { type Dict, Lexer, Name, type Pdf, Ref, Stream } from './syntax.ts'

const MOST_OBJECTS = 1_000_000

type Place = { offset: number } | { within: number; index: number }

/** One section of cross-references: every save that only appends adds one. */
export interface Section {
  at: number
  trailer: Dict
}

/** A PDF's objects, found by its cross-references, or one by one where those are broken. */
export class PdfFile {
  readonly problems: string[] = []
  /** Newest first. */
  readonly sections: Section[] = []
  readonly trailer: Dict
  readonly bytes: Buffer
  encryption: { cipher: Cipher | null; dict: Dict } | null = null
  readonly #places = new Map<number, Place>()
  readonly #known = new Map<number, Pdf>()
  readonly #busy = new Set<number>()
  readonly #containers = new Map<number, { bytes: Buffer; places: [number, number][] }>()

  constructor(bytes: Buffer) {
    this.bytes = bytes
    const tail = bytes.toString('latin1', Math.max(0, bytes.length - 2048))
    const start = Number(/startxref\s+(\d+)(?![\s\S]*startxref)/.exec(tail)?.[1] ?? -1)
    // Some files have something before their header, and count from there.
    const head = Math.max(0, bytes.indexOf('%PDF-', 0, 'latin1'))
    if (start >= 0) this.#readSections(start, head)
    if (this.sections.length === 0 || !this.#root()) {
      this.problems.push('its cross-references are broken: the objects were found one by one')
      this.#scan()
    }
    this.trailer = new Map(this.sections.toReversed().flatMap(({ trailer }) => [...trailer]))
    const encrypt = this.dict(this.trailer.get('Encrypt') ?? null)
    if (encrypt) {
      const [id] = this.array(this.trailer.get('ID') ?? null)
      this.#known.clear()
      this.encryption = {
        dict: encrypt,
        cipher: cipherOf(encrypt, Buffer.isBuffer(id) ? id : Buffer.alloc(0)),
      }
    }
  }

  resolve(value: Pdf | undefined): Pdf {
    let found = value ?? null
    for (let steps = 0; found instanceof Ref && steps < 20; steps++) found = this.#object(found.id)
    return found instanceof Ref ? null : found
  }

  dict(value: Pdf | undefined): Dict | null {
    const found = this.resolve(value)
    return found instanceof Map ? found : found instanceof Stream ? found.dict : null
  }

  array(value: Pdf | undefined): Pdf[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : []
  }

  name(value: Pdf | undefined): string | null {
    const found = this.resolve(value)
    return found instanceof Name ? found.text : null
  }

  /** A stream's bytes behind its filters; null where there is none or a filter is not read. */
  streamBytes(value: Pdf | undefined, id?: number): Buffer | null {
    const stream = this.resolve(value)
    if (!(stream instanceof Stream)) return null
    let bytes = this.#raw(stream)
    const cipher = this.encryption?.cipher
    const number = id ?? (value instanceof Ref ? value.id : undefined)
    if (cipher && number !== undefined && this.name(stream.dict.get('Type')) !== 'XRef')
      bytes = cipher.stream(bytes, number, 0)
    return this.#filtered(bytes, stream.dict)
  }

  #raw(stream: Stream): Buffer {
    const length = this.resolve(stream.dict.get('Length'))
    const told = typeof length === 'number' && length >= 0 ? stream.start + length : -1
    if (
      told >= 0 &&
      told <= this.bytes.length &&
      /^\s*endstream/.test(this.bytes.toString('latin1', told, told + 16))
    )
      return this.bytes.subarray(stream.start, told)
    const end = this.bytes.indexOf('endstream', stream.start, 'latin1')
    return this.bytes.subarray(stream.start, end < 0 ? this.bytes.length : end)
  }

  #filtered(bytes: Buffer, dict: Dict): Buffer | null {
    const filters = [this.resolve(dict.get('Filter') ?? dict.get('F'))].flat()
    const params = [this.resolve(dict.get('DecodeParms') ?? dict.get('DP'))].flat()
    let out = bytes
    for (const [at, filter] of filters.entries()) {
      const name = this.name(filter)
      if (name === null) continue
      if (name === 'FlateDecode' || name === 'Fl') {
        const inflated = inflate(out)
        if (!inflated) return null
        out = predicted(inflated, this.dict(params[at]))
      } else if (name === 'ASCIIHexDecode' || name === 'AHx')
        out = Buffer.from(out.toString('latin1').replace(/[^0-9a-fA-F]/g, ''), 'hex')
      else if (name !== 'Crypt') return null
    }
    return out
  }

  #object(id: number): Pdf {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const place = this.#places.get(id)
    if (!place || this.#busy.has(id)) return null
    this.#busy.add(id)
    try {
      const found =
        'offset' in place ? this.#at(place.offset, id) : this.#inside(place.within, place.index, id)
      this.#known.set(id, found)
      return found
    } finally {
      this.#busy.delete(id)
    }
  }

  #at(offset: number, id: number): Pdf {
    const lexer = new Lexer(this.bytes, offset)
    const number = lexer.object()
    lexer.object()
    if (number !== id || lexer.word() !== 'obj') return null
    const found = lexer.object()
    const cipher = this.encryption?.cipher
    return cipher ? opened(found, cipher, id) : found
  }

  #inside(container: number, index: number, id: number): Pdf {
    let held = this.#containers.get(container)
    if (!held) {
      const stream = this.#object(container)
      if (!(stream instanceof Stream)) return null
      const bytes = this.streamBytes(stream, container)
      if (!bytes) return null
      const first = this.resolve(stream.dict.get('First'))
      const count = this.resolve(stream.dict.get('N'))
      const lexer = new Lexer(bytes)
      const places: [number, number][] = []
      for (let n = 0; n < Math.min(Number(count) || 0, MOST_OBJECTS); n++) {
        const [number, offset] = [lexer.object(), lexer.object()]
        if (typeof number !== 'number' || typeof offset !== 'number') break
        places.push([number, offset + Number(first)])
      }
      held = { bytes, places }
      this.#containers.set(container, held)
    }
    const place =
      held.places[index]?.[0] === id ? held.places[index] : held.places.find(([number]) => number === id)
    return place ? new Lexer(held.bytes, place[1]).object() : null
  }

  #root(): Dict | null {
    for (const { trailer } of this.sections) {
      const root = this.dict(trailer.get('Root'))
      if (root) return root
    }
    return null
  }

  #readSections(start: number, head: number): void {
    const pending = [start]
    const seen = new Set<number>()
    for (let at = pending.shift(); at !== undefined && seen.size < 1000; at = pending.shift()) {
      if (seen.has(at)) continue
      seen.add(at)
      const trailer = this.#readTable(at) ?? (head > 0 ? this.#readTable(at + head) : null)
      if (!trailer) continue
      this.sections.push({ at, trailer })
      for (const key of ['XRefStm', 'Prev']) {
        const next = trailer.get(key)
        if (typeof next === 'number') pending.push(next)
      }
    }
  }

  #readTable(at: number): Dict | null {
    const lexer = new Lexer(this.bytes, at)
    const before = lexer.at
    if (lexer.word() !== 'xref') {
      lexer.at = before
      return this.#readXrefStream(lexer)
    }
    for (let n = 0; n < 100_000; n++) {
      const here = lexer.at
      const from = lexer.object()
      const count = lexer.object()
      if (typeof from !== 'number' || typeof count !== 'number') {
        lexer.at = here
        break
      }
      for (let id = from; id < from + Math.min(count, MOST_OBJECTS); id++) {
        const offset = lexer.object()
        lexer.object()
        const kind = lexer.word()
        if (typeof offset !== 'number' || kind === null || kind === 'trailer') return null
        if (kind === 'n' && !this.#places.has(id)) this.#places.set(id, { offset })
      }
    }
    if (lexer.word() !== 'trailer') return null
    const trailer = lexer.object()
    return trailer instanceof Map ? trailer : null
  }

  #readXrefStream(lexer: Lexer): Dict | null {
    lexer.object()
    lexer.object()
    if (lexer.word() !== 'obj') return null
    const stream = lexer.object()
    if (!(stream instanceof Stream) || this.name(stream.dict.get('Type')) !== 'XRef') return null
    const bytes = this.#filtered(this.#raw(stream), stream.dict)
    const widths = this.array(stream.dict.get('W')).map(Number)
    if (!bytes || widths.length < 3) return null
    const size = Number(this.resolve(stream.dict.get('Size'))) || 0
    const index = stream.dict.has('Index') ? this.array(stream.dict.get('Index')).map(Number) : [0, size]
    let at = 0
    const field = (width: number, otherwise: number) => {
      if (!width) return otherwise
      let value = 0
      for (let n = 0; n < width; n++) value = value * 256 + (bytes[at++] ?? 0)
      return value
    }
    for (let n = 0; n + 1 < index.length; n += 2)
      for (
        let id = index[n] ?? 0;
        id < (index[n] ?? 0) + Math.min(index[n + 1] ?? 0, MOST_OBJECTS) && at < bytes.length;
        id++
      ) {
        const [kind, second, third] = [
          field(widths[0] ?? 0, 1),
          field(widths[1] ?? 0, 0),
          field(widths[2] ?? 0, 0),
        ]
        if (this.#places.has(id)) continue
        if (kind === 1) this.#places.set(id, { offset: second })
        else if (kind === 2) this.#places.set(id, { within: second, index: third })
      }
    return stream.dict
  }

  /** Every "1 0 obj" in the file, later ones over earlier ones, and every trailer. */
  #scan(): void {
    this.#places.clear()
    this.#known.clear()
    this.sections.length = 0
    const text = this.bytes.toString('latin1')
    for (const found of text.matchAll(/(?<![0-9])(\d{1,9})\s{1,4}(\d{1,5})\s{1,4}obj\b/g)) {
      if (this.#places.size >= MOST_OBJECTS) break
      this.#places.set(Number(found[1]), { offset: found.index })
    }
    for (const found of text.matchAll(/\btrailer\b/g)) {
      const trailer = new Lexer(this.bytes, found.index + 7).object()
      if (trailer instanceof Map) this.sections.unshift({ at: found.index, trailer })
    }
    for (const [id] of [...this.#places]) {
      const found = this.#object(id)
      if (!(found instanceof Stream) && !(found instanceof Map)) continue
      const dict = found instanceof Stream ? found.dict : found
      const type = this.name(dict.get('Type'))
      if (type === 'XRef') this.sections.unshift({ at: 0, trailer: dict })
      if (type === 'ObjStm' && found instanceof Stream) {
        const count = Number(this.resolve(dict.get('N'))) || 0
        this.#inside(id, 0, -1)
        for (const [index, [number]] of (this.#containers.get(id)?.places ?? []).slice(0, count).entries())
          if (!this.#places.has(number)) this.#places.set(number, { within: id, index })
      }
      if (type === 'Catalog' && !this.sections.some(({ trailer }) => trailer.has('Root')))
        this.sections.push({ at: 0, trailer: new Map([['Root', new Ref(id, 0)]]) })
    }
  }
}

/** The strings of an object in clear. */
function opened(value: Pdf, cipher: Cipher, id: number, depth = 0): Pdf {
  if (depth > 50) return value
  if (Buffer.isBuffer(value)) return cipher.text(value, id, 0)
  if (Array.isArray(value)) return value.map(item => opened(item, cipher, id, depth + 1))
  if (value instanceof Map)
    return new Map([...value].map(([key, item]) => [key, opened(item, cipher, id, depth + 1)]))
  if (value instanceof Stream)
    return new Stream(opened(value.dict, cipher, id, depth + 1) as Dict, value.start) // a Map gives a Map
  return value
}
