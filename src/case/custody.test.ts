import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { CaseConfig, CustodyEntry } from '../model/case.ts'
import { appendCustody, chainBreak, entryHash, readCustody } from './custody.ts'
import { CaseProblem } from './problems.ts'
import { fixtures } from './testing.ts'

const { at, write } = fixtures()

const config: CaseConfig = { sillage: 1, title: 'leak', about: ['#leak'], windows: [], zone: 'UTC' }

async function chain(name: string, length: number): Promise<CustodyEntry[]> {
  const entries: CustodyEntry[] = []
  for (let n = 0; n < length; n++)
    entries.push(
      await appendCustody(at(name), entries, { event: n === 0 ? 'created' : 'configured', config }),
    )
  return entries
}

test('each line points to the one before, and the first to nothing', async () => {
  const [first, second, third] = await chain('chain', 3)
  expect(first?.previous).toBe('0'.repeat(64))
  expect(second?.previous).toBe(first?.hash)
  expect(third?.previous).toBe(second?.hash)
  expect([first, second, third].map(entry => entry?.n)).toEqual([1, 2, 3])
  expect(new Set([first, second, third].map(entry => entry?.hash)).size).toBe(3)
})

test('what was written is what is read, and the chain holds', async () => {
  const entries = await chain('read', 3)
  expect(await readCustody(at('read'))).toEqual(entries)
  expect(chainBreak(await readCustody(at('read')))).toBeNull()
  expect((await readFile(at('read'), 'utf8')).split('\n')).toHaveLength(4)
})

test('a line changed, dropped, doubled or moved breaks the chain at its place', async () => {
  const [a, b, c] = (await chain('broken', 3)) as [CustodyEntry, CustodyEntry, CustodyEntry]
  const dated = { ...b, time: '2017-05-05T18:49:00.000Z' }
  expect(chainBreak([a, dated, c])).toEqual({ line: 2, what: 'does not match its own hash' })
  expect(chainBreak([a, { ...dated, hash: entryHash(dated) }, c])?.line).toBe(3)
  expect(chainBreak([a, c])).toEqual({ line: 2, what: 'is numbered 3' })
  expect(chainBreak([b, c])?.line).toBe(1)
  expect(chainBreak([a, b, b])?.line).toBe(3)
  expect(chainBreak([b, a, c])?.line).toBe(1)
})

test('a line that is no JSON is named with its number', async () => {
  await chain('damaged', 2)
  const text = await readFile(at('damaged'), 'utf8')
  const path = await write('damaged', text.replace(/\n\{/, '\n['))
  await expect(readCustody(path)).rejects.toThrow(/line 2: not valid JSON/)
  await expect(readCustody(path)).rejects.toThrow(CaseProblem)
})

test('a log that is not there is a problem of the case, in words', async () => {
  await expect(readCustody(at('none'))).rejects.toThrow(/custody log is missing/)
  await expect(readCustody(at('none'))).rejects.toThrow(CaseProblem)
})

test('a line that was cut short before its end was never logged: the next one takes its place', async () => {
  const entries = await chain('torn', 2)
  const text = await readFile(at('torn'), 'utf8')
  await write('torn', text + text.slice(0, 100))
  expect(await readCustody(at('torn'))).toEqual(entries)
  await appendCustody(at('torn'), entries, { event: 'configured', config })
  expect(chainBreak(await readCustody(at('torn')))).toBeNull()
  expect(await readCustody(at('torn'))).toHaveLength(3)
})

test('a whole line whose end an editor took away is kept, and the next one stands below it', async () => {
  const entries = await chain('trimmed', 2)
  await write('trimmed', (await readFile(at('trimmed'), 'utf8')).trimEnd())
  expect(await readCustody(at('trimmed'))).toEqual(entries)
  await appendCustody(at('trimmed'), entries, { event: 'configured', config })
  expect(chainBreak(await readCustody(at('trimmed')))).toBeNull()
  expect(await readCustody(at('trimmed'))).toHaveLength(3)
})
