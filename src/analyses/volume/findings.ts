import type { Window } from '../../model/case.ts'
import type { FindingCoverage, Row, Text } from '../../model/finding.ts'
import { windowName } from '../../words/names.ts'
import type { Asked } from '../analysis.ts'
import { type Found, somePosts } from '../find.ts'
import { inZone, subjectName } from '../scope.ts'
import type { Teller } from '../sentence.ts'
import type { Peer } from './peers.ts'
import type { Main } from './volume.ts'

/** The subject as the sentence's first words. */
function it(asked: Asked, t: Teller): string {
  const subject = subjectName(asked)
  if (subject) return t.name(subject)
  return t.lang === 'fr' ? 'L’ensemble capturé' : 'The capture'
}

/** At least this many comparable hashtags before "unlike others" means anything. */
const LEAST_PEERS = 10

export function totalFinding(asked: Asked, main: Main, coverage: FindingCoverage): Found {
  return {
    slot: 'total',
    tell: {
      en: t =>
        t.say`${it(asked, t)} counts ${t.n(coverage.posts)} captured posts, ${coverage.posts === main.posts ? t.say`all` : t.say`${t.n(main.posts)} of them`} on ${t.platform(main.platform)} by ${t.n(main.accounts)} ${t.plural(main.accounts, 'account', 'accounts')}, between ${t.dateTime(coverage.from)} and ${t.dateTime(coverage.to)}${inZone(t)}.`,
      fr: t =>
        t.say`${it(asked, t)} compte ${t.counted(coverage.posts, 'message', 'messages')} capturés, ${coverage.posts === main.posts ? t.say`tous` : t.say`dont ${t.n(main.posts)}`} sur ${t.platform(main.platform)} par ${t.n(main.accounts)} ${t.plural(main.accounts, 'compte', 'comptes')}, entre le ${t.dateTime(coverage.from)} et le ${t.dateTime(coverage.to)}${inZone(t)}.`,
    },
    numbers: {
      posts: coverage.posts,
      main_posts: main.posts,
      main_accounts: main.accounts,
      first_at: coverage.from,
      last_at: coverage.to,
    },
    evidence: [somePosts({ about: true }, coverage.posts)],
    coverage,
  }
}

interface Within {
  window_s: number
  posts: number
  order: number
  /** The capture ends before the window does. */
  cut: boolean
}

export function withinFinding(
  asked: Asked,
  main: Main,
  coverage: FindingCoverage,
  { window_s, posts, order, cut }: Within,
): Found {
  const to = main.first_at + window_s * 1000
  return {
    slot: `within-${window_s}`,
    tell: {
      en: t =>
        t.say`${it(asked, t)} gathered ${t.counted(posts, 'post', 'posts')} on ${t.platform(main.platform)} in the ${t.span(window_s)} after its first captured use there, on ${t.moment(main.first_at)}${inZone(t)}.`,
      fr: t =>
        t.say`${it(asked, t)} a réuni ${t.counted(posts, 'message', 'messages')} sur ${t.platform(main.platform)} dans les ${t.span(window_s)} qui ont suivi son premier emploi capturé, le ${t.moment(main.first_at)}${inZone(t)}.`,
    },
    numbers: {
      posts_within_window: posts,
      window_s,
      first_at: main.first_at,
      share_of_posts: posts / main.posts,
    },
    evidence: [somePosts({ about: true, platform: main.platform, from: main.first_at, to }, posts)],
    coverage,
    caveats: cut ? [CUT] : [],
    ...(order === 0 ? { story: 0 } : {}),
  }
}

const CUT: Text = {
  en: 'The capture of this platform ends before the window does: the count is what was captured of it.',
  fr: 'La capture de cette plateforme finit avant la fin de la durée : le nombre est ce qui en a été capturé.',
}

