import type { Fields } from './importer.ts'

/** What the Content Library's exports and its API call each thing, of posts, comments and channel messages. */
export const POST_NAMES = {
  id: ['id'],
  time: ['creation_time'],
  said: ['text'],
  lang: ['lang'],
  address: ['mcl_url'],
  owner: ['post_owner.id', 'post_owner.data.id', 'owner.id', 'owner.data.id'],
  owner_type: ['post_owner.type', 'post_owner.data.type', 'owner.type', 'owner.data.type'],
  owner_name: ['post_owner.name', 'post_owner.data.name', 'owner.name', 'owner.data.name'],
  owner_handle: ['post_owner.username', 'post_owner.data.username', 'owner.username', 'owner.data.username'],
  surface: ['surface.id', 'surface.data.id'],
  surface_type: ['surface.type', 'surface.data.type'],
  shared: ['shared_post_id', 'shared_instagram_post_id'],
  commented: ['post_id'],
  answered: ['parent_comment_id', 'parent_id', 'message_replied_to_id'],
  content: ['content_type', 'media_type'],
  link: ['link_attachment.link', 'link_attachment.url', 'link_attachment_fields.link'],
  link_title: ['link_attachment.name', 'link_attachment_fields.name'],
  likes: ['statistics.like_count'],
  shares: ['statistics.share_count'],
  comments: ['statistics.comment_count', 'statistics.replies_count'],
  views: ['statistics.views'],
  tags: ['hashtags'],
  multimedia: ['multimedia'],
  verified: ['is_verified'],
  error: ['error.message', 'error.error_user_msg', 'error'],
} as const

/** The same of pages, profiles, groups and Instagram accounts, which are sought by themselves. */
export const ACCOUNT_NAMES = {
  id: ['id'],
  name: ['name'],
  handle: ['username'],
  about: ['biography', 'about', 'description'],
  followers: ['follower_count'],
  following: ['following_count'],
  created: ['creation_date'],
  verification: ['verification_status', 'is_verified'],
  account_type: ['account_type'],
  error: ['error.message', 'error'],
} as const

const KNOWN = [...new Set([...Object.values(POST_NAMES), ...Object.values(ACCOUNT_NAMES)].flat())]

const LEFT = [
  ...['love', 'wow', 'haha', 'sad', 'angry', 'care', 'reaction', 'reactions', 'top_level_reply'].map(
    kind => `statistics.${kind}_count`,
  ),
  ...['top_reactions', 'views_date_last_refreshed'].map(name => `statistics.${name}`),
  'views_date_last_refreshed',
  'view_date_last_refreshed',
  'activities',
  'author_id',
  'branded_content_page_id',
  'channel',
  'is_branded_content',
  'link_attachment.caption',
  'link_attachment.description',
  'link_attachment_fields.caption',
  'link_attachment_fields.description',
  'match_type',
  'modified_time',
  'poll_attachment',
  'daily_prompt_attachment',
  'surface.name',
  'surface.username',
  'surface.data',
  'is_account_verified',
  // of accounts
  'page_categories',
  'location',
  'website',
  'websites',
  'member_count',
]

/** Records stand by themselves or in the `data` of the API's pages. */
const both = (names: readonly string[]) => [...names, ...names.map(name => `data.${name}`)]

export const MCL_TABLE: Fields = { read: KNOWN, left: LEFT, expected: ['id'] }
export const MCL_JSON: Fields = {
  read: both(KNOWN),
  left: [...both(LEFT), 'paging', 'summary', 'estimated_count', 'error'],
}
