import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addSource } from './add.ts'
import { withLock } from './lock.ts'
import { createCase, openCase } from './open.ts'
import { fixtures } from './testing.ts'

const { at, write } = fixtures()

test('the lock is there while work goes on, and gone after it, also when it fails', async () => {
  const given = await createCase(at('case'))
  await withLock(given, async () => expect(existsSync(given.at.lock)).toBe(true))
  expect(existsSync(given.at.lock)).toBe(false)
  await expect(withLock(given, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed')
  expect(existsSync(given.at.lock)).toBe(false)
})

test('while another process adds, nobody else may', async () => {
  const given = await createCase(at('busy'))
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  try {
    await write('busy/.lock', String(other.pid))
    const csv = await write('busy.csv', 'at,account_id,text\n2017-05-05T18:49:00Z,ann,hello\n')
    await expect(addSource(given, csv)).rejects.toThrow(
      `another sillage (process ${other.pid}) is adding to this case`,
    )
    expect(existsSync(given.at.lock)).toBe(true)
  } finally {
    other.kill('SIGKILL')
    await once(other, 'exit')
  }
  expect((await addSource(given, at('busy.csv'))).added.status).toBe('added')
})

test('a lock left by a process that is gone, or by nobody, is taken over', async () => {
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  for (const left of [String(gone.pid), '', 'nonsense']) {
    const given = await createCase(at(`stale-${left}`))
    await write(`stale-${left}/.lock`, left)
    expect(await withLock(given, async () => 'done')).toBe('done')
  }
})

test('two additions at once in one process do not run into each other', async () => {
  const given = await createCase(at('together'))
  const file = await write('ann.csv', 'at,account_id,text\n2017-05-05T18:49:00Z,ann,hello from ann\n')
  await withLock(given, async () => {
    await expect(addSource(given, file)).rejects.toThrow(/is adding to this case/)
  })
  await addSource(given, file)
  expect((await openCase(at('together'))).custody).toHaveLength(2)
})
