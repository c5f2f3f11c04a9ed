import type { Finding } from '../../model/finding.ts'
import { type Asked, defineAnalysis, nothingFound } from '../analysis.ts'
import { dumpCoverage, METADATA_CAVEATS } from '../dump.ts'
import { finder, someFacts } from '../find.ts'
import { TRACES } from './labels.ts'

/** Every value of the classes that say who and what touched a file, with how many documents say it, and when. */
const VALUES = `
  WITH told AS (
    SELECT class, name, trim(value) AS value, document, count(*) AS facts
    FROM fact
    WHERE class IN ('person', 'organisation', 'software', 'path', 'printer', 'template') AND trim(value) <> ''
    GROUP BY class, name, trim(value), document
  ),
  saved AS (
    SELECT document, min("at") AS "at" FROM fact WHERE name IN ('modified', 'mail_date') AND "at" IS NOT NULL GROUP BY document
  )
  SELECT told.class, told.name, told.value, count(*) AS documents, sum(told.facts) AS facts,
    min(saved."at") AS first_at, max(saved."at") AS last_at, min(told.document) AS example
  FROM told
  LEFT JOIN saved ON saved.document = told.document
  GROUP BY told.class, told.name, told.value
  ORDER BY told.class, told.name, documents DESC, told.value`

const SAYING = `
  SELECT name, count(DISTINCT document) AS documents, count(*) AS facts
  FROM fact
  WHERE class IN ('person', 'organisation', 'software', 'path', 'printer', 'template') AND trim(value) <> ''
  GROUP BY name`

/** A line a document: what a reporter sorts and searches first. */
const DOCUMENTS = `
  WITH told AS (
    SELECT document, name, min(value) AS value, min("at") AS "at"
    FROM fact
    WHERE name IN ('author', 'last_modified_by', 'company', 'application', 'title', 'created', 'modified', 'printer', 'mail_from', 'mail_subject', 'mail_date', 'xls_user')
    GROUP BY document, name
  )
  SELECT d.document, min(d.format) AS format, min(d.bytes) AS bytes, min(CASE WHEN d.encrypted THEN 1 ELSE 0 END) AS encrypted,
    coalesce(max(CASE WHEN told.name = 'title' THEN told.value END), max(CASE WHEN told.name = 'mail_subject' THEN told.value END)) AS title,
    coalesce(max(CASE WHEN told.name = 'author' THEN told.value END), max(CASE WHEN told.name = 'mail_from' THEN told.value END)) AS author,
    max(CASE WHEN told.name = 'last_modified_by' THEN told.value END) AS last_modified_by,
    max(CASE WHEN told.name = 'company' THEN told.value END) AS company,
    max(CASE WHEN told.name = 'application' THEN told.value END) AS application,
    max(CASE WHEN told.name = 'xls_user' THEN told.value END) AS xls_user,
    max(CASE WHEN told.name = 'printer' THEN told.value END) AS printer,
    max(CASE WHEN told.name = 'created' THEN told."at" END) AS created_at,
    coalesce(max(CASE WHEN told.name = 'modified' THEN told."at" END), max(CASE WHEN told.name = 'mail_date' THEN told."at" END)) AS modified_at
  FROM document AS d
  LEFT JOIN told ON told.document = d.document
  GROUP BY d.document
  ORDER BY d.document
  LIMIT 5000`

interface Value {
  class: string
  name: string
  value: string
  documents: number
  facts: number
  first_at: number | null
  last_at: number | null
  example: string
}

