import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { KeyArchiveProblem } from '../problems.ts'
import { type ArchivedKey, byName, type FoundKeys } from './archived-key.ts'
import { jsonKeys } from './key-json.ts'
import { textKeys } from './key-text.ts'

export interface KeyArchive {
  keys: ReadonlyMap<string, readonly ArchivedKey[]>
  /** Files and entries that could not be read, a sentence each. */
  problems: readonly string[]
}

const LONGEST = 64 << 20

/**
 * The keys of a folder (or of one file): `selector._domainkey.domain.txt` and `*.json`, as docs/mail.md describes them.
 * Other files are passed over.
 *
 * @throws KeyArchiveProblem where there is no such folder
 */
export async function readKeyArchive(path: string): Promise<KeyArchive> {
  const at = await stat(path).catch(() => null)
  if (!at) throw new KeyArchiveProblem(`${path}: there is no such folder of keys.`)
  const files = at.isDirectory()
    ? (await readdir(path, { recursive: true, withFileTypes: true }))
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .sort()
    : [path]
  const keys: ArchivedKey[] = []
  const problems: string[] = []
  for (const file of files) {
    const read = readerOf(file)
    if (!read) continue
    if ((await stat(file)).size > LONGEST) {
      problems.push(`${file}: it is too long for a file of keys.`)
      continue
    }
    const found = read(await readFile(file, 'utf8'), file)
    keys.push(...found.keys)
    problems.push(...found.problems.map(problem => `${file}: ${problem}`))
  }
  return { keys: byName(keys), problems }
}

function readerOf(file: string): ((text: string, file: string) => FoundKeys) | null {
  const name = basename(file).toLowerCase()
  if (/\.jsonl?$/.test(name)) return jsonKeys
  return name.includes('._domainkey.') ? textKeys : null
}
