import type { Finding, Row } from '../../model/finding.ts'
import { defineAnalysis, nothingFound, type Outcome } from '../analysis.ts'
import { finder } from '../find.ts'
import { aboutCoverage } from '../scope.ts'
import { bins, stretchOf } from './bins.ts'
import { bursts } from './bursts.ts'
import { peakFinding, totalFinding, unlikeFinding, windowFinding, withinFinding } from './findings.ts'
import { numbers } from './numbers.ts'
import { type Peer, peers } from './peers.ts'

/** The platform with most posts on the subject, and its first post. */
const MAIN = `
  SELECT platform, count(*) AS posts, count(DISTINCT account_id) AS accounts, min("at") AS first_at, max("at") AS last_at
  FROM about_post
  GROUP BY platform
  ORDER BY posts DESC, platform
  LIMIT 1`

const CAPTURE_END = `SELECT max("at") AS until FROM post WHERE platform = $platform`

export interface Main {
  platform: string
  posts: number
  accounts: number
  first_at: number
  last_at: number
}

const WITHIN = `SELECT count(*) AS posts FROM about_post WHERE platform = $platform AND "at" <= $until`
const IN_WINDOW = `SELECT count(*) AS posts FROM about_post WHERE "at" >= $from_at AND "at" <= $to_at`

const TIMES = `SELECT CAST("at" AS DOUBLE) AS "at" FROM about_post`
const MAIN_TIMES = `SELECT CAST("at" AS DOUBLE) AS "at" FROM about_post WHERE platform = $platform`

/** How many posts were there, when, and how unlike other subjects of the same capture is that? */
export const volume = defineAnalysis({
  id: 'volume',
  version: 1,
  question: { en: 'How much was posted, and when?', fr: 'Combien de messages, et quand ?' },
  params: {
    within: {
      default: [12_600, 46_800],
      unit: 's',
      help: { en: 'Windows after the first use', fr: 'Durées après le premier emploi' },
    },
    reach: {
      default: [100, 1_000, 10_000, 100_000],
      help: { en: 'Counts whose moment is sought', fr: 'Nombres dont on cherche le moment' },
    },
    speed: {
      default: 2,
      help: {
        en: 'How many times faster than its mean a burst is',
        fr: 'Combien de fois plus vite que sa moyenne va une salve',
      },
    },
  },
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store, params, config, resolution } = asked
    const [main] = await store.rows<Main>(MAIN)
    if (!main)
      return nothingFound({
        en: 'No captured post is on the subject.',
        fr: 'Aucun message capturé ne porte sur le sujet.',
      })
    const find = finder('volume', asked)
    const coverage = await aboutCoverage(asked)
    const times = (await store.columns<'at'>(TIMES)).at.sort()
    const stretch = stretchOf(times, resolution)
    const binned = await bins(store, stretch)
    const { until } = await store.row<{ until: number }>(CAPTURE_END, { platform: main.platform })
    const findings: Finding[] = [find(totalFinding(asked, main, coverage))]

    const within: Row[] = []
    for (const [order, window_s] of params.within.entries()) {
      const { posts } = await store.row<{ posts: number }>(WITHIN, {
        platform: main.platform,
        until: main.first_at + window_s * 1000,
      })
      within.push({ window_s, posts })
      findings.push(
        find(
          withinFinding(asked, main, coverage, {
            window_s,
            posts,
            order,
            cut: until < main.first_at + window_s * 1000,
          }),
        ),
      )
    }
    const mainTimes =
      main.posts === times.length
        ? times
        : (await store.columns<'at'>(MAIN_TIMES, { platform: main.platform })).at.sort()
    // When each count was reached, on the main platform.
    const reach: Row[] = params.reach.flatMap(n => {
      const at = mainTimes[n - 1]
      return at === undefined ? [] : [{ posts: n, at, after_s: (at - main.first_at) / 1000 }]
    })
    findings.push(find(peakFinding(coverage, binned, stretch.bin_s)))

    const windows: Row[] = []
    for (const window of config.windows) {
      const { posts } = await store.row<{ posts: number }>(IN_WINDOW, {
        from_at: window.from,
        to_at: window.to,
      })
      const share = posts / coverage.posts
      windows.push({ name: window.name, from: window.from, to: window.to, posts, share })
      findings.push(find(windowFinding(window, posts, share, coverage)))
    }
    const tag = asked.about.find(subject => subject.kind === 'hashtag')
    const others: Peer[] = tag ? await peers(store, main.platform, tag.object, main.posts) : []
    const unlike = unlikeFinding(others, coverage)
    if (unlike) findings.push(find(unlike))

    return {
      status: 'found',
      findings,
      rows: binned,
      figures: {
        bins: binned,
        bursts: bursts(times, resolution, params.speed)
          .sort((a, b) => b.weight - a.weight)
          .slice(0, 20)
          .sort((a, b) => a.from - b.from)
          .map(burst => ({ ...burst })),
        within,
        reach,
        windows,
        peers: others,
      },
    }
  },
  method: {
    en: `Posts on the subject are counted, whatever their kind: posts, reposts, quotes, replies and pages. A window of length Δ after the first captured post is closed: a post exactly Δ later counts. Windows after the first use are counted on the platform with most posts on the subject.

Bursts are found by Kleinberg’s two-state automaton (2002): gaps between posts are exponential at their mean rate or at a multiple of it (the parameter “speed”), and going up costs ln n; the cheapest sequence of states is exact. Posts that carry the same time are spread over the clock’s unit.

Declared windows, such as an election silence, are closed at both ends.

“Unlike others” compares the subject with every other hashtag of the same capture that has at least a quarter as many posts (and 50): the share of its busiest clock hour, the shortest time that holds half of its posts, and its posts per account. It is a comparison inside this capture, not with the platform.`,
    fr: `On compte les messages sur le sujet, quel qu’en soit le genre : messages, partages, citations, réponses et pages. Une durée Δ après le premier message capturé est fermée : un message exactement Δ plus tard compte. Ces durées sont comptées sur la plateforme qui a le plus de messages sur le sujet.

Les salves sont trouvées par l’automate à deux états de Kleinberg (2002) : les intervalles sont exponentiels à leur rythme moyen ou à un multiple de celui-ci (le paramètre « speed »), et monter coûte ln n ; la suite d’états la moins chère est exacte. Les messages de même heure sont répartis sur l’unité de l’horloge.

Les périodes déclarées, comme le silence électoral, sont fermées aux deux bouts.

« Différent des autres » compare le sujet à tout autre mot-dièse de la même capture qui a au moins un quart autant de messages (et 50) : la part de son heure la plus chargée, le temps le plus court qui tient la moitié de ses messages, ses messages par compte. C’est une comparaison dans cette capture, non avec la plateforme.`,
  },
})
