import { i32, u16, u32, u64 } from '../bytes.ts'
import { decode, utf16 } from '../code-page.ts'
import { guid } from './compound.ts'

/** A value of [MS-OLEPS] 2.15, as its type says. Times are FILETIME ticks; blobs stay bytes. */
export type PropertyValue =
  | { kind: 'text'; text: string; page: number | null }
  | { kind: 'number'; number: number }
  | { kind: 'big'; big: bigint }
  | { kind: 'truth'; truth: boolean }
  | { kind: 'filetime'; ticks: bigint }
  | { kind: 'date'; days: number }
  | { kind: 'guid'; text: string }
  | { kind: 'bytes'; bytes: Buffer; clipboard: boolean }
  | { kind: 'list'; items: PropertyValue[] }
  | { kind: 'empty' }

export interface Property {
  id: number
  /** Of a property that the writer named. */
  name?: string
  type: number
  value: PropertyValue
  /** Where its value begins in the stream, and its bytes there. */
  offset: number
  raw: Buffer
}

export interface PropertySet {
  /** Format id of the set. */
  fmtid: string
  page: number | null
  properties: Property[]
}

const MOST = 20_000

/** The sets of a property set stream ([MS-OLEPS] 2.21), and what could not be read of them. */
export function readPropertySets(bytes: Buffer): { sets: PropertySet[]; system: number; problems: string[] } {
  const problems: string[] = []
  const order = u16(bytes, 0)
  if (bytes.length < 28 || order !== 0xfffe) {
    if (bytes.length > 0) problems.push('the property set has no byte order mark')
    return { sets: [], system: 0, problems }
  }
  const sets: PropertySet[] = []
  const count = Math.min(u32(bytes, 24), 10)
  for (let n = 0; n < count; n++) {
    const at = 28 + n * 20
    if (at + 20 > bytes.length) break
    const offset = u32(bytes, at + 16)
    if (offset + 8 > bytes.length) {
      problems.push(`property set ${n + 1} begins beyond the end`)
      continue
    }
    sets.push(readSet(bytes, offset, guid(bytes.subarray(at, at + 16)), problems))
  }
  return { sets, system: u32(bytes, 4), problems }
}

function readSet(bytes: Buffer, start: number, fmtid: string, problems: string[]): PropertySet {
  const count = Math.min(u32(bytes, start + 4), MOST)
  const places: [number, number][] = []
  for (let n = 0; n < count; n++) {
    const at = start + 8 + n * 8
    if (at + 8 > bytes.length) {
      problems.push('the list of properties is cut short')
      break
    }
    places.push([u32(bytes, at), start + u32(bytes, at + 4)])
  }
  const pageAt = places.find(([id]) => id === 1)?.[1]
  const page = pageAt === undefined ? null : pageFrom(bytes, pageAt)
  const names = new Map<number, string>()
  const dictionary = places.find(([id]) => id === 0)?.[1]
  if (dictionary !== undefined) readDictionary(bytes, dictionary, page, names)
  const properties: Property[] = []
  const ordered = [...places].sort((a, b) => a[1] - b[1])
  for (const [place, [id, offset]] of ordered.entries()) {
    if (id === 0) continue
    if (offset + 4 > bytes.length) {
      problems.push(`property ${id} begins beyond the end`)
      continue
    }
    const type = u32(bytes, offset)
    const reader = new Values(bytes, page ?? 1252)
    const value = reader.typed(type & 0xffff, offset + 4)
    if (value === null) {
      problems.push(`property ${id} is of type 0x${type.toString(16)}, which cannot be read`)
      continue
    }
    const end = Math.min(ordered[place + 1]?.[1] ?? reader.end, bytes.length)
    const name = names.get(id)
    properties.push({
      id,
      type,
      value,
      offset,
      raw: bytes.subarray(offset + 4, Math.max(offset + 4, Math.min(end, reader.end))),
      ...(name === undefined ? {} : { name }),
    })
  }
  const places2 = new Map(places.map(([id], at) => [id, at]))
  properties.sort((a, b) => (places2.get(a.id) ?? 0) - (places2.get(b.id) ?? 0))
  return { fmtid, page, properties }
}

/** The code page, a signed 16-bit number in most files, 32 bits in some. */
function pageFrom(bytes: Buffer, at: number): number | null {
  const type = u32(bytes, at) & 0xffff
  if (type === 2 || type === 18) return u16(bytes, at + 4)
  if (type === 3 || type === 19) return u32(bytes, at + 4) & 0xffff
  return null
}

function readDictionary(bytes: Buffer, start: number, page: number | null, names: Map<number, string>): void {
  const count = Math.min(u32(bytes, start), MOST)
  let at = start + 4
  for (let n = 0; n < count && at + 8 <= bytes.length; n++) {
    const id = u32(bytes, at)
    const length = u32(bytes, at + 4)
    at += 8
    if (page === 1200) {
      names.set(id, utf16(bytes.subarray(at, at + length * 2)))
      at += length * 2
      at += (4 - ((at - start) % 4)) % 4
    } else {
      names.set(id, decode(bytes.subarray(at, at + length), page ?? 1252))
      at += length
    }
  }
}

