import { OBSERVED, stamp } from './clock.ts'
import { repostText } from './compose.ts'
import { writeGzip } from './gzip-file.ts'
import type { Account, Link, Post } from './post.ts'
import { createRandom } from './random.ts'

const PAGE = 100
const REFERENCE = { repost: 'retweeted', quote: 'quoted', reply: 'replied_to', post: '' } as const
const ENTITY = /(https:\/\/t\.co\/\w+)|#(\w+)|@(\w+)/gu

/** Offsets count code points, as the API's do: an emoji is one. */
function entitiesOf(text: string, links: readonly Link[], mentioned: readonly Account[]): string {
  const hashtags: string[] = []
  const urls: string[] = []
  const mentions: string[] = []
  const astral = /[\u{10000}-\u{10ffff}]/u.test(text)
  for (const match of text.matchAll(ENTITY)) {
    const start = astral ? [...text.slice(0, match.index)].length : match.index
    const span = `"start":${start},"end":${start + match[0].length}`
    const [, short, tag, handle] = match
    const link = short && links.find(candidate => candidate.short === short)
    if (link)
      urls.push(
        `{${span},"url":"${link.short}","expanded_url":"${link.url}","display_url":"${shown(link.url)}"}`,
      )
    if (tag) hashtags.push(`{${span},"tag":"${tag}"}`)
    const account = handle && mentioned.find(candidate => candidate.handle === handle)
    if (account) mentions.push(`{${span},"username":"${account.handle}","id":"${account.id}"}`)
  }
  const part = (name: string, list: string[]) => (list.length > 0 ? [`"${name}":[${list.join(',')}]`] : [])
  return `{${[...part('hashtags', hashtags), ...part('urls', urls), ...part('mentions', mentions)].join(',')}}`
}

function shown(url: string): string {
  const bare = url.replace(/^https:\/\/(www\.)?/, '')
  return bare.length > 26 ? `${bare.slice(0, 26)}…` : bare
}

/** One tweet object of the v2 API. Its counts are those of the day of capture. */
function tweet(post: Post): string {
  const { parent, author } = post
  const reposting = post.kind === 'repost' && parent
  const text = reposting ? repostText(parent.author.handle, parent.text) : post.text
  const references = parent
    ? `,"referenced_tweets":[{"type":"${REFERENCE[post.kind]}","id":"${parent.id}"}]`
    : post.unseen
      ? `,"referenced_tweets":[{"type":"replied_to","id":"${post.unseen}"}]`
      : ''
  const conversation = post.kind === 'reply' ? conversationOf(post) : post.id
  const links = reposting ? parent.links : post.links
  const mentioned = parent ? [parent.author, ...(parent.parent ? [parent.parent.author] : [])] : []
  const counted = reposting ? parent : post
  const metrics = reposting
    ? `{"retweet_count":${counted.reposts},"reply_count":0,"like_count":0,"quote_count":0}`
    : `{"retweet_count":${post.reposts},"reply_count":${post.replies},"like_count":${post.likes},"quote_count":${post.quotes}}`
  return `{"id":"${post.id}","author_id":"${author.id}","created_at":"${stamp(post.at)}","text":${JSON.stringify(text)},"lang":"${post.language}","source":"${author.client}","conversation_id":"${conversation}","public_metrics":${metrics},"entities":${entitiesOf(text, links, mentioned)},"possibly_sensitive":false,"reply_settings":"everyone"${references}}`
}

function conversationOf(post: Post): string {
  let top = post
  while (top.kind === 'reply' && top.parent) top = top.parent
  return top.unseen ?? top.id
}

function user(account: Account): string {
  const image = account.defaultImage
    ? 'https://abs.twimg.com/sticky/default_profile_images/default_profile_normal.png'
    : `https://pbs.twimg.com/profile_images/${account.id}/p_normal.jpg`
  return JSON.stringify({
    id: account.id,
    username: account.handle,
    name: account.name,
    created_at: stamp(account.createdAt),
    description: account.description,
    ...(account.location ? { location: account.location } : {}),
    verified: account.verified,
    protected: false,
    profile_image_url: image,
    public_metrics: {
      followers_count: account.followers,
      following_count: account.following,
      tweet_count: account.statuses,
      listed_count: account.listed,
    },
  })
}

/** Pages as twarc2 writes them, newest post first. */
function* pages(posts: readonly Post[], seed: number, onPage: (written: number) => void): Generator<string> {
  const random = createRandom(`${seed}/twarc/${posts[0]?.id ?? ''}`)
  const tweets = new Map<Post, string>()
  const users = new Map<Account, string>()
  const remember = <K>(known: Map<K, string>, key: K, make: (key: K) => string): string => {
    const found = known.get(key) ?? make(key)
    known.set(key, found)
    return found
  }
  for (let end = posts.length; end > 0; end -= PAGE) {
    const page = posts.slice(Math.max(0, end - PAGE), end).reverse()
    const referenced = new Set(page.flatMap(post => (post.parent ? [post.parent] : [])))
    const accounts = new Set([...page, ...referenced].map(post => post.author))
    const next = end > PAGE ? `,"next_token":"${random.token(24).toLowerCase()}"` : ''
    const retrieved = new Date(OBSERVED + (posts.length - end) * 20).toISOString().slice(0, 19)
    yield `{"data":[${page.map(tweet).join(',')}],"includes":{"users":[${[...accounts].map(account => remember(users, account, user)).join(',')}]${
      referenced.size > 0
        ? `,"tweets":[${[...referenced].map(post => remember(tweets, post, tweet)).join(',')}]`
        : ''
    }},"meta":{"newest_id":"${page[0]?.id ?? ''}","oldest_id":"${page[page.length - 1]?.id ?? ''}","result_count":${page.length}${next}},"__twarc":{"url":"https://api.twitter.com/2/tweets/search/all?query=%23MacronLeaks&max_results=100","version":"2.5.0","retrieved_at":"${retrieved}+00:00"}}\n`
    onPage(posts.length - Math.max(0, end - PAGE))
  }
}

/** Streamed, so that the JSON (200 MB at full scale) is never held whole. */
export async function writeTwitterFile(
  path: string,
  posts: readonly Post[],
  seed: number,
  onPage: (written: number) => void,
): Promise<void> {
  await writeGzip(path, pages(posts, seed, onPage))
}
