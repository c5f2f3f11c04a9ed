import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { statusLinks, statusText } from './fediverse-text.ts'

async function read(html: string | null): Promise<{ text: string | null; links: string[] | null }> {
  const connection = await (await DuckDBInstance.create()).connect()
  const given = html === null ? 'NULL::VARCHAR' : `'${html.replaceAll("'", "''")}'`
  const rows = await connection.runAndReadAll(
    `SELECT ${statusText('html')} AS text, ${statusLinks('html')} AS links FROM (SELECT ${given} AS html)`,
  )
  connection.closeSync()
  const [row] = rows.getRowObjectsJson()
  return row as { text: string | null; links: string[] | null } // as the statement names them
}

test.each([
  ['<p>one<br>two<br />three<br/>four</p><p>five</p>', 'one\ntwo\nthree\nfour\n\nfive'],
  ['<p class="a">first</p>\n<p title="a>b">second</p>', 'first\n\nsecond'],
  ['<ul><li>a</li><li>b</li></ul><blockquote><p>c</p></blockquote>', 'a\nb\n\nc'],
  ['<pre><code>a\n  b</code></pre>', 'a\n  b'],
  ['plain\nsource line', 'plain source line'],
  ['5 &gt; 3 &amp;&amp; a &lt; b', '5 > 3 && a < b'],
  [
    '&amp;lt; &#39;x&#x27; l&rsquo;&eacute;t&#xE9; &nbsp;&#128674;&bogus; AT&T &#0; &#xD800;',
    "&lt; 'x' l’été  🚢&bogus; AT&T &#0; &#xD800;",
  ],
  ['<p>مرحبا 🚢<br>עולם</p>', 'مرحبا 🚢\nעולם'],
  ['<img class="emoji" alt=":boat:" src="x"> hi', ':boat: hi'],
  ['', ''],
])('%s', async (html, text) => {
  expect((await read(html)).text).toBe(text)
})

test('a link that is hidden in part or cut is shown whole', async () => {
  const hidden =
    '<a href="https://a.test/long?x=1&amp;y=2"><span class="invisible">https://</span><span class="ellipsis">a.test/lo</span><span class="invisible">ng?x=1&amp;y=2</span></a>'
  expect(await read(`<p>see ${hidden}, ok</p>`)).toEqual({
    text: 'see https://a.test/long?x=1&y=2, ok',
    links: ['https://a.test/long?x=1&y=2'],
  })
  expect(
    await read('<a href="https://a.test/abc/def">a.test/ab…</a> <a href="https://b.test/">here</a>'),
  ).toEqual({
    text: 'https://a.test/abc/def here',
    links: ['https://a.test/abc/def', 'https://b.test/'],
  })
})

test('accounts and tags that are named, and the line for readers without quotes, are no links', async () => {
  expect(
    await read(
      '<p class="quote-inline">RE: <a href="https://q.test/1">q</a></p><p><a href="https://m.test/tags/leak" class="mention hashtag" rel="tag">#<span>leak</span></a> <a href="https://o.test/@bob" class="u-url mention">@<span>bob</span></a> <a href="https://k.test/@cat">@cat</a> <a href="https://k.test/tags/x" rel="tag">x</a></p>',
    ),
  ).toEqual({ text: '#leak @bob @cat x', links: [] })
  expect(await read(null)).toEqual({ text: null, links: null })
})
