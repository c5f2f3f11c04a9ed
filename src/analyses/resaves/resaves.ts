import type { FindingCoverage, Text } from '../../model/finding.ts'
import { type Asked, defineAnalysis, notApplicable, nothingFound } from '../analysis.ts'
import { dumpCoverage, METADATA_CAVEATS } from '../dump.ts'
import { finder, oneFact } from '../find.ts'
import { type Burst, bursts, type Save } from './bursts.ts'
import { type Day, datesBinned } from './dates.ts'

/** Each file once, by its bytes: when it was last saved, by whom, with what, under which locale, and when it was created. */
const SAVES = `
  WITH told AS (
    SELECT document, name, min(value) AS value, min("at") AS "at", min(locator) AS locator
    FROM fact
    WHERE name IN ('modified', 'created', 'last_modified_by', 'application', 'application_version', 'xls_country_windows', 'doc_language', 'code_page')
    GROUP BY document, name
  )
  SELECT min(d.document) AS document, min(d.source) AS source, min(d."row") AS "row",
    saved."at" AS "at", saved.locator AS locator, min(made."at") AS created,
    coalesce(who.value, '') AS who, coalesce(app.value, '') AS app, coalesce(version.value, '') AS version,
    coalesce(country.value, '') AS country, coalesce(lid.value, '') AS lid, coalesce(page.value, '') AS page
  FROM document AS d
  JOIN told AS saved ON saved.document = d.document AND saved.name = 'modified' AND saved."at" IS NOT NULL
  LEFT JOIN told AS made ON made.document = d.document AND made.name = 'created'
  LEFT JOIN told AS who ON who.document = d.document AND who.name = 'last_modified_by'
  LEFT JOIN told AS app ON app.document = d.document AND app.name = 'application'
  LEFT JOIN told AS version ON version.document = d.document AND version.name = 'application_version'
  LEFT JOIN told AS country ON country.document = d.document AND country.name = 'xls_country_windows'
  LEFT JOIN told AS lid ON lid.document = d.document AND lid.name = 'doc_language'
  LEFT JOIN told AS page ON page.document = d.document AND page.name = 'code_page'
  GROUP BY coalesce(d.sha256, d.document), saved."at", saved.locator, who.value, app.value, version.value, country.value, lid.value, page.value
  ORDER BY "at", document`

/** Of every kind of time that a file states, how many different files do so on a day. */
const DAYS = `
  WITH told AS (
    SELECT CASE name WHEN 'created' THEN 'created' WHEN 'modified' THEN 'saved' ELSE 'sent' END AS kind,
      document, min("at") AS "at"
    FROM fact
    WHERE name IN ('created', 'modified', 'mail_date') AND "at" IS NOT NULL
    GROUP BY kind, document
  )
  SELECT told.kind AS kind, CAST(floor(told."at" / 86400000.0) AS BIGINT) AS day,
    count(DISTINCT coalesce(d.sha256, d.document)) AS files
  FROM told
  JOIN document AS d ON d.document = told.document
  GROUP BY told.kind, day
  ORDER BY kind, day`

/** The page draws so many bursts, the largest ones, and lists so many files of them; the tables of the case have all. */
const MOST_DRAWN = 50
const MOST_LISTED = 1000

interface Saved {
  document: string
  source: string
  row: number
  at: number
  locator: string
  created: number | null
  who: string
  app: string
  version: string
  country: string
  lid: string
  page: string
}

const CAVEATS: readonly Text[] = [
  {
    en: 'A burst of saves is a lead: a conversion, a migration, a template run over a folder or an archive made by an office’s own staff look the same.',
    fr: 'Une rafale d’enregistrements est une piste : une conversion, une migration, un modèle appliqué à un dossier ou un archivage par le personnel lui-même ont le même aspect.',
  },
  ...METADATA_CAVEATS,
]

