import type { Finding } from '../../model/finding.ts'
import { platformName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { finder, somePosts } from '../find.ts'
import { about, aboutCoverage } from '../scope.ts'
import { type Account, HALF_DAY, reference } from './accounts.ts'
import { followed } from './words.ts'

/** The first 12 hours in which the account posted as much as it ever did. */
const PEAK = `
  SELECT "at" AS begins, count(*) OVER (ORDER BY "at" RANGE BETWEEN CURRENT ROW AND ${HALF_DAY} FOLLOWING) AS posts
  FROM about_post
  WHERE platform = $platform AND account_id = $account_id
  ORDER BY posts DESC, begins
  LIMIT 1`

/** The account with the most posts within 12 hours. */
export async function busiestFinding(asked: Asked, account: Account): Promise<Finding> {
  const { platform, account_id } = account
  const { begins, posts } = await asked.store.row<{ begins: number; posts: number }>(PEAK, {
    platform,
    account_id,
  })
  const on = platformName(platform)
  const find = finder('amplifiers', asked)
  return find({
    slot: 'busiest',
    tell: {
      en: t =>
        t.say`${followed(t, account)} posted ${t.n(posts)} times in 12 hours on ${on}${about(t, asked)}, from ${t.dateTime(begins)}${t.zone === 'UTC' ? ' UTC' : ` (${t.zone})`} on; no other account posted more.`,
      fr: t =>
        t.say`${followed(t, account)} a posté ${t.n(posts)} fois en 12 heures sur ${on}${about(t, asked)}, à partir du ${t.dateTime(begins)}${t.zone === 'UTC' ? ' UTC' : ` (${t.zone})`} ; aucun autre n’a posté davantage.`,
    },
    numbers: { posts_12h: posts, from: begins, posts: account.posts, reposts_made: account.reposts_made },
    about: { accounts: [reference(account)] },
    evidence: [
      somePosts({ about: true, platform, account_id, from: begins, to: begins + HALF_DAY }, posts),
      somePosts({ about: true, platform, account_id }, account.posts),
    ],
    coverage: await aboutCoverage(asked),
    caveats: [
      {
        en: 'Posts, reposts, quotes and replies all count, those that were captured. News desks, shared accounts and keen people post as much; this does not say how the posts were made.',
        fr: 'Messages, relais, citations et réponses comptent tous, ceux qui ont été capturés. Des rédactions, des comptes partagés et des gens passionnés postent autant ; cela ne dit pas comment les messages ont été faits.',
      },
    ],
    story: 40,
  })
}
