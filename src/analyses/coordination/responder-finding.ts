import type { Finding, FindingCoverage, Text } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, onePost } from '../find.ts'
import { about } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import type { Responding, Responses } from './responders.ts'
import { CAPTURED } from './words.ts'

const MOST_EVIDENCE = 100

const POSTS = `
  SELECT p.platform, p.post_id, p.source, p."row"
  FROM coordination_actor AS p
  JOIN post AS original ON original.platform = p.platform AND original.post_id = p.parent_id
  WHERE p.platform = $platform AND p.account_id = $account_id AND original.account_id = $of_account_id
    AND p.kind = 'repost' AND p."at" >= original."at" AND p."at" <= original."at" + 1000 * $seconds
  ORDER BY p."at", p.post_id
  LIMIT 20`

const ALERTS: Text = {
  en: 'A reader with alerts on, a list kept open, or a colleague in the same room is fast too; so is an app that passes posts on. This says how fast, not why.',
  fr: 'Un lecteur qui a mis des alertes, une liste gardée ouverte ou un collègue dans la même pièce sont rapides, eux aussi ; de même une application qui relaie. Ceci dit à quelle vitesse, non pourquoi.',
}

const INDEPENDENT: Text = {
  en: 'Each post is compared with those who passed that very post on. The test takes an account’s reposts as separate choices; several in one sitting are less than that.',
  fr: 'Chaque message est comparé à ceux qui ont relayé ce même message. L’examen tient les relais d’un compte pour des choix séparés ; plusieurs en une même séance le sont moins.',
}

/** How many accounts pass another's posts on within seconds, again and again; null where none stands out. */
export async function responderFinding(
  asked: Asked,
  { pairs, found, shown }: Responses,
  { seconds, least }: Responding,
  coverage: FindingCoverage,
): Promise<Finding | null> {
  if (found.length === 0) return null
  const evidence = []
  for (const { platform, account_id, of_account_id } of shown) {
    if (evidence.length >= MOST_EVIDENCE) break
    evidence.push(
      ...(await asked.store.rows<Parameters<typeof onePost>[0]>(POSTS, {
        ...{ platform, account_id, of_account_id, seconds },
      })),
    )
  }
  const accounts = new Set(found.map(({ platform, account_id }) => `${platform}:${account_id}`))
  const passed = new Set(found.map(({ platform, of_account_id }) => `${platform}:${of_account_id}`))
  const numbers = {
    responders: accounts.size,
    passed_on: passed.size,
    response_pairs: found.length,
    pairs_tested: pairs,
    seconds,
    least,
    fast_reposts: found.reduce((sum, { within }) => sum + within, 0),
  }
  const find = finder('coordination', asked)
  const tell = (t: Teller) => told(t, asked, numbers)
  return find({
    slot: 'fast-responders',
    tell: { en: tell, fr: tell },
    numbers,
    about: { accounts: [...accounts] },
    evidence: evidence.slice(0, MOST_EVIDENCE).map(onePost),
    coverage,
    caveats: [ALERTS, INDEPENDENT, CAPTURED],
  })
}

type Counts = Record<'responders' | 'seconds' | 'least' | 'fast_reposts', number>

function told(t: Teller, asked: Asked, { responders, seconds, least, fast_reposts }: Counts): Said {
  const within = t.span(seconds)
  return t.lang === 'fr'
    ? t.say`${t.counted(responders, 'compte a relayé', 'comptes ont relayé')} les messages d’un même compte en ${within} au plus, au moins ${t.n(least)} fois${responders < 2 ? '' : ' chacun'}, plus souvent que ceux qui ont relayé les mêmes messages${about(t, asked)} : ${t.counted(fast_reposts, 'relais', 'relais')}.`
    : t.say`${t.counted(responders, 'account', 'accounts')} passed the posts of one other account on within ${within}, at least ${t.n(least)} times${responders === 1 ? '' : ' each'}, more often than those who passed the same posts on${about(t, asked)}: ${t.counted(fast_reposts, 'repost', 'reposts')}.`
}
