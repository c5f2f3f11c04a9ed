import { type ArchivedKey, archivedTime, type FoundKeys, keyName } from './archived-key.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * The keys of a JSON file: an object of names, each with `TXT` as DNS tools dump it, a record, or a list of
 * `{ record, first_seen, last_seen, private_key_published }`; or a list (also one a line) of such objects with `name`, or
 * with `selector` and `domain`. The spellings of public archives (`value`, `firstSeenAt`, …) are read as well.
 */
export function jsonKeys(text: string, file: string): FoundKeys {
  const keys: ArchivedKey[] = []
  const problems: string[] = []
  const take = (entry: unknown, name: string | null) => {
    const key = keyFrom(entry, name, file)
    if (typeof key === 'string') problems.push(key)
    else if (key) keys.push(key)
  }
  for (const value of valuesIn(text, file, problems)) {
    if (Array.isArray(value)) for (const entry of value) take(entry, null)
    else if (isObject(value) && nameOf(value) !== null) take(value, null)
    else if (isObject(value))
      for (const [name, entry] of Object.entries(value)) {
        if (!name.toLowerCase().includes('._domainkey.')) continue
        const txt = isObject(entry) ? entry.TXT : undefined
        if (Array.isArray(txt))
          for (const record of txt)
            take({ ...(entry as Json), record: Array.isArray(record) ? record.join('') : record }, name) // just seen to be an object
        else for (const one of Array.isArray(entry) ? entry : [entry]) take(one, name)
      }
  }
  return { keys, problems }
}

function valuesIn(text: string, file: string, problems: string[]): unknown[] {
  const parts = file.toLowerCase().endsWith('.jsonl') ? text.split('\n').filter(line => line.trim()) : [text]
  return parts.flatMap((part, at) => {
    try {
      return [JSON.parse(part.replace(/^\ufeff/, '')) as unknown]
    } catch {
      problems.push(parts.length > 1 ? `line ${at + 1} is not JSON.` : 'it is not JSON.')
      return []
    }
  })
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function nameOf(entry: Json): string | null {
  if (typeof entry.name === 'string') return entry.name.toLowerCase().replace(/\.$/, '')
  return typeof entry.selector === 'string' && typeof entry.domain === 'string'
    ? keyName(entry.selector, entry.domain)
    : null
}

function keyFrom(given: unknown, outer: string | null, file: string): ArchivedKey | string | null {
  const entry: unknown = typeof given === 'string' ? { record: given } : given
  if (!isObject(entry)) return 'an entry is neither a record nor an object.'
  const name = outer?.toLowerCase().replace(/\.$/, '') ?? nameOf(entry)
  if (!name?.includes('._domainkey.')) return 'an entry names no key.'
  const record = first(entry, ['record', 'txt', 'value'])
  const text = Array.isArray(record) ? record.flat().join('') : record
  if (typeof text !== 'string') return `${name} has no record.`
  const firstSeen = archivedTime(first(entry, ['first_seen', 'firstSeen', 'firstSeenAt']))
  const lastSeen = archivedTime(first(entry, ['last_seen', 'lastSeen', 'lastSeenAt']), true)
  const privateKeyPublished = archivedTime(first(entry, ['private_key_published', 'privateKeyPublished']))
  if (firstSeen === undefined || lastSeen === undefined || privateKeyPublished === undefined)
    return `one of the dates of ${name} is not written as 2017-05-05; the key is left out.`
  const isRecovered = first(entry, ['recovered_from']) !== undefined
  return { name, record: text, firstSeen, lastSeen, privateKeyPublished, isRecovered, file }
}

const first = (entry: Json, names: readonly string[]): unknown =>
  names.map(name => entry[name]).find(value => value !== undefined)
