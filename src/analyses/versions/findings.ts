import { passageSpans, placedWords } from '../../kernels/near-text/places.ts'
import type { EvidenceRef, FindingCoverage, Text } from '../../model/finding.ts'
import { clipped } from '../../words/clipped.ts'
import { titleOf } from '../dump-texts.ts'
import { type Found, onePassage } from '../find.ts'
import type { Group, Member } from './groups.ts'

const TITLE = 72
/** Files of a group that a finding names one by one; signs of a text that are its evidence where no passage is shared. */
const NAMED = 50
const SIGNS = 400

const INNOCENT: Text = {
  en: 'Drafts, forms, translations of one template and forwarded letters resemble one another by nature: likeness says nothing of forgery.',
  fr: 'Brouillons, formulaires, adaptations d’un même modèle et lettres transférées se ressemblent par nature : la ressemblance ne dit rien d’une falsification.',
}
const CLOCKS: Text = {
  en: 'Times are those that the files state, on their own clocks; which version came first is no more certain than they are.',
  fr: 'Les heures sont celles que les fichiers donnent, à leur propre horloge ; l’ordre des versions n’est pas plus sûr qu’elles.',
}

/** How many files say what another says. */
export function overallFinding(
  counts: { compared: number; groups: readonly Group[]; copies: number },
  shown: readonly Group[],
  texts: ReadonlyMap<number, string>,
  coverage: FindingCoverage,
): Found {
  const { compared, groups, copies } = counts
  const alike = groups.reduce((sum, { members }) => sum + members.length, 0)
  const revised = groups.filter(({ versions }) => versions > 1).length
  return {
    slot: 'alike',
    tell: {
      en: t =>
        t.say`Of ${t.counted(compared, 'different file', 'different files')} with enough words of their own, ${t.n(alike)} ${t.plural(alike, 'says', 'say')} the same as another or nearly: ${t.counted(groups.length, 'text', 'texts')}, ${t.n(revised)} of them in more than one version.`,
      fr: t =>
        t.say`Sur ${t.counted(compared, 'fichier différent', 'fichiers différents')} ayant assez de mots à eux, ${t.n(alike)} ${t.plural(alike, 'dit', 'disent')} la même chose qu’un autre ou presque : ${t.counted(groups.length, 'texte', 'textes')}, dont ${t.n(revised)} en plusieurs versions.`,
    },
    numbers: { compared, alike, groups: groups.length, revised, copies },
    about: { documents: shown.map(({ head }) => head.document) },
    evidence: shown.flatMap(({ head }) => evidenceOf(head, [head], texts)),
    coverage,
    caveats: [INNOCENT],
  }
}

/** One text and its versions. */
export function groupFinding(
  group: Group,
  texts: ReadonlyMap<number, string>,
  coverage: FindingCoverage,
): Found {
  const { head, members, versions, files, saved, leastSimilarity } = group
  const [first = 0, last = 0] = [saved[0], saved.at(-1)]
  const title = clipped(titleOf(head), TITLE)
  return {
    slot: `text ${head.document}`,
    tell: {
      en: t =>
        t.say`“${t.name(title)}” is there in ${t.counted(versions, 'version', 'versions')}, in ${t.counted(files, 'file', 'files')}${saved.length < 2 ? '' : t.say`, saved or sent from ${t.dateTime(first)} to ${t.dateTime(last)}`}.`,
      fr: t =>
        t.say`« ${t.name(title)} » existe en ${t.counted(versions, 'version', 'versions')}, dans ${t.counted(files, 'fichier', 'fichiers')}${saved.length < 2 ? '' : t.say`, enregistrés ou envoyés du ${t.dateTime(first)} au ${t.dateTime(last)}`}.`,
    },
    numbers: {
      versions,
      files,
      least_similarity: leastSimilarity,
      ...(saved.length < 2 ? {} : { first_at: first, last_at: last }),
    },
    about: { documents: members.slice(0, NAMED).map(({ document }) => document) },
    evidence: evidenceOf(head, members, texts),
    coverage,
    caveats: [INNOCENT, CLOCKS],
  }
}

/** Of each file whose text is at hand, the first passage that it shares with the representative, or its beginning. */
function evidenceOf(
  head: Member,
  members: readonly Member[],
  texts: ReadonlyMap<number, string>,
): EvidenceRef[] {
  const words = placedWords(texts.get(head.i) ?? '')
  return members.flatMap(member => {
    const text = texts.get(member.i)
    if (text === undefined) return []
    const own = member === head ? undefined : passageSpans(words, placedWords(text))[0]?.other
    return onePassage({ ...member, ...(own ?? { from: 0, to: Math.min(SIGNS, text.length) }) })
  })
}
