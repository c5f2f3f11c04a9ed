import { fixtures } from '../testing.ts'
import { agree, csv, lines, type Posts } from './testing.ts'

const made = Date.UTC(2023, 1, 3, 5, 10) / 1000
const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
/** A comment of 2023: its parent is a number in Pushshift's answers of that time. */
const parent = (41785179015).toString(36)
const answer = (41785179999).toString(36)
const body =
  'All of it: [the list](https://list.example.test/a?b=1&amp;c=2) **here**, u/other_one #harbourleaks'

const same: Posts = {
  '10aaaa2': {
    ...{ account_id: 'quay_keeper', at: iso(made), kind: 'post', parent_id: null, text: null },
    actions: ['url https://archive.example.test/a'],
  },
  [parent]: {
    ...{ account_id: 'other_one', at: iso(made + 60), kind: 'reply', parent_id: '10aaaa2' },
    text: 'All of it: the list here, u/other_one #harbourleaks',
    actions: ['hashtag harbourleaks', 'mention other_one', 'url https://list.example.test/a?b=1&c=2'],
  },
  [answer]: {
    ...{ account_id: null, at: iso(made + 120), kind: 'reply', parent_id: parent, text: null, actions: [] },
  },
}

const at = '/r/harbour/comments/10aaaa2/letters/'
const submission = {
  ...{
    id: '10aaaa2',
    author: 'quay_keeper',
    title: 'Letters',
    selftext: '',
    subreddit: 'harbour',
    score: 12,
  },
  ...{ url: 'https://archive.example.test/a', domain: 'archive.example.test', num_comments: 2 },
}
const comments = (first: unknown, second: unknown, more: object) => [
  {
    ...{ id: parent, author: 'other_one', body, parent_id: first, created_utc: made + 60, score: 3 },
    ...more,
  },
  {
    ...{
      id: answer,
      author: '[deleted]',
      body: '[removed]',
      parent_id: second,
      created_utc: made + 120,
      score: 1,
    },
    ...more,
  },
]
const its = { link_id: 't3_10aaaa2', subreddit: 'harbour' }

const table = [
  {
    ...{
      thread_id: '10aaaa2',
      id: '10aaaa2',
      timestamp: '2023-02-03 05:10:00',
      body: '',
      subject: 'Letters',
    },
    ...{
      author: 'quay_keeper',
      url: 'https://archive.example.test/a',
      subreddit: 'harbour',
      parent: '',
      score: 12,
    },
    unix_timestamp: made,
  },
  {
    ...{ thread_id: '10aaaa2', id: parent, timestamp: '2023-02-03 05:11:00', body, author: 'other_one' },
    ...{ subreddit: 'harbour', parent: 't3_10aaaa2', score: 3, unix_timestamp: made + 60 },
  },
  {
    ...{
      thread_id: '10aaaa2',
      id: answer,
      timestamp: '2023-02-03 05:12:00',
      body: '[removed]',
      author: '[deleted]',
    },
    ...{ subreddit: 'harbour', parent: `t1_${parent}`, score: 1, unix_timestamp: made + 120 },
  },
]
const scraped = (first: unknown, second: unknown) => {
  const comment = (given: Record<string, unknown>, parentId: unknown) => ({
    ...{
      _type: 'snscrape.modules.reddit.Comment',
      author: given.author,
      body: given.body,
      id: `t1_${given.id}`,
    },
    ...{ date: iso(Number(given.created_utc)), parentId, subreddit: 'harbour' },
    url: `https://old.reddit.com${at}${given.id}/`,
  })
  const [one, two] = comments(null, null, {})
  return lines(
    {
      ...{
        _type: 'snscrape.modules.reddit.Submission',
        author: 'quay_keeper',
        date: iso(made),
        id: 't3_10aaaa2',
      },
      ...{ link: 'https://archive.example.test/a', selftext: null, subreddit: 'harbour', title: 'Letters' },
      url: `https://old.reddit.com${at}`,
    },
    comment(one ?? {}, first),
    comment(two ?? {}, second),
  )
}

agree('reddit', fixtures(), same, [
  {
    tool: 'an archive’s submissions',
    name: 'submissions.jsonl',
    content: lines({ ...submission, created_utc: made }),
    only: ['10aaaa2'],
  },
  {
    tool: 'an archive’s comments',
    name: 'comments.jsonl',
    content: lines(...comments('t3_10aaaa2', `t1_${parent}`, its)),
    only: [parent, answer],
  },
  {
    tool: 'Pushshift’s comments since 2022',
    name: 'pushshift.json',
    content: JSON.stringify({ data: comments(null, 41785179015, its) }),
    only: [parent, answer],
  },
  {
    tool: 'Reddit’s own listings',
    name: 'listing.json',
    content: JSON.stringify([
      {
        kind: 'Listing',
        data: { children: [{ kind: 't3', data: { ...submission, created_utc: made, permalink: at } }] },
      },
      {
        kind: 'Listing',
        data: { children: comments('t3_10aaaa2', `t1_${parent}`, its).map(data => ({ kind: 't1', data })) },
      },
    ]),
  },
  { tool: '4CAT’s table', name: '4cat.csv', content: csv(table) },
  { tool: 'snscrape', name: 'snscrape.jsonl', content: scraped('t3_10aaaa2', `t1_${parent}`) },
  { tool: 'snscrape from Pushshift since 2022', name: 'sns2.jsonl', content: scraped(null, 41785179015) },
])
