import type { Finding, FindingCoverage } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, somePosts } from '../find.ts'
import { about } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import type { Layer } from './layer.ts'
import type { NetworkGroup } from './shape.ts'
import { CAPTURED, coarse, FANS, kindsInWords, leftKinds, reach } from './words.ts'

export interface Overview {
  layers: readonly Layer[]
  groups: readonly NetworkGroup[]
  left: readonly { kind: string; actions: number }[]
  window: number
  repeats: number
  shuffles: number
  /** Accounts with an action. */
  accounts: number
  actions: number
}

/** Pairs that were found, those that chance alone would make, and what stands out of them. */
export async function overviewFinding(
  asked: Asked,
  seen: Overview,
  coverage: FindingCoverage,
): Promise<Finding> {
  const sum = (of: (layer: Layer) => number) => seen.layers.reduce((total, layer) => total + of(layer), 0)
  const pairs = sum(({ edges }) => edges.weight.length)
  const expected = sum(({ edges, tested }) => (edges.weight.length > 0 ? tested.expected : 0))
  const validated = sum(({ tested }) => tested.validated.reduce((n, is) => n + is, 0))
  const count = (status: NetworkGroup['status']) => seen.groups.filter(group => group.status === status)
  const reported = count('reported')
  const inGroups = reported.reduce((n, group) => n + group.accounts, 0)
  const numbers = {
    pairs,
    expected_pairs: expected,
    validated_pairs: validated,
    groups_reported: reported.length,
    accounts_reported: inGroups,
    groups_may_be_habit: count('may be habit').length,
    groups_no_baseline: count('no baseline').length,
    groups_not_reported: count('not reported').length,
    actions: seen.actions,
    accounts: seen.accounts,
    window_s: seen.window,
    shuffles: seen.shuffles,
  }
  const find = finder('coordination', asked)
  const tell = (t: Teller) => told(t, asked, seen, numbers)
  return find({
    slot: 'overview',
    tell: { en: tell, fr: tell },
    numbers,
    evidence: [somePosts({ about: true }, coverage.posts)],
    coverage,
    caveats: [
      {
        en: 'A pair is a lead and never reported by itself: among many accounts some pairs meet by chance, and a validated pair is only unlikely to have.',
        fr: 'Une paire est une piste et n’est jamais retenue seule : parmi beaucoup de comptes certaines paires se rencontrent par hasard, et une paire validée n’est que peu probable par hasard.',
      },
      {
        en: 'Accounts are compared with the others of this capture: where most of them act together, nobody stands out.',
        fr: 'Les comptes sont comparés aux autres de cette capture : là où la plupart agissent ensemble, personne ne ressort.',
      },
      FANS,
      CAPTURED,
      ...coarse(asked, seen.window),
      ...leftKinds(asked, seen.left),
    ],
    ...(reported.length > 0 ? { story: 42 } : {}),
  })
}

type Counts = Record<
  'pairs' | 'expected_pairs' | 'validated_pairs' | 'groups_reported' | 'accounts_reported',
  number
>

function told(t: Teller, asked: Asked, seen: Overview, numbers: Counts): Said {
  const within = t.span(reach(asked, seen.window))
  const kinds = kindsInWords(
    t,
    seen.layers.filter(({ edges }) => edges.weight.length > 0).map(({ kind }) => kind),
  )
  const { pairs, expected_pairs, validated_pairs, groups_reported, accounts_reported } = numbers
  const chance = t.n(Math.round(expected_pairs))
  if (t.lang === 'fr') {
    const groups =
      groups_reported === 0
        ? t.say`Aucun groupe n’a agi plus rapproché dans le temps que d’autres${about(t, asked)}`
        : t.say`${t.counted(groups_reported, 'groupe', 'groupes')} (${t.counted(accounts_reported, 'compte', 'comptes')} en tout) ${t.plural(groups_reported, 'a agi plus rapproché', 'ont agi plus rapprochés')} dans le temps que d’autres qui partageaient les mêmes choses${about(t, asked)}`
    return t.say`${groups} ; ${t.counted(pairs, 'paire de comptes s’est rencontrée', 'paires de comptes se sont rencontrées')} au moins ${t.n(seen.repeats)} fois en ${within} (${kinds}), là où le hasard seul en donne environ ${chance}, et ${t.n(validated_pairs)} plus souvent que le hasard ne le donne.`
  }
  const groups =
    groups_reported === 0
      ? t.say`No group acted closer in time than others${about(t, asked)}`
      : t.say`${t.counted(groups_reported, 'group', 'groups')} (${t.counted(accounts_reported, 'account', 'accounts')} in all) acted closer in time than others who shared the same things${about(t, asked)}`
  return t.say`${groups}; ${t.counted(pairs, 'pair of accounts', 'pairs of accounts')} met at least ${t.n(seen.repeats)} times within ${within} (${kinds}), where chance alone gives about ${chance}, and ${t.n(validated_pairs)} of them more often than chance gives.`
}
