import { link, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Case } from './open.ts'
import { CaseBusy } from './problems.ts'

/** The locks that this process holds: a lock that bears its number without being here was left by one before it. */
const held = new Set<string>()

/** Runs `work` while this process alone may add to the case. A lock whose process is gone is taken over. */
export async function withLock<T>(given: Case, work: () => Promise<T>): Promise<T> {
  await take(given)
  held.add(given.at.lock)
  try {
    return await work()
  } finally {
    held.delete(given.at.lock)
    await rm(given.at.lock, { force: true })
  }
}

async function take({ dir, at: { lock } }: Case): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    if (await placed(lock)) return sweep(lock)
    const holder = await holderOf(lock)
    if (holder === process.pid ? held.has(lock) : holder > 0 && isAlive(holder))
      throw new CaseBusy(
        `${dir}: another sillage (process ${holder}) is adding to this case; wait for it to end.`,
      )
    await setAside(lock, holder)
  }
  throw new CaseBusy(`${dir}: others are adding to this case at this moment; try again.`)
}

/**
 * Puts a lock with our number there, unless there is one. It is written beside and linked into place, so that nobody
 * finds it before the number is in it; where the disk knows no links, it is written in place.
 */
async function placed(lock: string): Promise<boolean> {
  const beside = `${lock}.${process.pid}`
  try {
    await writeFile(beside, String(process.pid))
    await link(beside, lock)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException // of the file system
    if (code === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EINVAL'].includes(code ?? '')) throw error
  } finally {
    await rm(beside, { force: true }).catch(() => {})
  }
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const holderOf = async (lock: string): Promise<number> =>
  Number(await readFile(lock, 'utf8').catch(() => '')) || 0

/** Of several who find a lock stale, one takes it away; a lock that is another's by now is given back. */
async function setAside(lock: string, stale: number): Promise<void> {
  const aside = `${lock}.${process.pid}.stale`
  try {
    await rename(lock, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await holderOf(aside)) !== stale) await link(aside, lock).catch(() => {})
  await rm(aside, { force: true })
}

/** Removes what processes that were killed while they took the lock have left beside it. */
async function sweep(lock: string): Promise<void> {
  const prefix = `${basename(lock)}.`
  for (const name of await readdir(dirname(lock))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (pid > 0 && !isAlive(pid)) await rm(join(dirname(lock), name), { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
