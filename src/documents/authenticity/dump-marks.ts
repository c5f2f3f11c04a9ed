import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { createGunzip } from 'node:zlib'
import { FromDumpProblem } from '../problems.ts'
import { messageId, readMessage } from './message.ts'
import type { Original } from './recover-key.ts'

/** What a dump's files are known by. */
export interface DumpMarks {
  /** Real paths of the folders and files. */
  roots: readonly string[]
  hashes: ReadonlySet<string>
  messageIds: ReadonlySet<string>
}

/** Hashes every file of a dump, and collects the Message-IDs that stand in it, in mailboxes too. Links are not followed. */
export async function readDumpMarks(paths: readonly string[]): Promise<DumpMarks> {
  const roots = await Promise.all(paths.map(path => realpath(path)))
  const hashes = new Set<string>()
  const messageIds = new Set<string>()
  for (const root of roots)
    for await (const file of filesOf(root)) {
      const { hash, ids } = await marksOf(file)
      hashes.add(hash)
      for (const id of ids) messageIds.add(id)
    }
  return { roots, hashes, messageIds }
}

/** Every plain file below a path. */
export async function* filesOf(path: string): AsyncGenerator<string> {
  const at = await lstat(path)
  if (at.isFile()) yield path
  if (!at.isDirectory()) return
  for (const entry of (await readdir(path, { withFileTypes: true })).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  ))
    if (entry.isDirectory() || entry.isFile()) yield* filesOf(join(path, entry.name))
}

const ID = /^message-id:\s*(<[^<>\s]{1,900}>)/gim
const OVERLAP = 2000

async function marksOf(file: string): Promise<{ hash: string; ids: Set<string> }> {
  const hash = createHash('sha256')
  const ids = new Set<string>()
  let carried = ''
  const look = (chunk: Buffer) => {
    const text = carried + chunk.toString('latin1')
    for (const [, id] of text.matchAll(ID)) ids.add(id ?? '')
    carried = text.slice(-OVERLAP)
  }
  const unpacked = createGunzip()
  let packed: boolean | null = null
  const done = new Promise<void>(resolve => {
    unpacked
      .on('data', look)
      .on('end', resolve)
      .on('error', () => resolve()) // what is no gzip after all is only hashed
  })
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    packed ??= chunk[0] === 0x1f && chunk[1] === 0x8b
    if (!packed) look(chunk)
    else if (!unpacked.destroyed && !unpacked.write(chunk))
      await Promise.race([new Promise(resolve => unpacked.once('drain', resolve)), done])
  }
  if (packed) {
    if (!unpacked.destroyed) unpacked.end()
    await done
  }
  return { hash: hash.digest('hex'), ids }
}

/**
 * Refuses originals that are the dump's: by where they lie, by what they hold, or by their Message-ID. Two forgeries
 * would give the forger's key, with which every forgery then passes.
 *
 * @throws FromDumpProblem
 */
export async function refuseFromDump(originals: readonly Original[], dump: DumpMarks): Promise<void> {
  for (const { name, bytes } of originals) {
    const path = await realpath(name)
    const why = dump.roots.some(root => path === root || path.startsWith(root + sep))
      ? 'lies in the dump'
      : dump.hashes.has(createHash('sha256').update(bytes).digest('hex'))
        ? 'is byte for byte a file of the dump'
        : dump.messageIds.has(messageId(readMessage(bytes)) ?? '')
          ? 'has the Message-ID of a message of the dump'
          : null
    if (why)
      throw new FromDumpProblem(
        `${name} ${why}. A key may only come from originals that the dump does not hold: two forgeries would give the forger’s key.`,
      )
  }
}
