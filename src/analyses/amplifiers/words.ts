import type { Asked } from '../analysis.ts'
import { accountName, subjectName } from '../scope.ts'
import { plainly, type Said, type Teller } from '../sentence.ts'
import type { Account } from './accounts.ts'

/** " about #MacronLeaks", or nothing where the case is about all that was captured. */
export function about(t: Teller, asked: Asked): string {
  const subject = subjectName(asked)
  return subject ? (t.lang === 'fr' ? ` sur ${t.name(subject)}` : ` about ${t.name(subject)}`) : ''
}

/** "@ann", or the account's id where no handle is known. */
export const named = (t: Teller, account: Account): string =>
  t.name(accountName(account) ?? account.account_id)

/** "@ann (1,000 followers)" */
export function withFollowers(t: Teller, account: Account): Said {
  const { followers } = account
  if (followers === null) return t.say`${named(t, account)}`
  return t.lang === 'fr'
    ? t.say`${named(t, account)} (${t.n(followers)} ${t.plural(followers, 'abonné', 'abonnés')})`
    : t.say`${named(t, account)} (${t.n(followers)} ${t.plural(followers, 'follower', 'followers')})`
}

/** A caveat in both languages. */
export const caveat = (asked: Asked, tell: Parameters<typeof plainly>[2]) =>
  plainly(asked.config.zone, asked.resolution, tell)
