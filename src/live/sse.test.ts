import { expect, test } from 'vitest'
import { sentEvents } from './sse.ts'

async function read(...chunks: (string | Uint8Array)[]) {
  const bytes = (async function* () {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  })()
  const events = []
  for await (const event of sentEvents(bytes)) events.push(event)
  return events
}

test('events come out as they went in, with comments as signs of life', async () => {
  expect(
    await read(':)\n\n', 'event: update\ndata: {"a":1}\n\n', ':thump\n', 'event:delete\r\ndata:7\r\n\r\n'),
  ).toEqual([
    { event: '', data: null },
    { event: 'update', data: '{"a":1}' },
    { event: '', data: null },
    { event: 'delete', data: '7' },
  ])
})

test('chunks may end anywhere, in a line end and in a letter too', async () => {
  const bytes = Buffer.from('event: update\r\ndata: "é🔥"\r\n\r\ndata: a\rdata: b\r\r')
  const chunks = [...bytes].map(byte => Uint8Array.of(byte))
  expect(await read(...chunks, '\n')).toEqual([
    { event: 'update', data: '"é🔥"' },
    { event: 'message', data: 'a\nb' },
  ])
})

test('an event without an end is no reason to hold megabytes', async () => {
  const chunk = 'x'.repeat(1024 * 1024)
  await expect(read('data: ', chunk, chunk, chunk)).rejects.toThrow(/more than 2 MB/)
  await expect(read(...Array.from({ length: 3_000 }, () => `data: ${'y'.repeat(1_000)}\n`))).rejects.toThrow(
    /more than 2 MB/,
  )
})
