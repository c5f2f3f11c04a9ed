import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { nearText } from './near-text.ts'
import { WAYS } from './verify.ts'

const MODEL =
  'Nine gigabytes of campaign mails are now public. Television stays silent before the vote on Sunday.'

/** Which texts are in one group, as letters: "aab-". */
function groups(texts: readonly string[]): string {
  const { group } = nearText(texts)
  const heads = [...new Set(group)].filter(head => head >= 0)
  return [...group].map(head => (head < 0 ? '-' : String.fromCharCode(97 + heads.indexOf(head)))).join('')
}

test('a text, and one of each way to disguise it, are one group; another text is not in it', () => {
  const texts = [
    MODEL,
    MODEL,
    MODEL.replace('mails', 'files'),
    `${MODEL} Spread the word.`,
    'Television stays silent before the vote on Sunday. Nine gigabytes of campaign mails are now public.',
    MODEL.toUpperCase().replaceAll('.', '!!'),
    `🔥 ${MODEL} 👀`,
    MODEL.replaceAll('a', 'а').replaceAll('o', 'ο'),
    'Sunday before public vote nine are campaign of gigabytes now on mails television the silent stays',
    'A storm is expected on the coast tonight, and ferries will not run before Monday morning.',
  ]
  expect(groups(texts)).toBe('aaaaaaaaa-')
})

test('each member says what it shares with its representative, and in which way', () => {
  const { share, way, group } = nearText([
    MODEL,
    MODEL,
    MODEL.replace('mails', 'files'),
    `${MODEL} Read it all.`,
  ])
  expect([...group]).toEqual([0, 0, 0, 0])
  expect([...way].map(at => WAYS[at])).toEqual(['exact', 'exact', 'letters', 'letters'])
  expect([...share].map(one => Math.round(one * 100))).toEqual([100, 100, 84, 89])
})

test('a text that was added to and then cut is still found; texts that share a phrase are not', () => {
  const words = MODEL.split(' ')
  expect(groups([MODEL, `Please read it all. ${words.slice(0, 11).join(' ')}…`])).toBe('aa')
  const phrase = 'in connection with the death of a man'
  expect(
    groups([
      `Two were arrested on Monday ${phrase} from Harbour Town`,
      `Police seek a witness ${phrase} near the mill`,
    ]),
  ).toBe('--')
})

test('texts of fewer than five words are counted and never called alike', () => {
  const { group, short } = nearText([
    'Good morning to all',
    'good morning to all',
    '早上好',
    '早上好',
    '',
    '',
  ])
  expect([...group]).toEqual([-1, -1, -1, -1, -1, -1])
  expect(short).toBe(6)
})

test('the tag that all texts bear does not make one long enough', () => {
  const texts = [
    'Still nothing on TV #TheLeak',
    'still nothing on TV! #theleak',
    'Still nothing at all on TV #TheLeak',
  ]
  expect([...nearText([...texts, texts[2] ?? ''], ['theleak']).group]).toEqual([-1, -1, 2, 2])
  expect([...nearText(texts).group]).toEqual([0, 0, -1])
})

test('where a reordered copy came first, a copy of the text with a sentence added is with both', () => {
  const sentences = [
    'The files of the campaign are out tonight',
    'nobody on television says a word of them',
    'read them before somebody takes them down',
  ]
  const said = (...order: number[]) => order.map(n => sentences[n]).join('. ')
  // Words in wholly another order leave few runs of signs in common with the text itself.
  const shuffled = said(0, 1, 2).replaceAll('. ', ' ').split(' ').reverse().join(' ')
  const added = `${said(0, 1, 2)}. And tell your friends`
  expect(groups([shuffled, said(0, 1, 2), added])).toBe('aaa')
})

test('a chain of small edits does not join strangers', () => {
  const words = MODEL.split(' ')
  const other = 'while every neighbour of the harbour slept a lone boat came home without its nets'.split(' ')
  const chain = Array.from({ length: 16 }, (_, i) => [...other.slice(0, i), ...words.slice(i)].join(' '))
  const { group } = nearText(chain)
  expect(group[0]).not.toBe(group[15])
})

