import { createHash } from 'node:crypto'
import type { Bytes } from '../bytes.ts'
import type { Fact } from '../fact.ts'
import { identify } from '../identify.ts'
import { readDocument } from '../read.ts'
import { type DocumentReading, type Inner, nothingRead, reason } from '../reading.ts'
import { ZipProblem } from '../zip/zip.ts'
import { type Limits, type SkipCode, Skipped } from './limits.ts'
import { type Member, membersOf, type Unpacking } from './members.ts'
import { memberName, Names } from './names.ts'

/** One document of a walk, or one thing that was left, with its reason. */
export type Visited =
  | {
      document: string
      parent: string | null
      name: string
      bytes: number | null
      sha256: string | null
      reading: DocumentReading
      /** Its bytes, which are gone once the next is visited; null of what was read in place. */
      content: Bytes | null
    }
  | { document: string; parent: string | null; code: SkipCode; reason: string }

export interface Walk {
  scratch: string
  limits: Limits
  /** Called before each document is read, with its number in the walk: what stops then stopped at this one. */
  onDocument?: (n: number, document: string) => void
  /** Called while a large file is hashed or unpacked: it takes long, and it goes on. */
  onTick?: () => void
  /** Documents, by number, that a run before this one did not come back from. */
  fatal?: ReadonlyMap<number, { code: SkipCode; reason: string }>
}

interface Place {
  document: string
  parent: string | null
  name: string
  depth: number
  /** SHA-256 of the containers that it lies in. */
  above: readonly string[]
}

/**
 * Everything in a file: itself, then what is in it, depth first and in the container's order. What cannot be read is
 * yielded with its reason, and the walk goes on.
 */
