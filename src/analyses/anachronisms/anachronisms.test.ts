import { expect, test } from 'vitest'
import { askDump, found } from '../testing.ts'
import { anachronisms } from './anachronisms.ts'

const sound =
  'z.docx: created=2016-01-01T00:00:00Z | modified=2016-01-02T00:00:00Z | application=Microsoft Excel | application_version=16.0300 | revision=12 | docx_rsid_count=9'

/** The checks that find something in these documents, with how many of how many. */
async function odd(...documents: string[]): Promise<string[]> {
  const outcome = await askDump(anachronisms, [...documents, sound].join('\n'))
  return outcome.status === 'found'
    ? outcome.findings.map(
        ({ id, numbers }) =>
          `${id.replace(/^anachronisms-|-[0-9a-f]{8}$/g, '')} ${numbers.odd}/${numbers.asked}`,
      )
    : []
}

test('a sound file has nothing', async () => {
  expect(await odd()).toEqual([])
})

test('created after it was saved, beyond the two minutes that programs take', async () => {
  expect(await odd('a.doc: created=2016-01-01T00:10:00Z | modified=2016-01-01T00:00:00Z')).toEqual([
    'created-after-saved 1/2',
  ])
  expect(await odd('a.doc: created=2016-01-01T00:01:00Z | modified=2016-01-01T00:00:00Z')).toEqual([])
})

test('times on two clocks are not compared', async () => {
  expect(await odd('a.odt: created=2016-01-01T09:00:00 | modified=2016-01-01T00:00:00Z')).toEqual([])
})

test('a version of Office from after the date', async () => {
  expect(
    await odd(
      'a.xls: modified=2009-01-01T00:00:00Z | application=Microsoft Excel | application_version=15.0300',
    ),
  ).toEqual(['program-after-saved 1/2'])
})

test('a format from after the date', async () => {
  expect(await odd('a.docx: modified=1999-01-01T00:00:00Z')).toEqual(['format-after-saved 1/2'])
})

test('Word’s own clock may differ by a time zone, and by nothing else', async () => {
  expect(await odd('a.doc: doc_created=2017-01-01T05:45:00 | created=2017-01-01T00:00:30Z')).toEqual([])
  expect(await odd('a.doc: doc_created=2017-01-01T00:07:00 | created=2017-01-01T00:00:00Z')).toEqual([
    'word-clock 1/1',
  ])
  expect(await odd('a.doc: doc_created=2017-01-03T00:00:00 | created=2017-01-01T00:00:00Z')).toEqual([
    'word-clock 1/1',
  ])
})

test('a history of many saves with the trace of one', async () => {
  expect(await odd('a.docx: revision=40 | docx_rsid_count=1')).toEqual(['lost-history 1/2'])
})

test('every finding is a lead with its base rate, its places and what else explains it', async () => {
  const { findings } = found(await askDump(anachronisms, `a.docx: modified=1999-01-01T00:00:00Z\n${sound}`))
  expect(findings[0]?.claim.en).toBe(
    '1 of 2 documents that state enough (50%): they are in a format that did not exist when they say they were saved.',
  )
  expect(findings[0]?.evidence).toMatchObject([
    { type: 'document', document: 'dump!/a.docx', fact: 'modified', locator: 'at modified' },
  ])
  expect(findings[0]?.caveats[0]?.en).toMatch(/converted/)
})
