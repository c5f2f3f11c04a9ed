import { describe, expect, test } from 'vitest'
import type { Selection } from '../model/finding.ts'
import { selectionSql } from '../store/selection.ts'
import { parseSubject } from '../store/views.ts'
import { mountCase } from './mount.ts'
import { configureCase } from './open.ts'
import { fixtures, imported } from './testing.ts'

const { at, write } = fixtures()

const HEADER = 'id,at,account_id,type,retweet_id,language,text'
const ROWS = [
  'tag,1494010140,ann,post,,en,the archive #Leak',
  'TAG,1494010141,bob,post,,en,again #LEAK now',
  'other,1494010142,cat,post,,en,#leaks and leak and #unleak',
  'rt,1494010143,dan,retweet,tag,en,RT',
  'rt-of-other,1494010144,dan,retweet,other,en,RT',
  'quote,1494010145,eve,quote,tag,fr,words of my own',
  'link,1494010146,fay,post,,fr,see https://A.example/docs/?utm_source=t#top',
  'below,1494010147,fay,post,,fr,see https://a.example/docs/one',
  'beside,1494010148,gus,post,,fr,see https://a.example/docsother',
  'word,1494010149,hal,post,,fr,"L’ÉTÉ, en Île-de-France (c++) 100%"',
  'wordless,1494010150,hal,post,,fr,étéa été_ c+',
]

const about = async (...subjects: string[]): Promise<string[]> => {
  const name = `about-${subjects.join('-').replaceAll(/\W/g, '_')}-${Math.random()}`
  const { given } = await imported(at(name), await write(`${name}.csv`, [HEADER, ...ROWS].join('\n')))
  const store = await mountCase(await configureCase(given, { about: subjects }))
  try {
    const posts = await store.rows<{ post_id: string }>('SELECT post_id FROM about_post ORDER BY "at"')
    return posts.map(post => post.post_id)
  } finally {
    await store.close()
  }
}

describe('the posts on a subject', () => {
  test('are all posts where no subject is said', async () => {
    expect(await about()).toHaveLength(ROWS.length)
  })
  test('have its hashtag, in whatever case, or pass on one that has', async () => {
    expect(await about('#leak')).toEqual(['tag', 'TAG', 'rt'])
    expect(await about('＃LEAK')).toEqual(['tag', 'TAG', 'rt'])
  })
  test('link to its page or to one below it, by the canonical address', async () => {
    expect(await about('https://a.example/docs')).toEqual(['link', 'below'])
    expect(await about('HTTPS://A.EXAMPLE/docs/?utm_source=other')).toEqual(['link', 'below'])
    expect(await about('https://a.example')).toEqual(['link', 'below', 'beside'])
  })
  test('have its word as a word of its own, in whatever case', async () => {
    expect(await about('été')).toEqual(['word'])
    expect(await about('leak')).toEqual(['tag', 'TAG', 'other', 'rt', 'rt-of-other'])
    expect(await about('île-de-france')).toEqual(['word'])
  })
  test('may be named by signs that mean something else to a pattern', async () => {
    expect(await about('c++')).toEqual(['word'])
    expect(await about('100%')).toEqual(['word'])
    expect(await about('.*')).toEqual([])
    expect(await about("'; DROP TABLE post; --")).toEqual([])
    expect(await about('[a-z')).toEqual([])
  })
  test('of several subjects are those of any, once each', async () => {
    expect(await about('#leak', 'https://a.example/docs', 'été', '#leak')).toEqual([
      'tag',
      'TAG',
      'rt',
      'link',
      'below',
      'word',
    ])
  })
})

test('a subject is a hashtag, a link or a word by how it begins', () => {
  expect(parseSubject('#Leak')).toMatchObject({ kind: 'hashtag', object: 'leak', said: '#Leak' })
  // as the engine lowers what posts say
  expect(parseSubject('#İstanbul')).toMatchObject({ object: 'istanbul' })
  expect(parseSubject('#ΟΔΟΣ')).toMatchObject({ object: 'οδοσ' })
  expect(parseSubject('#E\u0301te')).toMatchObject({ object: '\u00e9te' })
  expect(parseSubject('https://A.example')).toMatchObject({ kind: 'url' })
  expect(parseSubject('The Archive')).toMatchObject({ kind: 'word', object: 'the archive' })
})

describe('a selection', () => {
  const chosen = async (where: Selection): Promise<string[]> => {
    const name = `selection-${Math.random()}`
    const { given } = await imported(at(name), await write(`${name}.csv`, [HEADER, ...ROWS].join('\n')))
    const store = await mountCase(await configureCase(given, { about: ['#leak'] }))
    try {
      const { from, condition, params } = selectionSql(where)
      const posts = await store.rows<{ post_id: string }>(
        `SELECT p.post_id FROM ${from} AS p WHERE ${condition} ORDER BY p."at"`,
        params,
      )
      return posts.map(post => post.post_id)
    } finally {
      await store.close()
    }
  }

  test('of nothing is everything; of the subject, what is about it', async () => {
    expect(await chosen({})).toHaveLength(ROWS.length)
    expect(await chosen({ about: true })).toEqual(['tag', 'TAG', 'rt'])
  })
  test('of a stretch of time holds both of its ends', async () => {
    expect(await chosen({ from: 1494010141000, to: 1494010143000 })).toEqual(['TAG', 'other', 'rt'])
  })
  test('of several conditions holds what meets them all', async () => {
    expect(await chosen({ account_id: 'dan', parent_id: 'tag', kinds: ['repost', 'quote'] })).toEqual(['rt'])
    expect(await chosen({ lang: 'fr', kinds: ['quote'], platform: 'unknown' })).toEqual(['quote'])
    expect(await chosen({ platform: 'x' })).toEqual([])
  })
  test('by object, by the parent’s language and by the account’s own finds these', async () => {
    expect(await chosen({ object: { kind: 'hashtag', value: 'leak' } })).toEqual(['tag', 'TAG'])
    expect(await chosen({ parent_lang: 'en', own_lang: 'fr' })).toEqual(['quote'])
  })
  test('of hostile values is of these values', async () => {
    expect(await chosen({ account_id: "dan' OR true --", lang: '$platform' })).toEqual([])
    expect(await chosen({ kinds: ["post') OR true --"] })).toEqual([])
    expect(await chosen({ kinds: [] }).catch(() => 'refused')).not.toHaveLength(ROWS.length)
  })
})
