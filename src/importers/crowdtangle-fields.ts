import type { Fields } from './importer.ts'

/** What CrowdTangle's exports for Facebook and Instagram, and CooRnet's tables of its API's answers, call each thing. */
export const EXPORT = {
  created: ['Post Created', 'Created', 'date'],
  updated: ['updated'],
  url: ['URL', 'postUrl'],
  platform_post_id: ['platformId'],
  crowdtangle_id: ['id'],
  platform: ['account.platform', 'platform'],
  account_id: ['Facebook Id', 'account.platformId', 'account.id', 'User Name'],
  handle: ['User Name', 'account.handle'],
  name: ['Page Name', 'Group Name', 'Account', 'account.name'],
  about: ['Page Description', 'account.pageDescription'],
  account_created: ['Page Created', 'account.pageCreatedDate'],
  followers_then: ['Followers at Posting', 'Likes at Posting', 'subscriberCount'],
  followers_asked: ['account.subscriberCount'],
  verified: ['account.verified'],
  message: ['Message', 'message'],
  link_title: ['Link Text', 'Title', 'title'],
  caption: ['Description', 'description'], // on Instagram; on Facebook it is the link's
  link: ['Link', 'link'],
  final_link: ['Final Link', 'expanded', 'Link', 'link'],
  lang: ['languageCode'],
  likes: ['Likes', 'statistics.actual.likeCount', 'statistics.actual.favoriteCount'],
  shares: ['Shares', 'statistics.actual.shareCount'],
  comments: ['Comments', 'statistics.actual.commentCount'],
  views: ['Post Views', 'Views', 'statistics.actual.viewCount'],
} as const

/** The same in minet's tables, where `id` is the platform's and `date` has no time. */
export const MINET = {
  created: ['datetime'],
  updated: ['updated'],
  url: ['post_url'],
  platform_post_id: ['id'],
  crowdtangle_id: ['ct_id'],
  platform: ['platform', 'account_platform'],
  account_id: ['account_id', 'account_ct_id'],
  handle: ['account_handle'],
  name: ['account_name'],
  about: [],
  account_created: [],
  followers_then: [],
  followers_asked: ['account_subscriber_count'],
  verified: ['account_verified'],
  message: ['message'],
  link_title: ['title'],
  caption: ['description'],
  link: ['links', 'link'],
  final_link: ['expanded_links', 'link'],
  lang: [],
  likes: ['actual_like_count', 'actual_favorite_count'],
  shares: ['actual_share_count'],
  comments: ['actual_comment_count'],
  views: [],
} as const

/** A post of the API's answers. */
export const API = {
  ...EXPORT,
  created: ['date'],
  url: ['postUrl'],
  crowdtangle_id: ['id', 'Id'],
  platform: ['platform', 'account.platform'],
  account_id: ['account.platformId', 'account.id'],
  handle: ['account.handle'],
  name: ['account.name'],
  about: ['account.pageDescription'],
  account_created: ['account.pageCreatedDate'],
  followers_then: ['subscriberCount'],
  message: ['message'],
  link_title: ['title'],
  caption: ['description'],
  link: ['link'],
  final_link: ['link'],
  likes: ['statistics.actual.likeCount', 'statistics.actual.favoriteCount'],
  shares: ['statistics.actual.shareCount'],
  comments: ['statistics.actual.commentCount'],
  views: ['statistics.actual.viewCount'],
  notes: ['notes', 'message'],
} as const

const REACTIONS = ['love', 'wow', 'haha', 'sad', 'angry', 'care', 'thankful']
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const POST_LEFT =
  `caption score type updated videoLengthMS liveVideoStatus imageText legacyId legacyid media history is_orig
  brandedContentSponsor likeAndViewCountsDisabled subscriberCount_1 expandedLinks`.split(/\s+/)

export const CROWDTANGLE_TABLE: Fields = {
  read: [...Object.values(EXPORT).flat(), ...Object.values(MINET).flat()],
  left: [
    ...['Page Category', 'Page Admin Top Country', 'Post Created Date', 'Post Created Time', 'Type'],
    ...['Total Interactions', 'Video Share Status', 'Is Video Owner?', 'Total Views', 'Photo', 'Image Text'],
    ...['Total Views For All Crossposts', 'Video Length', 'Sponsor Id', 'Sponsor Name', 'Sponsor Category'],
    // The second's name goes on with its weights.
    ...['Score', 'Overperforming Score*', ...REACTIONS.map(capital)],
    ...POST_LEFT,
    ...REACTIONS.map(kind => `statistics.actual.${kind}Count`),
    'statistics.expected',
    ...['url', 'profileImage', 'accountType', 'pageAdminTopCountry', 'pageCategory'].map(
      key => `account.${key}`,
    ),
    // minet's
    ...['url', 'ct_id', 'date', 'score', 'video_length_ms', 'live_video_status', 'account_profile_image'],
    ...['account_url', 'account_type', 'account_platform_1', 'account_page_admin_top_country'],
    ...REACTIONS.map(kind => `actual_${kind}_count`),
    ...['like', 'share', 'favorite', 'comment', ...REACTIONS].map(kind => `expected_${kind}_count`),
  ],
}

const inPages = (names: readonly string[]) => [...names, ...names.map(name => `result.posts.${name}`)]

export const CROWDTANGLE_API: Fields = {
  read: inPages([...Object.values(API).flat(), 'expandedLinks']),
  left: [
    ...inPages([
      ...POST_LEFT,
      ...REACTIONS.map(kind => `statistics.actual.${kind}Count`),
      'statistics.expected',
      ...['url', 'profileImage', 'accountType', 'pageAdminTopCountry', 'pageCategory'].map(
        key => `account.${key}`,
      ),
    ]),
    'status',
    'code',
    'result.pagination',
  ],
}
