import { open, readFile, rm } from 'node:fs/promises'
import type { Case } from './open.ts'
import { CaseProblem } from './problems.ts'

/** Runs `work` while this process alone may add to the case. A lock whose process is gone is taken over. */
export async function withLock<T>(given: Case, work: () => Promise<T>): Promise<T> {
  await take(given)
  try {
    return await work()
  } finally {
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
      if (holder > 0 && holder !== process.pid && isAlive(holder))
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
