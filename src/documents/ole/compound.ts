import { type Bytes, u16, u32 } from '../bytes.ts'

/** A stream or storage of a compound file ([MS-CFB] 2.6.1). */
export interface Entry {
  id: number
  name: string
  kind: 'storage' | 'stream' | 'root'
  size: number
  /** Milliseconds UTC, null where none is written. */
  created: number | null
  modified: number | null
  clsid: string
  children: Entry[]
}

const MAGIC = 'd0cf11e0a1b11ae1'
const END = 0xfffffffa // sectors from here on are marks, no places
const MAX_ENTRIES = 100_000

/** The streams of a compound file, or of one of its storages. */
export interface Streams {
  readonly root: Entry
  readonly problems: string[]
  find(...path: string[]): Entry | undefined
  read(entry: Entry, limit?: number): Buffer
}

/** The compound file of [MS-CFB], read as far as it goes: broken chains end, and are said in `problems`. */
export class Compound implements Streams {
  readonly root: Entry
  readonly problems: string[] = []
  readonly #bytes: Bytes
  readonly #shift: number
  readonly #miniShift: number
  readonly #cutoff: number
  readonly #fat: Uint32Array
  readonly #starts: number[] = []
  #miniFat: Uint32Array | undefined
  #mini: Buffer | undefined
  readonly #miniFatStart: number

  private constructor(bytes: Bytes) {
    const header = bytes.slice(0, 512)
    this.#bytes = bytes
    const shift = u16(header, 30)
    // [MS-CFB] allows 9 and 12; a broken header is read as the common one.
    this.#shift = shift === 12 ? 12 : 9
    const miniShift = u16(header, 32)
    this.#miniShift = miniShift > 3 && miniShift < 12 ? miniShift : 6
    this.#cutoff = u32(header, 56) || 4096
    this.#miniFatStart = u32(header, 60)
    this.#fat = this.#readFat(header)
    this.root = this.#readDirectory(u32(header, 48))
  }

  static is(bytes: Bytes): boolean {
    return bytes.slice(0, 8).toString('hex') === MAGIC
  }

  /** @throws RangeError when it is no compound file. */
  static open(bytes: Bytes): Compound {
    if (!Compound.is(bytes)) throw new RangeError('it is not a compound file')
    return new Compound(bytes)
  }

  /** The entry of a path of names, case folded as [MS-CFB] compares them. */
  find(...path: string[]): Entry | undefined {
    return below(this.root, path)
  }

  /** A stream's bytes, at most `limit`; shorter than its size when the file is broken, which is then a problem. */
  read(entry: Entry, limit = 64 << 20): Buffer {
    const start = this.#starts[entry.id] ?? END
    const size = Math.min(entry.size, limit)
    if (size <= 0) return Buffer.alloc(0)
    const found =
      entry.size < this.#cutoff && entry.kind === 'stream'
        ? this.#readMini(start, size)
        : this.#readChain(start, size)
    if (found.length < size)
      this.problem(`stream ${printed(entry.name)} ends after ${found.length} of ${entry.size} bytes`)
    return found
  }

  problem(what: string): void {
    if (this.problems.length < 20 && !this.problems.includes(what)) this.problems.push(what)
  }

