import { expect, test } from 'vitest'
import { InputProblem } from './importer.ts'
import { readTimes } from './times.ts'

const note = (...samples: string[]) => readTimes('when', samples, 'UTC').note

test('times that state no zone say how they are read', () => {
  expect(note('2017-05-05 18:49')).toMatch(/read as UTC \(--tz changes it\)/)
  expect(readTimes('when', ['2017-05-05 18:49'], 'Europe/Paris').note).toMatch(/read in Europe\/Paris/)
})

test('counts from 1970 are seen as such, with or without decimals', () => {
  for (const sample of ['1494010140', '1494010140.5', '1494010140000', '1494010140000000'])
    expect(note(sample), sample).toMatch(/counted from 1970/)
})

test('what is no time at all is refused with samples and what to do', () => {
  expect(() => readTimes('who', ['ann', 'bob'], 'UTC')).toThrow(InputProblem)
  expect(() => readTimes('who', ['ann', 'bob'], 'UTC')).toThrow(
    /'who' does not look like times \(ann · bob\).*--map at=COLUMN/,
  )
})

test('the day comes first where a number is too large for a month, or dots stand between', () => {
  expect(note('13/5/2017', '1/2/2017')).toMatch(/day first/)
  expect(note('5/13/2017', '1/2/2017')).toMatch(/month first/)
  expect(note('5.6.2017')).toMatch(/day first/)
})

test('dates that contradict each other, or say nothing, ask', () => {
  expect(() => note('1/2/2017')).toThrow(/cannot be told apart/)
  expect(() => note('13/5/2017', '5/13/2017')).toThrow(/cannot be told apart/)
})

test('a format that was said is taken, and quoted', () => {
  const { sql, note } = readTimes('when', [], 'UTC', "%d' of %m")
  expect(sql('x')).toContain("'%d'' of %m'")
  expect(note).toContain("%d' of %m")
})
