/** A key that was seen in the DNS, and when. Times are milliseconds UTC, both ends included. */
export interface ArchivedKey {
  /** `selector._domainkey.domain`, lower case. */
  name: string
  /** The TXT record. */
  record: string
  /** Null where the archive does not say. */
  firstSeen: number | null
  lastSeen: number | null
  /** When its private half became public, after which anyone can sign with it. */
  privateKeyPublished: number | null
  /** Whether it was computed from originals (`sillage keys recover`) and not seen in the DNS. */
  isRecovered: boolean
  /** The file it stands in. */
  file: string
}

export interface FoundKeys {
  keys: ArchivedKey[]
  problems: string[]
}

/** An archive of keys that are at hand. */
export function byName(keys: Iterable<ArchivedKey>): Map<string, ArchivedKey[]> {
  const all = new Map<string, ArchivedKey[]>()
  for (const key of keys) all.set(key.name, [...(all.get(key.name) ?? []), key])
  return all
}

export const keyName = (selector: string, domain: string): string =>
  `${selector}._domainkey.${domain}`.toLowerCase()

/** An ISO date or moment; a date alone is its first or, for an end, its last millisecond. Undefined where it is none. */
export function archivedTime(text: unknown, end = false): number | null | undefined {
  if (text === undefined || text === null || text === '') return null
  if (typeof text === 'number') return text > 1e11 ? text : text * 1000
  if (typeof text !== 'string') return undefined
  const [, day, rest] = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](.+?))?\s*$/.exec(text) ?? []
  if (!day) return undefined
  const zoned = rest === undefined ? 'T00:00:00Z' : `T${rest}${/(Z|[+-]\d\d:?\d\d)$/i.test(rest) ? '' : 'Z'}`
  const at = Date.parse(`${day}${zoned}`)
  return Number.isNaN(at) ? undefined : end && rest === undefined ? at + 86_400_000 - 1 : at
}
