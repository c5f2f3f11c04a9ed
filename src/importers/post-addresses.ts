/** How the address of one post looks on each platform; the group is what tells it from others. */
const ADDRESSES: readonly (readonly [platform: string, pattern: RegExp])[] = [
  ['x', /^https?:\/\/(?:\w+\.)?(?:twitter|x)\.com\/(?:\w+|i\/web)\/status(?:es)?\/(\d+)/],
  ['telegram', /^https?:\/\/(?:t|telegram)\.me\/(?:s\/)?(?:c\/)?\w+\/(\d+)/],
  ['reddit', /^https?:\/\/(?:\w+\.)?reddit\.com\/r\/\w+\/comments\/(?:\w+\/[^/]*\/)?(\w+)/],
  ['youtube', /^https?:\/\/(?:(?:www|m)\.)?(?:youtube\.com\/(?:watch\?v=|shorts\/)|youtu\.be\/)([\w-]{11})/],
  ['tiktok', /^https?:\/\/(?:\w+\.)?tiktok\.com\/@[\w.]+\/(?:video|photo)\/(\d+)/],
  ['instagram', /^https?:\/\/(?:\w+\.)?instagram\.com\/(?:\w+\/)?(?:p|reel|tv)\/([\w-]+)/],
  [
    'facebook',
    /^https?:\/\/(?:\w+\.)?facebook\.com\/.*?(?:posts|videos|permalink|fbid=|story_fbid=)\D*(\d+)/,
  ],
  [
    'bluesky',
    /^(?:at:\/\/did:[^/]+\/app\.bsky\.feed\.post|https:\/\/bsky\.app\/profile\/[^/]+\/post)\/(\w+)/,
  ],
  ['truthsocial', /^https?:\/\/truthsocial\.com\/@\w+\/(?:posts\/)?(\d+)/],
  ['mastodon', /^https:\/\/[^/]+\/@[\w.@-]+\/(\d{15,})/],
  ['vk', /^https?:\/\/(?:m\.)?vk\.com\/.*wall(-?\d+_\d+)/],
]

/**
 * The platform on which nearly all of these addresses are posts. Where the rows state ids (of the same rows, in the same
 * order), each must stand in its address: else the address may be a link that a post elsewhere shares.
 */
export function platformOfAddresses(
  addresses: readonly string[],
  ids: readonly string[],
): string | undefined {
  const stated = addresses
    .map((address, i) => ({ address, id: ids[i] ?? '' }))
    .filter(({ address }) => address !== '')
  if (stated.length === 0) return undefined
  const own = (pattern: RegExp) =>
    stated.filter(({ address, id }) => {
      const key = pattern.exec(address)?.[1]
      return key !== undefined && (id === '' || id.includes(key))
    }).length
  return ADDRESSES.find(([, pattern]) => own(pattern) >= stated.length * 0.9)?.[0]
}
