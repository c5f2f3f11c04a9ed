import type { Head } from './head.ts'
import { defineImporter } from './importer.ts'
import { named } from './named.ts'
import { whole, words } from './x-table.ts'

/** X's user object (API v1.1) as research data sets publish it, a column a field. */
const USER = {
  account: ['id_str', 'id', 'user_id'],
  handle: ['screen_name'],
  created: ['created_at'],
  location: ['location'],
  lang: ['lang'],
  followers: ['followers_count'],
  following: ['friends_count'],
  posts: ['statuses_count'],
  liked: ['favourites_count', 'favorites_count'],
  listed: ['listed_count'],
  verified: ['verified'],
  protected: ['protected'],
  default_profile: ['default_profile'],
  default_image: ['default_profile_image'],
  observed: ['crawled_at', 'collected_at'],
} as const

/**
 * Some tables write a flag as 1 or nothing. Where nobody in the whole table has it, nothing may as well mean that it was
 * not asked for.
 */
const flag = (head: Head, name: string) =>
  head.has(name)
    ? `CASE WHEN coalesce(${name}, '') = '' AND bool_or(flag_of(${name})) OVER () THEN false ELSE flag_of(${name}) END`
    : 'NULL::BOOLEAN'

/** "Tue Jun 11 11:20:35 +0000 2013", ISO 8601, or a count from 1970, which Java ends in an L. */
const moment = (cell: string) =>
  `coalesce(ms_twitter(${cell}), ms_epoch(rtrim(${cell}, 'L')), ms_text(${cell}, 'UTC'))`

/** An account has an id of digits, which a spreadsheet may have given a decimal point, and a handle. */
const IS_ACCOUNT = `coalesce(regexp_full_match(account, '\\d+(\\.0)?') AND handle IS NOT NULL, false)`

/** No posts: only the rows that are no account, for the rejects. */
const refused = (head: Head) => `
  SELECT "row", 'x' AS platform, NULL::VARCHAR AS post_id, NULL::BIGINT AS "at",
    'it is no account: it states no id in digits, or no handle' AS problem
  FROM (SELECT "row", ${named(head, USER)} FROM raw)
  WHERE NOT ${IS_ACCOUNT}`

const accounts = (head: Head) => `
  SELECT
    "row", 'x' AS platform, ${whole('account')} AS account_id, handle, name, description, ${moment('created')} AS created_at,
    count_of(followers) AS followers, count_of(following) AS following, count_of(posts) AS posts, count_of(liked) AS likes,
    count_of(listed) AS listed, flag_of(verified) AS verified, flag_of(protected) AS protected,
    is_default AS default_profile, has_default_image AS default_image, location, lang, ms_text(observed, 'UTC') AS observed_at
  FROM (
    SELECT "row", ${named(head, USER)}, ${words(head, ['name'])} AS name, ${words(head, ['description'])} AS description,
      ${flag(head, 'default_profile')} AS is_default, ${flag(head, 'default_profile_image')} AS has_default_image
    FROM raw
  )
  WHERE ${IS_ACCOUNT}`

export const xUsers = defineImporter({
  id: 'x-users',
  title:
    'X accounts as a table of API v1.1 user objects (Cresci 2017 and other research sets): profiles, no posts',
  reads: 'table',
  detect: head =>
    (head.shape === 'table' || head.shape === 'parquet') &&
    head.has('id', 'screen_name', 'followers_count', 'friends_count', 'statuses_count') &&
    !head.columns.some(column => column === 'text' || column === 'full_text')
      ? {
          sure: 0.9,
          saw: 'accounts: columns `screen_name`, `followers_count`, `friends_count` and `statuses_count`, and no text',
        }
      : null,
  select: head => ({
    posts: refused(head),
    accounts: accounts(head),
    notes: ['a table of profiles: it holds accounts and no posts'],
  }),
})