class Values {
  readonly #bytes: Buffer
  readonly #page: number
  #items = 0
  end = 0

  constructor(bytes: Buffer, page: number) {
    this.#bytes = bytes
    this.#page = page
  }

  typed(type: number, at: number): PropertyValue | null {
    if (type & 0x1000) return this.#vector(type & 0xfff, at)
    if (type & 0x2000) return null
    const value = this.#scalar(type, at)
    return value
  }

  /** A vector's items: scalars of one type, or variants that each name their own. */
  #vector(type: number, at: number): PropertyValue | null {
    const count = u32(this.#bytes, at)
    const items: PropertyValue[] = []
    let place = at + 4
    this.end = place
    for (let n = 0; n < count && place < this.#bytes.length && this.#items++ < MOST; n++) {
      const item = this.#scalar(type, place, true)
      if (item === null) return items.length > 0 ? { kind: 'list', items } : null
      items.push(item)
      place = this.end
    }
    return { kind: 'list', items }
  }

  #scalar(type: number, at: number, inVector = false): PropertyValue | null {
    const b = this.#bytes
    if (at > b.length) return null
    const ends = <T>(length: number, value: T): T => {
      this.end = at + length
      return value
    }
    switch (type) {
      case 0:
      case 1:
        return ends(0, { kind: 'empty' })
      case 2:
        return ends(inVector ? 2 : 4, { kind: 'number', number: at + 2 <= b.length ? b.readInt16LE(at) : 0 })
      case 18:
        return ends(inVector ? 2 : 4, { kind: 'number', number: u16(b, at) })
      case 3:
      case 22:
      case 10:
        return ends(4, { kind: 'number', number: i32(b, at) })
      case 19:
      case 23:
        return ends(4, { kind: 'number', number: u32(b, at) })
      case 4:
        return at + 4 <= b.length ? ends(4, { kind: 'number', number: b.readFloatLE(at) }) : null
      case 5:
        return at + 8 <= b.length ? ends(8, { kind: 'number', number: b.readDoubleLE(at) }) : null
      case 6:
        return at + 8 <= b.length
          ? ends(8, { kind: 'number', number: Number(b.readBigInt64LE(at)) / 10_000 })
          : null
      case 7:
        return at + 8 <= b.length ? ends(8, { kind: 'date', days: b.readDoubleLE(at) }) : null
      case 11:
        return ends(inVector ? 2 : 4, { kind: 'truth', truth: u16(b, at) !== 0 })
      case 16:
        return at < b.length ? ends(inVector ? 1 : 4, { kind: 'number', number: b.readInt8(at) }) : null
      case 17:
        return at < b.length ? ends(inVector ? 1 : 4, { kind: 'number', number: b.readUInt8(at) }) : null
      case 20:
        return at + 8 <= b.length ? ends(8, { kind: 'big', big: b.readBigInt64LE(at) }) : null
      case 21:
        return at + 8 <= b.length ? ends(8, { kind: 'big', big: b.readBigUInt64LE(at) }) : null
      case 64:
        return at + 8 <= b.length ? ends(8, { kind: 'filetime', ticks: u64(b, at) }) : null
      case 72:
        return ends(16, { kind: 'guid', text: guid(b.subarray(at, at + 16)) })
      case 8:
      case 30:
        return this.#ansi(at, inVector)
      case 31:
        return this.#wide(at)
      case 12: {
        const inner = u32(b, at) & 0xffff
        if (inner === 12) return null
        const value =
          inner & 0x3000 ? this.typed(inner, at + 4) : this.#scalar(inner, at + 4, inVector && inner === 30)
        // Writers do not agree whether strings in a vector of variants are padded; what follows must be a type.
        if (value && inVector && inner === 30) this.#settle()
        return value
      }
      case 65:
      case 70:
        return this.#blob(at, false)
      case 71:
        return this.#blob(at, true)
      default:
        return null
    }
  }

  #ansi(at: number, inVector: boolean): PropertyValue | null {
    const length = u32(this.#bytes, at)
    const wide = this.#page === 1200
    const end = Math.min(at + 4 + length, this.#bytes.length)
    this.end = at + 4 + length + (wide || !inVector ? (4 - (length % 4)) % 4 : 0)
    return { kind: 'text', text: decode(this.#bytes.subarray(at + 4, end), this.#page), page: this.#page }
  }

  #wide(at: number): PropertyValue {
    const length = u32(this.#bytes, at) * 2
    this.end = at + 4 + length + ((4 - (length % 4)) % 4)
    return { kind: 'text', text: utf16(this.#bytes.subarray(at + 4, at + 4 + length)), page: null }
  }

  #blob(at: number, clipboard: boolean): PropertyValue {
    const length = u32(this.#bytes, at)
    this.end = at + 4 + length + ((4 - (length % 4)) % 4)
    return { kind: 'bytes', bytes: this.#bytes.subarray(at + 4, at + 4 + length), clipboard }
  }

  #settle(): void {
    const next = u32(this.#bytes, this.end)
    if (next === 3 || next === 30 || next === 31) return
    const padded = this.end + ((4 - (this.end % 4)) % 4)
    if ([3, 30, 31].includes(u32(this.#bytes, padded))) this.end = padded
  }
}
