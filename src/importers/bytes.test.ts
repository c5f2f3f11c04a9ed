import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileBytes } from './bytes.ts'
import { readHead } from './head.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-bytes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A zstd frame that holds `{}` and a line end, uncompressed. */
const frame = (...header: number[]) =>
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...header, 0x19, 0, 0, 0x7b, 0x7d, 0x0a])

async function unpacked(name: string, bytes: Buffer): Promise<string> {
  await writeFile(join(folder, name), bytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of fileBytes(join(folder, name))) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

test('a zstd archive is read whose window is 8 MB, or its content', async () => {
  expect(await unpacked('8mb.zst', frame(0x00, 13 << 3))).toBe('{}\n')
  expect(await unpacked('segment.zst', frame(0x20, 3))).toBe('{}\n')
})

test('a zstd archive with a window of 2 GB, as of Reddit’s dumps, is not damaged: it says how to unpack it', async () => {
  const said =
    'The archive was packed with a window of 2.0 GB (zstd --long), more than can be unpacked here. Unpack it first: zstd -d --long=31 FILE.zst'
  await expect(unpacked('RC.zst', frame(0x00, 21 << 3))).rejects.toThrow(said)
  await expect(readHead(join(folder, 'RC.zst'))).rejects.toThrow(said)
  // one segment of 3 GB
  await expect(unpacked('RS.zst', frame(0xa0, 0, 0, 0, 0xc0))).rejects.toThrow('a window of 3.0 GB')
})
