import type { Finding, Text } from '../../model/finding.ts'
import { platformName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { finder, somePosts } from '../find.ts'
import { about, aboutCoverage } from '../scope.ts'
import { type Account, reference } from './accounts.ts'
import { named } from './words.ts'

/** The most followed account that posted, and the most deliveries that its posts can have had. */
export async function audienceFinding(
  asked: Asked,
  account: Account,
  followers: number,
  unsaid: Text[],
): Promise<Finding> {
  const { platform, account_id, posts } = account
  const deliveries_bound = posts * followers
  const on = platformName(platform)
  const find = finder('amplifiers', asked)
  return find({
    slot: 'audience',
    tell: {
      en: t =>
        t.say`The most followed account that posted${about(t, asked)} is ${named(t, account)} on ${on}, with ${t.n(followers)} followers; its ${t.n(posts)} ${t.plural(posts, 'post', 'posts')} can have been delivered ${t.n(deliveries_bound)} times at most.`,
      fr: t =>
        t.say`Le compte le plus suivi qui ait posté${about(t, asked)} est ${named(t, account)} sur ${on}, avec ${t.n(followers)} abonnés ; ${t.plural(posts, 'son message a pu être remis', 'ses messages ont pu être remis')} ${t.n(deliveries_bound)} fois au plus, pour ${t.n(posts)} ${t.plural(posts, 'message', 'messages')}.`,
    },
    numbers: { followers, posts, deliveries_bound },
    about: { accounts: [reference(account)] },
    evidence: [somePosts({ about: true, platform, account_id }, posts)],
    coverage: await aboutCoverage(asked),
    caveats: [
      {
        en: 'Followers times posts bounds the deliveries to followers from above; it is not how many people saw them. Reposts carry posts to others, which this does not count.',
        fr: 'Abonnés fois messages borne par le haut les remises aux abonnés ; ce n’est pas le nombre de lecteurs. Les relais portent les messages à d’autres, que cela ne compte pas.',
      },
      ...unsaid,
    ],
  })
}
