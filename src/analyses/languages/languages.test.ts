import { expect, test } from 'vitest'
import { askDump, found } from '../testing.ts'
import { languages } from './languages.ts'
import { readable } from './names.ts'
import { scriptsIn } from './scripts.ts'

test('kinds of evidence stand by themselves, each with its base rate', async () => {
  const { findings } = found(
    await askDump(
      languages,
      `a.xls: code_page=1251 | xls_country_windows=7 | author=Анна
       b.xls: code_page=1252 | xls_country_windows=1 | author=ann
       c.xls: code_page=1252
       d.doc: doc_language=1049 | code_page=1200`,
    ),
  )
  expect(findings.map(({ claim }) => claim.en)).toEqual([
    '1 of 2 documents that name a person or organisation has a name in Cyrillic script (1 name).',
    'Of 4 documents, 3 state a code page: 1252 (Western European) in 66.7% of them; also 1251 (Cyrillic) in 1.',
    'Of 4 documents, 1 states a Windows language: 1049 (Russian (Russia)) in 100% of them.',
    'Of 4 documents, 2 state the country of an Excel or its Windows: 1 (United States) in 50% of them; also 7 (Russia) in 1.',
  ])
})

test('a name gives a script and no language, and says so', async () => {
  const { findings } = found(await askDump(languages, 'a.doc: last_modified_by=Олександр'))
  expect(findings[0]?.caveats[0]?.en).toMatch(/not a language/)
  expect(findings[0]?.evidence).toMatchObject([
    { type: 'document', document: 'dump!/a.doc', fact: 'last_modified_by' },
  ])
  expect(scriptsIn('Ann Оля 山')).toEqual(['Latin', 'Cyrillic', 'Han'])
})

test('numbers are named in both languages, and stay as they are where nobody knows them', () => {
  expect([
    readable('country', '7', 'fr'),
    readable('LCID', '1049', 'en'),
    readable('code page', '4711', 'en'),
    readable('tag', 'not a tag!', 'en'),
  ]).toEqual(['7 (Russie)', '1049 (Russian (Russia))', '4711', 'not a tag!'])
})
