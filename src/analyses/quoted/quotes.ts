import { PassageHolders } from '../../kernels/near-text/holders.ts'
import {
  type PlacedWords,
  passageSpans,
  placedWords,
  type SharedSpan,
} from '../../kernels/near-text/places.ts'
import type { Store } from '../../store/store.ts'
import { type DumpText, eachText, numberedTexts } from '../dump-texts.ts'
import { IN_OWN_WORDS } from '../near-text-groups.ts'

/** Twelve words have no fewer signs. */
const FEWEST_SIGNS = 23
/** Documents that one post is compared with. */
const COMPARED = 16

/** Posts that may quote, numbered in order of time. Their texts are left where they are. */
const MAY_QUOTE = `
  CREATE OR REPLACE TEMP TABLE may_quote AS
  SELECT row_number() OVER (ORDER BY p."at", p.platform, p.post_id) - 1 AS i, p.platform, p.post_id
  FROM post AS p
  WHERE ${IN_OWN_WORDS} AND length(p.text) >= ${FEWEST_SIGNS}`

const THEIR_POSTS = 'post AS p JOIN may_quote AS m ON m.platform = p.platform AND m.post_id = p.post_id'

export interface QuotingPost {
  i: number
  platform: string
  post_id: string
  account_id: string | null
  handle: string | null
  at: number
  kind: string
  lang: string | null
  source: string
  row: number
  text: string
}

/** One post that holds passages of one document. */
export interface Quote {
  post: QuotingPost
  document: DumpText
  /** As spans of the document's text (`one`) and of the post's (`other`), the longest first; and their words in all. */
  passages: SharedSpan[]
  words: number
  /** No document holds more of the post; of those that hold as much, none is earlier. */
  isBest: boolean
}

export const isEarlier = ({ post, document }: Quote): boolean =>
  document.saved_at !== null && post.at < document.saved_at

/** A document and the posts that count for it, in order of time. */
export interface QuotedDocument {
  document: DumpText
  quotes: Quote[]
}

/** In order of the first post that quotes each. */
export function byDocument(quotes: readonly Quote[]): QuotedDocument[] {
  const documents = new Map<number, QuotedDocument>()
  for (const quote of quotes) {
    const own = documents.get(quote.document.i)
    if (own) own.quotes.push(quote)
    else documents.set(quote.document.i, { document: quote.document, quotes: [quote] })
  }
  return [...documents.values()]
}

/** Posts in words of their own that hold passages of the dump's files, in order of time. */
export async function findQuotes(
  store: Store,
  files: readonly DumpText[],
  options: { fewestWords: number; commonPassage: number },
): Promise<Quote[]> {
  await store.run(MAY_QUOTE)
  const led = await leads(store, files, options.commonPassage)
  const posts = await quotingPosts(store, [...led.keys()])
  await store.run('DROP TABLE may_quote')
  const byFile = new Map<number, QuotingPost[]>()
  for (const post of posts)
    for (const file of led.get(post.i) ?? []) {
      const others = byFile.get(file)
      if (others) others.push(post)
      else byFile.set(file, [post])
    }
  const placed = new Map<string, PlacedWords>()
  const wordsOf = ({ text }: QuotingPost) => {
    const known = placed.get(text) ?? placedWords(text)
    placed.set(text, known)
    return known
  }
  const quotes: Quote[] = []
  for await (const { i, text } of eachText(store, files)) {
    const own = byFile.get(i)
    const document = files[i]
    if (!document || !own) continue
    const words = placedWords(text)
    for (const post of own) {
      const passages = passageSpans(words, wordsOf(post))
        .filter(passage => passage.words >= options.fewestWords)
        .sort((a, b) => b.words - a.words)
      if (passages.length > 0)
        quotes.push({
          post,
          document,
          passages,
          words: passages.reduce((sum, passage) => sum + passage.words, 0),
          isBest: false,
        })
    }
  }
  quotes.sort((a, b) => a.post.i - b.post.i || b.words - a.words || a.document.i - b.document.i)
  return quotes.map((quote, n) => ({ ...quote, isBest: quotes[n - 1]?.post.i !== quote.post.i }))
}

/** To which documents each post's runs of words lead, by their numbers. */
async function leads(
  store: Store,
  files: readonly DumpText[],
  commonPassage: number,
): Promise<Map<number, number[]>> {
  const holders = new PassageHolders()
  const numbers: number[] = []
  for await (const { i, text } of eachText(store, files)) {
    holders.add(text)
    numbers.push(i)
  }
  const led = new Map<number, number[]>()
  for await (const { i, text } of numberedTexts(store, `SELECT m.i, p.text FROM ${THEIR_POSTS}`)) {
    const found = holders.leads(text, commonPassage).slice(0, COMPARED)
    if (found.length > 0)
      led.set(
        i,
        found.map(holder => numbers[holder] as number), // every text has been numbered
      )
  }
  return led
}

const quotingPosts = (store: Store, numbers: readonly number[]): Promise<QuotingPost[]> =>
  store.rows<QuotingPost>(
    `SELECT m.i, p.platform, p.post_id, p.account_id, p."at", p.kind, p.lang, p.source, p."row", p.text, profile.handle
     FROM ${THEIR_POSTS}
     LEFT JOIN profile ON profile.platform = p.platform AND profile.account_id = p.account_id
     WHERE m.i IN (SELECT unnest(from_json($numbers, '["BIGINT"]')))
     ORDER BY m.i`,
    { numbers: JSON.stringify(numbers) },
  )
