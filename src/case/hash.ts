import { createHash } from 'node:crypto'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  // One buffer for all of it: new ones would keep the collector busy.
  const buffer = Buffer.allocUnsafeSlow(1 << 20)
  const file = await open(path)
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** Every ordinary file under a folder, relative, with forward slashes, sorted; links are not followed. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** A folder's hash is that of the list of its files: each one's SHA-256, two blanks and its path, a line each. */
export async function folderSha256(folder: string): Promise<string> {
  const lines: string[] = []
  for (const file of await filesUnder(folder))
    lines.push(`${await fileSha256(join(folder, file))}  ${file}\n`)
  return sha256(lines.join(''))
}

export async function sourceSha256(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? folderSha256(path) : fileSha256(path)
}

export async function sourceBytes(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.size
  let bytes = 0
  for (const file of await filesUnder(path)) bytes += (await stat(join(path, file))).size
  return bytes
}
