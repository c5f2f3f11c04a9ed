import { expect, test } from 'vitest'
import { askDump, found } from '../testing.ts'
import { bursts, type Save } from './bursts.ts'
import { resaves } from './resaves.ts'

const DAY = 86_400_000
const saves = (...minutes: number[]): Save[] =>
  minutes.map((minute, n) => ({
    document: String(n),
    at: minute * 60_000,
    created: -n * 400 * DAY,
    group: 'g',
  }))
const told = (given: readonly Save[]) =>
  bursts(given, { least: 3, within: 600_000, span: 365 * DAY }).map(
    ({ from, to, saves: own }) => `${from / 60_000}–${to / 60_000}: ${own.length}`,
  )

test('three saves within ten minutes are a burst, and two are none', () => {
  expect(told(saves(0, 5, 10))).toEqual(['0–10: 3'])
  expect(told(saves(0, 5, 11))).toEqual([])
  expect(told(saves(0, 5))).toEqual([])
})

test('windows that share a file are one burst; apart, they are two', () => {
  expect(told(saves(0, 5, 10, 15, 19))).toEqual(['0–19: 5'])
  expect(told(saves(0, 1, 2, 60, 61, 62))).toEqual(['0–2: 3', '60–62: 3'])
})

test('files that were created together are no burst, nor are those of two groups', () => {
  expect(told(saves(0, 1, 2).map(save => ({ ...save, created: 0 })))).toEqual([])
  expect(told(saves(0, 1, 2).map((save, n) => ({ ...save, group: String(n) })))).toEqual([])
})

const line = (n: number, minute: number, who = 'r', year = 2005 + n) =>
  `${n}${who}.xls: created=${year}-01-01T00:00:00Z | modified=2017-03-27T13:0${minute}:00Z | last_modified_by=${who} | application=Microsoft Excel | application_version=14.0300 | xls_country_windows=7`

test('old spreadsheets saved anew in four minutes by one name are found, and nobody is accused', async () => {
  const dump = [
    ...[0, 1, 2, 3, 4].map(n => line(n, n)),
    line(5, 2, 's'),
    'z.xls: modified=2016-01-01T00:00:00Z',
  ].join('\n')
  const { findings, rows, figures } = found(await askDump(resaves, dump))
  expect(findings).toHaveLength(1)
  const [finding] = findings
  expect(finding?.claim.en.replace(/\s/g, ' ')).toBe(
    '5 different files, created up to 4.0 years apart, were all saved within 4 min from 27 Mar 2017, 13:00:00, under the name “r” with Microsoft Excel 14.0300.',
  )
  expect(finding?.numbers).toMatchObject({
    files: 5,
    lasted_s: 240,
    by_name: 5,
    dated: 7,
    first_at: Date.UTC(2017, 2, 27, 13),
  })
  expect(finding?.about.documents).toEqual([0, 1, 2, 3, 4].map(n => `dump!/${n}r.xls`))
  expect(finding?.evidence).toHaveLength(5)
  expect(finding?.caveats.map(({ en }) => en).join()).toMatch(/lead.*innocent/s)
  expect(rows).toHaveLength(5)
  expect(figures?.bursts).toEqual([
    {
      burst: 1,
      from: Date.UTC(2017, 2, 27, 13, 0),
      to: Date.UTC(2017, 2, 27, 13, 4),
      files: 5,
      last_modified_by: 'r',
    },
  ])
  const counted = (kind: string) =>
    figures?.dates?.flatMap(bin => (bin.kind === kind ? Number(bin.files) : [])).reduce((a, b) => a + b, 0)
  expect([counted('created'), counted('saved'), counted('sent')]).toEqual([6, 7, 0])
})

test('an office that saves its files one by one has none', async () => {
  expect(await askDump(resaves, [0, 1, 2].map(n => line(n, n)).join('\n'))).toMatchObject({
    status: 'nothing found',
  })
  expect(await askDump(resaves, 'a.xls: title=x')).toMatchObject({ status: 'not applicable' })
})
