import { constants, copyFile, cp, rename, rm, stat } from 'node:fs/promises'
import { basename, extname, join, relative, resolve } from 'node:path'
import { compressionOf, fileBytes, firstBytes } from '../importers/bytes.ts'
import { InputProblem } from '../importers/importer.ts'
import { type Unpacked, unpack } from '../store/ingest/table.ts'
import type { Store } from '../store/store.ts'
import { type Case, exists } from './open.ts'

/** A source on its way into a case. */
export interface Incoming {
  /** What is hashed and read: the copy, so that what custody holds and what the tables say cannot differ. */
  path: string
  name: string
  /** Puts it where it stays, and says where: relative to the case, or the original's absolute path. */
  keep: (sha256: string) => Promise<string>
}

/**
 * Copies a file or folder into the case's scratch folder (copy-on-write where the disk can), or only notes where it is.
 * @throws InputProblem when there is none; from `keep` when a referenced one has changed in the meantime.
 */
export async function receive(given: Case, path: string, byReference: boolean): Promise<Incoming> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new InputProblem(`${path}: there is no such file or folder.`)
  const name = basename(resolve(path))
  if (byReference)
    return {
      path,
      name,
      keep: async () => {
        const now = await stat(path).catch(() => null)
        if (now?.mtimeMs !== found.mtimeMs || now.size !== found.size)
          throw new InputProblem(`${path} changed while it was read: nothing of it was kept; add it again.`)
        return resolve(path)
      },
    }
  const copy = join(given.at.scratch, 'incoming')
  await rm(copy, { recursive: true, force: true })
  if (found.isDirectory())
    await cp(path, copy, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  else await copyFile(path, copy, constants.COPYFILE_FICLONE)
  return {
    path: copy,
    name,
    keep: async sha256 => {
      const target = join(given.at.sources, found.isDirectory() ? sha256 : sha256 + endings(path))
      if (!(await exists(target))) await rename(copy, target)
      return relative(given.dir, target).replaceAll('\\', '/')
    },
  }
}

/** ".csv.gz": only plain endings are kept of the name, so that a copy opens in what it is meant for. */
function endings(path: string): string {
  const plain = /^\.[a-z0-9]{1,8}$/i
  const last = extname(path)
  if (!plain.test(last)) return ''
  const before = extname(basename(path, last))
  return /^\.(gz|zst)$/i.test(last) && plain.test(before) ? before + last : last
}

/** Unpacks what looks like a compressed table while it is still being hashed and recognised: that takes one core only. */
export async function startUnpacking(
  store: Store,
  path: string,
  onRead: (bytes: number) => void,
): Promise<{ done: Promise<Unpacked>; stop: () => Promise<void> } | undefined> {
  if ((await stat(path)).isDirectory() || (await compressionOf(path)) === 'none') return undefined
  const start = (await firstBytes(path, 64)).toString('latin1').trimStart()
  if (/^([[{<]|PAR1|WARC)/.test(start)) return undefined
  const stopping = new AbortController()
  const done = unpack(join(store.scratch, 'plain'), fileBytes(path, onRead), stopping.signal)
  done.catch(() => {}) // whoever waits for it hears of it
  return {
    done,
    stop: async () => {
      stopping.abort()
      await done.catch(() => {})
    },
  }
}
