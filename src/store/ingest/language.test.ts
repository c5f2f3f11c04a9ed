import { expect, test } from 'vitest'
import { languageDetector } from './language.ts'

const detectLanguage = await languageDetector()

test('a language is detected from a text’s words', () => {
  expect(detectLanguage('Les documents de la campagne ont été publiés cette nuit')).toBe('fr')
  expect(detectLanguage('The documents of the campaign were published last night')).toBe('en')
  expect(detectLanguage('Die Unterlagen der Kampagne wurden heute Nacht veröffentlicht')).toBe('de')
  expect(detectLanguage('Документы кампании были опубликованы этой ночью')).toBe('ru')
})

test('tags, names and links have no language', () => {
  for (const text of [
    '',
    'ok',
    '#MacronLeaks #Election',
    '@ann_of_paris @bob',
    'https://the.example/documents-of-the-campaign',
    '#élection2017 https://a.example 🔥🔥',
  ])
    expect(detectLanguage(text), text).toBeNull()
})

test('a text of nonsense is of no language that is sure', () => {
  expect(detectLanguage('xqzt vbnm plkj wrtz')).toBeNull()
})

test('a very long text is read from its beginning', () => {
  expect(detectLanguage('Les documents de la campagne ont été publiés cette nuit. '.repeat(20_000))).toBe(
    'fr',
  )
})
