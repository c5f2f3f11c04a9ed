import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { literal, Store } from '../store/store.ts'
import { keepRows, writeRows } from './rows.ts'

const folder = await mkdtemp(join(tmpdir(), 'sillage-rows-'))
const store = await Store.open()
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

test('rows that the engine has kept are written as it yields them, with its types', async () => {
  const to = join(folder, 'kept.parquet')
  const kept = await keepRows(
    store,
    'kept',
    'SELECT x, x / 2.0::DOUBLE AS half, NULL::DOUBLE AS z FROM range(3) AS r(x)',
  )
  expect(kept.count).toBe(3)
  await writeRows(store, kept, to)
  const written = `SELECT * FROM read_parquet(${literal(to)})`
  expect(await store.rows(written)).toEqual([0, 1, 2].map(x => ({ x, half: x / 2, z: null })))
  expect((await store.rows(`DESCRIBE ${written}`)).map(column => column.column_type)).toEqual([
    'BIGINT',
    'DOUBLE',
    'DOUBLE',
  ])
})

test('where there are no rows, the file of an earlier run is taken away', async () => {
  for (const none of [[], await keepRows(store, 'none', 'SELECT 1 AS x WHERE false')]) {
    const to = join(folder, 'none.parquet')
    await writeFile(to, 'an earlier run')
    await writeRows(store, none, to)
    await expect(access(to)).rejects.toThrow('ENOENT')
  }
})
