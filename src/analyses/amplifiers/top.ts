import type { EvidenceRef, Finding, Text } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'
import { platformName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { finder, onePost, somePosts } from '../find.ts'
import { about, aboutCoverage, caveat } from '../scope.ts'
import { type Account, reference, type Totals } from './accounts.ts'
import { followed, named } from './words.ts'

/** The account's most reposted posts, with their own rows where they were captured. */
const PASSED_ON = `
  WITH credited AS (
    SELECT platform, parent_id
    FROM about_post
    WHERE kind = 'repost' AND platform = $platform AND parent_account_id = $account_id
    UNION ALL
    SELECT r.platform, r.parent_id
    FROM about_post AS r
    JOIN post AS parent ON parent.platform = r.platform AND parent.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r.platform = $platform AND r.parent_account_id IS NULL AND parent.account_id = $account_id
  ),
  most AS (
    SELECT platform, parent_id, count(*) AS reposts
    FROM credited
    WHERE parent_id IS NOT NULL
    GROUP BY platform, parent_id
    ORDER BY reposts DESC, parent_id
    LIMIT 20
  )
  SELECT m.parent_id AS post_id, m.reposts, parent.source, parent."row"
  FROM most AS m
  LEFT JOIN post AS parent ON parent.platform = m.platform AND parent.post_id = m.parent_id
  ORDER BY m.reposts DESC, m.parent_id`

interface PassedOn {
  post_id: string
  reposts: number
  source: string | null
  row: number | null
}

/** The account whose posts were reposted most. */
export async function topFinding(asked: Asked, account: Account, totals: Totals): Promise<Finding> {
  const { posts, reposts_received, followers, deliveries_bound, h_index } = account
  const share = reposts_received / totals.reposts
  const on = platformName(totals.platform)
  const unknown = totals.reposts - totals.credited
  const find = finder('amplifiers', asked)
  return find({
    slot: 'top',
    tell: {
      en: t =>
        t.say`On ${on}, the posts of ${followed(t, account)}${about(t, asked)} were passed on most: ${t.counted(reposts_received, 'repost', 'reposts')}, ${t.percent(share, 1)} of all, for ${posts === 0 ? 'posts that were not themselves captured' : t.say`${t.n(posts)} captured ${t.plural(posts, 'post', 'posts')}`}.`,
      fr: t =>
        t.say`Sur ${on}, les messages de ${followed(t, account)}${about(t, asked)} ont été les plus relayés : ${t.n(reposts_received)} relais, ${t.percent(share, 1)} du total, pour ${posts === 0 ? 'des messages non capturés eux-mêmes' : t.say`${t.n(posts)} ${t.plural(posts, 'message capturé', 'messages capturés')}`}.`,
    },
    numbers: {
      reposts_received,
      reposts: totals.reposts,
      share,
      posts,
      h_index,
      ...(followers === null ? {} : { followers }),
      ...(deliveries_bound === null ? {} : { deliveries_bound }),
    },
    about: { accounts: [reference(account)] },
    evidence: await evidence(asked.store, account),
    coverage: await aboutCoverage(asked),
    caveats: [
      {
        en: 'Platforms report every repost as one of the original: who passed it on to whom on the way is not seen. Followers are the most seen with its posts.',
        fr: 'Les plateformes rapportent tout relais à l’original : qui l’a fait suivre à qui en chemin ne se voit pas. Les abonnés sont le plus grand nombre vu avec ses messages.',
      },
      ...(unknown > 0
        ? [
            caveat(asked, {
              en: t =>
                t.say`${t.n(unknown)} of ${t.counted(totals.reposts, 'repost', 'reposts')} do not state whose post they pass on; ${named(t, account)} may have received more, and so may others.`,
              fr: t =>
                t.say`${t.n(unknown)} relais sur ${t.n(totals.reposts)} n’indiquent pas de qui ils reprennent le message ; ${named(t, account)} a pu en recevoir plus, d’autres aussi.`,
            }),
          ]
        : []),
    ],
    story: 30,
  })
}

async function evidence(store: Store, { platform, account_id, posts }: Account): Promise<EvidenceRef[]> {
  const passed = await store.rows<PassedOn>(PASSED_ON, { platform, account_id })
  return [
    ...(posts > 0 ? [somePosts({ about: true, platform, account_id }, posts)] : []),
    ...passed.flatMap(({ post_id, source, row }) =>
      source === null || row === null ? [] : [onePost({ platform, post_id, source, row })],
    ),
    ...passed.map(({ post_id, reposts }) =>
      somePosts({ about: true, platform, parent_id: post_id, kinds: ['repost'] }, reposts),
    ),
  ]
}

/** Where no repost states whose post it passes on, nobody can be named, and that is said elsewhere. */
export function noTop(asked: Asked, totals: readonly Totals[]): Text[] {
  const reposts = totals.reduce((sum, platform) => sum + platform.reposts, 0)
  if (reposts === 0 || totals.some(({ credited }) => credited > 0)) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`Whose posts were passed on most cannot be said: none of the ${t.n(reposts)} captured reposts states whose post it passes on.`,
      fr: t =>
        t.say`De qui les messages ont été les plus relayés ne peut se dire : aucun des ${t.n(reposts)} relais capturés n’indique de qui il reprend le message.`,
    }),
  ]
}
