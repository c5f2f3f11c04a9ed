import { InputProblem } from './importer.ts'

/** Columns of ours that a table's column can be mapped to, and the names that tables give them, surest first. */
export const NAMES = {
  at: [
    'at',
    'publish_date',
    'published_at',
    'published',
    'created_at',
    'createdat',
    'created_utc',
    'created',
    'tweet_time',
    'timestamp',
    'timestamp_utc',
    'datetime',
    'date_utc',
    'date',
    'time',
    'post_date',
    'post_created',
    'date_published',
    'publication_date',
    'pubdate',
    'posted_at',
    'posted',
    'timestamp_share',
    'created_time',
    'creation_time',
    'create_time',
    'create_time_iso',
    'published_date',
    'taken_at',
    'taken_at_timestamp',
    'tweet_created_at',
    'date_time',
    'unix_time',
    'utc_time',
    'local_time',
  ],
  post_id: [
    'post_id',
    'tweet_id',
    'tweetid',
    'status_id',
    'id_str',
    'message_id',
    'content_id',
    'video_id',
    'comment_id',
    'item_id',
    'id',
    'uri',
    'shortcode',
  ],
  account_id: [
    'account_id',
    'author_id',
    'user_id',
    'userid',
    'user_id_str',
    'from_user_id',
    'sender_id',
    'channel_id',
    'page_id',
    'author',
    'account',
    'screen_name',
    'username',
    'user_name',
    'user_screen_name',
    'handle',
    'user',
    'from_user',
    'channel',
    'sender',
    'actor',
    'author_channel_id',
    'author_unique_id',
    'owner_id',
    'owner_username',
    'author_display_name',
    'author_name',
    'from',
    'byline',
    'site',
    'source_name',
    'domain',
  ],
  handle: [
    'handle',
    'screen_name',
    'user_screen_name',
    'username',
    'user_username',
    'author_username',
    'author_handle',
    'author',
    'from_user',
  ],
  name: ['name', 'display_name', 'user_display_name', 'author_name', 'user_name', 'account_name'],
  kind: ['kind', 'post_type', 'tweet_type', 'retweet', 'is_retweet', 'is_repost', 'isretweet', 'type'],
  parent_id: [
    'parent_id',
    'retweet_tweetid',
    'retweeted_status_id',
    'retweeted_id',
    'retweet_id',
    'repost_id',
    'repost_of',
    'quoted_tweet_id',
    'quoted_status_id',
    'in_reply_to_status_id',
    'in_reply_to_tweetid',
    'reply_to_id',
    'reply_id',
    'in_reply_to_id',
    'parent_comment_id',
    'reply_to_msg_id',
    'reply_to_message_id',
  ],
  parent_account_id: [
    'parent_account_id',
    'retweet_userid',
    'retweeted_user_id',
    'in_reply_to_user_id',
    'in_reply_to_userid',
    'retweeted_username',
  ],
  thread_id: ['thread_id', 'conversation_id', 'link_id'],
  text: [
    'text',
    'content',
    'tweet_text',
    'full_text',
    'message',
    'body',
    'tweet',
    'caption',
    'post_text',
    'comment',
    'selftext',
    'comment_text',
    'message_text',
    'post_message',
    'text_original',
    'text_display',
    'raw_content',
    'description',
    'snippet',
  ],
  title: ['title', 'headline', 'subject'],
  lang: ['lang', 'language', 'tweet_language', 'post_lang'],
  url: [
    'url',
    'permalink',
    'post_url',
    'tweet_url',
    'article_url',
    'link',
    'web_url',
    'full_link',
    'status_url',
    'message_url',
    'link_to_message',
  ],
  client: ['client', 'tweet_client_name', 'application', 'source_app', 'client_name'],
  likes: [
    'likes',
    'like_count',
    'favorite_count',
    'favourites',
    'favorites',
    'likes_count',
    'score',
    'digg_count',
  ],
  reposts: [
    'reposts',
    'retweet_count',
    'retweets',
    'share_count',
    'shares',
    'repost_count',
    'retweets_count',
  ],
  replies: ['replies', 'reply_count', 'comment_count', 'comments', 'num_comments', 'replies_count'],
  views: ['views', 'view_count', 'impressions', 'impression_count', 'play_count'],
  hashtags: ['hashtags', 'tags'],
  urls: ['urls', 'expanded_urls', 'links', 'outlinks', 'article_links'],
  mentions: ['mentions', 'user_mentions', 'mentioned_users'],
  media: ['media', 'media_urls', 'phash_id', 'image_hash', 'media_hash'],
  followers: [
    'followers',
    'followers_count',
    'follower_count',
    'user_followers',
    'author_followers',
    'subscriber_count',
    'subscribers',
  ],
  following: ['following', 'following_count', 'friends_count', 'friends', 'user_friends'],
  posts: ['updates', 'statuses_count', 'tweet_count', 'user_tweets', 'posts_count'],
  created_at: [
    'account_creation_date',
    'user_created_at',
    'account_created_at',
    'author_created_at',
    'user_creation_date',
  ],
  location: ['location', 'user_reported_location', 'user_location'],
  description: ['user_profile_description', 'user_description', 'bio', 'author_description'],
  platform: ['platform', 'network', 'social_network', 'source_platform'],
} as const satisfies Record<string, readonly string[]>

