import { expect, test } from 'vitest'
import { fixtures } from '../../case/testing.ts'
import { askFiles, type Post } from '../testing/files.ts'
import { quoted } from './quoted.ts'

const space = fixtures()
const ask = (files: Record<string, string>, posts: readonly Post[], params = {}) =>
  askFiles(space, quoted, files, posts, params)

const PAPER = `Minutes of the ninth of March.
The treasurer reports that the rent for the hall was paid in cash and that no receipt was asked for or given.
The speaker will take the early train, and somebody must wait for him at the northern gate with the keys.`
const OTHER = `Menu for the week. On Monday there will be soup with barley, on Tuesday pancakes, on Wednesday what is left of both.`
const QUOTE = 'the rent for the hall was paid in cash and that no receipt was asked for or given'

let n = 0
const post = (who: string, minutes: number, text: string): Post => ({
  id: `p${n++}`,
  who,
  at: new Date(Date.UTC(2017, 4, 5, 19, minutes)).toISOString(),
  text,
})

test('a post that holds a document’s words quotes it, whatever the capitals, links and punctuation around them', async () => {
  const { record, rows, texts } = await ask({ 'a.txt': PAPER, 'b.txt': OTHER }, [
    post('ann', 1, `LOOK: ${QUOTE.toUpperCase()}!!! https://leak.example/x`),
    post('bob', 2, `“${QUOTE}” @ann`),
    post('bob', 3, 'Barley soup again on Monday, who would have thought that of a campaign with such means'),
  ])
  expect(record.findings.map(({ claim }) => claim.en.replaceAll('\u00a0', ' '))).toEqual([
    '2 posts by 2 accounts and sites hold passages of 1 document of the dump, word for word, the first captured at 5 May 2017, 19:01:00 UTC on X by @ann.',
    '2 posts by 2 accounts and sites hold words of “a.txt”, up to 18 in a row, the first captured at 5 May 2017, 19:01:00 UTC on X by @ann.',
  ])
  for (const row of rows) {
    const said = (id: unknown, from: unknown, to: unknown) =>
      texts.get(String(id))?.slice(Number(from), Number(to)).toLowerCase()
    expect(said(row.document, row.document_from, row.document_to)).toBe(QUOTE)
    expect(said(row.post_id, row.post_from, row.post_to)).toBe(QUOTE)
  }
  expect(record.findings[0]?.evidence.map(({ type }) => type)).toEqual(['post', 'post', 'passage'])
})

test('eleven words in a row are no quotation, twelve are', async () => {
  const words = QUOTE.split(' ')
  const posts = [post('ann', 1, `he says ${words.slice(0, 11).join(' ')} or so`)]
  expect((await ask({ 'a.txt': PAPER }, posts)).record.status).toBe('nothing found')
  const twelve = [post('ann', 1, `he says ${words.slice(0, 12).join(' ')} or so`)]
  expect((await ask({ 'a.txt': PAPER }, twelve)).record.findings[0]?.numbers.posts).toBe(1)
  expect((await ask({ 'a.txt': PAPER }, twelve, { fewest_words: 13 })).record.status).toBe('nothing found')
})

test('reposts are no quotations, nor is what more documents say than can be told apart', async () => {
  const asForms = Object.fromEntries(
    Array.from({ length: 6 }, (_, n) => [`form-${n}.txt`, `${PAPER}\nNumber ${n}, filled in by hand.`]),
  )
  const posts = [post('ann', 1, QUOTE)]
  expect((await ask(asForms, posts, { common_passage: 5 })).record.status).toBe('nothing found')
  expect((await ask(asForms, posts, { common_passage: 6 })).rows).toHaveLength(6)
  expect((await ask({ 'a.txt': PAPER }, [post('bob', 1, `RT @ann: ${QUOTE}`)])).record.status).toBe(
    'nothing found',
  )
})

test('of two versions the post counts for the one that holds more of it', async () => {
  const { record, rows } = await ask(
    { 'draft.txt': PAPER.replace('no receipt was', 'a receipt was'), 'final.txt': PAPER },
    [post('ann', 1, PAPER)],
  )
  expect(rows.map(({ document, best }) => [document, best])).toEqual([
    ['dump/final.txt', true],
    ['dump/draft.txt', false],
  ])
  expect(record.findings[0]?.numbers).toMatchObject({ posts: 1, documents: 1 })
})

test('a document that says that it is later than the post may be the one that quotes', async () => {
  const mail = `From: ann@office.example\nSubject: seen online\nDate: Sat, 06 May 2017 10:00:00 +0000\n\n${PAPER}\n`
  const { record } = await ask({ 'a.eml': mail }, [post('ann', 1, QUOTE)])
  expect(record.findings[0]?.numbers.earlier).toBe(1)
  expect(record.findings[0]?.caveats.map(({ en }) => en).join()).toContain('the document may repeat the post')
})

test('it is asked of posts and a dump together, and passed over where one is not there', async () => {
  expect((await ask({ 'a.txt': PAPER }, [])).record.lacking).toBe('posts')
  expect((await ask({}, [post('ann', 1, QUOTE)])).record.lacking).toBe('documents')
})
