import { describe, expect, test } from 'vitest'
import { DamagedStream } from './bytes.ts'
import { jsonLines, jsonValues } from './json-values.ts'

/** The records of a text that comes in chunks of so many bytes. */
async function records(read: typeof jsonLines, text: string, chunk = 1 << 20, problem?: Error) {
  async function* bytes() {
    const all = Buffer.from(text)
    for (let at = 0; at < all.length; at += chunk) yield all.subarray(at, at + chunk)
    if (problem) throw problem
  }
  const found: string[] = []
  for await (const record of read(bytes()))
    found.push(`${record.row} ${'json' in record ? record.json : record.problem}`)
  return found
}

const TRICKY = '[{"a": "]}\\"[{", "é": [1, {"b": 2}]}, {"c": "\\\\"}]'

describe('lines', () => {
  test('are records with their line’s number, however the bytes are cut', async () => {
    for (const chunk of [1, 2, 3, 100])
      expect(await records(jsonLines, '{"a":1}\n\n{"é":2}\r\n{"c":3}', chunk)).toEqual([
        '1 {"a":1}',
        '3 {"é":2}',
        '4 {"c":3}',
      ])
  })
  test('may begin with a byte order mark', async () => {
    expect(await records(jsonLines, '\ufeff{"a":1}\n')).toEqual(['1 {"a":1}'])
  })
  test('before a damage are kept, and the damage is a record of its own', async () => {
    expect(await records(jsonLines, '{"a":1}\n{"b"', 4, new DamagedStream('cut short'))).toEqual([
      '1 {"a":1}',
      '2 cut short',
    ])
  })
  test('another error is not swallowed', async () => {
    await expect(records(jsonLines, '{"a":1}', 4, new Error('the disk is gone'))).rejects.toThrow(
      'the disk is gone',
    )
  })
})

describe('values', () => {
  test('of an array are told apart by their brackets, not by those in texts, however the bytes are cut', async () => {
    for (const chunk of [1, 2, 5, 100])
      expect(await records(jsonValues, TRICKY, chunk)).toEqual([
        '1 {"a": "]}\\"[{", "é": [1, {"b": 2}]}',
        '2 {"c": "\\\\"}',
      ])
  })
  test('one after another need no array', async () => {
    expect(await records(jsonValues, '\ufeff {"a":\n1}\n{"b":2}', 3)).toEqual(['1 {"a":\n1}', '2 {"b":2}'])
  })
  test('that never end are a problem of their own', async () => {
    expect(await records(jsonValues, '[{"a":1},{"b":')).toEqual([
      '1 {"a":1}',
      '2 the file ends inside this record',
    ])
  })
  test('what stands between them and is none has a row of its own, however the bytes are cut', async () => {
    for (const chunk of [1, 3, 100]) {
      expect(await records(jsonValues, '[{"a":1}}, 7, "x, y" ,{"b":2}][{"c":3}]', chunk)).toEqual([
        '1 {"a":1}',
        '2 }',
        '3 7',
        '4 "x, y"',
        '5 {"b":2}',
        '6 {"c":3}',
      ])
      expect(await records(jsonValues, '{"a":1}\nnonsense here\n{"b":2}', chunk)).toEqual([
        '1 {"a":1}',
        '2 nonsense here',
        '3 {"b":2}',
      ])
    }
  })
})
