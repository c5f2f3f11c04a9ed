import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { compressionOf } from '../importers/bytes.ts'
import { InputProblem } from '../importers/importer.ts'
import type { Item, LiveSource } from './source.ts'

/** A longer line is left out: no platform's posts are so long, and it must be held in memory. */
const LONGEST_LINE = 16 * 1024 * 1024
const CHUNK = 1024 * 1024
/** So many bytes before the place are remembered: where they have changed, it is not the file that was read. */
const MEMORY = 64

/** Where in which file, and the bytes before it. */
interface Place {
  inode: string
  offset: number
  before: string
}

/**
 * A file of one JSON value per line that another program appends to, from its beginning. When it is renamed and begun
 * anew, the old one is read to its end first; when it is truncated, it is read again from its beginning.
 *
 * @throws InputProblem when there is no such file, or nobody could append to it.
 */
export async function growingFile(path: string, importer: string | null, pollMs = 500): Promise<LiveSource> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) throw new InputProblem(`${path}: there is no such file to follow.`)
  if (found.size > 0 && (await compressionOf(path)) !== 'none')
    throw new InputProblem(
      `${path} is compressed, and cannot be followed while it grows; add it with: sillage add`,
    )
  return {
    id: 'file',
    where: resolve(path),
    importer,
    items: (cursor, signal) => follow(resolve(path), placeOf(cursor), signal, pollMs),
  }
}

function placeOf(cursor: string | null): Place | null {
  const [, inode, offset, before] = /^(\d+):(\d+):([0-9a-f]*)$/.exec(cursor ?? '') ?? []
  return inode === undefined || before === undefined ? null : { inode, offset: Number(offset), before }
}

async function* follow(
  path: string,
  from: Place | null,
  signal: AbortSignal,
  pollMs: number,
): AsyncGenerator<Item> {
  let place = from
  const tooLong = new Set<string>()
  if (place !== null && (await inodeAt(path)) !== place.inode) {
    // Rotated while nobody watched: the rest of the old one comes first.
    const old = await siblingWith(path, place.inode)
    if (old === null)
      yield {
        kind: 'note',
        text: `${path} is another file now, and the one that was followed is gone: what was appended to it after byte ${place.offset} is missing.`,
      }
    else yield* rest(old, place, signal, tooLong)
    place = null
  }
  while (!signal.aborted) {
    const file = await open(path).catch(() => null)
    if (file === null) {
      await setTimeout(pollMs, undefined, { signal }).catch(() => {})
      continue
    }
    try {
      const inode = String((await file.stat()).ino)
      place = place?.inode === inode ? place : { inode, offset: 0, before: '' }
      for (;;) {
        if (!(await isSame(file, place))) {
          yield { kind: 'note', text: `${path} was begun anew; it is read from its beginning.` }
          place = { inode, offset: 0, before: '' }
        }
        for await (const item of lines(file, place, signal, tooLong)) {
          if ('cursor' in item) place = placeOf(item.cursor) ?? place
          yield item
        }
        if (signal.aborted) return
        const now = await inodeAt(path)
        if (now !== null && now !== inode) {
          // What was written between our last look and the renaming.
          for await (const item of lines(file, place, signal, tooLong)) yield item
          break
        }
        await setTimeout(pollMs, undefined, { signal }).catch(() => {})
        if (signal.aborted) return
      }
    } finally {
      await file.close()
    }
  }
}

async function* rest(
  path: string,
  place: Place,
  signal: AbortSignal,
  tooLong: Set<string>,
): AsyncGenerator<Item> {
  const file = await open(path)
  try {
    if (await isSame(file, place)) yield* lines(file, place, signal, tooLong)
  } finally {
    await file.close()
  }
}

/** Whether the file still has what stood before the place. */
async function isSame(file: FileHandle, { offset, before }: Place): Promise<boolean> {
  const wanted = Buffer.from(before, 'hex')
  if ((await file.stat()).size < offset) return false
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(wanted.length),
    0,
    wanted.length,
    offset - wanted.length,
  )
  return bytesRead === wanted.length && buffer.equals(wanted)
}

/** The whole lines after a place; one that has no end yet is left for later. */
async function* lines(
  file: FileHandle,
  from: Place,
  signal: AbortSignal,
  tooLong: Set<string>,
): AsyncGenerator<Item> {
  let rest = Buffer.alloc(0)
  let { offset } = from
  let isTooLong = false
  const chunk = Buffer.alloc(CHUNK)
  while (!signal.aborted) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, offset + rest.length)
    if (bytesRead === 0) return
    const read = Buffer.concat([rest, chunk.subarray(0, bytesRead)])
    let start = 0
    for (let end = read.indexOf(10, start); end >= 0; end = read.indexOf(10, start)) {
      const line = read.subarray(start, end)
      const before = read.subarray(Math.max(start, end + 1 - MEMORY), end + 1).toString('hex')
      const cursor = `${from.inode}:${offset + end + 1}:${before}`
      const raw = line
        .toString('utf8')
        .replace(/^\ufeff/, '')
        .trim()
      start = end + 1
      if (isTooLong || raw === '') {
        isTooLong = false
        yield { kind: 'passed', cursor, at: null }
      } else
        yield {
          kind: 'event',
          cursor,
          event: { raw, at: null, key: cursor, ids: [], refers: [], words: null },
        }
    }
    offset += start
    rest = Buffer.from(read.subarray(start))
    if (rest.length > LONGEST_LINE) {
      const where = `${from.inode}:${offset}`
      if (!isTooLong && !tooLong.has(where))
        yield {
          kind: 'note',
          text: `A line of more than ${LONGEST_LINE / 1024 / 1024} MB is left out, at byte ${offset}.`,
        }
      if (!isTooLong) tooLong.add(where)
      isTooLong = true
      offset += rest.length
      rest = Buffer.alloc(0)
    }
  }
}

const inodeAt = (path: string): Promise<string | null> =>
  stat(path).then(
    ({ ino }) => String(ino),
    () => null,
  )

/** The file that `path` was before it was renamed, beside it. */
async function siblingWith(path: string, inode: string): Promise<string | null> {
  const names = (await readdir(dirname(path)).catch(() => [])).filter(name => name.startsWith(basename(path)))
  for (const name of names) {
    const sibling = join(dirname(path), name)
    if ((await inodeAt(sibling)) === inode) return sibling
  }
  return null
}
