import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Case } from '../case/open.ts'
import { isWithin } from './crate-paths.ts'

/** Something stands where an export was to go. */
export class DestinationTaken extends Error {
  override name = 'DestinationTaken'
}

export interface Destination {
  path: string
  kind: 'file' | 'folder'
  /** Replace what an earlier export left there. */
  force?: boolean
  /** Whether a file or folder of this name may stand in a folder that an earlier export made. */
  isOurs?: (name: string) => boolean
}

/**
 * Makes a file or a folder beside its place and moves it there when it is whole: a run cut short leaves nothing under
 * the name that was asked for. Only what an earlier export wrote is replaced, and only with `force`.
 * @param given the case that is exported, if any: nothing is written into it or around it
 * @throws DestinationTaken
 */
export async function inPlace<T>(
  given: Case | null,
  destination: Destination,
  make: (path: string) => Promise<T>,
): Promise<T> {
  const path = resolve(destination.path)
  await refuseTaken(given, path, destination)
  const beside = `${path}.part`
  await rm(beside, { recursive: true, force: true })
  await mkdir(destination.kind === 'folder' ? beside : dirname(beside), { recursive: true })
  try {
    const made = await make(beside)
    await rm(path, { recursive: true, force: true })
    await rename(beside, path)
    return made
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
}

async function refuseTaken(
  given: Case | null,
  path: string,
  { kind, force, isOurs }: Destination,
): Promise<void> {
  if (given && (isWithin(given.dir, path) || isWithin(path, given.dir)))
    throw new DestinationTaken(`${path} is inside the case or around it; choose another place with -o.`)
  const found = await lstat(path).catch(() => null)
  if (!found) return
  const names = found.isDirectory() ? await readdir(path) : []
  if (found.isDirectory() && names.length === 0 && kind === 'folder') return
  if (!force)
    throw new DestinationTaken(`${path} exists; say --force to replace it, or choose another name with -o.`)
  const isEarlier =
    kind === 'folder' ? found.isDirectory() && names.every(name => isOurs?.(name)) : found.isFile()
  if (!isEarlier)
    throw new DestinationTaken(
      `${path} holds what this export does not make, so --force does not replace it; choose another name with -o.`,
    )
}
