import type { Row } from '../../model/finding.ts'
import { harmless } from '../../words/harmless.ts'
import type { Asked } from '../analysis.ts'

/** Each judged document a row: the contract is `document`, `verdict`, `because`; the rest is what the page shows. */
export const ROWS = `
  WITH told AS (
    SELECT document, any_value(source) AS source, any_value("row") AS "row",
      max(value) FILTER (WHERE name = 'verdict') AS verdict,
      max(value) FILTER (WHERE name = 'verdict_because') AS because,
      max(value) FILTER (WHERE name = 'verdict_because_fr') AS because_fr,
      max(value) FILTER (WHERE name = 'verdict_basis') AS basis,
      max(value) FILTER (WHERE name = 'verdict_against') AS against,
      max(value) FILTER (WHERE name = 'verdict_change') AS change,
      max(value) FILTER (WHERE name = 'verdict_difference') AS difference,
      max(value) FILTER (WHERE name = 'dkim_verdict') AS mail,
      min("at") FILTER (WHERE name IN ('modified', 'mail_date')) AS saved_at
    FROM fact
    WHERE class = 'judgement' OR name IN ('modified', 'mail_date')
    GROUP BY document
  )
  SELECT told.document, verdict, because, because_fr, basis, against, change, difference, mail, saved_at, d.format, d.bytes,
    d.sha256, told.source, told."row"
  FROM told
  JOIN document AS d ON d.document = told.document
  WHERE verdict IS NOT NULL`

/** What a reporter looks at first comes first. */
const ORDER = `CASE verdict WHEN 'planted' THEN 0 WHEN 'altered' THEN 1 WHEN 'authentic' THEN 2 ELSE 3 END, document`
const MOST_SHOWN = 5000
const MOST_DIFFERENT = 90
const PASSAGES = 6
const FIELDS = 8

interface Judged {
  document: string
  verdict: string
  because: string
  because_fr: string
  change: string | null
  difference: string | null
  against: string | null
  format: string
  bytes: number | null
  mail: string | null
  saved_at: number | null
}

/** The tables that the page shows. A reason that many share is kept once: reasons are numbered. */
export async function figures({ store }: Asked): Promise<Record<string, Row[]>> {
  const judged = await store.rows<Judged>(`SELECT * FROM (${ROWS}) ORDER BY ${ORDER} LIMIT ${MOST_SHOWN}`)
  const reasons = new Map<string, number>()
  const told: Row[] = []
  const triage = judged.map((row): Row => {
    const en = unnamed(row.because, row.against)
    let reason = reasons.get(en)
    if (reason === undefined) {
      reason = told.push({ en, fr: unnamed(row.because_fr, row.against) }) - 1
      reasons.set(en, reason)
    }
    const { document, verdict, format, bytes, mail, saved_at, change, against } = row
    return { document, verdict, change, format, bytes, mail, saved_at, against, reason }
  })
  const different = judged.filter(({ difference }) => difference !== null)
  // Changed content first: of files saved anew there may be many, and they differ alike.
  const shown = [
    ...different.filter(({ change }) => change === 'content changed'),
    ...different.filter(({ change }) => change !== 'content changed'),
  ].slice(0, MOST_DIFFERENT)
  return { triage, reasons: told, differences: shown.flatMap(differenceRows) }
}

/** Stands in a reason for what the document was held against, so that one sentence serves many. */
const NAMED = '\u0001'
const unnamed = (text: string, against: string | null): string =>
  against === null ? text : text.replaceAll(harmless(against), NAMED)

interface Kept {
  fields: { name: string; before: string[]; after: string[] }[]
  passages: { before: string; after: string; lead: string; trail: string }[]
}

function differenceRows({ document, difference }: Judged): Row[] {
  const { fields, passages }: Kept = JSON.parse(difference ?? '{"fields":[],"passages":[]}')
  return [
    ...passages
      .slice(0, PASSAGES)
      .map(({ before, after, lead, trail }) => ({ document, field: null, before, after, lead, trail })),
    ...fields.slice(0, FIELDS).map(({ name, before, after }) => ({
      document,
      field: name,
      before: before.join('; ').slice(0, 300),
      after: after.join('; ').slice(0, 300),
      lead: null,
      trail: null,
    })),
  ]
}
