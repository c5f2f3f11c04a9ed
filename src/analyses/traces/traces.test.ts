import { expect, test } from 'vitest'
import { classOf, factsOfClass } from '../../documents/fact-names.ts'
import { askDump, found } from '../testing.ts'
import { TRACES } from './labels.ts'
import { traces } from './traces.ts'

test('an author and who saved a file last are two statements, and are never merged', async () => {
  const { findings, rows } = found(
    await askDump(
      traces,
      `a.doc: author=ann | last_modified_by=bob
       b.doc: author=ann | last_modified_by=ann
       c.doc: author=cat`,
    ),
  )
  expect(findings.map(({ claim, numbers }) => [claim.en, numbers])).toEqual([
    [
      'Of 3 documents, 3 name an author: 2 different values, most often “ann”, in 2.',
      { documents: 3, saying: 3, values: 2, most: 2 },
    ],
    [
      'Of 3 documents, 2 name who saved them last: 2 different values, most often “ann”, in 1.',
      { documents: 3, saying: 2, values: 2, most: 1 },
    ],
  ])
  expect(rows.map(({ name, value, documents }) => `${name} ${value} ${documents}`)).toEqual([
    'author ann 2',
    'author cat 1',
    'last_modified_by ann 1',
    'last_modified_by bob 1',
  ])
})

test('a document counts once for a value, and the evidence counts every fact', async () => {
  const { findings } = found(await askDump(traces, 'a.doc: printer=HP | printer=HP'))
  expect(findings[0]?.numbers).toMatchObject({ saying: 1, values: 1, most: 1 })
  expect(findings[0]?.evidence).toEqual([{ type: 'facts', where: { names: ['printer'] }, count: 2 }])
})

test('each finding says that names are no persons, and that they can be planted', async () => {
  const { findings } = found(await askDump(traces, 'a.doc: author=ann | company=Example'))
  for (const { caveats } of findings) {
    expect(caveats.map(({ en }) => en).join()).toMatch(/planted.*namesakes.*innocent employee/s)
    expect(caveats.map(({ fr }) => fr).join()).toMatch(/homonymes/)
  }
})

test('a dump that names nobody and nothing says so', async () => {
  expect(await askDump(traces, 'a.doc: title=x')).toMatchObject({ status: 'nothing found' })
})

test('every kind of trace is a fact of its class', () => {
  for (const [name, { class: kind }] of Object.entries(TRACES))
    expect([name, classOf(name)]).toEqual([name, kind])
  expect(factsOfClass('printer')).toContain('printer')
})