export type Target = keyof typeof NAMES
export const TARGETS = Object.keys(NAMES) as Target[] // the object's own keys, typed
/** Columns that several targets may share: an author's name serves as account and as handle. */
const SHARED: ReadonlySet<string> = new Set(['handle', 'name'])

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
/** `publishedAt` as `published_at`. */
const snake = (name: string) => plain(name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2'))

/**
 * The mapping as guessed from names, with what the user said put over it. `samples` gives some of a column's cells: an
 * id that most rows share is that of what they are about (a comment's `video_id`), not their own.
 */
export function guessMapping(
  columns: readonly string[],
  said: Readonly<Record<string, string>> = {},
  samples: (column: string) => readonly string[] = () => [],
): Partial<Record<Target, string>> {
  const mapping: Partial<Record<Target, string>> = {}
  const taken = new Set<string>()
  for (const [target, column] of Object.entries(said)) {
    if (!isTarget(target))
      throw new InputProblem(`--map knows no column '${target}'; it knows ${TARGETS.join(', ')}.`)
    if (column === '') continue // "lang=" says: none
    const found =
      columns.find(c => c === column) ?? columns.find(c => c.toLowerCase() === column.toLowerCase())
    if (!found)
      throw new InputProblem(
        `--map ${target}=${column}: the source has no column '${column}'; it has ${columns.join(', ')}.`,
      )
    mapping[target] = found
    taken.add(found)
  }
  guess('')
  if (!mapping.at) {
    const inner = innerObject(columns)
    if (inner !== null) guess(`${inner}.`)
  }
  return mapping

  /** Of columns that are alike but for signs, the first; only those inside an object, when one is named. */
  function guess(inside: string): void {
    const own = columns.filter(column => column.startsWith(inside)).reverse()
    const byName = new Map(
      [snake, plain].flatMap(written => own.map(column => [written(column.slice(inside.length)), column])),
    )
    for (const target of TARGETS) {
      if (target in said || mapping[target]) continue
      const named = NAMES[target]
        .map(name => byName.get(name))
        .filter((column): column is string => column !== undefined)
        .filter(column => !taken.has(column) || SHARED.has(target))
      const column = target === 'post_id' ? mostDistinct(named, samples) : named[0]
      if (column === undefined) continue
      mapping[target] = column
      taken.add(column)
    }
  }
}

const TELLS_APART = 0.9

/** The first column that tells its rows apart, else the one that does so best, unless most rows share what it says. */
function mostDistinct(
  columns: readonly string[],
  samples: (column: string) => readonly string[],
): string | undefined {
  const shares = columns.map(column => {
    const stated = samples(column).filter(cell => cell !== '')
    return { column, share: stated.length < 2 ? 1 : new Set(stated).size / stated.length }
  })
  const best = Math.max(...shares.map(({ share }) => share))
  if (best < 0.5) return undefined
  return shares.find(({ share }) => share >= Math.min(best, TELLS_APART))?.column
}

/** Objects inside a record that are not the record's own post: a time in them is another's. */
const OTHERS =
  /(^|\.)(\w*(user|author|account|profile|owner|sender|actor|channel|page|parent|embed|quote|retweet|repost|reblog|share|reply|subject)\w*)(\.|$)/i

/** Where records wrap the post in an object (`post`, `data`, `record`): the shallowest that has a time of its own. */
function innerObject(columns: readonly string[]): string | null {
  const times = new Set<string>(NAMES.at)
  const found = columns
    .map(column => column.split('.'))
    .filter(steps => steps.length > 1 && times.has(plain(steps.at(-1) ?? '')))
    .map(steps => steps.slice(0, -1).join('.'))
    .filter(object => !OTHERS.test(object))
  return found.sort((a, b) => a.split('.').length - b.split('.').length)[0] ?? null
}

function isTarget(name: string): name is Target {
  return Object.hasOwn(NAMES, name)
}
