import type { Finding, FindingCoverage, Row, Text } from '../../model/finding.ts'
import { type Asked, defineAnalysis, nothingFound } from '../analysis.ts'
import { dumpCoverage, METADATA_CAVEATS } from '../dump.ts'
import { finder, oneFact, someFacts } from '../find.ts'
import { readable } from './names.ts'
import { scriptsIn } from './scripts.ts'

/** How many documents give each value of each kind of language evidence. */
const EVIDENCE = `
  SELECT class, value, count(DISTINCT document) AS documents, count(*) AS facts, min(document) AS example
  FROM fact
  WHERE class LIKE 'language: %' AND value <> '' AND NOT (class = 'language: code page' AND value IN ('0', '1200', '65001'))
  GROUP BY class, value
  ORDER BY class, documents DESC, value`

const STATED = `
  SELECT class, count(DISTINCT document) AS documents
  FROM fact
  WHERE class LIKE 'language: %' AND value <> '' AND NOT (class = 'language: code page' AND value IN ('0', '1200', '65001'))
  GROUP BY class`

/** Names of persons and organisations, of which the script is looked at. */
const NAMES = `
  SELECT document, name, value, min(locator) AS locator, min(source) AS source, min("row") AS "row"
  FROM fact
  WHERE class IN ('person', 'organisation') AND value <> '' AND name NOT LIKE 'mail_%'
  GROUP BY document, name, value
  ORDER BY document, name, value`

/** The kinds, in the order in which they are told, and what a document says with one. */
const KINDS: readonly { kind: string; says: Text }[] = [
  { kind: 'code page', says: { en: 'a code page', fr: 'une page de code' } },
  { kind: 'LCID', says: { en: 'a Windows language', fr: 'une langue de Windows' } },
  {
    kind: 'country',
    says: { en: 'the country of an Excel or its Windows', fr: 'le pays d’un Excel ou de son Windows' },
  },
  { kind: 'tag', says: { en: 'a language of their text', fr: 'une langue de leur texte' } },
  {
    kind: 'other-script default',
    says: {
      en: 'a default language for text of other scripts, which Word sets by itself',
      fr: 'une langue par défaut pour le texte d’autres écritures, que Word fixe de lui-même',
    },
  },
  {
    kind: 'charset',
    says: { en: 'a character set of their mail', fr: 'un jeu de caractères de leur courrier' },
  },
  {
    kind: 'separator',
    says: { en: 'a decimal sign or list separator', fr: 'un signe décimal ou un séparateur de liste' },
  },
]

const SCRIPT_CAVEAT: Text = {
  en: 'A name shows a script, not a language: Russian, Ukrainian, Bulgarian and Serbian names are written in Cyrillic alike.',
  fr: 'Un nom montre une écriture, pas une langue : noms russes, ukrainiens, bulgares et serbes s’écrivent tous en cyrillique.',
}
const CLASS_CAVEAT: Text = {
  en: 'Each kind of evidence is counted by itself: a code page is set by Windows, a country by its settings, a language tag by whoever typed or by the program.',
  fr: 'Chaque sorte d’indice est comptée à part : une page de code vient de Windows, un pays de ses réglages, une étiquette de langue de qui a tapé ou du logiciel.',
}

interface Given {
  class: string
  value: string
  documents: number
  facts: number
  example: string
}

