import type { Finding, FindingCoverage, Text } from '../../model/finding.ts'
import { type Asked, defineAnalysis, notApplicable } from '../analysis.ts'
import { dumpCoverage } from '../dump.ts'
import { finder, someFacts } from '../find.ts'
import { keepRows } from '../rows.ts'
import type { Said, Teller } from '../sentence.ts'
import { figures, ROWS } from './rows.ts'
import { ALTERED_CAVEAT, CAVEATS, MAIL_CAVEAT, METHOD, PLANTED_CAVEAT } from './words.ts'

const COUNTS = `
  SELECT count(*) AS judged,
    count(*) FILTER (WHERE verdict = 'planted') AS planted,
    count(*) FILTER (WHERE verdict = 'authentic') AS authentic,
    count(*) FILTER (WHERE verdict = 'altered') AS altered,
    count(*) FILTER (WHERE verdict = 'unknown') AS unknown,
    count(*) FILTER (WHERE change = 'content changed') AS changed,
    count(*) FILTER (WHERE change = 're-saved, same content') AS resaved,
    count(mail) AS mails,
    count(*) FILTER (WHERE mail = 'ANCHORED-PASS') AS anchored,
    count(*) FILTER (WHERE mail IN ('BODY-ALTERED', 'HEADER-ALTERED-OR-WRONG-KEY')) AS broken,
    count(*) FILTER (WHERE mail = 'UNSIGNED') AS unsigned,
    count(*) FILTER (WHERE mail = 'NOT-VERIFIABLE') AS unverifiable
  FROM (${ROWS})`

type Counts = Record<
  | 'judged'
  | 'planted'
  | 'authentic'
  | 'altered'
  | 'unknown'
  | 'changed'
  | 'resaved'
  | 'mails'
  | 'anchored'
  | 'broken'
  | 'unsigned'
  | 'unverifiable',
  number
>

/** Which documents of the dump are planted, authentic, altered, or unknown? */
export const verdict = defineAnalysis({
  id: 'verdict',
  version: 1,
  question: {
    en: 'Which documents are authentic, altered or planted?',
    fr: 'Quels documents sont authentiques, altérés ou des leurres ?',
  },
  params: {},
  needs: ['fact.value'],
  numbers: {
    judged: { unit: 'count', en: 'documents that were judged', fr: 'documents jugés' },
    planted: { unit: 'count', en: 'that are registered decoys', fr: 'qui sont des leurres enregistrés' },
    authentic: { unit: 'count', en: 'that are authentic', fr: 'qui sont authentiques' },
    altered: { unit: 'count', en: 'that differ from an original', fr: 'qui diffèrent d’un original' },
    changed: { unit: 'count', en: 'of these, whose content differs', fr: 'dont le contenu diffère' },
    resaved: {
      unit: 'count',
      en: 'of these, saved anew with the same text',
      fr: 'réenregistrés avec le même texte',
    },
    unknown: { unit: 'count', en: 'of which nothing is known', fr: 'dont on ne sait rien' },
    mails: {
      unit: 'count',
      en: 'messages whose signatures were looked at',
      fr: 'messages dont les signatures ont été examinées',
    },
    anchored: {
      unit: 'count',
      en: 'that a signature vouches for as a whole',
      fr: 'dont une signature répond en entier',
    },
    broken: { unit: 'count', en: 'whose signature does not fit', fr: 'dont la signature ne convient pas' },
    unsigned: { unit: 'count', en: 'that carry no signature', fr: 'sans signature' },
    unverifiable: {
      unit: 'count',
      en: 'Outlook items, whose signatures cannot be checked',
      fr: 'éléments Outlook, dont les signatures sont invérifiables',
    },
  },
  run: async asked => {
    const counts = await asked.store.row<Counts>(COUNTS)
    if (counts.judged === 0)
      return notApplicable({
        en: 'no document of the case was judged when it was read (sillage triage judges them)',
        fr: 'aucun document du dossier n’a été jugé à sa lecture (sillage triage les juge)',
      })
    const coverage = await dumpCoverage(asked)
    return {
      status: 'found',
      rows: await keepRows(asked.store, 'verdict', `${ROWS} ORDER BY document`),
      findings: await findings(asked, counts, coverage),
      figures: await figures(asked),
    }
  },
  method: METHOD,
})

