import type { Finding } from '../../model/finding.ts'
import type { Asked } from '../analysis.ts'
import { finder, onePost } from '../find.ts'
import { about, aboutCoverage, accountName, caveat } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import { type Baseline, type Baselines, key, reading } from './baseline.ts'
import { unusualCounts, unusualPosts } from './shown.ts'
import { column, type Original } from './speeds.ts'
import { countCaveats, on, READING_CAVEATS, reach } from './words.ts'

const SHOWN = 20

/** How many of a platform's originals on the subject were unusually fast; null without enough of a baseline. */
export async function unusualFinding(
  asked: Asked,
  slot: string,
  platform: string,
  windows: readonly number[],
  longest: number,
  baselines: Baselines,
  least: number,
): Promise<Finding | null> {
  const seconds = windows.at(-1) ?? 0
  const baseline = baselines.get(key(platform, seconds))
  if (!baseline || baseline.n < least) return null
  const n = baseline.deciles.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count.about, 0)
  if (n === 0 || baseline.deciles.every(({ scale }) => scale === null)) return null
  const counts = await unusualCounts(asked.store, platform, windows)
  const unusual = counts.get(seconds) ?? 0
  const found = await unusualPosts(asked.store, platform, seconds, longest, SHOWN)
  const [top] = found
  const find = finder('velocity', asked)
  return find({
    slot,
    tell: {
      en: t =>
        t.say`Of ${t.n(n)} original posts on ${on(platform)}${about(t, asked)} by accounts whose followers are known, ${unusual === 0 ? 'none was' : t.say`${t.n(unusual)} (${t.percent(unusual / n, 1)}) ${t.plural(unusual, 'was', 'were')}`} passed on within ${t.span(reach(asked, seconds))} faster than is usual for accounts of that size${top ? extreme(t, asked, top, baselines, least, seconds) : ''}.`,
      fr: t =>
        t.say`Sur ${t.counted(n, 'message', 'messages')} originaux sur ${on(platform)}${about(t, asked)} de comptes dont les abonnés sont connus, ${unusual === 0 ? 'aucun n’a été relayé' : t.say`${t.n(unusual)} (${t.percent(unusual / n, 1)}) ${t.plural(unusual, 'a été relayé', 'ont été relayés')}`} en ${t.span(reach(asked, seconds))} plus vite qu’il n’est usuel pour des comptes de cette taille${top ? extreme(t, asked, top, baselines, least, seconds) : ''}.`,
    },
    numbers: {
      originals: n,
      ...Object.fromEntries(windows.map(s => [`unusual_${s}s`, counts.get(s) ?? 0])),
      ...(top ? { [`reposts_${seconds}s`]: Number(top[column(seconds)]) } : {}),
    },
    about: { posts: found.map(post => `${platform}:${post.post_id}`) },
    evidence: found.map(onePost),
    coverage: await aboutCoverage(asked),
    caveats: [...spread(asked, baseline), ...countCaveats(asked, windows), ...READING_CAVEATS, CHANCE],
  })
}

function extreme(
  t: Teller,
  asked: Asked,
  post: Original,
  baselines: Baselines,
  least: number,
  seconds: number,
): Said {
  const r = reading(baselines, least, post, seconds)
  if (r.z === null) return t.say``
  const by = accountName(post)
  const n = Number(post[column(seconds)])
  const upper = Math.floor(r.usual.upper)
  const span = t.span(reach(asked, seconds))
  if (t.lang === 'fr')
    return t.say` ; le plus loin au-delà est ${by ? `de ${t.name(by)}` : 'd’un compte sans nom'}, avec ${t.n(n)} relais en ${span} où ${t.n(upper)} ${t.plural(upper, 'serait usuel', 'seraient usuels')}`
  return t.say`; furthest above is one by ${by ? t.name(by) : 'an unnamed account'}, with ${t.counted(n, 'repost', 'reposts')} within ${span} where ${t.n(upper)} would be usual`
}

/** Where a few reposts are enough to stand out, the reader is told. */
function spread(asked: Asked, { deciles }: Baseline) {
  const flat = deciles.filter(({ fallback }) => fallback).length
  if (flat === 0) return []
  return [
    caveat(asked, {
      en: t =>
        t.say`In ${t.n(flat)} of ${t.n(deciles.length)} groups of accounts by size, more than half of the posts had the same number of reposts, mostly none; there the spread is a mean deviation, a few reposts stand out, and a post is called unusual only when at most 1% of the others were as fast.`,
      fr: t =>
        t.say`Dans ${t.n(flat)} des ${t.n(deciles.length)} groupes de comptes par taille, plus de la moitié des messages ont le même nombre de relais, aucun le plus souvent ; l’écart y est une déviation moyenne, quelques relais y ressortent, et un message n’est dit inhabituel que si 1 % des autres au plus ont été aussi rapides.`,
    }),
  ]
}

const CHANCE = {
  en: 'Some posts lie this far out by chance alone; how many depends on the tail of the distribution, which is long for reposts, so the number is no measure of manipulation.',
  fr: 'Quelques messages se trouvent aussi loin par le seul hasard ; combien dépend de la queue de la distribution, longue pour les relais : ce nombre ne mesure pas une manipulation.',
}