/** Which languages files bear witness to, kind by kind, with how common each is in the dump. */
export const languages = defineAnalysis({
  id: 'languages',
  version: 1,
  question: {
    en: 'Which languages and scripts did the computers and people behind these files use?',
    fr: 'Quelles langues et écritures employaient les ordinateurs et les personnes derrière ces fichiers ?',
  },
  params: {},
  needs: ['fact.value'],
  numbers: {
    documents: { unit: 'count', en: 'documents in the case', fr: 'documents du dossier' },
    saying: {
      unit: 'count',
      en: 'documents that state this kind of evidence',
      fr: 'documents qui portent cette sorte d’indice',
    },
    most: {
      unit: 'count',
      en: 'documents with its most common value',
      fr: 'documents portant sa valeur la plus courante',
    },
    others: { unit: 'count', en: 'documents with another value', fr: 'documents portant une autre valeur' },
    script_documents: {
      unit: 'count',
      en: 'documents with a name in this script',
      fr: 'documents portant un nom dans cette écriture',
    },
    named_documents: {
      unit: 'count',
      en: 'documents that name anyone',
      fr: 'documents qui nomment quelqu’un',
    },
  },
  run: async asked => {
    const given = await asked.store.rows<Given>(EVIDENCE)
    const stated = new Map(
      (await asked.store.rows<{ class: string; documents: number }>(STATED)).map(row => [
        row.class,
        row.documents,
      ]),
    )
    const names = await asked.store.rows<Named>(NAMES)
    const coverage = await dumpCoverage(asked)
    const findings = [
      ...scriptFindings(asked, names, coverage),
      ...KINDS.flatMap(({ kind, says }) => {
        const own = given.filter(row => row.class === `language: ${kind}`)
        return own.length === 0
          ? []
          : [kindFinding(asked, kind, says, own, stated.get(`language: ${kind}`) ?? 0, coverage)]
      }),
    ]
    if (findings.length === 0)
      return nothingFound({
        en: 'No document states a code page, a language, a country or a name.',
        fr: 'Aucun document n’indique de page de code, de langue, de pays ni de nom.',
      })
    const rows: Row[] = given.map(row => ({
      kind: row.class.replace('language: ', ''),
      value: row.value,
      meaning_en: readable(row.class.replace('language: ', ''), row.value, 'en'),
      meaning_fr: readable(row.class.replace('language: ', ''), row.value, 'fr'),
      documents: row.documents,
      share: row.documents / (stated.get(row.class) ?? 1),
      example: row.example,
    }))
    return { status: 'found', findings, rows, figures: { languages: rows } }
  },
  method: {
    en: `Evidence of languages, each kind by itself and never added up: the script of names of persons and organisations; code pages (set by the language of Windows); Windows language ids; the country of the Excel that wrote a workbook and that of its Windows’ settings; language tags of texts; decimal signs and list separators. A document counts once for a value. Shares are of the documents that state the kind at all: that is the base rate to hold a rare value against. Code pages that belong to no language (Unicode) are left out.

A script is looked at sign by sign (Unicode’s script property). No language is guessed from a name.`,
    fr: `Les indices de langue, chaque sorte à part et jamais additionnées : l’écriture des noms de personnes et d’organisations ; les pages de code (fixées par la langue de Windows) ; les identifiants de langue de Windows ; le pays de l’Excel qui a écrit un classeur et celui des réglages de son Windows ; les étiquettes de langue des textes ; signes décimaux et séparateurs de liste. Un document compte une fois pour une valeur. Les parts se rapportent aux documents qui portent cette sorte d’indice : c’est le taux de base auquel mesurer une valeur rare. Les pages de code qui ne sont d’aucune langue (Unicode) sont laissées de côté.

L’écriture se lit signe par signe (propriété d’écriture d’Unicode). Aucune langue n’est devinée d’après un nom.`,
  },
})