export async function* walk(
  bytes: Bytes,
  place: { document: string; parent: string | null; name: string },
  options: Walk,
  entries?: readonly [number, number],
): AsyncGenerator<Visited> {
  const state = { n: 0, spent: 0 }
  const unpacking: Unpacking = {
    scratch: options.scratch,
    limits: options.limits,
    spend: amount => {
      state.spent += amount
      if (amount > 1 << 18) options.onTick?.()
      if (state.spent > options.limits.totalBytes)
        throw new Skipped(
          'too-large',
          `more than ${options.limits.totalBytes} bytes were unpacked: the rest is left`,
        )
    },
  }
  yield* visit(bytes, { ...place, depth: 0, above: [] }, entries)

  async function* visit(
    found: Bytes,
    at: Place,
    range?: readonly [number, number],
    as?: 'eml',
  ): AsyncGenerator<Visited> {
    const stopped = begin(at)
    if (stopped) {
      yield stopped
      return
    }
    const format = as ?? identify(found)
    const isLater = range !== undefined && range[0] > 0
    const reading = isLater ? nothingRead(format) : await readDocument(found, format)
    const hash = isLater ? null : sha256(found, options.onTick)
    if (!isLater) yield* told(at, reading, found, hash)
    if (hash !== null && at.above.includes(hash)) {
      yield {
        document: at.document,
        parent: at.parent,
        code: 'too-deep',
        reason: 'it is the same file as one that it lies in: what is in it is known',
      }
      return
    }
    if (hash !== null) at.above = [...at.above, hash]
    const members =
      reading.format === format || isLater ? membersOf(format, found, at.name, unpacking, range) : null
    if (members) yield* inside(members, at, reading.format)
    else yield* enclosed(reading.inner, at, reading.format)
  }

  /** Counts a document; gives what is known of one that nobody came back from. */
  function begin(at: Place): Visited | null {
    const n = state.n++
    options.onDocument?.(n, at.document)
    const fatal = options.fatal?.get(n)
    if (fatal) return { document: at.document, parent: at.parent, ...fatal }
    if (n >= options.limits.documents)
      return {
        document: at.document,
        parent: at.parent,
        code: 'too-many',
        reason: `there are more than ${options.limits.documents} documents: this one is left`,
      }
    return null
  }

  function* told(
    at: Place,
    reading: DocumentReading,
    content: Bytes | null,
    hash: string | null,
  ): Generator<Visited> {
    yield {
      document: at.document,
      parent: at.parent,
      name: at.name,
      bytes: content?.size ?? null,
      sha256: hash,
      reading,
      content,
    }
    if (reading.facts.length === 0 && reading.problems.length > 0)
      yield {
        document: at.document,
        parent: at.parent,
        code: reading.encrypted ? 'encrypted' : 'broken',
        reason: reading.problems[0] ?? '',
      }
    else if (reading.encrypted && !reading.opened)
      yield {
        document: at.document,
        parent: at.parent,
        code: 'encrypted',
        reason: 'it is encrypted: only what stands outside of the cipher was read',
      }
  }

  async function* inside(
    members: AsyncGenerator<Member>,
    at: Place,
    format: string,
  ): AsyncGenerator<Visited> {
    const names = new Names()
    if (at.depth >= options.limits.depth) {
      yield {
        document: at.document,
        parent: at.parent,
        code: 'too-deep',
        reason: `it lies ${at.depth} containers deep: what is in it is left`,
      }
      return
    }
    try {
      for await (const member of members) {
        if (state.n > options.limits.documents) {
          yield {
            document: at.document,
            parent: at.parent,
            code: 'too-many',
            reason: `there are more than ${options.limits.documents} documents: the rest is left`,
          }
          return
        }
        const { name, leads } = memberName(member.name)
        const next = below(at, format, names.once(name), name.split('/').at(-1) ?? name)
        if (leads)
          yield {
            document: next.document,
            parent: at.document,
            code: 'link',
            reason: 'its name leads out of the archive: it was read, and nothing was written there',
          }
        if ('skipped' in member)
          yield {
            document: next.document,
            parent: at.document,
            code: member.skipped.code,
            reason: member.skipped.message,
          }
        else if ('reading' in member) yield* given(member.reading, next)
        else yield* opened(member.open, next, member.as)
      }
    } catch (error) {
      yield problem(at, error)
    }
  }

  async function* enclosed(inner: readonly Inner[], at: Place, format: string): AsyncGenerator<Visited> {
    const names = new Names()
    if (inner.length > 0 && at.depth >= options.limits.depth) {
      yield {
        document: at.document,
        parent: at.parent,
        code: 'too-deep',
        reason: `it lies ${at.depth} containers deep: what is in it is left`,
      }
      return
    }
    for (const found of inner) {
      const isMail = MAIL.has(format)
      const { name } = memberName(isMail ? found.name.replaceAll('/', '_') : found.name)
      const next = below(at, format, names.once(name), name.split('/').at(-1) ?? name)
      if ('reading' in found) yield* given(found.reading, next)
      else yield* opened(async () => found.bytes(), next, found.as)
    }
  }

  /** A member's bytes, let go of once they and what is in them are read. */
  async function* opened(open: () => Promise<Bytes>, at: Place, as?: 'eml'): AsyncGenerator<Visited> {
    let found: Bytes
    try {
      found = await open()
    } catch (error) {
      yield problem(at, error)
      return
    }
    try {
      yield* visit(found, at, undefined, as)
    } finally {
      found.close()
    }
  }

  async function* given(read: () => DocumentReading, at: Place): AsyncGenerator<Visited> {
    const stopped = begin(at)
    if (stopped) {
      yield stopped
      return
    }
    let reading: DocumentReading
    try {
      reading = read()
    } catch (error) {
      yield problem(at, error)
      return
    }
    yield* told(at, reading, null, null)
    yield* enclosed(reading.inner, at, reading.format)
  }
}

/** Formats whose insides are attachments: they stand below the message as files do in a folder. */
const MAIL = new Set(['eml', 'msg'])

const below = (at: Place, format: string, path: string, name: string): Place => ({
  document: `${at.document}${MAIL.has(format) ? '/' : '!/'}${path}`,
  parent: at.document,
  name,
  depth: at.depth + 1,
  above: at.above,
})

function problem({ document, parent }: Place, error: unknown): Visited {
  if (error instanceof Skipped) return { document, parent, code: error.code, reason: error.message }
  return {
    document,
    parent,
    code: error instanceof ZipProblem && /encrypted/.test(error.message) ? 'encrypted' : 'broken',
    reason: reason(error),
  }
}

function sha256(bytes: Bytes, onTick: () => void = () => {}): string {
  const hash = createHash('sha256')
  if (bytes.size <= 8 << 20) return hash.update(bytes.slice(0, bytes.size)).digest('hex')
  for (let at = 0; at < bytes.size; at += 1 << 20) {
    hash.update(bytes.slice(at, 1 << 20))
    if (at > 0 && at % (64 << 20) === 0) onTick()
  }
  return hash.digest('hex')
}

/** Times among facts as milliseconds, of UTC or of the clock that the basis names; null for what is no time. */
export function factTime({ value, timeBasis }: Fact): number | null {
  if (timeBasis === null) return null
  const ms = Date.parse(/T.*Z$/.test(value) ? value : value.includes('T') ? `${value}Z` : value)
  return Number.isNaN(ms) ? null : ms
}
