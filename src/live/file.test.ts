import { appendFile, rename, truncate, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fixtures } from '../case/testing.ts'
import { growingFile } from './file.ts'
import { until } from './testing.ts'

const { at, write } = fixtures()

/** Follows a file from a cursor while `during` happens, until so many lines came. */
async function followed(
  path: string,
  lines: number,
  during: (got: string[]) => Promise<void> = async () => {},
  from: string | null = null,
): Promise<{ got: string[]; notes: string[]; cursor: string | null }> {
  const source = await growingFile(path, null, 10)
  const stopping = new AbortController()
  const got: string[] = []
  const notes: string[] = []
  let cursor = from
  const following = (async () => {
    for await (const item of source.items(from, stopping.signal)) {
      if (item.kind === 'note') notes.push(item.text)
      if ('cursor' in item) cursor = item.cursor
      if (item.kind === 'event') got.push(item.event.raw)
    }
  })()
  await during(got)
  await until(() => got.length >= lines, `${lines} lines came`)
  await new Promise(resolve => setTimeout(resolve, 40))
  stopping.abort()
  await following
  return { got, notes, cursor }
}

test('lines that are appended are taken, each when it is whole', async () => {
  const path = await write('grows.jsonl', '{"n":1}\n{"n":2}\n{"n"')
  const { got } = await followed(path, 4, async got => {
    await until(() => got.length === 2, 'two lines came')
    await appendFile(path, ':3}\r\n\n{"n":4}\n')
  })
  expect(got).toEqual(['{"n":1}', '{"n":2}', '{"n":3}', '{"n":4}'])
})

test('from a cursor it goes on where it was', async () => {
  const path = await write('resumed.jsonl', '{"n":1}\n{"n":2}\n')
  const { cursor } = await followed(path, 2)
  await appendFile(path, '{"n":3}\n')
  expect((await followed(path, 1, undefined, cursor)).got).toEqual(['{"n":3}'])
})

test('a file that is renamed and begun anew is read to its end first', async () => {
  const path = await write('rotated.jsonl', '{"n":1}\n')
  const { got } = await followed(path, 3, async got => {
    await until(() => got.length === 1, 'one line came')
    await appendFile(path, '{"n":2}\n')
    await rename(path, at('rotated.jsonl.1'))
    await writeFile(path, '{"n":3}\n')
  })
  expect(got).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
})

test('a file that was renamed while nobody watched is found beside it', async () => {
  const path = await write('later.jsonl', '{"n":1}\n')
  const { cursor } = await followed(path, 1)
  await appendFile(path, '{"n":2}\n')
  await rename(path, at('later.jsonl.1'))
  await writeFile(path, '{"n":3}\n')
  expect((await followed(path, 2, undefined, cursor)).got).toEqual(['{"n":2}', '{"n":3}'])
})

test('one that is gone is said to be missing', async () => {
  const path = await write('gone.jsonl', '{"n":1}\n')
  const { cursor } = await followed(path, 1)
  await rename(path, at('elsewhere'))
  await writeFile(path, '{"n":2}\n')
  const { got, notes } = await followed(path, 1, undefined, cursor)
  expect(got).toEqual(['{"n":2}'])
  expect(notes).toEqual([expect.stringMatching(/after byte 8 is missing/)])
})

test('a truncated file is read from its beginning, even when it has grown past the place meanwhile', async () => {
  const path = await write('cut.jsonl', '{"n":1}\n{"n":2}\n')
  const { got, notes, cursor } = await followed(path, 3, async got => {
    await until(() => got.length === 2, 'two lines came')
    await truncate(path, 0)
    await new Promise(resolve => setTimeout(resolve, 50))
    await appendFile(path, '{"n":3}\n')
  })
  expect(got).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
  expect(notes[0]).toMatch(/begun anew/)
  await writeFile(path, '{"n":4}\n{"n":5}\n{"n":6}\n')
  expect((await followed(path, 3, undefined, cursor)).got).toEqual(['{"n":4}', '{"n":5}', '{"n":6}'])
})

test('a line of many megabytes is left out, and the next one is taken', async () => {
  const path = await write('long.jsonl', `{"n":1}\n${'x'.repeat(17 * 1024 * 1024)}\n{"n":2}\n`)
  const { got, notes } = await followed(path, 2)
  expect(got).toEqual(['{"n":1}', '{"n":2}'])
  expect(notes).toEqual([expect.stringMatching(/more than 16 MB is left out, at byte 8/)])
})

test('what nobody could follow is refused in a sentence', async () => {
  await expect(growingFile(at('nowhere.jsonl'), null)).rejects.toThrow(/no such file/)
  await expect(growingFile(at(''), null)).rejects.toThrow(/no such file/)
  const gzip = await write('a.jsonl.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0]))
  await expect(growingFile(gzip, null)).rejects.toThrow(/compressed/)
})
