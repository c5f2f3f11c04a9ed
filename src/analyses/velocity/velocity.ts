import { type Asked, defineAnalysis, notApplicable, nothingFound, type Outcome } from '../analysis.ts'
import { baselinesOf, keepReadings } from './baseline.ts'
import { fastestFinding } from './fastest.ts'
import {
  baselineFigure,
  curveFigure,
  DRAWN,
  postsFigure,
  SAMPLED,
  TOP_SHOWN,
  UNUSUAL_SHOWN,
} from './figures.ts'
import { firstPostFinding } from './first-post.ts'
import { numbers } from './numbers.ts'
import { fastestPosts, firstOriginals, sample, showOriginals, speedRows, unusualPosts } from './shown.ts'
import { curveOf, forget, measure, passing } from './speeds.ts'
import { unusualFinding } from './unusual.ts'

const DAY = 86_400_000
const CURVE_SECONDS = 1800

/** How fast was each post passed on, and is that fast for an account of that size? */
export const velocity = defineAnalysis({
  id: 'velocity',
  version: 1,
  question: { en: 'How fast was it passed on?', fr: 'À quelle vitesse a-t-il été relayé ?' },
  params: {
    within: {
      default: [60, 300],
      unit: 's',
      help: {
        en: 'Windows after the post, in whole seconds',
        fr: 'Fenêtres après le message, en secondes entières',
      },
    },
    min_baseline: {
      default: 200,
      help: {
        en: 'Fewest originals with known followers from which "usual" is told',
        fr: 'Nombre minimal d’originaux aux abonnés connus pour dire l’« usuel »',
      },
    },
  },
  needs: ['post.parent_id'],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const windows = rising(asked.params.within)
    if (windows.length === 0)
      return notApplicable({ en: 'no window was given', fr: 'aucune fenêtre n’a été donnée' })
    if (asked.resolution >= DAY)
      return notApplicable({
        en: 'the posts state the day they were made, but not the time',
        fr: 'les messages indiquent leur jour, mais non leur heure',
      })
    const counted = rising([...windows, ...DRAWN])
    await measure(asked.store, counted, asked.about)
    try {
      return await answer(asked, windows, counted, asked.params.min_baseline)
    } finally {
      await forget(asked.store)
    }
  },
  method: {
    en: `V(Δ) is the number of captured reposts of a post in the closed window from its own time t₀ to t₀+Δ, Δ being 60 s and 300 s unless others are asked for. An original is any post that is no repost itself. A repost whose original was not captured is known about, but has no t₀ to count from: it is left out, and counted in a caveat.

What is usual is measured on the case's own originals, on the subject or not, platform by platform, in ten groups by their accounts' followers (as stated with the post, else the most seen in the case; equal counts share a group). In each group and for each window, x = log(1+V) has a median and a median absolute deviation (MAD); the robust z of a post is 0.6745 (x − median) ÷ MAD, and above 3.5 it is "unusual for an account of that size" (Iglewicz & Hoaglin 1993). Posts whose window reaches beyond the end of their platform's capture are left out. Under 200 such originals there is no reading.

Where more than half of a group has the same V, mostly none, the MAD is 0. The mean absolute deviation × 1.2533 then stands in for it (as in IBM SPSS), and besides z > 3.5 at most 1 % of the group's other posts may be as fast: without this, one repost would be "unusual" wherever most posts have none. Where all posts are alike there is no reading.

Of unusual posts, the furthest out is the one whose 1+V is the largest multiple of 1 + the bound of its group. The chart shows the first post, all or the 600 furthest unusual posts, the 50 fastest, and every n-th of the others in the order of time.`,
    fr: `V(Δ) est le nombre de relais capturés d’un message dans la fenêtre fermée qui va de son heure t₀ à t₀+Δ, Δ valant 60 s et 300 s sauf demande autre. Un original est tout message qui n’est pas lui-même un relais. Un relais dont l’original n’a pas été capturé est connu, mais n’a pas de t₀ d’où compter : il est laissé de côté, et compté dans une réserve.

L’usuel se mesure sur les originaux du relevé lui-même, sur le sujet ou non, plateforme par plateforme, en dix groupes selon les abonnés de leurs comptes (tels qu’indiqués avec le message, sinon le plus grand nombre vu dans le relevé ; à nombre égal, même groupe). Dans chaque groupe et pour chaque fenêtre, x = log(1+V) a une médiane et un écart absolu médian (MAD) ; le z robuste d’un message est 0,6745 (x − médiane) ÷ MAD, et au-delà de 3,5 il est « inhabituel pour un compte de cette taille » (Iglewicz et Hoaglin 1993). Les messages dont la fenêtre dépasse la fin de la capture de leur plateforme sont écartés. Sous 200 originaux de cette sorte, rien n’est dit.

Là où plus de la moitié d’un groupe a le même V, nul le plus souvent, le MAD est nul. L’écart absolu moyen × 1,2533 le remplace alors (comme dans IBM SPSS), et outre z > 3,5 il faut que 1 % au plus des autres messages du groupe soient aussi rapides : sans quoi un seul relais serait « inhabituel » partout où la plupart n’en ont aucun. Là où tous les messages se valent, rien n’est dit.

Parmi les messages inhabituels, le plus lointain est celui dont 1+V est le plus grand multiple de 1 + la borne de son groupe. Le graphique montre le premier message, les messages inhabituels (au plus les 600 plus lointains), les 50 plus rapides, et un message sur n parmi les autres dans l’ordre du temps.`,
  },
})

