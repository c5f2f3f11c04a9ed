import { at, completed, type Head, type JsonObject } from './head.ts'
import type { Detection } from './importer.ts'

/** What lists of web articles call each thing, surest first; of the times, those that say when a page came out. */
export const PAGE_NAMES = {
  address: ['url', 'URL', 'link', 'article_url', 'web_url', 'page_url', 'resolved_url', 'source', 'guid'],
  canonical: ['canonical_url', 'canonicalUrl', 'canonical_link'],
  published: [
    ...[
      'published',
      'published_at',
      'publishedAt',
      'published_date',
      'published_time',
      'date_published',
      'datePublished',
    ],
    ...[
      'publish_date',
      'publishDate',
      'date_publish',
      'publication_date',
      'pub_date',
      'pubDate',
      'pubdate',
      'date',
      'Date',
    ],
  ],
  seen: [
    'seendate',
    'indexed_date',
    'date_download',
    'crawled',
    'retrieved_at',
    'fetched_at',
    'datetime_utc',
    'filedate',
  ],
  title: ['title', 'headline', 'Title', 'title_rss', 'title_page'],
  body: [
    'text',
    'maintext',
    'article_text',
    'full_text',
    'raw_text',
    'raw_content',
    'content',
    'body',
    'articleBody',
  ],
  lang: ['language', 'lang'],
  site_name: ['sitename', 'site_name', 'media_name', 'outlet', 'publication', 'source_name', 'source.name'],
  image: ['top_image', 'image_url', 'image', 'socialimage', 'urlToImage', 'main_image'],
} as const

type Field = keyof typeof PAGE_NAMES
type Has = (...names: string[]) => boolean

/** Names under which posts of a platform state what articles do not have. */
const OF_POSTS =
  /^(post|tweet|status|message|video|comment|parent|object|content|conversation|user|account|author|from|channel|sender|page|facebook|group)[_. ]?ids?$|^(user|screen|account)[_. ]?name$|^(handle|username|platform|subreddit|kind|message|followers(_count)?|reactions)$|^(like|share|retweet|repost|reply|view|favou?rite|comment|upvote|digg|play)s?([_. ]?counts?)?$/i
const PLATFORMS =
  /^https?:\/\/([\w-]+\.)*(facebook|instagram|twitter|x|reddit|youtube|tiktok|t|vk|linkedin|threads|bsky|mastodon)\.(com|me|app|net|social)\//i

/** A list of articles: which tool wrote it, or what its columns show. `columns` and `addresses` are a sample's. */
export function detectedPages(
  has: Has,
  columns: readonly string[],
  addresses: readonly string[],
): Detection | null {
  const first = (field: Field) => PAGE_NAMES[field].find(name => has(name))
  if (isGdelt(has)) return { sure: 0.9, saw: 'articles that GDELT has seen' }
  if (has('url', 'title', 'publish_date') && (has('media_name') || has('media_url')))
    return {
      sure: 0.9,
      saw: 'columns `publish_date`, `title`, `url` and the medium, as Media Cloud exports them',
    }
  if (has('date_publish', 'source_domain', 'url'))
    return { sure: 0.9, saw: '`date_publish` and `source_domain`, as news-please writes them' }
  if (has('publishedAt', 'urlToImage', 'url'))
    return { sure: 0.9, saw: '`publishedAt` and `urlToImage`, as NewsAPI gives them' }
  if (has('title', 'date', 'hostname') && (has('fingerprint') || has('sitename') || has('source')))
    return { sure: 0.85, saw: '`title`, `date` and `hostname`, as trafilatura writes them' }
  if (has('canonical_url', 'title', 'date', 'sitename'))
    return { sure: 0.85, saw: '`canonical_url`, `date` and `sitename`, as minet extracts them' }
  if (has('publish_date', 'title', 'top_image'))
    return { sure: 0.85, saw: '`publish_date` and `top_image`, as newspaper writes them' }
  const [address, published] = [first('address'), first('published')]
  // Without a title anything could be a list of links: every column must be one that such lists have.
  const title = first('title') ?? (columns.every(isOfPages) ? first('body') : undefined)
  if (!address || !published || !title || columns.some(column => OF_POSTS.test(column))) return null
  if (
    addresses.length === 0 ||
    addresses.filter(a => /^https?:\/\//i.test(a) && !PLATFORMS.test(a)).length < addresses.length * 0.9
  )
    return null
  return {
    sure: 0.5,
    saw: `web addresses in '${address}', with '${title}' and '${published}', and no accounts`,
  }
}

const OF_PAGES: ReadonlySet<string> = new Set(Object.values(PAGE_NAMES).flat())
const isOfPages = (column: string) => OF_PAGES.has(column)

/** GDELT tells when it came by a page, in its own column or in one called `Date`. */
export const isGdelt = (has: Has) => has('URL', 'MobileURL', 'Date', 'Title') || has('seendate', 'url')

/** The records of a JSON file, out of the list that an answer puts them in. */
export function articlesOf(head: Head): Head {
  const records = head.records.flatMap(record => {
    for (const list of ARTICLE_LISTS) {
      const inner = at(record, list)
      if (Array.isArray(inner))
        return inner.filter((a): a is JsonObject => a !== null && typeof a === 'object' && !Array.isArray(a))
    }
    return [record]
  })
  const columns = [...new Set(records.slice(0, 50).flatMap(record => Object.keys(record)))]
  return completed({ ...head, shape: 'json', records, columns })
}

export const ARTICLE_LISTS = ['articles', 'stories', 'posts'] as const
