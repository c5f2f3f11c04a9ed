import type { MailVerdict } from '../authenticity/judge.ts'
import type { Fact } from '../fact.ts'
import type { FactName } from '../fact-names.ts'
import type { Difference } from './difference.ts'
import type { DocumentVerdict } from './four-way.ts'

const judged = (name: FactName, value: string | null, locator: string, raw = ''): Fact[] =>
  value === null || value === '' ? [] : [{ name, value, raw, locator, decoder: 'Sillage', timeBasis: null }]

/** What a message's signatures tell, as facts of it: the verdict, by which signature, why, and what it proves. */
export function mailFacts({ verdict, proves, because, signatures }: MailVerdict): Fact[] {
  const at = 'DKIM-Signature'
  const best = signatures.find(one => one.verdict === verdict)
  return [
    ...judged('dkim_verdict', verdict, at),
    ...judged('dkim_domain', best?.domain ?? null, `${at} d=`),
    ...judged('dkim_selector', best?.selector ?? null, `${at} s=`),
    ...judged('dkim_algorithm', best?.algorithm ?? null, `${at} a=`),
    ...because.flatMap(({ en, fr }) => [
      ...judged('dkim_because', en, at),
      ...judged('dkim_because_fr', fr, at),
    ]),
    ...judged('dkim_proves', proves.en, at),
    ...judged('dkim_proves_fr', proves.fr, at),
  ]
}

/** The verdict on a document as facts of it. */
export function verdictFacts({
  verdict,
  basis,
  against,
  change,
  difference,
  because,
}: DocumentVerdict): Fact[] {
  const at = 'whole document'
  return [
    ...judged('verdict', verdict, at),
    ...judged('verdict_basis', basis, at),
    ...judged('verdict_against', against, at),
    ...judged('verdict_change', change, at),
    ...judged('verdict_because', because.en, at),
    ...judged('verdict_because_fr', because.fr, at),
    ...(difference ? judged('verdict_difference', JSON.stringify(shownDifference(difference)), at) : []),
  ]
}

const MOST_SHOWN = 60
const LONGEST = 2000
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** A difference as it is kept: its first passages and properties, long ones cut; the counts stand in the sentence. */
function shownDifference({ fields, passages, isCoarse }: Difference): Difference {
  return {
    fields: fields.slice(0, MOST_SHOWN).map(({ name, before, after }) => ({
      name,
      before: before.slice(0, 20).map(cut),
      after: after.slice(0, 20).map(cut),
    })),
    passages: passages.slice(0, MOST_SHOWN).map(passage => ({
      ...passage,
      before: cut(passage.before),
      after: cut(passage.after),
      lead: cut(passage.lead),
      trail: cut(passage.trail),
    })),
    isCoarse,
  }
}