/** Who and what touched these files, each kind of trace by itself. */
export const traces = defineAnalysis({
  id: 'traces',
  version: 1,
  question: {
    en: 'Who and what touched these files?',
    fr: 'Qui et quoi a touché ces fichiers ?',
  },
  params: {
    shown: {
      default: 200,
      help: { en: 'Values listed of each kind of trace', fr: 'Valeurs listées de chaque sorte de trace' },
    },
  },
  needs: ['fact.value'],
  numbers: {
    documents: { unit: 'count', en: 'documents in the case', fr: 'documents du dossier' },
    saying: {
      unit: 'count',
      en: 'documents that hold this kind of trace',
      fr: 'documents qui portent cette sorte de trace',
    },
    values: { unit: 'count', en: 'different values of it', fr: 'ses valeurs différentes' },
    most: {
      unit: 'count',
      en: 'documents that hold the most frequent value',
      fr: 'documents qui portent la valeur la plus fréquente',
    },
  },
  run: async asked => {
    const values = await asked.store.rows<Value>(VALUES)
    const saying = await asked.store.rows<{ name: string; documents: number; facts: number }>(SAYING)
    if (values.length === 0)
      return nothingFound({
        en: 'No document names a person, an organisation, a program, a path, a printer or a template.',
        fr: 'Aucun document ne nomme de personne, d’organisation, de logiciel, de chemin, d’imprimante ni de modèle.',
      })
    const coverage = await dumpCoverage(asked)
    const findings = Object.keys(TRACES).flatMap(name => {
      const own = values.filter(value => value.name === name)
      const all = saying.find(row => row.name === name)
      return own.length === 0 || !all ? [] : [finding(asked, name, own, all, coverage)]
    })
    const shown = Number(asked.params.shown)
    const listed = values.filter(
      (value, at) =>
        values.slice(Math.max(0, at - shown), at).filter(({ name }) => name === value.name).length < shown,
    )
    return {
      status: 'found',
      findings,
      rows: values.map(row => ({ ...row })),
      figures: { traces: listed.map(row => ({ ...row })), documents: await asked.store.rows(DOCUMENTS) },
    }
  },
  method: {
    en: `Every value that documents hold of six kinds of trace: persons, organisations, software, paths, printers and templates. Within a kind, each fact is counted by itself: an author, who saved a file last, and the user of the Excel that wrote it are three statements by three mechanisms, and are never merged. Values are compared as they are written, but for white space around them. A document counts once for a value, however often it stands in it.

Names are those that programs were told when they were set up. They identify nobody: this lists what files say, and accuses no one.`,
    fr: `Toutes les valeurs que les documents portent de six sortes de trace : personnes, organisations, logiciels, chemins, imprimantes et modèles. Dans chaque sorte, chaque fait est compté à part : un auteur, qui a enregistré un fichier en dernier et l’utilisateur de l’Excel qui l’a écrit sont trois déclarations par trois mécanismes, et ne sont jamais confondus. Les valeurs sont comparées telles qu’elles sont écrites, aux espaces près autour. Un document compte une fois pour une valeur, si souvent qu’elle y figure.

Les noms sont ceux qu’on a donnés aux logiciels à l’installation. Ils n’identifient personne : ceci liste ce que disent les fichiers, et n’accuse personne.`,
  },
})

function finding(
  asked: Asked,
  name: string,
  own: readonly Value[],
  { documents: saying, facts }: { documents: number; facts: number },
  coverage: Finding['coverage'],
): Finding {
  const label = TRACES[name] ?? { class: '', en: name, fr: name }
  const first = own[0]
  const documents = coverage.documents ?? 0
  const most = first?.documents ?? 0
  const named = own.length === 1
  return finder(
    'traces',
    asked,
  )({
    slot: name,
    tell: {
      en: t =>
        named
          ? t.say`Of ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'names', 'name')} ${label.en}: always “${t.name(first?.value ?? '')}”.`
          : t.say`Of ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'names', 'name')} ${label.en}: ${t.n(own.length)} different values, most often “${t.name(first?.value ?? '')}”, in ${t.n(most)}.`,
      fr: t =>
        named
          ? t.say`Sur ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'indique', 'indiquent')} ${label.fr} : toujours « ${t.name(first?.value ?? '')} ».`
          : t.say`Sur ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'indique', 'indiquent')} ${label.fr} : ${t.n(own.length)} valeurs différentes, le plus souvent « ${t.name(first?.value ?? '')} », dans ${t.n(most)}.`,
    },
    numbers: { documents, saying, values: own.length, most },
    about: { documents: [...new Set(own.slice(0, 20).map(({ example }) => example))] },
    evidence: [someFacts({ names: [name] }, facts)],
    coverage,
    caveats: [...METADATA_CAVEATS],
  })
}
