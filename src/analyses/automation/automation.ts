import type { Row } from '../../model/finding.ts'
import { type Asked, defineAnalysis, notApplicable, nothingFound, type Outcome } from '../analysis.ts'
import { finder } from '../find.ts'
import { keepRows } from '../rows.ts'
import { aboutCoverage } from '../scope.ts'
import { careRows } from './care.ts'
import { type CarriedLang, carrying } from './carried.ts'
import { bandsFinding, earlyFinding, languageFinding, profilesFinding } from './findings.ts'
import { judgeAccounts, rowsSql } from './judged.ts'
import { measure, RHYTHMS } from './measure.ts'
import { method } from './method.ts'
import { numbers } from './numbers.ts'
import { sheetsOf } from './sheets.ts'
import { SIGNALS } from './signals.ts'
import { bandShown } from './words.ts'

/** Languages with fewer posts are in the figure's table and get no sentence. */
const SPOKEN = 3

/** Which accounts post as programs do, how surely, and what did they carry? */
export const automation = defineAnalysis({
  id: 'automation',
  version: 1,
  question: {
    en: 'Were accounts automated, and what did they carry?',
    fr: 'Des comptes étaient-ils automatisés, et qu’ont-ils porté ?',
  },
  params: {
    least: {
      default: 50,
      help: {
        en: 'Fewest posts in a language to speak of it',
        fr: 'Le moins de messages dans une langue pour en parler',
      },
    },
  },
  needs: [],
  numbers,
  run: async (asked): Promise<Outcome> => {
    const { store } = asked
    const { accounts } = await store.row<{ accounts: number }>(
      `SELECT count(DISTINCT account_id) + (SELECT count(*) FROM profile) AS accounts FROM post WHERE account_id <> ''`,
    )
    if (accounts === 0)
      return notApplicable({ en: 'no post states its account', fr: 'aucun message n’indique son compte' })
    try {
      return await answer(asked, asked.params.least)
    } finally {
      for (const table of ['account', 'repeated', 'latency', 'client', 'measured', 'judged', 'post'])
        await store.run(`DROP TABLE IF EXISTS automation_${table}`)
    }
  },
  method,
})

async function answer(asked: Asked, least: number): Promise<Outcome> {
  const { store, config, resolution } = asked
  const measured = await measure(store, resolution)
  const verdicts = await judgeAccounts(store, measured, RHYTHMS)
  const signals = SIGNALS.map(({ id }) => id)
  const rows = await keepRows(store, 'automation', rowsSql(signals, RHYTHMS))
  if (verdicts.every(({ band }) => band === null))
    return nothingFound({
      en: 'No account has enough data for a band: it takes ten posts on several days, or a profile on X with its counts.',
      fr: 'Aucun compte n’a assez de données pour une classe : il faut dix messages sur plusieurs jours, ou un profil sur X avec ses nombres.',
    })
  const { bands, langs, over_time } = await carrying(store, least)
  const { sheets, readings } = await sheetsOf(store, measured, config.zone)
  const coverage = await aboutCoverage(asked)
  const find = finder('automation', asked)
  const drafts =
    bands.length === 0
      ? [profilesFinding(asked, verdicts, coverage)]
      : [
          bandsFinding(asked, bands, sheets, coverage),
          earlyFinding(bands, sheets, coverage),
          ...byLanguage(langs).map(rows => languageFinding(rows, coverage)),
        ]
  return {
    status: 'found',
    rows,
    findings: drafts.flatMap(draft => (draft ? [find(draft)] : [])),
    figures: {
      bands: bands.map(row => ({ ...row, ...bandShown(row.band) })),
      over_time,
      langs: langs.map(row => ({ ...row, ...bandShown(row.band) })),
      sheets,
      readings,
      care: careRows(),
      signals: SIGNALS.map((signal): Row => {
        const { id, name, unit, reference, symptom, enters, enough } = signal
        const why = typeof reference === 'string' ? { en: null, fr: null } : reference
        return {
          signal: id,
          name_en: name.en,
          name_fr: name.fr,
          unit,
          reference: typeof reference === 'string' ? reference : null,
          why_en: why.en,
          why_fr: why.fr,
          symptom,
          enters,
          enough_en: enough.en,
          enough_fr: enough.fr,
        }
      }),
    },
  }
}

function byLanguage(langs: readonly CarriedLang[]): CarriedLang[][] {
  const groups = new Map<string, CarriedLang[]>()
  for (const row of langs) groups.set(row.lang, [...(groups.get(row.lang) ?? []), row])
  return [...groups.values()].slice(0, SPOKEN)
}
