import type { Fields } from './importer.ts'

const ENTITIES_READ = [
  'hashtags.tag',
  'urls.url',
  'urls.expanded_url',
  'urls.unwound_url',
  'urls.media_key',
  'mentions.id',
  'mentions.username',
]
const POST_READ = [
  ...[
    'id',
    'author_id',
    'created_at',
    'text',
    'lang',
    'source',
    'conversation_id',
    'in_reply_to_user_id',
    'note_tweet.text',
  ],
  ...['edit_history_tweet_ids', 'attachments.media_keys', 'referenced_tweets'],
  ...['like_count', 'retweet_count', 'reply_count', 'impression_count'].map(c => `public_metrics.${c}`),
  ...['entities', 'note_tweet.entities'].flatMap(of => ENTITIES_READ.map(f => `${of}.${f}`)),
]
const POST_LEFT = [
  ...[
    'attachments',
    'context_annotations',
    'edit_controls',
    'entities',
    'note_tweet',
    'geo',
    'possibly_sensitive',
    'reply_settings',
  ],
  ...[
    'public_metrics.quote_count',
    'public_metrics.bookmark_count',
    'withheld',
    'article',
    'card_uri',
    'community_id',
    'display_text_range',
  ],
  ...[
    'non_public_metrics',
    'organic_metrics',
    'promoted_metrics',
    'scopes',
    'in_reply_to_user',
    'matching_rules',
    'type',
    '__twarc',
  ],
]
const USER_READ = [
  ...[
    'id',
    'username',
    'name',
    'description',
    'created_at',
    'location',
    'verified',
    'protected',
    'profile_image_url',
  ],
  ...['followers_count', 'following_count', 'tweet_count', 'like_count', 'listed_count'].map(
    c => `public_metrics.${c}`,
  ),
]
const USER_LEFT = [
  ...[
    'entities',
    'url',
    'pinned_tweet_id',
    'pinned_tweet',
    'withheld',
    'verified_type',
    'subscription_type',
    'most_recent_tweet_id',
  ],
  ...[
    'profile_banner_url',
    'connection_status',
    'is_identity_verified',
    'affiliation',
    'public_metrics.media_count',
    'parody',
    'receives_your_dm',
  ],
]

/** Pages, streamed posts, flattened posts, and what stands beside them in files of their own. */
export const TWITTER_V2_FIELDS: Fields = {
  // Of accounts by themselves neither is asked.
  expected: ['author_id', 'created_at'].map(name =>
    [`data.${name}`, name, `tweets.${name}`, 'data.username', 'users.username'].join('|'),
  ),
  read: [
    ...['', 'data.', 'includes.tweets.', 'tweets.'].flatMap(of => POST_READ.map(f => of + f)),
    ...['data.', 'includes.users.', 'users.', 'author.'].flatMap(of => USER_READ.map(f => of + f)),
    ...['__twarc.retrieved_at', 'data.__twarc.retrieved_at', 'errors.title', 'title', 'meta.result_count'],
  ],
  left: [
    ...['', 'data.', 'includes.tweets.', 'tweets.'].flatMap(of => POST_LEFT.map(f => of + f)),
    ...['data.', 'includes.users.', 'users.', 'author.'].flatMap(of => USER_LEFT.map(f => of + f)),
    ...[
      'includes.media',
      'includes.places',
      'includes.polls',
      'includes.topics',
      'media',
      'places',
      'polls',
      'meta',
      'errors',
    ],
    ...[
      'detail',
      'status',
      'connection_issue',
      'client_id',
      'registration_url',
      'required_enrollment',
      'reason',
      'disconnect_type',
    ],
  ],
}
