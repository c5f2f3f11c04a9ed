/** What the tools' tables of X's posts call each thing, surest first. */
export const NAMES = {
  post: ['id_str', 'status_id', 'tweet_id', 'id'],
  account: ['from_user_id_str', 'from_user_id', 'author_id', 'user_id', 'from_user', 'username'],
  handle: ['from_user_name', 'from_user', 'screen_name', 'user_username', 'username'],
  created: ['created_at', 'date'],
  counted: ['time'],
  url: ['status_url', 'permalink', 'link', 'tweet_url'],
  lang: ['lang', 'language'],
  client: ['source'],
  thread: ['conversation_id'],
  is_repost: ['is_retweet', 'retweet'],
  reposted: ['retweet_status_id', 'retweet_id'],
  reposted_account: ['retweet_user_id', 'user_rt_id'],
  quoted: ['quoted_status_id'],
  quoted_account: ['quoted_user_id'],
  answered: ['reply_to_status_id', 'in_reply_to_status_id_str', 'in_reply_to_status_id'],
  answered_account: ['reply_to_user_id', 'in_reply_to_user_id_str', 'in_reply_to_user_id', 'to_user_id'],
  relation: ['sourcetweet_type'],
  passed: ['sourcetweet_id'],
  passed_account: ['sourcetweet_author_id'],
  likes: ['favorite_count', 'like_count', 'likes_count', 'favorites'],
  reposts: ['retweet_count', 'retweets_count', 'retweets'],
  replies: ['reply_count', 'replies_count', 'replies'],
  tags: ['hashtags'],
  links: ['urls_expanded_url', 'urls'],
  account_created: ['from_user_created_at', 'user_created_at', 'account_created_at'],
  location: ['location', 'user_location'],
  followers: ['from_user_followercount', 'followers_count', 'user_followers_count'],
  following: ['from_user_friendcount', 'friends_count', 'user_friends_count', 'user_following_count'],
  posts: ['from_user_tweetcount', 'statuses_count', 'user_tweet_count'],
  liked: ['from_user_favourites_count', 'favourites_count'],
  listed: ['from_user_listed', 'listed_count', 'user_list_count'],
  verified: ['from_user_verified', 'verified', 'user_verified'],
} as const

/** A tool's table of X's posts: how it is told from others, and what is its own about it. */
export interface Tool {
  name: string
  /** Columns that it alone has together. */
  has: readonly string[]
  /** SQL for the time; `tz` is the user's word on it, quoted, or null. */
  at: (tz: string | null) => string
  /** How it writes lists; undefined where it has none that can be relied on. */
  lists?: 'blanks' | 'python'
  /** Whether it has a list of links, expanded. */
  links?: boolean
  /** Reposts are known by the beginning of their text alone. */
  marked?: boolean
  left: readonly string[]
  notes: readonly string[]
}

const UTC = () => `coalesce(ms_twitter(created), ms_text(created, 'UTC'))`
const words = (text: string) => text.trim().split(/\s+/)

export const TOOLS: readonly Tool[] = [
  {
    name: 'DMI-TCAT',
    has: ['id', 'time', 'created_at', 'from_user_name', 'from_user_id', 'text'],
    // `created_at` is the same moment by a clock that states no zone.
    at: () => 'ms_epoch(counted)',
    marked: true,
    left: words(`filter_level possibly_sensitive withheld_copyright withheld_scope withheld_countries truncated to_user_name source_name source_url
      lat lng from_user_url from_user_profile_image_url from_user_utcoffset from_user_timezone from_user_lang from_user_withheld_scope`),
    notes: ['the table does not say which post a repost is of: reposts are known by `RT @`'],
  },
  {
    name: 'TAGS',
    has: ['id_str', 'from_user', 'text', 'created_at', 'entities_str'],
    at: UTC,
    marked: true,
    left: words(
      'geo_coordinates user_lang in_reply_to_screen_name profile_image_url user_utc_offset user_time_zone entities_str',
    ),
    notes: ['the table does not say which post a repost is of: reposts are known by `RT @`'],
  },
  {
    name: 'rtweet',
    has: ['status_id', 'created_at', 'screen_name', 'text', 'is_retweet', 'user_id'],
    at: UTC,
    lists: 'blanks',
    links: true,
    left: words(`display_text_width reply_to_screen_name is_quote quote_count symbols urls_url urls_t.co media_url media_t.co media_expanded_url media_type
      ext_media_url ext_media_t.co ext_media_expanded_url ext_media_type mentions_user_id mentions_screen_name quoted_text quoted_created_at quoted_source
      quoted_favorite_count quoted_retweet_count quoted_screen_name quoted_name quoted_followers_count quoted_friends_count quoted_statuses_count quoted_location
      quoted_description quoted_verified retweet_text retweet_created_at retweet_source retweet_favorite_count retweet_retweet_count retweet_screen_name retweet_name
      retweet_followers_count retweet_friends_count retweet_statuses_count retweet_location retweet_description retweet_verified place_url place_name place_full_name
      place_type country country_code geo_coords coords_coords bbox_coords url protected profile_url profile_expanded_url account_lang profile_banner_url
      profile_background_url profile_image_url`),
    notes: [],
  },
  {
    name: 'academictwitteR',
    has: ['tweet_id', 'user_username', 'created_at', 'author_id', 'text'],
    at: UTC,
    left: words(
      'possibly_sensitive quote_count user_protected user_url user_pinned_tweet_id user_profile_image_url sourcetweet_text sourcetweet_lang',
    ),
    notes: [],
  },
  {
    name: 'twint',
    has: ['id', 'date', 'time', 'timezone', 'username', 'tweet'],
    // Its own clock and the zone of that: `+0200`, or an abbreviation that several zones share.
    at: tz => `CASE WHEN regexp_matches(zone, '^[+-]\\d{4}$|^(UTC|GMT)$') THEN ms_text(day || ' ' || clock || replace(zone, 'UTC', 'Z'), 'UTC')
      ${tz ? `ELSE ms_text(day || ' ' || clock, ${tz})` : ''} END`,
    lists: 'python',
    links: true,
    left: words(
      `name place mentions photos cashtags quote_url video thumbnail near geo user_rt reply_to retweet_date translate trans_src trans_dest`,
    ),
    notes: [
      'twint tells the time by the clock of the computer that it ran on: where it names no offset, --tz says the zone',
    ],
  },
  {
    name: 'GetOldTweets3',
    has: ['date', 'username', 'to', 'retweets', 'favorites', 'text', 'permalink'],
    at: UTC,
    left: words('to geo mentions urls formatted_date author_id'),
    notes: ['times that state no zone are read as UTC'],
  },
]
