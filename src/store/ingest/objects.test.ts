import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Store } from '../store.ts'
import { OBJECT_MACROS } from './objects.ts'

let store: Store
beforeAll(async () => {
  store = await Store.open()
  for (const macro of OBJECT_MACROS) await store.run(macro)
})
afterAll(() => store.close())

const made = async <T>(macro: string, text: string): Promise<T> =>
  (await store.row<{ made: T }>(`SELECT ${macro}($text) AS made`, { text })).made
const tags = async (text: string) =>
  (
    await store.row<{ tags: string[] }>(
      'SELECT list_transform(text_hashtags($text), lambda h: tag_of(h)) AS tags',
      { text },
    )
  ).tags
const urls = (text: string) => made<string[]>('text_urls', text)
const mentions = (text: string) => made<string[]>('text_mentions', text)
const canonical = (url: string) => made<string>('canonical_url', url)
const host = (url: string) => made<string>('host_of', url)

describe('hashtags in a text', () => {
  test.each([
    ['#MacronLeaks now', ['MacronLeaks']],
    ['now: #MacronLeaks, #fuite!', ['MacronLeaks', 'fuite']],
    ['(#a) "#b" [#c]', ['a', 'b', 'c']],
    ['#first_round2 #2ndRound', ['first_round2', '2ndRound']],
    ['＃ワイド and #日本語タグ', ['ワイド', '日本語タグ']],
    ['#выборы #انتخابات #बहुमत #élection', ['выборы', 'انتخابات', 'बहुमत', 'élection']],
    ['#one#two', ['one']],
    ['line\n#two', ['two']],
    ['🔥#fire and #ice🔥', ['fire', 'ice']],
  ])('%s', async (text, expected) => {
    expect(await tags(text)).toEqual(expected.map(tag => tag.toLowerCase()))
  })

  test.each([
    'no tag at all',
    '# alone',
    'we are #1, or #123',
    'C#x and foo#bar',
    'it&#39;s and &#x27;s',
    'https://a.example/page#part',
    '##',
    '#🔥',
  ])('none in: %s', async text => {
    expect(await tags(text)).toEqual([])
  })
})

describe('links in a text', () => {
  test.each([
    ['see https://a.example/x.', ['https://a.example/x']],
    ['(https://a.example/x), http://b.example!', ['https://a.example/x', 'http://b.example']],
    ['“https://a.example/x?y=1&z=2”…', ['https://a.example/x?y=1&z=2']],
    ['https://a.example/one\nhttps://a.example/two', ['https://a.example/one', 'https://a.example/two']],
    ['<https://a.example/x>', ['https://a.example/x']],
    ['https://münchen.example/straße', ['https://münchen.example/straße']],
    ['a.example is no link, nor is ftp://a.example', []],
    ['no link', []],
  ])('%s', async (text, expected) => {
    expect(await urls(text)).toEqual(expected)
  })
})

describe('mentions in a text', () => {
  test.each([
    ['@ann: hello (@bob) and @cat_9!', ['ann', 'bob', 'cat_9']],
    ['write to ann@a.example', []],
    ['https://a.example/@ann', []],
    ['no one', []],
  ])('%s', async (text, expected) => {
    expect(await mentions(text)).toEqual(expected)
  })
})

describe('a link’s canonical form', () => {
  test.each([
    ['HTTPS://WWW.A.Example/Path', 'https://www.a.example/Path'],
    ['https://a.example/x#part', 'https://a.example/x'],
    ['https://a.example:443/x', 'https://a.example/x'],
    ['http://a.example:80/x', 'http://a.example/x'],
    ['https://a.example:8443/x', 'https://a.example:8443/x'],
    ['https://a.example/x?utm_source=t&utm_medium=s', 'https://a.example/x'],
    ['https://a.example/x?b=2&utm_source=t&a=1', 'https://a.example/x?b=2&a=1'],
    ['https://a.example/x?fbclid=abc&id=7#top', 'https://a.example/x?id=7'],
    ['https://a.example/x?id=7&gclid=abc', 'https://a.example/x?id=7'],
    ['https://a.example/?q=utm_source', 'https://a.example/?q=utm_source'],
    ['https://a.example/x?my_utm_source=kept', 'https://a.example/x?my_utm_source=kept'],
    ['https://a.example/x?q=C%23&r=%26', 'https://a.example/x?q=C%23&r=%26'],
    ['https://t.co/AbC', 'https://t.co/AbC'],
    ['https://МОСКВА.example/Путь', 'https://москва.example/Путь'],
    ['mailto:ann@a.example', 'mailto:ann@a.example'],
    ['4711', '4711'],
  ])('%s', async (url, expected) => {
    expect(await canonical(url)).toBe(expected)
    expect(await canonical(expected)).toBe(expected)
  })

  test('keeps a query in which nothing tracks, to the letter', async () => {
    const url = 'https://a.example/x?b=2&a=1&c&d=&b=3'
    expect(await canonical(url)).toBe(url)
  })
})

describe('a link’s host', () => {
  test.each([
    ['https://User:Pass@WWW.A.Example:8080/x@y', 'www.a.example'],
    ['https://a.example.', 'a.example'],
    ['https://a.example?x=https://b.example', 'a.example'],
    ['4711', ''],
  ])('%s', async (url, expected) => {
    expect(await host(url)).toBe(expected)
  })
})
