import { basename } from 'node:path'
import { type ArchivedKey, archivedTime, type FoundKeys } from './archived-key.ts'

const NOTE =
  /^(first_seen|last_seen|private_key_published|recovered_from|source|compared_with_dump)\s*:\s*(.*)$/i

/**
 * The keys of `selector._domainkey.domain.txt`: one record, as published or as `dig` prints it; several stand apart by an
 * empty line, each with its own `first_seen:`, `last_seen:` and `private_key_published:` lines. `#` and `;;` begin remarks.
 */
export function textKeys(text: string, file: string): FoundKeys {
  const name = basename(file)
    .toLowerCase()
    .replace(/\.(txt|dns|zone)$/, '')
  const keys: ArchivedKey[] = []
  const problems: string[] = []
  for (const block of text.replace(/^\ufeff/, '').split(/\r?\n[ \t]*\r?\n/)) {
    const notes = new Map<string, string>()
    const lines: string[] = []
    for (const line of block.split(/\r?\n/)) {
      const [, note, value] = NOTE.exec(line.trim()) ?? []
      if (note !== undefined) notes.set(note.toLowerCase(), value ?? '')
      else if (!/^\s*(#|;;)/.test(line) && line.trim() !== '') lines.push(line.trim())
    }
    if (lines.length === 0) continue
    const record = recordFrom(lines)
    const times = {
      firstSeen: archivedTime(notes.get('first_seen')),
      lastSeen: archivedTime(notes.get('last_seen'), true),
      privateKeyPublished: archivedTime(notes.get('private_key_published')),
    }
    const { firstSeen, lastSeen, privateKeyPublished } = times
    if (firstSeen === undefined || lastSeen === undefined || privateKeyPublished === undefined)
      problems.push('one of its dates is not written as 2017-05-05; the key is left out.')
    else
      keys.push({
        name,
        record,
        firstSeen,
        lastSeen,
        privateKeyPublished,
        isRecovered: notes.has('recovered_from'),
        file,
      })
  }
  return { keys, problems }
}

/** Quoted strings are joined, as a resolver joins them; bare lines are one record. */
function recordFrom(lines: readonly string[]): string {
  const joined = lines.join(' ')
  const quoted = [...joined.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, chunk]) => chunk ?? '')
  return quoted.length > 0
    ? quoted.join('').replace(/\\(.)/g, '$1')
    : lines.join('').replace(/^\S+\s+(\d+\s+)?IN\s+TXT\s+/i, '')
}
