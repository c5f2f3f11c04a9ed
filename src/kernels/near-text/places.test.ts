import { expect, test } from 'vitest'
import { differences, passageSpans, placedWords } from './places.ts'

const said = (text: string, spans: { from: number; to: number }[] = []) =>
  spans.map(({ from, to }) => text.slice(from, to))

test('what a variant adds and lacks is where it says, in the text as written', () => {
  const one = 'The archive — see https://t.co/x — is open. Read it!'
  const other = '🔥 THE FOLDER is open… rеad it, @ann, all of it'
  const { added, missing } = differences(placedWords(one), placedWords(other)) ?? {}
  expect(said(other, added)).toEqual(['FOLDER', 'all of it'])
  expect(said(one, missing)).toEqual(['archive — see'])
})

test('shared passages are found in both texts, whatever stands between the words', () => {
  const words = 'one two three four five six seven eight nine ten eleven twelve thirteen'
  const one = `A beginning of its own. ${words}. An end.`
  const other = `«${words.replaceAll(' ', ' \n— ').toUpperCase()}» and more`
  const [passage, ...more] = passageSpans(placedWords(one), placedWords(other))
  expect(more).toEqual([])
  expect(one.slice(passage?.one.from, passage?.one.to)).toBe(words)
  expect(other.slice(passage?.other.from, passage?.other.to)).toBe(
    words.replaceAll(' ', ' \n— ').toUpperCase(),
  )
})

test('a passage of eleven words is none, in Chinese one of thirty-five signs is none', () => {
  const eleven = 'one two three four five six seven eight nine ten eleven'
  expect(passageSpans(placedWords(`${eleven} left`), placedWords(`right ${eleven}`))).toEqual([])
  const signs = '竞选团队的九千兆字节邮件今晚公开电视台在投票前保持沉默请大家下载阅读并转发'
  const passage = passageSpans(
    placedWords(`甲${signs.slice(0, 36)}`),
    placedWords(`乙${signs.slice(0, 36)}`),
  )[0]
  expect(passage?.one).toEqual({ from: 1, to: 37 })
  expect(
    passageSpans(placedWords(`甲${signs.slice(0, 34)}`), placedWords(`乙${signs.slice(0, 34)}`)),
  ).toEqual([])
})

test('texts too long to compare word by word are not', () => {
  expect(differences(placedWords('word '.repeat(500)), placedWords('word'))).toBeNull()
})