/** Were many old files saved anew within minutes, by one name with one program? */
export const resaves = defineAnalysis({
  id: 'resaves',
  version: 1,
  question: {
    en: 'Were files of different years saved anew within minutes?',
    fr: 'Des fichiers d’années différentes ont-ils été réenregistrés en quelques minutes ?',
  },
  params: {
    least: {
      default: 5,
      help: { en: 'Fewest files in a burst', fr: 'Nombre minimal de fichiers d’une rafale' },
    },
    within: {
      default: 600,
      unit: 's',
      help: { en: 'In which a burst’s files are saved', fr: 'Durée dans laquelle ils sont enregistrés' },
    },
    span: {
      default: 365,
      unit: 'd',
      help: { en: 'Least time between their creations', fr: 'Écart minimal entre leurs créations' },
    },
  },
  needs: ['fact.value'],
  numbers: {
    files: { unit: 'count', en: 'different files in the burst', fr: 'fichiers différents de la rafale' },
    first_at: { unit: 'ms', en: 'when the first of them was saved', fr: 'quand le premier a été enregistré' },
    last_at: { unit: 'ms', en: 'when the last of them was saved', fr: 'quand le dernier a été enregistré' },
    lasted_s: { unit: 's', en: 'from the first to the last', fr: 'du premier au dernier' },
    span_s: {
      unit: 's',
      en: 'from the first creation to the last',
      fr: 'de la première création à la dernière',
    },
    by_name: {
      unit: 'count',
      en: 'files in the dump that the same name saved last',
      fr: 'fichiers de la fuite enregistrés en dernier sous le même nom',
    },
    dated: {
      unit: 'count',
      en: 'different files that say when they were saved',
      fr: 'fichiers différents qui disent quand ils ont été enregistrés',
    },
  },
  run: async asked => {
    const { least, within, span } = asked.params
    const rows = await asked.store.rows<Saved>(SAVES)
    if (rows.length === 0)
      return notApplicable({
        en: 'no document says when it was last saved',
        fr: 'aucun document ne dit quand il a été enregistré en dernier',
      })
    const byDocument = new Map(rows.map(row => [row.document, row]))
    const saves: Save[] = rows.map(row => ({
      document: row.document,
      at: row.at,
      created: row.created,
      group: JSON.stringify([row.who, row.app, row.version, row.country || row.lid || row.page]),
    }))
    const found = bursts(saves, { least: Math.max(2, least), within: within * 1000, span: span * 86_400_000 })
    if (found.length === 0)
      return nothingFound({
        en: `No name saved ${least} files or more of different years within ${within} s of one another.`,
        fr: `Aucun nom n’a enregistré ${least} fichiers ou plus d’années différentes en ${within} s.`,
      })
    const coverage = await dumpCoverage(asked)
    const findings = found
      .slice(0, MOST_DRAWN)
      .map(burst => finding(asked, burst, byDocument, rows, coverage))
    const table = found.flatMap((burst, n) =>
      burst.saves.map(save => ({
        burst: n + 1,
        document: save.document,
        saved_at: save.at,
        created_at: save.created,
        ...who(byDocument.get(save.document)),
      })),
    )
    const drawn = found.slice(0, MOST_DRAWN).map((burst, n) => ({
      burst: n + 1,
      from: burst.from,
      to: burst.to,
      files: burst.saves.length,
      last_modified_by: byDocument.get(burst.saves[0]?.document ?? '')?.who ?? '',
    }))
    const days = await asked.store.rows<Day>(DAYS)
    const reach = [
      Math.min(...drawn.map(({ from }) => from)),
      Math.max(...drawn.map(({ to }) => to)),
    ] as const
    return {
      status: 'found',
      findings,
      rows: table,
      figures: {
        dates: datesBinned(days, reach),
        bursts: drawn,
        resaves: table.slice(0, MOST_LISTED),
      },
    }
  },
  method: {
    en: `Files are grouped by who saved them last, the program and its version, and the locale that the file shows (the country of Windows’ settings in a workbook, else Word’s language, else the code page). A burst is a stretch in which a group saved at least \`least\` files within \`within\` of one another, whose creations lie at least \`span\` apart; stretches that share a file are one. Files of the same bytes count once. Only times that the file states are used.

In the leak of 2017, spreadsheets had been saved within four minutes by one name with a Russian-language Excel; that is the pattern. It is a lead, and names no one.`,
    fr: `Les fichiers sont groupés par qui les a enregistrés en dernier, le logiciel et sa version, et la langue que montre le fichier (le pays des réglages de Windows dans un classeur, sinon la langue de Word, sinon la page de code). Une rafale est un intervalle où un groupe a enregistré au moins \`least\` fichiers à \`within\` les uns des autres, dont les créations sont distantes d’au moins \`span\` ; les intervalles qui partagent un fichier n’en font qu’un. Des fichiers de mêmes octets comptent une fois. Seules servent les heures que le fichier donne.

Dans la fuite de 2017, des tableurs avaient été enregistrés en quatre minutes sous un seul nom avec un Excel en russe ; c’est ce motif. C’est une piste, qui ne désigne personne.`,
  },
})

const who = (row: Saved | undefined) => ({
  last_modified_by: row?.who ?? '',
  application: row?.app ?? '',
  version: row?.version ?? '',
  locale: row?.country || row?.lid || row?.page || '',
})

function finding(
  asked: Asked,
  burst: Burst,
  byDocument: ReadonlyMap<string, Saved>,
  rows: readonly Saved[],
  coverage: FindingCoverage,
) {
  const first = byDocument.get(burst.saves[0]?.document ?? '')
  const byName = rows.filter(row => row.who === first?.who).length
  const lasted = (burst.to - burst.from) / 1000
  const years = burst.span / (365.25 * 86_400_000)
  const name = first?.who ?? ''
  const program = [first?.app, first?.version].filter(Boolean).join(' ')
  return finder(
    'resaves',
    asked,
  )({
    slot: `burst ${new Date(burst.from).toISOString().slice(0, 10)} ${burst.group}`.slice(0, 40),
    tell: {
      en: t =>
        t.say`${t.n(burst.saves.length)} different files, created up to ${t.n(years, 1)} years apart, were all saved within ${t.span(Math.max(1, lasted))} from ${t.dateTime(burst.from)}, under ${name === '' ? 'no name' : `the name “${t.name(name)}”`}${program === '' ? '' : ` with ${t.name(program)}`}.`,
      fr: t =>
        t.say`${t.n(burst.saves.length)} fichiers différents, créés à ${t.n(years, 1)} ans d’écart au plus, ont tous été enregistrés en ${t.span(Math.max(1, lasted))} à partir du ${t.dateTime(burst.from)}, sous ${name === '' ? 'aucun nom' : `le nom « ${t.name(name)} »`}${program === '' ? '' : ` avec ${t.name(program)}`}.`,
    },
    numbers: {
      files: burst.saves.length,
      first_at: burst.from,
      last_at: burst.to,
      lasted_s: lasted,
      span_s: burst.span / 1000,
      by_name: byName,
      dated: rows.length,
    },
    about: { documents: burst.saves.map(({ document }) => document) },
    evidence: burst.saves.flatMap(({ document }) => {
      const row = byDocument.get(document)
      return row ? [oneFact({ ...row, name: 'modified' })] : []
    }),
    coverage,
    caveats: [...CAVEATS],
  })
}
