import type { Bytes } from './bytes.ts'
import type { Fact } from './fact.ts'
import type { FactName } from './fact-names.ts'
import { type Parsed, parseXml, xmlText } from './xml/tree.ts'
import { unzip, type ZipEntry, zipEntries } from './zip/zip.ts'

const MOST_PART = 64 << 20
const MOST_PARTS = 20_000
const KEPT = 64 << 10
/** What is unpacked of one file in all: a part that is a bomb stops here. */
const MOST_TOTAL = 256 << 20

/** The parts of an office file that is a ZIP archive (OOXML, ODF), unpacked when they are asked for. */
export class Package {
  readonly problems: string[] = []
  readonly entries: ZipEntry[] = []
  readonly #byName = new Map<string, ZipEntry>()
  readonly #texts = new Map<string, string>()
  readonly #bytes: Bytes
  #left = MOST_TOTAL

  /** @throws ZipProblem when it has no directory and no members. */
  constructor(bytes: Bytes) {
    this.#bytes = bytes
    for (const entry of zipEntries(bytes)) {
      if (this.entries.length >= MOST_PARTS) {
        this.problem(`it has more than ${MOST_PARTS} parts: the rest is left`)
        break
      }
      this.entries.push(entry)
      const name = entry.name.replace(/^\/+/, '').toLowerCase()
      if (!this.#byName.has(name)) this.#byName.set(name, entry)
    }
  }

  has = (name: string): boolean => this.#byName.has(name.toLowerCase())
  entry = (name: string): ZipEntry | undefined => this.#byName.get(name.replace(/^\/+/, '').toLowerCase())

  names(pattern: RegExp): string[] {
    return this.entries
      .filter(({ name, isFolder }) => !isFolder && pattern.test(name))
      .map(({ name }) => name)
  }

  /** A part's bytes; null where it is not there or cannot be read, which is then a problem. */
  read(name: string): Buffer | null {
    const entry = this.entry(name)
    if (!entry) return null
    try {
      const part = unzip(this.#bytes, entry, Math.min(MOST_PART, this.#left))
      this.#left -= part.length
      return part
    } catch (error) {
      this.problem(`${name}: ${error instanceof Error ? error.message : error}`)
      return null
    }
  }

  /** A part as text; small ones are kept, since several readers look into them. */
  text(name: string): string {
    const known = this.#texts.get(name)
    if (known !== undefined) return known
    const part = this.read(name)
    const text = part ? xmlText(part) : ''
    if (text.length < KEPT) this.#texts.set(name, text)
    return text
  }

  xml(name: string): Parsed['root'] {
    const part = this.read(name)
    if (!part) return null
    const { root, problems } = parseXml(part)
    for (const problem of problems) this.problem(`${name}: ${problem}`)
    return root
  }

  problem(what: string): void {
    if (this.problems.length < 20 && !this.problems.includes(what)) this.problems.push(what)
  }
}

/** A fact of a part that is text: what stands there is the raw value. */
export const textFact = (
  name: FactName,
  value: string,
  locator: string,
  decoder: string,
  more: Partial<Fact> = {},
): Fact => ({
  name,
  value,
  raw: value.length > 400 ? `${value.slice(0, 400)}…` : value,
  locator,
  decoder,
  timeBasis: null,
  ...more,
})
