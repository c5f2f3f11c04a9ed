import type { Finding, FindingCoverage, Text } from '../../model/finding.ts'
import type { GroupStatus } from '../../model/network.ts'
import type { Asked } from '../analysis.ts'
import { finder } from '../find.ts'
import { about, inZone } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import { evidenceFor, type Pushed } from './pushed.ts'
import type { NetworkGroup, NetworkNode } from './shape.ts'
import { CAPTURED, coarse, FANS, HABIT, NO_BASELINE, reach, things } from './words.ts'

/** Groups that are no claim are named one by one up to so many, the largest first; the overview counts all. */
const MOST_APART = 12
/** What a finding of each standing is called, and why it says no more. */
const APART = new Map<GroupStatus, { slot: string; caveat: Text }>([
  ['may be habit', { slot: 'may-be-habit', caveat: HABIT }],
  ['no baseline', { slot: 'no-baseline', caveat: NO_BASELINE }],
])

/** A finding for each group that is reported, and apart from these for those that cannot be judged. */
export async function groupFindings(
  asked: Asked,
  groups: readonly NetworkGroup[],
  nodes: readonly NetworkNode[],
  pushed: ReadonlyMap<number, Pushed>,
  window: number,
  coverage: FindingCoverage,
): Promise<Finding[]> {
  const reported = groups.filter(({ status }) => status === 'reported')
  const apart = [...APART.keys()].flatMap(standing =>
    groups.filter(({ status }) => status === standing).slice(0, MOST_APART),
  )
  const findings: Finding[] = []
  for (const group of [...reported, ...apart]) {
    const members = nodes.filter(node => node.group === group.group)
    const stands = pushed.get(group.group)
    if (stands) findings.push(await groupFinding(asked, group, members, stands, window, coverage))
  }
  return findings
}

async function groupFinding(
  asked: Asked,
  group: NetworkGroup,
  members: readonly NetworkNode[],
  pushed: Pushed,
  window: number,
  coverage: FindingCoverage,
): Promise<Finding> {
  const apart = APART.get(group.status)
  const find = finder('coordination', asked)
  const { evidence, objects, posts } = await evidenceFor(asked.store, group.group, members[0]?.platform ?? '')
  return find({
    slot: `${apart?.slot ?? 'group'}-${members[0]?.platform ?? ''}-${members[0]?.account_id ?? ''}`,
    tell: { en: t => told(t, asked, group, pushed, window), fr: t => told(t, asked, group, pushed, window) },
    numbers: {
      accounts: group.accounts,
      pairs: group.edges,
      objects: group.objects,
      meeting_posts: posts,
      posts: group.posts,
      share: group.share,
      first_at: group.first_at,
      last_at: group.last_at,
      window_s: window,
      others: pushed.others,
      shared_objects: pushed.shared,
      led_objects: pushed.led,
      of_actions: pushed.of_actions,
      ...(group.timing_p === null ? {} : { p: group.timing_p }),
      ...(group.timing_q === null ? {} : { q: group.timing_q }),
    },
    about: { accounts: members.map(({ platform, account_id }) => `${platform}:${account_id}`), objects },
    evidence,
    coverage,
    caveats: [...(apart ? [apart.caveat] : []), FANS, CAPTURED, ...coarse(asked, window)],
  })
}

function told(t: Teller, asked: Asked, group: NetworkGroup, pushed: Pushed, window: number): Said {
  const within = t.span(reach(asked, window))
  const what = things(t, group.objects, group.object_kinds.split(','))
  const share = t.percent(group.share, group.share < 0.001 ? 2 : 1)
  if (t.lang === 'fr') {
    const whole = t.say`${t.counted(group.posts, 'message', 'messages')}${about(t, asked)}, soit ${share} de tous`
    const own = t.say`${t.counted(group.accounts, 'compte', 'comptes')}, dont ${t.counted(group.edges, 'paire s’est rencontrée', 'paires se sont rencontrées')} à ${within} au plus sur ${what}`
    if (group.status === 'no baseline')
      return t.say`Sans point de comparaison : ${own}, que presque personne d’autre n’a partagés (${whole}).`
    if (group.status === 'may be habit')
      return t.say`Peut-être une habitude : ${own}, sont plus rapprochés que d’autres qui ont partagé la même chose (${t.counted(pushed.others, 'autre', 'autres')}), mais pas plus que ceux qui l’ont fait à dix minutes au plus (${whole}).`
    return t.say`${own}, sont plus rapprochés dans le temps que des comptes tirés au hasard parmi tous ceux qui ont partagé la même chose (${t.counted(pushed.others, 'autre', 'autres')})${ledBy(t, pushed)} : ${whole}, à partir du ${t.dateTime(group.first_at)}${inZone(t)}.`
  }
  const whole = t.say`${t.counted(group.posts, 'post', 'posts')}${about(t, asked)}, ${share} of all`
  const own = t.say`${t.counted(group.accounts, 'account', 'accounts')}, of which ${t.counted(group.edges, 'pair', 'pairs')} met within ${within} on ${what}`
  if (group.status === 'no baseline')
    return t.say`No baseline: ${own} that hardly anyone else shared (${whole}).`
  if (group.status === 'may be habit')
    return t.say`May be habit: ${own}, are closer in time than others who shared the same (${t.counted(pushed.others, 'other', 'others')}), but no closer than those who did within ten minutes (${whole}).`
  return t.say`${own}, are closer in time than accounts drawn at random from all who shared the same (${t.counted(pushed.others, 'other', 'others')})${ledBy(t, pushed)}: ${whole}, from ${t.dateTime(group.first_at)}${inZone(t)} on.`
}

/** ", and one of them was the first on 3 of 9" */
function ledBy(t: Teller, { led, shared }: Pushed): Said {
  if (led === 0)
    return t.lang === 'fr' ? t.say`, sans être les premiers` : t.say`, and were first on none of them`
  return t.lang === 'fr'
    ? t.say`, l’un d’eux étant le premier capturé sur ${t.n(led)} des ${t.n(shared)}`
    : t.say`, and one of them was the first captured on ${t.n(led)} of ${t.n(shared)}`
}