export function peakFinding(coverage: FindingCoverage, bins: Row[], bin_s: number): Found {
  const totals = new Map<number, number>()
  for (const { at, by, posts } of bins)
    if (by === 'platform') totals.set(Number(at), (totals.get(Number(at)) ?? 0) + Number(posts))
  const [peak_at, peak_posts] = [...totals].reduce(
    (best, bin) => (bin[1] > best[1] ? bin : best),
    [coverage.from, 0],
  )
  const to = peak_at + bin_s * 1000 - 1
  return {
    slot: 'peak',
    tell: {
      en: t =>
        t.say`The busiest ${t.span(bin_s)} began at ${t.dateTime(peak_at)}${inZone(t)}, with ${t.counted(peak_posts, 'post', 'posts')}.`,
      fr: t =>
        t.say`Les ${t.span(bin_s)} les plus chargées commencent le ${t.dateTime(peak_at)}${inZone(t)}, avec ${t.counted(peak_posts, 'message', 'messages')}.`,
    },
    numbers: { peak_at, peak_posts, bin_s },
    evidence: [somePosts({ about: true, from: peak_at, to }, peak_posts)],
    coverage,
  }
}

export function windowFinding(
  window: Window,
  posts: number,
  share: number,
  coverage: FindingCoverage,
): Found {
  const isSilence = /silence/i.test(window.name)
  const hours_s = (window.to - window.from) / 1000
  return {
    slot: `window-${window.name}`,
    tell: {
      en: t =>
        t.say`${t.percent(share)} of the captured posts (${t.n(posts)} of ${t.n(coverage.posts)}) fall within the ${t.span(hours_s)} of “${t.name(windowName(window.name, 'en'))}”, from ${t.dateTime(window.from)} to ${t.dateTime(window.to)}${inZone(t)}.`,
      fr: t =>
        t.say`${t.percent(share)} des messages capturés (${t.n(posts)} sur ${t.n(coverage.posts)}) tombent dans les ${t.span(hours_s)} de « ${t.name(windowName(window.name, 'fr'))} », du ${t.dateTime(window.from)} au ${t.dateTime(window.to)}${inZone(t)}.`,
    },
    numbers: {
      window_share: share,
      ...(isSilence ? { silence_share: share } : {}),
      posts_in_window: posts,
      window_from: window.from,
      window_to: window.to,
    },
    evidence: [somePosts({ about: true, from: window.from, to: window.to }, posts)],
    coverage,
    ...(coverage.to < window.to ? { caveats: [CUT_WINDOW] } : {}),
    story: 55,
  }
}

const CUT_WINDOW: Text = {
  en: 'The last captured post is from before the window’s end: later posts may not have been captured.',
  fr: 'Le dernier message capturé précède la fin de la période : des messages plus tardifs peuvent manquer.',
}

export function unlikeFinding(peers: Peer[], coverage: FindingCoverage): Found | null {
  const own = peers.find(peer => peer.about)
  const others = peers.filter(peer => !peer.about)
  if (!own || others.length < LEAST_PEERS) return null
  const wider = others.filter(peer => peer.half_span_s > own.half_span_s).length
  const calmer = others.filter(peer => peer.posts_per_account < own.posts_per_account).length
  return {
    slot: 'unlike',
    tell: {
      en: t =>
        t.say`Half of its posts stand within ${t.span(own.half_span_s)}; of the ${t.n(others.length)} other hashtags here that are at least a quarter as large, ${t.n(wider)} are spread wider. Its accounts posted ${t.n(own.posts_per_account, 1)} times each, more than for ${t.n(calmer)} of those.`,
      fr: t =>
        t.say`La moitié de ses messages tient en ${t.span(own.half_span_s)} ; des ${t.n(others.length)} autres mots-dièse d’ici au moins un quart aussi grands, ${t.n(wider)} sont plus étalés. Ses comptes ont publié ${t.n(own.posts_per_account, 1)} fois chacun, plus que pour ${t.n(calmer)} d’entre eux.`,
    },
    numbers: {
      half_span_s: own.half_span_s,
      busiest_hour_share: own.busiest_hour_share,
      posts_per_account: own.posts_per_account,
      peers: others.length,
      peers_wider: wider,
      peers_calmer: calmer,
    },
    evidence: [somePosts({ object: { kind: 'hashtag', value: own.object } }, own.posts)],
    coverage,
    caveats: [
      {
        en: 'Compared within this capture only: how the other hashtags were collected decides what is ordinary here.',
        fr: 'Comparé dans cette seule capture : la façon dont les autres mots-dièse ont été recueillis décide de ce qui est ordinaire ici.',
      },
    ],
    story: 60,
  }
}
