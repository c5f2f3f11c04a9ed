import { expect, test } from 'vitest'
import { Normalised } from './normalise.ts'

function normal(text: string): string {
  const one = new Normalised()
  one.read(text)
  return String.fromCharCode(...one.units.subarray(0, one.length))
}
function words(text: string): number {
  const one = new Normalised()
  one.read(text)
  return one.words
}

test('links, mentions, entities and quoted lines go; a tag stays as its word', () => {
  expect(normal('Read https://t.co/abc?x=1 @ann_b @bo@host.example now &amp; #Tag www.site.example/x')).toBe(
    'read now tag',
  )
  expect(normal('> what another wrote\nmy own words')).toBe('my own words')
  expect(normal('write to me@host.example, graph 5 > 3')).toBe('write to me host exampie graph 5 3')
})

test('case, punctuation, emoji, accents and unseen signs make no difference', () => {
  const plain = normal('The archive is open, read it')
  for (const other of [
    'THE ARCHIVE IS OPEN!! READ IT…',
    '🔥 The archive 🇫🇷 is open 👩‍👩‍👧 read it ℹ️',
    'The ar\u00adchi\u200bve is op\u2060en — “read it”',
    'Thé àrchïve ıs opeṅ: re\u0301ad it',
  ])
    expect(normal(other)).toBe(plain)
})

test('look-alikes of other scripts are the letters that they look like', () => {
  const plain = normal('The archive is open now, Houses')
  for (const other of [
    'Thе аrсhivе іѕ ореn now, Houses',
    'Τhe αrchινe ιs οpen Νow, Ηouses',
    '𝓣𝓱𝓮 𝐚𝐫𝐜𝐡𝐢𝐯𝐞 𝕚𝕤 𝚘𝚙𝚎𝚗 now, Houses',
    'Ｔｈｅ ａｒｃｈｉｖｅ is ⓞⓟⓔⓝ now, Houses',
    'The arch1ve is 0pen now, Hou5es',
    'ᴛʜᴇ ᴀʀᴄʜɪᴠᴇ is open now, Houses',
  ])
    expect(normal(other), other).toBe(plain)
})

test('a text in Cyrillic or Greek is itself in capitals too', () => {
  for (const text of [
    'Все документы кампании опубликованы вечером',
    'Η διαρροή των εγγράφων ήταν μεγάλη νίκη',
  ])
    expect(normal(text.toUpperCase())).toBe(normal(text))
  expect(normal('Все документы')).not.toBe(normal('Вся правда'))
})

test('Arabic without its signs of vowels, Korean letters in parts, Thai with its own', () => {
  expect(normal('نُشِرَت الوَثائِقُ')).toBe(normal('نشرت الوثائق'))
  expect(normal('문서가'.normalize('NFD'))).toBe(normal('문서가'))
  expect(normal('เอกสารที่รั่วไหล')).toBe('เอกสารที่รั่วไหล')
})

test('of scripts without blanks three signs count as a word', () => {
  expect(words('one two three')).toBe(3)
  expect(words('文件已经公开了')).toBeCloseTo(7 / 3)
  expect(words('#leak 文件已')).toBe(2)
  expect(words('')).toBe(0)
})

test('hostile texts come to an end', () => {
  const long = 200_000
  for (const text of ['&', '@', '@a', 'http', '>\n', '\ud800', '\u0301', 'a\u200b', '😀', 'ﷺ'])
    expect(words(text.repeat(long))).toBeLessThanOrEqual(long * 5)
})
