import type { FindingCoverage, Text } from '../model/finding.ts'
import { handleShown } from '../words/names.ts'
import type { Asked } from './analysis.ts'
import { plainly, type Said, type Teller } from './sentence.ts'

/** What the posts on the case's subject cover: count, first and last time. */
export async function aboutCoverage(asked: Asked): Promise<FindingCoverage> {
  const { posts, first, last } = await asked.store.row<{
    posts: number
    first: number | null
    last: number | null
  }>(`SELECT count(*) AS posts, min("at") AS first, max("at") AS last FROM about_post`)
  return { posts, from: first ?? 0, to: last ?? 0 }
}

/**
 * The case's subject as it stands in a sentence: the first thing said, or null where the case is about all that was
 * captured.
 */
export function subjectName(asked: Asked): string | null {
  return asked.about[0]?.said ?? null
}

/** " (Paris time)", or " UTC", after a time. */
export const inZone = (t: Teller): string => (t.zone === 'UTC' ? ' UTC' : ` (${t.zone})`)

/** An account as it is written in a sentence: its handle, else its id. */
export function accountName(post: {
  handle: string | null
  account_id: string | null
  platform: string
}): string | null {
  const name = post.handle ?? post.account_id
  return name === null ? null : handleShown(name, post.platform)
}

/** " about #MacronLeaks", or nothing where the case is about all that was captured. */
export function about(t: Teller, asked: Asked): string {
  const subject = subjectName(asked)
  return subject ? `${t.lang === 'fr' ? ' sur ' : ' about '}${t.name(subject)}` : ''
}

/** "@ann (1,000 followers)", or the name alone where its followers are not known. */
export function withFollowers(t: Teller, name: string, followers: number | null): Said {
  if (followers === null) return t.say`${t.name(name)}`
  return t.lang === 'fr'
    ? t.say`${t.name(name)} (${t.counted(followers, 'abonné', 'abonnés')})`
    : t.say`${t.name(name)} (${t.counted(followers, 'follower', 'followers')})`
}

/** A caveat in both languages; its figures are not doors. */
export const caveat = (asked: Asked, tell: Parameters<typeof plainly>[2]): Text =>
  plainly(asked.config.zone, asked.resolution, tell)
