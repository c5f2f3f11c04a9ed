import { expect, test } from 'vitest'
import { DamagedStream } from './bytes.ts'
import type { RawRecord } from './importer.ts'
import { nestedRecords } from './nested-records.ts'

/** The document in pieces of so many bytes. */
async function* pieces(text: string, size: number, damage = false): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  if (damage) throw new DamagedStream('the gzip stream is damaged')
}

async function read(text: string, size = 7, damage = false): Promise<RawRecord[]> {
  const records: RawRecord[] = []
  for await (const record of nestedRecords(
    pieces(text, size, damage),
    path => path.at(-1) === '*' && path.at(-2) === 'messages',
    ({ json, path, around }) => JSON.stringify([path.join('.'), around.at(-1), JSON.parse(json)]),
  ))
    records.push(record)
  return records
}

const DOCUMENT = `{"about":"x","chats":{"list":[
  {"name":"a \\"b\\" 🚢","type":null,"id":12, "messages":[{"id":1,"text":["}",{"x":"]"}]},{"id":2}], "after": true},
  {"name":"c","messages":[],"list":[[1,"messages"],{}]},
  {"messages":[{"id":3}]}]}, "end": 1e3}`

test('each message comes with what is said before it around it, whatever the pieces', async () => {
  for (const size of [1, 2, 7, 64, 10_000])
    expect(await read(DOCUMENT, size)).toEqual([
      {
        row: 1,
        json: JSON.stringify([
          'chats.list.*.messages.*',
          { name: '"a \\"b\\" 🚢"', type: 'null', id: '12' },
          { id: 1, text: ['}', { x: ']' }] },
        ]),
      },
      {
        row: 2,
        json: JSON.stringify([
          'chats.list.*.messages.*',
          { name: '"a \\"b\\" 🚢"', type: 'null', id: '12' },
          { id: 2 },
        ]),
      },
      { row: 3, json: JSON.stringify(['chats.list.*.messages.*', {}, { id: 3 }]) },
    ])
})

test('a document that ends inside a record, or after one, says so', async () => {
  const inside = await read('{"messages":[{"id":1},{"id":')
  expect(inside.slice(1)).toEqual([{ row: 2, problem: 'the file ends inside this record', raw: '{"id":' }])
  const after = await read('{"messages":[{"id":1},')
  expect(after.slice(1)).toEqual([
    { row: 2, problem: 'the file was cut short: what came after this is not in it', raw: '' },
  ])
})

test('a damaged archive gives what came before the damage', async () => {
  const records = await read('{"messages":[{"id":1},{"i', 7, true)
  expect(records.map(record => ('problem' in record ? record.problem : record.row))).toEqual([
    1,
    'the gzip stream is damaged',
  ])
})
