import { createHash } from 'node:crypto'
import { access, constants, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { compressionOf, fileBytes, firstBytes } from '../importers/bytes.ts'
import { InputProblem } from '../importers/importer.ts'
import { Unpacking } from '../store/ingest/unpacking.ts'
import type { Store } from '../store/store.ts'
import { filesUnder } from './hash.ts'
import { type Case, exists } from './open.ts'

/** A source on its way into a case. */
export interface Incoming {
  /** What is hashed and read: the copy, so that what custody holds and what the tables say cannot differ. */
  path: string
  name: string
  /** @throws InputProblem when what is read is not what it was any more. */
  check: () => Promise<void>
  /** Puts it where it stays, and says where: relative to the case, or the original's absolute path. */
  keep: (sha256: string) => Promise<string>
}

/**
 * Copies a file or folder into the case's scratch folder (copy-on-write where the disk can), or only notes where it is.
 * Of a folder, the ordinary files: links are not followed.
 * @throws InputProblem when there is none, it may not be read, or it changed meanwhile.
 */
export async function receive(given: Case, path: string, byReference: boolean): Promise<Incoming> {
  const before = await stateOf(path)
  const check = async () => {
    if ((await stateOf(path).catch(() => '')) !== before)
      throw new InputProblem(
        `${path} changed while it was read: nothing of it was kept; add it again when it is complete.`,
      )
  }
  const name = basename(resolve(path))
  if (byReference)
    return {
      path,
      name,
      check,
      keep: async () => {
        await check()
        return resolve(path)
      },
    }
  const copy = join(given.at.scratch, 'incoming')
  await rm(copy, { recursive: true, force: true })
  const isFolder = (await stat(path)).isDirectory()
  try {
    if (isFolder) await copyFolder(path, copy)
    else await copyFile(path, copy, constants.COPYFILE_FICLONE)
  } catch (error) {
    await check()
    throw error
  }
  await check()
  return {
    path: copy,
    name,
    check: async () => {},
    keep: async sha256 => {
      const target = join(given.at.sources, isFolder ? sha256 : sha256 + endings(path))
      if (!(await exists(target))) await rename(copy, target)
      return relative(given.dir, target).replaceAll('\\', '/')
    },
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const file of await filesUnder(from)) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    await copyFile(join(from, file), join(to, file), constants.COPYFILE_FICLONE)
  }
}

/** Files of a folder that are looked at together: all of them at once would take 10 kB of memory each. */
const TOGETHER = 100

/**
 * A file's size and time, of a folder a hash of all its files': what changes when it does.
 * @throws InputProblem when there is nothing there that can be read.
 */
export async function stateOf(path: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputProblem(
      `${path}: ${error.code === 'EACCES' ? 'this user may not look here' : error.code === 'ELOOP' ? 'the link leads in a circle' : 'there is no such file or folder'}.`,
    )
  })
  if (!found.isFile() && !found.isDirectory())
    throw new InputProblem(
      `${path} is a pipe, a socket or a device, no file: save what comes out of it to a file, and add that.`,
    )
  await access(path, constants.R_OK).catch(() => {
    throw new InputProblem(
      `${path}: this user may not read it; give it the right (chmod u+r), or add a copy that is yours.`,
    )
  })
  if (found.isFile()) return [found.size, found.mtimeMs, found.ino].join()
  const files = await filesUnder(path)
  const hash = createHash('sha256')
  for (let from = 0; from < files.length; from += TOGETHER) {
    const some = files.slice(from, from + TOGETHER)
    const states = await Promise.all(some.map(async file => `${file} ${await stateOf(join(path, file))}\n`))
    hash.update(states.join(''))
  }
  return hash.digest('hex')
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
): Promise<Unpacking | undefined> {
  if ((await stat(path)).isDirectory() || (await compressionOf(path)) === 'none') return undefined
  const start = (await firstBytes(path, 64)).toString('latin1').trimStart()
  if (/^([[{<]|PAR1|WARC)/.test(start)) return undefined
  return new Unpacking(join(store.scratch, 'plain'), fileBytes(path, onRead))
}
