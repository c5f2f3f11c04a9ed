import type { FindingCoverage } from '../../model/finding.ts'
import { type Asked, defineAnalysis, nothingFound } from '../analysis.ts'
import { dumpCoverage, METADATA_CAVEATS } from '../dump.ts'
import { finder, oneFact } from '../find.ts'
import { CHECKS, type Check, type Making } from './checks.ts'

/** What each document says of its own making. */
const MAKINGS = `
  WITH told AS (
    SELECT document, name, min(value) AS value, min("at") AS "at", min(time_basis) AS basis
    FROM fact
    WHERE name IN ('created', 'modified', 'doc_created', 'application', 'application_version', 'revision', 'docx_rsid_count', 'xls_build_year', 'producer')
    GROUP BY document, name
  )
  SELECT d.document, min(d.format) AS format,
    max(CASE WHEN told.name = 'created' THEN "at" END) AS created, max(CASE WHEN told.name = 'created' THEN basis END) AS created_basis,
    max(CASE WHEN told.name = 'modified' THEN "at" END) AS modified, max(CASE WHEN told.name = 'modified' THEN basis END) AS modified_basis,
    max(CASE WHEN told.name = 'doc_created' THEN "at" END) AS doc_created,
    max(CASE WHEN told.name = 'application' THEN value END) AS application,
    max(CASE WHEN told.name = 'application_version' THEN value END) AS version,
    max(CASE WHEN told.name = 'revision' THEN value END) AS revision_text,
    max(CASE WHEN told.name = 'docx_rsid_count' THEN value END) AS rsids_text,
    max(CASE WHEN told.name = 'xls_build_year' THEN value END) AS xls_year_text,
    max(CASE WHEN told.name = 'producer' THEN value END) AS producer
  FROM document AS d
  JOIN told ON told.document = d.document
  GROUP BY d.document
  ORDER BY d.document`

const PLACES = `
  SELECT f.document, f.name, f.locator, f.source, f."row"
  FROM fact AS f
  WHERE f.name = $fact
  ORDER BY f.document`

type Told = Omit<Making, 'revision' | 'rsids' | 'xls_year'> & {
  revision_text: string | null
  rsids_text: string | null
  xls_year_text: string | null
}

/** What documents say of their making that cannot be, or seldom is. */
export const anachronisms = defineAnalysis({
  id: 'anachronisms',
  version: 1,
  question: {
    en: 'Which files say of themselves what cannot be?',
    fr: 'Quels fichiers disent d’eux-mêmes ce qui ne peut être ?',
  },
  params: {},
  needs: ['fact.value'],
  numbers: {
    odd: { unit: 'count', en: 'documents of which it holds', fr: 'documents dont c’est vrai' },
    asked: {
      unit: 'count',
      en: 'documents that say enough to ask',
      fr: 'documents qui en disent assez pour qu’on demande',
    },
    share: { unit: 'share', en: 'the first among the second', fr: 'la part des premiers parmi les seconds' },
  },
  run: async asked => {
    const told = await asked.store.rows<Told>(MAKINGS)
    const makings: Making[] = told.map(({ revision_text, rsids_text, xls_year_text, ...row }) => ({
      ...row,
      revision: number(revision_text),
      rsids: number(rsids_text),
      xls_year: number(xls_year_text),
    }))
    const coverage = await dumpCoverage(asked)
    const findings = []
    const rows = []
    for (const check of CHECKS) {
      const judged = makings
        .map(making => ({ making, odd: check.odd(making) }))
        .filter(({ odd }) => odd !== null)
      const odd = judged.filter(found => found.odd).map(({ making }) => making)
      if (odd.length === 0) continue
      for (const { document, format, created, modified, application, version } of odd)
        rows.push({ check: check.id, document, format, created, modified, application, version })
      findings.push(await finding(asked, check, odd, judged.length, coverage))
    }
    if (findings.length === 0)
      return nothingFound({
        en: `None of ${makings.length} documents says of itself what cannot be.`,
        fr: `Aucun des ${makings.length} documents ne dit de lui-même ce qui ne peut être.`,
      })
    return { status: 'found', findings, rows, figures: { anachronisms: rows } }
  },
  method: {
    en: `Each check is asked of the documents that say enough, and its share among them is its base rate; an old office archive shows most of them now and then. ${CHECKS.map(({ id, means }) => `**${id}**: ${means.en}`).join(' ')}

Times are compared only where both are on one clock. Word’s own time of creation is on the writer’s clock: against the one in the properties, which is UTC, it must differ by quarters of an hour, up to 14 hours. These are leads, and prove nothing.`,
    fr: `Chaque vérification se demande aux documents qui en disent assez, et sa part parmi eux est son taux de base ; une vieille archive de bureau les montre presque toutes de temps en temps. ${CHECKS.map(({ id, means }) => `**${id}** : ${means.fr}`).join(' ')}

Les heures ne se comparent que sur une même horloge. L’heure de création de Word est à l’horloge de l’auteur : face à celle des propriétés, en UTC, elle doit différer par quarts d’heure, jusqu’à 14 heures. Ce sont des pistes, qui ne prouvent rien.`,
  },
})

const number = (text: string | null): number | null =>
  text !== null && /^\d+$/.test(text) ? Number(text) : null

async function finding(
  asked: Asked,
  check: Check,
  odd: readonly Making[],
  judged: number,
  coverage: FindingCoverage,
) {
  const wanted = new Set(odd.map(({ document }) => document))
  const places = await asked.store.rows<{
    document: string
    name: string
    locator: string
    source: string
    row: number
  }>(PLACES, { fact: check.fact })
  const seen = new Set<string>()
  const evidence = places.filter(
    ({ document }) => wanted.has(document) && !seen.has(document) && seen.add(document),
  )
  return finder(
    'anachronisms',
    asked,
  )({
    slot: check.id,
    tell: {
      en: t =>
        t.say`${t.n(odd.length)} of ${t.n(judged)} documents that state enough (${t.percent(odd.length / judged)}): ${check.says.en('they')}.`,
      fr: t =>
        t.say`${t.n(odd.length)} des ${t.n(judged)} documents qui en disent assez (${t.percent(odd.length / judged)}) : ${check.says.fr('ils')}.`,
    },
    numbers: { odd: odd.length, asked: judged, share: odd.length / judged },
    about: { documents: odd.map(({ document }) => document).slice(0, 500) },
    evidence: evidence.slice(0, 500).map(oneFact),
    coverage,
    caveats: [check.means, ...METADATA_CAVEATS],
  })
}
