import type { Row } from '../../model/finding.ts'
import { defineAnalysis, notApplicable, nothingFound, type Outcome, type Values } from '../analysis.ts'
import { aboutCoverage } from '../scope.ts'
import { actingIn } from './acting.ts'
import { apart } from './apart.ts'
import { keepEdges } from './edges.ts'
import { effortFor } from './effort.ts'
import { drawn } from './figures.ts'
import { groupFindings } from './group-findings.ts'
import { type Layer, layerOf } from './layer.ts'
import { groupsOver } from './merged.ts'
import { method } from './method.ts'
import { numbers } from './numbers.ts'
import { actionCounts, findActions, findActors, USUAL } from './objects.ts'
import { overviewFinding } from './overview.ts'
import { responderFinding } from './responder-finding.ts'
import { fastResponders, type Responses } from './responders.ts'
import type { WindowRow } from './shape.ts'
import { sweep } from './sweep.ts'
import { nobody, tooMany } from './words.ts'

const DAY = 86_400_000
const SECOND = 1000
const NOBODY: Responses = { pairs: 0, found: [], shown: [] }

const params = {
  window: {
    default: 60,
    unit: 's',
    help: {
      en: 'Two posts meet when at most so far apart',
      fr: 'Deux messages se rencontrent à cet écart au plus',
    },
  },
  repeats: {
    default: 2,
    help: {
      en: 'Fewest objects of one kind on which a pair must have met',
      fr: 'Nombre minimal d’objets d’une sorte sur lesquels une paire s’est rencontrée',
    },
  },
  kinds: {
    default: [...USUAL] as string[],
    help: {
      en: 'What is acted on, in the order in which effort is spent; near-text, too, when asked for',
      fr: 'Sur quoi l’on agit, dans l’ordre où l’effort est dépensé ; near-text aussi, sur demande',
    },
  },
  windows: {
    default: [1, 5, 10, 30, 60, 300, 600, 1800, 3600],
    unit: 's',
    help: {
      en: 'Other windows, to see whether it hangs on one',
      fr: 'D’autres fenêtres, pour voir si cela tient à une seule',
    },
  },
  min_words: {
    default: 5,
    help: {
      en: 'Fewest words of a text that may be the same',
      fr: 'Nombre minimal de mots d’un texte qui peut être identique',
    },
  },
  min_tags: {
    default: 2,
    help: { en: 'Fewest hashtags of a sequence', fr: 'Nombre minimal de mots-dièse d’une suite' },
  },
  shuffles: {
    default: 100,
    help: { en: 'The most shuffles behind each q', fr: 'Nombre maximal de mélanges derrière chaque q' },
  },
  effort: {
    default: 4,
    unit: 'million moved actions',
    help: {
      en: 'Work that the shuffles may be, in all',
      fr: 'Travail que les mélanges peuvent coûter en tout',
    },
  },
  draws: {
    default: 5000,
    help: {
      en: 'The most random subsets behind each timing test',
      fr: 'Nombre maximal de sous-ensembles aléatoires derrière chaque examen du temps',
    },
  },
  fast: {
    default: 10,
    unit: 's',
    help: { en: 'A repost is fast within so many', fr: 'Un relais est rapide en autant' },
  },
  fast_least: {
    default: 5,
    help: {
      en: 'Fewest fast reposts of one account',
      fr: 'Nombre minimal de relais rapides d’un même compte',
    },
  },
  seed: {
    default: 1,
    help: {
      en: 'Seed of shuffles, draws and communities',
      fr: 'Graine des mélanges, tirages et communautés',
    },
  },
} as const

/** Who acted together, and is it coincidence? */
export const coordination = defineAnalysis({
  id: 'coordination',
  version: 2,
  question: {
    en: 'Who acted together, and is it coincidence?',
    fr: 'Qui a agi ensemble, et est-ce un hasard ?',
  },
  params,
  needs: ['post.account_id'],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store, params: chosen, resolution } = asked
    if (resolution >= DAY)
      return notApplicable({
        en: 'the posts state the day they were made, but not the time',
        fr: 'les messages indiquent leur jour, mais non leur heure',
      })
    const coverage = await aboutCoverage(asked)
    const actors = await findActors(store)
    if (actors.accounts < 2)
      return notApplicable({
        en: 'fewer than two accounts are known to have posted on the subject',
        fr: 'moins de deux comptes connus ont posté sur le sujet',
      })
    const looking = options(chosen)
    const counts = await actionCounts(store, chosen.min_words)
    const { kinds, left, shuffles } = effortFor(counts, chosen.kinds, chosen.effort, chosen.shuffles)
    if (kinds.length === 0 && left.length === 0)
      return notApplicable({
        en: 'no post on the subject passes another on, answers one, or has a link, a tag, a name, an image or a text',
        fr: 'aucun message sur le sujet n’en relaie un autre, n’y répond, ni ne porte lien, mot-dièse, nom, image ou texte',
      })
    if (kinds.length === 0) return notApplicable(tooMany(asked, left, chosen.effort))
    await findActions(store, { ...chosen, kinds, about: asked.about })
    const acting = await actingIn(store, 'coordination_acting')
    const layers: Layer[] = []
    for (const kind of kinds)
      if (acting.kinds.some(slice => slice.kind === kind))
        layers.push(await layerOf(acting, kind, { ...looking, shuffles }))
    const windows: WindowRow[] = []
    for (const layer of layers)
      if (layer.tested.validated.includes(1))
        windows.push(...(await sweep(layer, told(looking.windows, resolution), looking)))
    const merged = apart(groupsOver(layers), layers)
    await keepEdges(store, layers, merged, looking.window)
    const { nodes, edges, meetings, groups, pushed, rows } = await drawn(store, merged, coverage.posts)
    const responding = { seconds: chosen.fast, least: chosen.fast_least }
    // Within seconds cannot be told where times are whole minutes.
    const responses = resolution > SECOND ? NOBODY : await fastResponders(store, responding)
    const responders = await responderFinding(asked, responses, responding, coverage)
    const figures: Record<string, Row[]> = {
      ...{ nodes, edges, meetings, groups, windows },
      responders: responses.shown,
    }
    if (edges.length === 0 && !responders)
      return {
        ...nothingFound(nobody(asked, looking.repeats, chosen.window, left)),
        figures,
      }
    const seen = {
      ...{ layers, groups, left, shuffles },
      window: chosen.window,
      repeats: looking.repeats,
      accounts: acting.actions.accounts,
      actions: acting.actions.at.length,
    }
    return {
      status: 'found',
      findings: [
        await overviewFinding(asked, seen, coverage),
        ...(await groupFindings(asked, groups, nodes, pushed, chosen.window, coverage)),
        ...(responders ? [responders] : []),
      ],
      rows,
      figures,
    }
  },
  method,
})

/** What was asked for, in the kernels' units and within what they take. */
function options({ window, windows, repeats, draws, seed }: Values<typeof params>) {
  const ms = (seconds: number) => Math.max(0, Math.round(seconds * SECOND))
  return {
    window: ms(window),
    windows: windows.map(ms),
    repeats: Math.max(1, Math.round(repeats)),
    draws: Math.max(1, Math.round(draws)),
    seed: String(seed),
  }
}

/** Windows shorter than the clock's unit are all the same. */
const told = (windows: readonly number[], resolution: number) => windows.filter(ms => ms >= resolution)
