import { expect, test } from 'vitest'
import { languageCode } from './languages.ts'

test.each([
  ['en', 'en'],
  ['EN', 'en'],
  ['en-GB', 'en'],
  ['pt_BR', 'pt'],
  ['English', 'en'],
  ['french', 'fr'],
  ['Français', 'fr'],
  ['Русский', 'ru'],
  ['Farsi (Persian)', 'fa'],
  ['in', 'id'],
  ['iw', 'he'],
  ['Norwegian', 'no'],
  ['Tagalog (Filipino)', 'tl'],
  ['Simplified Chinese', 'zh'],
  ['Serbian', 'sr'],
  [' German ', 'de'],
])('%s is %s', (given, code) => {
  expect(languageCode(given)).toBe(code)
})

test.each(['', 'und', 'zxx', 'qht', 'LANGUAGE UNDEFINED', 'Klingonese', '42', 'a'])(
  '%s is no language',
  given => {
    expect(languageCode(given)).toBeNull()
  },
)
