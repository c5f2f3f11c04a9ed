import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCase } from '../case/open.ts'
import { fixtures } from '../case/testing.ts'
import { noted } from './adding.ts'
import type { LiveSource } from './source.ts'
import { type Memory, Spool } from './spool.ts'

const { at } = fixtures()
const source = (id: LiveSource['id']): LiveSource => ({
  id,
  where: 'there',
  importer: null,
  items: async function* () {},
})
const memory = (cursor: string): Omit<Memory, 'bytes'> => ({ where: 'there', cursor, covered: [], gaps: [] })

/** What a run that was killed left: two events with their cursor, one without, and half of another. */
async function left(name: string, id: LiveSource['id'], canReread: boolean) {
  const given = await createCase(at(name))
  const killed = new Spool(given, source(id))
  await killed.make()
  await killed.start('there', canReread)
  await killed.keep(['{"n":1}', '{"n":2}'], memory('2'))
  await appendFile(join(killed.dir, 'open.jsonl'), '{"n":3}\n{"n"')
  const next = new Spool(given, source(id))
  const remembered = await next.start('there', canReread)
  const texts = await Promise.all((await next.closed()).map(path => readFile(path, 'utf8')))
  return { remembered, texts }
}

test('of a stream, all whole events that a killed run left are adopted', async () => {
  const { remembered, texts } = await left('stream', 'jetstream', true)
  expect(remembered.cursor).toBe('2')
  expect(texts).toEqual(['{"n":1}\n{"n":2}\n{"n":3}\n'])
})

test('of a file, those up to the cursor: the others will be read again', async () => {
  expect((await left('file', 'file', false)).texts).toEqual(['{"n":1}\n{"n":2}\n'])
})

test('custody keeps where a segment came from, the cursor, and the gaps', () => {
  const gaps = [{ from: 0, to: 60_000, why: 'x' }]
  expect(noted({ where: 'wss://a.example/subscribe', cursor: '7', gaps })).toEqual({
    watched: 'wss://a.example/subscribe',
    cursor: '7',
    gaps: '1970-01-01T00:00:00.000Z/1970-01-01T00:01:00.000Z',
  })
})