  #sector(n: number, length = 1): Buffer {
    return this.#bytes.slice((n + 1) * 2 ** this.#shift, length * 2 ** this.#shift)
  }

  #readFat(header: Buffer): Uint32Array {
    const per = 2 ** this.#shift / 4
    const most = Math.ceil(this.#bytes.size / 2 ** this.#shift)
    const wanted = Math.min(u32(header, 44), Math.ceil(most / per) + 1)
    const sectors: number[] = []
    for (let at = 76; at < 512 && sectors.length < wanted; at += 4) {
      const n = u32(header, at)
      if (n < END) sectors.push(n)
    }
    let next = u32(header, 68)
    const seen = new Set<number>()
    while (next < END && sectors.length < wanted && !seen.has(next)) {
      seen.add(next)
      const difat = this.#sector(next)
      if (difat.length < 8) {
        this.problem(`the file allocation table's own list points beyond the end (sector ${next})`)
        break
      }
      for (let at = 0; at + 8 <= difat.length && sectors.length < wanted; at += 4) {
        const n = u32(difat, at)
        if (n < END) sectors.push(n)
      }
      next = u32(difat, difat.length - 4)
    }
    const fat = new Uint32Array(sectors.length * per).fill(0xffffffff)
    for (const [place, n] of sectors.entries()) {
      const sector = this.#sector(n)
      if (sector.length === 0) this.problem(`the file allocation table points beyond the end (sector ${n})`)
      const words = sector.length >> 2
      for (let at = 0; at < words; at++) fat[place * per + at] = sector.readUInt32LE(at * 4)
    }
    return fat
  }

  #readChain(start: number, size: number): Buffer {
    const width = 2 ** this.#shift
    const parts: Buffer[] = []
    let total = 0
    let at = start
    let steps = 0
    while (at < END && total < size && steps++ <= this.#fat.length) {
      // Sectors that follow one another are read in one go.
      let run = 1
      let next = this.#fat[at + run - 1] ?? 0xffffffff
      while (next === at + run && total + run * width < size) {
        run++
        steps++
        next = this.#fat[at + run - 1] ?? 0xffffffff
      }
      const part = this.#sector(at, run)
      if (part.length === 0) break
      parts.push(part)
      total += part.length
      if (part.length < run * width) break
      at = next
    }
    const whole = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
    return whole.subarray(0, size)
  }

  #readMini(start: number, size: number): Buffer {
    if (!this.#mini) {
      this.#mini = this.#readChain(this.#starts[0] ?? END, Math.min(this.root.size, this.#bytes.size))
      const table = this.#readChain(this.#miniFatStart, Math.min(this.#bytes.size, 64 << 20))
      this.#miniFat = new Uint32Array(Math.floor(table.length / 4))
      for (let at = 0; at < this.#miniFat.length; at++) this.#miniFat[at] = table.readUInt32LE(at * 4)
    }
    const width = 2 ** this.#miniShift
    const parts: Buffer[] = []
    let total = 0
    let at = start
    let steps = 0
    while (at < END && total < size && steps++ <= (this.#miniFat?.length ?? 0)) {
      const part = this.#mini.subarray(at * width, (at + 1) * width)
      if (part.length === 0) break
      parts.push(part)
      total += part.length
      at = this.#miniFat?.[at] ?? 0xffffffff
    }
    return Buffer.concat(parts).subarray(0, size)
  }

  #readDirectory(start: number): Entry {
    const table = this.#readChain(start, Math.min(this.#bytes.size, MAX_ENTRIES * 128))
    const count = Math.floor(table.length / 128)
    const entries: (Entry | undefined)[] = []
    const links: [number, number, number][] = []
    for (let id = 0; id < count; id++) {
      const raw = table.subarray(id * 128, id * 128 + 128)
      const type = raw[66] ?? 0
      links.push([u32(raw, 68), u32(raw, 72), u32(raw, 76)])
      this.#starts.push(u32(raw, 116))
      if (type !== 1 && type !== 2 && type !== 5 && id !== 0) {
        if (type !== 0) this.problem(`directory entry ${id} is of no known type (${type})`)
        entries.push(undefined)
        continue
      }
      const length = Math.min(64, Math.max(0, u16(raw, 64) - 2))
      // Version 3 leaves the upper half of the size undefined.
      const size = this.#shift === 12 ? u32(raw, 120) + u32(raw, 124) * 2 ** 32 : u32(raw, 120)
      entries.push({
        id,
        name: raw.subarray(0, length).toString('utf16le'),
        kind: id === 0 ? 'root' : type === 2 ? 'stream' : 'storage',
        size: Math.min(size, Number.MAX_SAFE_INTEGER),
        created: fileTime(raw.readBigUInt64LE(100)),
        modified: fileTime(raw.readBigUInt64LE(108)),
        clsid: guid(raw.subarray(80, 96)),
        children: [],
      })
    }
    const root = entries[0]
    if (!root) {
      this.problem('the directory cannot be read')
      return {
        id: 0,
        name: '',
        kind: 'root',
        size: 0,
        created: null,
        modified: null,
        clsid: '',
        children: [],
      }
    }
    const taken = new Set<number>([0])
    const pending: Entry[] = [root]
    for (let parent = pending.pop(); parent; parent = pending.pop()) {
      const walk = [links[parent.id]?.[2] ?? END]
      for (let id = walk.pop(); id !== undefined; id = walk.pop()) {
        const entry = entries[id]
        if (id >= END || !entry || taken.has(id)) continue
        taken.add(id)
        parent.children.push(entry)
        if (entry.kind === 'storage') pending.push(entry)
        walk.push(links[id]?.[0] ?? END, links[id]?.[1] ?? END)
      }
    }
    // Entries that no branch reaches are still read: a broken tree hides nothing.
    for (const entry of entries)
      if (entry && !taken.has(entry.id) && entry.name !== '') {
        this.problem('the directory tree is broken; its entries were read one by one')
        root.children.push(entry)
      }
    return root
  }
}

/** One storage as a file of its own, such as an embedded object. */
export function storageIn(streams: Streams, storage: Entry): Streams {
  return {
    root: storage,
    problems: [],
    find: (...path) => below(storage, path),
    read: (entry, limit) => streams.read(entry, limit),
  }
}

function below(entry: Entry, path: readonly string[]): Entry | undefined {
  let here: Entry | undefined = entry
  for (const name of path) {
    const wanted = name.toUpperCase()
    here = here?.children.find(child => child.name.toUpperCase() === wanted)
  }
  return here
}

/** A FILETIME as milliseconds UTC; null for none. */
export function fileTime(ticks: bigint): number | null {
  if (ticks === 0n) return null
  const ms = Number(ticks / 10_000n) - 11_644_473_600_000
  return Math.abs(ms) <= 8.64e15 ? ms : null
}

/** "{00020906-0000-0000-C000-000000000046}" */
export function guid(bytes: Buffer): string {
  if (bytes.length < 16) return ''
  const part = (from: number, to: number, turned: boolean) => {
    const piece = Buffer.from(bytes.subarray(from, to))
    return (turned ? piece.reverse() : piece).toString('hex').toUpperCase()
  }
  return `{${part(0, 4, true)}-${part(4, 6, true)}-${part(6, 8, true)}-${part(8, 10, false)}-${part(10, 16, false)}}`
}

/** A stream's name without the control sign that marks some. */
export const printed = (name: string): string => name.replace(/[^\P{C}]/gu, sign => `\\${sign.charCodeAt(0)}`)
