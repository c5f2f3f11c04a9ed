import type { Fields } from './importer.ts'

const PROFILE = [
  'created_at',
  'username',
  'name',
  'description',
  'location',
  'profile_image_url',
  'protected',
  'verified',
]
const PROFILE_COUNTS = ['followers_count', 'following_count', 'listed_count', 'tweet_count'].map(
  c => `public_metrics.${c}`,
)

/** The columns of `twarc2 csv`, for posts and for accounts, before and since its version 0.5. */
export const TWARC_CSV_FIELDS: Fields = {
  read: [
    ...[
      'id',
      'author_id',
      'author.id',
      'created_at',
      'text',
      'note_tweet.text',
      'conversation_id',
      'lang',
      'source',
      'type',
    ],
    ...[
      'referenced_tweets',
      'referenced_tweets.retweeted.id',
      'referenced_tweets.quoted.id',
      'referenced_tweets.replied_to.id',
    ],
    ...[
      'in_reply_to_user_id',
      'retweeted_user_id',
      'retweeted_username',
      'quoted_user_id',
      'attachments.media_keys',
      'edit_history_tweet_ids',
    ],
    ...['like_count', 'retweet_count', 'reply_count', 'impression_count'].map(c => `public_metrics.${c}`),
    ...['entities', 'note_tweet.entities'].flatMap(of =>
      ['hashtags', 'mentions', 'urls'].map(c => `${of}.${c}`),
    ),
    ...['author.', ''].flatMap(of => [...PROFILE, ...PROFILE_COUNTS].map(c => of + c)),
    '__twarc.retrieved_at',
  ],
  left: [
    ...['in_reply_to_username', 'quoted_username', 'in_reply_to_user', 'public_metrics.quote_count'],
    ...[
      'public_metrics.bookmark_count',
      'reply_settings',
      'edit_controls',
      'possibly_sensitive',
      'withheld',
      'matching_rules',
    ],
    ...[
      'entities.annotations',
      'entities.cashtags',
      'note_tweet.entities.cashtags',
      'note_tweet.entities.annotations',
    ],
    ...[
      'entities.description',
      'entities.url',
      'context_annotations',
      'attachments.media',
      'attachments.poll',
      'attachments.poll_ids',
    ],
    ...[
      'author.entities',
      'author.url',
      'author.pinned_tweet_id',
      'author.withheld',
      'author.verified_type',
      'author.public_metrics.like_count',
    ],
    ...['pinned_tweet_id', 'pinned_tweet', 'verified_type', 'url', 'geo', '__twarc.url', '__twarc.version'],
  ],
  expected: ['id', 'created_at'],
}