async function answer(
  asked: Asked,
  windows: readonly number[],
  counted: readonly number[],
  least: number,
): Promise<Outcome> {
  const { store } = asked
  const [platforms, baselines] = [await passing(store), await baselinesOf(store, counted)]
  const [main] = platforms
  if (!main)
    return nothingFound({
      en: 'No captured repost on the subject states which post it passes on.',
      fr: 'Aucun relais capturé sur le sujet n’indique le message qu’il reprend.',
    })
  const longest = windows.at(-1) ?? 0
  const most = counted.at(-1) ?? longest
  await keepReadings(store, baselines, least)
  await showOriginals(store, counted, main.platform, SAMPLED)
  const firsts = await firstOriginals(store)
  const findings = []
  for (const place of platforms) {
    const { platform } = place
    const slot = (name: string) => (place === main ? name : `${name}-${platform}`)
    const first = firsts.find(post => post.platform === platform)
    if (first)
      findings.push(
        await firstPostFinding(asked, slot('first-post'), first, place, windows, baselines, least),
      )
    const unusual = await unusualFinding(asked, slot('unusual'), platform, windows, most, baselines, least)
    if (unusual) findings.push(unusual)
  }
  const [fastest] = await fastestPosts(store, longest, 1)
  if (fastest) findings.push(await fastestFinding(asked, fastest, longest))
  if (findings.length === 0)
    return nothingFound({
      en: 'Posts on the subject were passed on, but none of them was captured itself.',
      fr: 'Des messages sur le sujet ont été relayés, mais aucun n’a lui-même été capturé.',
    })
  const first = firsts.find(post => post.platform === main.platform)
  const drawn = DRAWN[1]
  return {
    status: 'found',
    findings,
    rows: await speedRows(store, counted),
    figures: {
      posts: postsFigure(
        first,
        await unusualPosts(store, main.platform, drawn, most, UNUSUAL_SHOWN),
        await fastestPosts(store, drawn, TOP_SHOWN, main.platform),
        await sample(store),
        baselines,
        least,
      ),
      baseline: baselineFigure(main.platform, baselines, least),
      curve: first ? curveFigure(await curveOf(store, first, CURVE_SECONDS)) : [],
    },
  }
}

/** Whole seconds, each once, the shortest first. */
function rising(seconds: readonly number[]): number[] {
  const whole = seconds.filter(s => Number.isFinite(s)).map(s => Math.max(1, Math.round(s)))
  return [...new Set(whole)].sort((a, b) => a - b)
}
