import { expect, test } from 'vitest'
import { handleShown, languageNamer, platformName, windowName } from './names.ts'

test('a handle has one @ where the platform writes it so, however it came', () => {
  expect(handleShown('ann', 'x')).toBe('@ann')
  expect(handleShown('@ann', 'x')).toBe('@ann')
  expect(handleShown('@@ann', 'x')).toBe('@ann')
})

test('a host and a page’s name have none', () => {
  expect(handleShown('news.example', 'web')).toBe('news.example')
  expect(handleShown('Voix du Nord', 'facebook')).toBe('Voix du Nord')
  expect(handleShown('news.example')).toBe('news.example')
})

test('an account’s number is not a handle', () => {
  expect(handleShown('1671218417', 'x')).toBe('1671218417')
})

test('a well-known period is named in the page’s language, another as the user wrote it', () => {
  expect(windowName('election silence', 'fr')).toBe('silence électoral')
  expect(windowName('Election silence', 'en')).toBe('Election silence')
  expect(windowName('silence électoral', 'en')).toBe('election silence')
  expect(windowName('la nuit', 'en')).toBe('la nuit')
})

test('a platform or language named like a part of JavaScript is only a name', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(platformName(name)).toBe(name)
    expect(typeof languageNamer('fr')(name)).toBe('string')
  }
})

test('a language’s code that is none stays as it is', () => {
  expect(languageNamer('en')('xx-1')).toBe('Xx-1')
  expect(languageNamer('fr')('de')).toBe('Allemand')
})
