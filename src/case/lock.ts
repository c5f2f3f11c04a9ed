import { open, readFile, rm } from 'node:fs/promises'
import type { Case } from './open.ts'
import { CaseProblem } from './problems.ts'

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

async function take(given: Case): Promise<void> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(given.at.lock, 'wx')
      await file.writeFile(String(process.pid))
      await file.close()
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(await readFile(given.at.lock, 'utf8').catch(() => ''))
      if (holder === process.pid ? held.has(given.at.lock) : holder > 0 && isAlive(holder))
        throw new CaseProblem(
          `${given.dir}: another sillage (process ${holder}) is adding to this case; wait for it to end.`,
        )
      await rm(given.at.lock, { force: true })
    }
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
