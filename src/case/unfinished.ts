import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { TABLE_NAMES } from '../model/tables.ts'
import type { Case } from './open.ts'

/** Removes parts that were being written when an import ended before its time. Only who holds the lock may. */
export async function clearUnfinished(given: Case): Promise<void> {
  const folders = [...TABLE_NAMES.map(given.at.table), dirname(given.at.rejects({ sha256: '' }))]
  for (const folder of folders)
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('.part')) await rm(join(folder, name), { force: true })
  await rm(given.at.scratch, { recursive: true, force: true })
}
