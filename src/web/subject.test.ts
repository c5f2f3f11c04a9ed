import { expect, test } from 'vitest'
import { subjectInShort } from './subject.ts'

test('the first subject is named, and the others are counted by their kind', () => {
  expect(subjectInShort(['#leak'], 'en')).toBe('#leak')
  expect(subjectInShort(['#leak', 'https://a.example/1'], 'en')).toBe('#leak and 1 link')
  expect(subjectInShort(['#leak', 'https://a.example/1', 'http://b.example'], 'fr')).toBe('#leak et 2 liens')
  expect(subjectInShort(['#leak', '#fuite', '#leck'], 'fr')).toBe('#leak et 2 mots-dièse')
  expect(subjectInShort(['#leak', '#fuite', 'a word'], 'en')).toBe('#leak and 2 other subjects')
  expect(subjectInShort([], 'en')).toBe('')
})