test.each([
  ['Arabic', 'نشرت وثائق الحملة الانتخابية الليلة وهي متاحة للجميع قبل التصويت', 'الليلة', 'اليوم'],
  ['Chinese', '竞选团队的九千兆字节邮件今晚公开电视台在投票前保持沉默请大家下载阅读', '今晚', '昨天'],
  ['Thai', 'เอกสารการหาเสียงเก้ากิกะไบต์เผยแพร่แล้วคืนนี้โทรทัศน์ยังคงเงียบก่อนการลงคะแนน', 'คืนนี้', 'วันนี้'],
  [
    'Russian',
    'Девять гигабайт писем кампании опубликованы сегодня вечером, телевидение молчит до голосования',
    'писем',
    'файлов',
  ],
  [
    'Korean',
    '선거 캠프의 문서 구 기가바이트가 오늘 밤 공개되었고 방송은 투표 전까지 침묵한다',
    '오늘',
    '어제',
  ],
  ['Hindi', 'चुनाव अभियान के नौ गीगाबाइट दस्तावेज़ आज रात सार्वजनिक हो गए और टेलीविज़न चुप है', 'आज', 'कल'],
])('in %s a text with one word changed is found, and another text is not', (_, text, one, other) => {
  const stranger = [...text].reverse().join('')
  expect(groups([text, text.replace(one, other), stranger])).toBe('aa-')
})

test('long texts that share passages are one group, and a short one within a long one is with it', () => {
  const words = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}${i}`).join(' ')
  const shared = words('shared', 60)
  const pages = [`${words('ann', 40)} ${shared}`, `${shared} ${words('bob', 55)}`, words('cat', 90)]
  const within = words('shared', 20)
  expect(groups([...pages, within, words('shared', 8)])).toBe('aa-a-')
})

test('on random corpora, every pair with Jaccard 0.7 or more of 5-sign grams is found by comparing all pairs', () => {
  const random = randomStream('near-text')
  let pairs = 0
  let found = 0
  for (let corpus = 0; corpus < 20; corpus++) {
    const texts = randomCorpus(random)
    const { group } = nearText(texts)
    const grams = texts.map(text => gramsOf(text))
    for (let a = 0; a < texts.length; a++)
      for (let b = 0; b < a; b++) {
        if (jaccard(grams[a] as Set<string>, grams[b] as Set<string>) < 0.7) continue
        pairs++
        if (group[a] !== -1 && group[a] === group[b]) found++
      }
  }
  expect(pairs).toBeGreaterThan(500)
  expect(found / pairs).toBeGreaterThanOrEqual(0.99)
})

test('what is found does not depend on what else was read before', () => {
  const random = randomStream('again')
  const texts = randomCorpus(random)
  const once = nearText(texts)
  expect(nearText(texts)).toEqual(once)
})

test('a hundred thousand identical texts are one group', () => {
  const texts = Array.from({ length: 100_000 }, () => MODEL)
  const { group } = nearText([...texts, 'A storm is expected on the coast tonight'])
  expect(group.subarray(0, 100_000).every(head => head === 0)).toBe(true)
  expect(group[100_000]).toBe(-1)
})

/** Texts of words from a small dictionary, and copies of them with some words changed. No i, l or digits: they fold. */
function randomCorpus(random: () => number): string[] {
  const letters = 'abcdefghjkmnopqrstuvwxyz'
  const word = () =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, () => letters[Math.floor(random() * 24)]).join('')
  const dictionary = Array.from({ length: 300 }, word)
  const pick = () => dictionary[Math.floor(random() * dictionary.length)] as string
  const texts: string[] = []
  for (let i = 0; i < 60; i++) {
    const words = Array.from({ length: 8 + Math.floor(random() * 20) }, pick)
    texts.push(words.join(' '))
    for (let copy = Math.floor(random() * 4); copy > 0; copy--)
      texts.push(words.map(one => (random() < 0.06 ? pick() : one)).join(' '))
  }
  return texts
}

function gramsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 4 }, (_, i) => text.slice(i, i + 5)))
}

function jaccard(one: Set<string>, other: Set<string>): number {
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared++
  return shared / (one.size + other.size - shared)
}
