import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileBytes } from '../bytes.ts'
import { identify } from '../identify.ts'
import { zipCount } from '../zip/zip.ts'

/** A file to be walked, or some of the members of a big archive. */
export interface Piece {
  path: string
  document: string
  name: string
  bytes: number
  entries?: readonly [number, number]
}

/** What one worker does in one go. */
export interface Job {
  n: number
  pieces: Piece[]
  bytes: number
}

const FILES = 64
const BYTES = 32 << 20
const ENTRIES = 200
/** Shares of one archive: each goes through its list of members from the beginning. */
const SHARES = 48

/** The work on a file or a folder, in an order that is the same every time: what is done of it is known by its number. */
export function jobsFor(path: string, document: string): Job[] {
  const jobs: Job[] = []
  let open: Piece[] = []
  const close = () => {
    if (open.length > 0)
      jobs.push({ n: jobs.length, pieces: open, bytes: open.reduce((sum, piece) => sum + piece.bytes, 0) })
    open = []
  }
  for (const piece of piecesOf(path, document)) {
    const parts = split(piece)
    if (
      parts.length === 1 &&
      open.length < FILES &&
      open.reduce((sum, { bytes }) => sum + bytes, 0) + piece.bytes <= BYTES
    ) {
      open.push(piece)
      continue
    }
    close()
    for (const part of parts) {
      open.push(part)
      if (parts.length > 1) close()
    }
  }
  close()
  return jobs
}

function piecesOf(path: string, document: string): Piece[] {
  const found = statSync(path)
  if (!found.isDirectory()) return [{ path, document, name: document, bytes: found.size }]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => {
      const inner = relative(path, file).split(sep).join('/')
      return {
        path: file,
        document: `${document}/${inner}`,
        name: inner.split('/').at(-1) ?? inner,
        bytes: statSync(file).size,
      }
    })
}

/** A big archive is shared out: its members by number. */
function split(piece: Piece): Piece[] {
  const bytes = fileBytes(piece.path, piece.bytes)
  try {
    if (piece.bytes < 1 << 20 || identify(bytes) !== 'zip') return [piece]
    const count = zipCount(bytes) ?? 0
    if (count <= ENTRIES * 1.5) return [piece]
    const parts: Piece[] = []
    const share = Math.max(ENTRIES, Math.ceil(count / SHARES))
    for (let from = 0; from < count; from += share) {
      const last = from + share >= count
      parts.push({
        ...piece,
        bytes: Math.round(piece.bytes * (share / count)),
        entries: [from, last ? Number.MAX_SAFE_INTEGER : from + share],
      })
    }
    return parts
  } finally {
    bytes.close()
  }
}
