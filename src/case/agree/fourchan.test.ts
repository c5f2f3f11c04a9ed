import { fixtures } from '../testing.ts'
import { agree, but, csv, lines, type Posts } from './testing.ts'

const made = Date.UTC(2017, 4, 5, 18, 35, 20) / 1000
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
const file = 'https://archive.example.test/harbour.zip?a=1&b=2'
const said = { '70000001': `a parcel of "letters" 🚢\n${file}`, '70000002': '>>70000001\n>he believes it' }

const same: Posts = {
  'pol/70000001': {
    ...{ account_id: 'trip:!Xn0', at: iso(made), kind: 'post', parent_id: null, text: said['70000001'] },
    actions: [`url ${file}`],
  },
  'pol/70000002': {
    ...{
      account_id: null,
      at: iso(made + 61),
      kind: 'reply',
      parent_id: 'pol/70000001',
      text: said['70000002'],
    },
    actions: [],
  },
}
const marked = {
  '70000001': `a parcel of &quot;letters&quot; 🚢<br>https://archive.example.test/harbo<wbr>ur.zip?a=1&amp;b=2`,
  '70000002':
    '<a href="#p70000001" class="quotelink">&gt;&gt;70000001</a><br><span class="quote">&gt;he believes it</span>',
}
const posts = [
  { no: 70000001, resto: 0, time: made, name: 'Anonymous', trip: '!Xn0', com: marked['70000001'] },
  { no: 70000002, resto: 70000001, time: made + 61, name: 'Anonymous', com: marked['70000002'] },
]
const archived = (num: '70000001' | '70000002', seconds: number, date: string, trip: string | null) => ({
  ...{ num, subnum: '0', thread_num: '70000001', op: num === '70000001' ? '1' : '0', timestamp: seconds },
  ...{ fourchan_date: date, name: 'Anonymous', trip, comment: said[num], board: { shortname: 'pol' } },
})
const op = archived('70000001', made, '5/5/17(Fri)14:35', '!Xn0')
const answer = archived('70000002', made + 61, '5/5/17(Fri)14:36', null)

agree('4chan', fixtures(), same, [
  { tool: 'a thread of the API', name: 'pol_70000001.json', content: JSON.stringify({ posts }) },
  {
    tool: 'a post a line',
    name: 'posts.jsonl',
    content: lines(...posts.map(post => ({ ...post, board: 'pol' }))),
  },
  {
    tool: 'an archive’s thread',
    name: 'archived.json',
    content: JSON.stringify({ '70000001': { op, posts: { '70000002': answer } } }),
  },
  {
    tool: '4CAT’s table',
    name: '4cat.csv',
    content: csv([
      {
        ...{
          thread_id: 70000001,
          id: 70000001,
          timestamp: 'x',
          body: said['70000001'],
          subject: '',
          author: 'Anonymous',
        },
        ...{ author_trip: '!Xn0', image_4chan: '', image_md5: '', board: 'pol', unix_timestamp: made },
      },
      {
        ...{
          thread_id: 70000001,
          id: 70000002,
          timestamp: 'x',
          body: said['70000002'],
          subject: '',
          author: 'Anonymous',
        },
        ...{ author_trip: '', image_4chan: '', image_md5: '', board: 'pol', unix_timestamp: made + 61 },
      },
    ]),
  },
  {
    tool: 'a thread in a file that does not name its board',
    name: 'thread.json',
    content: JSON.stringify({ posts }),
    differs: {
      why: 'numbers are given out board by board',
      posts: of =>
        Object.fromEntries(
          Object.entries(but({ 'pol/70000002': { parent_id: '70000001' } })(of)).map(([id, post]) => [
            id.slice(4),
            post,
          ]),
        ),
    },
  },
])