function kindFinding(
  asked: Asked,
  kind: string,
  says: Text,
  own: readonly Given[],
  saying: number,
  coverage: FindingCoverage,
): Finding {
  const [first, ...rest] = own
  const most = first?.documents ?? 0
  const documents = coverage.documents ?? 0
  const others = rest.slice(0, 6)
  return finder(
    'languages',
    asked,
  )({
    slot: kind,
    tell: {
      en: t => {
        const list = others
          .map(({ value, documents: n }) => `${t.name(readable(kind, value, 'en'))} in ${t.n(n).door}`)
          .join(', ')
        return t.say`Of ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'states', 'state')} ${says.en}: ${t.name(readable(kind, first?.value ?? '', 'en'))} in ${t.percent(most / Math.max(1, saying))} of them${list === '' ? '' : `; also ${list}${rest.length > 6 ? ', and others' : ''}`}.`
      },
      fr: t => {
        const list = others
          .map(({ value, documents: n }) => `${t.name(readable(kind, value, 'fr'))} dans ${t.n(n).door}`)
          .join(', ')
        return t.say`Sur ${t.n(documents)} documents, ${t.n(saying)} ${t.plural(saying, 'indique', 'indiquent')} ${says.fr} : ${t.name(readable(kind, first?.value ?? '', 'fr'))} dans ${t.percent(most / Math.max(1, saying))} d’entre eux${list === '' ? '' : ` ; aussi ${list}${rest.length > 6 ? ', et d’autres' : ''}`}.`
      },
    },
    numbers: { documents, saying, most, others: rest.reduce((sum, row) => sum + row.documents, 0) },
    about: { documents: own.slice(0, 10).map(({ example }) => example) },
    evidence: own
      .slice(0, 40)
      .map(({ value, facts }) => someFacts({ class: `language: ${kind}`, value }, facts)),
    coverage,
    caveats: [CLASS_CAVEAT, ...METADATA_CAVEATS],
  })
}

interface Named {
  document: string
  name: string
  value: string
  locator: string
  source: string
  row: number
}

/** A finding for each script beside Latin. */
function scriptFindings(asked: Asked, names: readonly Named[], coverage: FindingCoverage): Finding[] {
  const byScript = new Map<string, Named[]>()
  for (const named of names)
    for (const script of scriptsIn(named.value))
      if (script !== 'Latin') byScript.set(script, [...(byScript.get(script) ?? []), named])
  const named = new Set(names.map(({ document }) => document)).size
  return [...byScript].map(([script, own]) => {
    const documents = new Set(own.map(({ document }) => document))
    const values = new Set(own.map(({ value }) => value)).size
    return finder(
      'languages',
      asked,
    )({
      slot: `script ${script}`,
      tell: {
        en: t =>
          t.say`${t.n(documents.size)} of ${t.n(named)} documents that name a person or organisation ${t.plural(documents.size, 'has', 'have')} a name in ${scriptName(script, 'en')} script (${t.counted(values, 'name', 'different names')}).`,
        fr: t =>
          t.say`${t.n(documents.size)} des ${t.n(named)} documents qui nomment une personne ou une organisation ${t.plural(documents.size, 'porte', 'portent')} un nom en écriture ${scriptName(script, 'fr')} (${t.counted(values, 'nom', 'noms différents')}).`,
      },
      numbers: {
        script_documents: documents.size,
        named_documents: named,
        documents: coverage.documents ?? 0,
      },
      about: { documents: [...documents].slice(0, 50) },
      evidence: own.slice(0, 200).map(oneFact),
      coverage,
      caveats: [SCRIPT_CAVEAT, ...METADATA_CAVEATS],
    })
  })
}

const SCRIPT_NAMES: Readonly<Record<string, Text>> = {
  Cyrillic: { en: 'Cyrillic', fr: 'cyrillique' },
  Greek: { en: 'Greek', fr: 'grecque' },
  Arabic: { en: 'Arabic', fr: 'arabe' },
  Hebrew: { en: 'Hebrew', fr: 'hébraïque' },
  Han: { en: 'Han', fr: 'han' },
  Kana: { en: 'Japanese', fr: 'japonaise' },
  Hangul: { en: 'Korean', fr: 'coréenne' },
  Thai: { en: 'Thai', fr: 'thaïe' },
  Devanagari: { en: 'Devanagari', fr: 'devanagari' },
  Georgian: { en: 'Georgian', fr: 'géorgienne' },
  Armenian: { en: 'Armenian', fr: 'arménienne' },
}
const scriptName = (script: string, lang: 'en' | 'fr'): string => SCRIPT_NAMES[script]?.[lang] ?? script