async function findings(asked: Asked, counts: Counts, coverage: FindingCoverage): Promise<Finding[]> {
  const find = finder('verdict', asked)
  const found: Finding[] = []
  const {
    judged,
    planted,
    authentic,
    altered,
    changed,
    resaved,
    unknown,
    mails,
    anchored,
    broken,
    unsigned,
    unverifiable,
  } = counts
  const add = async (
    slot: string,
    tell: { en: (t: Teller) => Said; fr: (t: Teller) => Said },
    numbers: Partial<Counts>,
    facts: { name: string; value?: string },
    count: number,
    caveats: readonly Text[],
    story?: number,
  ) => {
    found.push(
      find({
        slot,
        tell,
        numbers,
        about: { documents: await examples(asked, facts) },
        evidence: [someFacts({ names: [facts.name], ...(facts.value ? { value: facts.value } : {}) }, count)],
        coverage,
        caveats: [...caveats],
        ...(story === undefined ? {} : { story }),
      }),
    )
  }
  // The first of a dump's findings; after the story of the posts, where there are some.
  await add(
    'verdicts',
    {
      en: t =>
        t.say`Of ${t.n(judged)} documents, ${t.n(planted)} ${t.plural(planted, 'is planted', 'are planted')}, ${t.n(authentic)} ${t.plural(authentic, 'is', 'are')} authentic, ${t.n(altered)} ${t.plural(altered, 'differs', 'differ')} from an original, and of ${t.n(unknown)} nothing is known.`,
      fr: t =>
        t.say`Sur ${t.n(judged)} documents, ${t.n(planted)} ${t.plural(planted, 'est un leurre', 'sont des leurres')}, ${t.n(authentic)} ${t.plural(authentic, 'est authentique', 'sont authentiques')}, ${t.n(altered)} ${t.plural(altered, 'diffère', 'diffèrent')} d’un original, et de ${t.n(unknown)} on ne sait rien.`,
    },
    { judged, planted, authentic, altered, unknown },
    { name: 'verdict' },
    judged,
    CAVEATS,
    70,
  )
  if (planted > 0)
    await add(
      'planted',
      {
        en: t =>
          t.say`${t.n(planted)} ${t.plural(planted, 'document is a decoy', 'documents are decoys')} that the victim had registered.`,
        fr: t =>
          t.say`${t.n(planted)} ${t.plural(planted, 'document est un leurre', 'documents sont des leurres')} que la victime avait ${t.plural(planted, 'enregistré', 'enregistrés')}.`,
      },
      { planted },
      { name: 'verdict', value: 'planted' },
      planted,
      [PLANTED_CAVEAT],
    )
  if (changed > 0)
    await add(
      'changed',
      {
        en: t =>
          t.say`${t.n(changed)} ${t.plural(changed, 'document says', 'documents say')} something else than the original ${t.plural(changed, 'it matches', 'they match')}.`,
        fr: t =>
          t.say`${t.n(changed)} ${t.plural(changed, 'document dit', 'documents disent')} autre chose que l’original qui ${t.plural(changed, 'lui', 'leur')} correspond.`,
      },
      { changed },
      { name: 'verdict_change', value: 'content changed' },
      changed,
      [ALTERED_CAVEAT],
    )
  if (resaved > 0)
    await add(
      'resaved',
      {
        en: t =>
          t.say`${t.n(resaved)} ${t.plural(resaved, 'document was', 'documents were')} saved anew: the text is the original’s, the properties are not.`,
        fr: t =>
          t.say`${t.n(resaved)} ${t.plural(resaved, 'document a été réenregistré', 'documents ont été réenregistrés')} : le texte est celui de l’original, pas les propriétés.`,
      },
      { resaved },
      { name: 'verdict_change', value: 're-saved, same content' },
      resaved,
      [ALTERED_CAVEAT],
    )
  if (mails > 0)
    await add(
      'mail',
      {
        en: t =>
          t.say`Of ${t.n(mails)} messages, a signature vouches for ${t.n(anchored)} as a whole; of ${t.n(broken)} it does not fit, and ${t.n(unsigned)} ${t.plural(unsigned, 'carries', 'carry')} none.${unverifiable === 0 ? '' : t.say` ${t.n(unverifiable)} ${t.plural(unverifiable, 'is an Outlook item', 'are Outlook items')}, which cannot be checked.`}`,
        fr: t =>
          t.say`Sur ${t.n(mails)} messages, une signature répond de ${t.n(anchored)} en entier ; pour ${t.n(broken)} elle ne convient pas, et ${t.n(unsigned)} n’en ${t.plural(unsigned, 'porte', 'portent')} pas.${unverifiable === 0 ? '' : t.say` ${t.n(unverifiable)} ${t.plural(unverifiable, 'est un élément Outlook', 'sont des éléments Outlook')}, invérifiables.`}`,
      },
      { mails, anchored, broken, unsigned, ...(unverifiable > 0 ? { unverifiable } : {}) },
      { name: 'dkim_verdict' },
      mails,
      [MAIL_CAVEAT],
    )
  return found
}

const EXAMPLES = 20
async function examples(
  { store }: Asked,
  { name, value }: { name: string; value?: string },
): Promise<string[]> {
  if (value === undefined) return []
  const rows = await store.rows<{ document: string }>(
    `SELECT document FROM fact WHERE name = $name AND value = $value ORDER BY document LIMIT ${EXAMPLES}`,
    { name, value },
  )
  return rows.map(({ document }) => document)
}
