import type { Finding } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, onePost, somePosts } from '../find.ts'
import { about, aboutCoverage } from '../scope.ts'
import { column, type Original } from './speeds.ts'
import { byWhom, countCaveats, on, reach, when } from './words.ts'

/** The original on the subject with the most reposts within the longest window. */
export async function fastestFinding(asked: Asked, post: Original, seconds: number): Promise<Finding> {
  const n = Number(post[column(seconds)])
  return finder(
    'velocity',
    asked,
  )({
    slot: 'fastest',
    tell: {
      en: t =>
        t.say`Of the captured posts${about(t, asked)}, the one passed on fastest is on ${on(post.platform)} (${when(t, post.at)})${byWhom(t, post)}: ${t.n(n)} ${t.plural(n, 'repost', 'reposts')} within ${t.span(reach(asked, seconds))}.`,
      fr: t =>
        t.say`Des messages capturés${about(t, asked)}, le plus vite relayé est sur ${on(post.platform)} (${when(t, post.at)})${byWhom(t, post)} : ${t.n(n)} relais en ${t.span(reach(asked, seconds))}.`,
    },
    numbers: {
      [`reposts_${seconds}s`]: n,
      reposts_total: post.reposts,
      at: post.at,
      ...(post.followers === null ? {} : { followers: post.followers }),
    },
    about: {
      posts: [`${post.platform}:${post.post_id}`],
      ...(post.account_id ? { accounts: [`${post.platform}:${post.account_id}`] } : {}),
    },
    evidence: [
      onePost(post),
      somePosts(
        {
          platform: post.platform,
          parent_id: post.post_id,
          kinds: ['repost'],
          from: post.at,
          to: post.at + seconds * 1000,
        },
        n,
      ),
    ],
    coverage: await aboutCoverage(asked),
    caveats: countCaveats(asked, [seconds]),
  })
}
