import { afterAll, expect, test } from 'vitest'
import { Store } from './store.ts'

const store = await Store.open()
afterAll(() => store.close())

test('columns come as typed arrays, by name and in the order of the rows', async () => {
  const { n, half } = await store.columns<'n' | 'half'>(
    'SELECT CAST(x AS DOUBLE) AS n, x / 2.0::DOUBLE AS half FROM generate_series(5, 1, -1) AS series(x)',
  )
  expect(n).toEqual(Float64Array.of(5, 4, 3, 2, 1))
  expect(half).toEqual(Float64Array.of(2.5, 2, 1.5, 1, 0.5))
})

test('of more rows than a block or a chunk holds, none is lost and none stands elsewhere', async () => {
  const many = 600_001
  const { x } = await store.columns<'x'>(`SELECT CAST(x AS DOUBLE) AS x FROM range(${many}) AS series(x)`)
  expect(x).toHaveLength(many)
  expect(x.every((value, at) => value === at)).toBe(true)
})

test('no rows make empty columns', async () => {
  const none = await store.columns<'x'>(
    'SELECT CAST(x AS DOUBLE) AS x FROM range(9) AS series(x) WHERE x > $most',
    {
      most: 9,
    },
  )
  expect(none).toEqual({ x: new Float64Array(0) })
})

test('a null and a column that is not cast are refused by name', async () => {
  await expect(store.columns('SELECT CAST(NULL AS DOUBLE) AS at')).rejects.toThrow('Column at holds a null')
  await expect(store.columns('SELECT 1::BIGINT AS at')).rejects.toThrow(
    'Column at is BIGINT: cast it to DOUBLE',
  )
})

test('a refused column leaves the store as it was', async () => {
  await expect(store.columns('SELECT NULL::DOUBLE AS x FROM range(100000)')).rejects.toThrow(TypeError)
  expect(await store.row('SELECT 1 AS one')).toEqual({ one: 1 })
})

test('numbers are appended whole or as fractions, as their column takes them', async () => {
  await store.run('CREATE TEMP TABLE mixed (whole BIGINT, share DOUBLE, name VARCHAR)')
  await store.append('mixed', [
    [1, 0.1, 'a'],
    [null, 2, null],
  ])
  expect(await store.rows('SELECT * FROM mixed')).toEqual([
    { whole: 1, share: 0.1, name: 'a' },
    { whole: null, share: 2, name: null },
  ])
})

test('columns are appended whole, as their columns take them, however many rows', async () => {
  await store.run('CREATE TEMP TABLE numbers (whole BIGINT, share DOUBLE)')
  const many = 5_001
  await store.appendColumns('numbers', [
    Float64Array.from({ length: many }, (_, n) => n),
    Float64Array.from({ length: many }, (_, n) => n / 2),
  ])
  expect(
    await store.rows(
      'SELECT count(*) AS rows, sum(whole) AS whole, sum(share) AS share, typeof(min(whole)) AS type, max(rowid) AS last FROM numbers WHERE rowid = whole AND share * 2 = whole',
    ),
  ).toEqual([{ rows: many, whole: 12_502_500, share: 6_251_250, type: 'BIGINT', last: many - 1 }])
  await store.appendColumns('numbers', [new Float64Array(0), new Float64Array(0)])
  expect(await store.row('SELECT count(*) AS rows FROM numbers')).toEqual({ rows: many })
})

test('whole numbers are appended exactly, to 2⁵³ on both sides', async () => {
  const numbers = [
    0,
    1,
    -1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 32,
    -(2 ** 32),
    2 ** 53 - 1,
    1 - 2 ** 53,
    1_493_000_000_000,
  ]
  await store.run('CREATE TEMP TABLE wholes (n BIGINT)')
  await store.appendColumns('wholes', [Float64Array.from(numbers)])
  expect(await store.rows('SELECT n FROM wholes')).toEqual(numbers.map(n => ({ n })))
})

test('a column of texts comes as one list in the order of its numbers, whatever the texts hold', async () => {
  const texts = ['b\0"\\\n', '', '😀', 'a']
  await store.run('CREATE TEMP TABLE said (i BIGINT, text VARCHAR)')
  await store.append(
    'said',
    texts.map((text, n) => [texts.length - n, text]),
  )
  expect(await store.list('text', 'said')).toEqual(texts.toReversed())
  expect(await store.list('text', 'said WHERE i > $from', { from: 2 })).toEqual(['', texts[0]])
  expect(await store.list('text', 'said WHERE i > 9')).toEqual([])
})
