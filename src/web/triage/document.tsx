import type { Row } from '../../model/index.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice } from '../voice.ts'
import { DocumentFactsTable } from './document-facts.tsx'
import { CHANGE_WORDS, WORDS } from './words.ts'

/** In a reason, what the document was held against. */
const NAMED = '\u0001'

/** One document: why it is judged so, what it was held against, and where it differs. */
export function DocumentSheet({
  row,
  at,
  reason,
  differences,
}: {
  row: Row
  /** Its place in the triage. */
  at: number
  reason: Row | undefined
  differences: readonly Row[]
}) {
  const { say, lang, format } = useVoice()
  const change = CHANGE_WORDS[String(row.change)]
  const passages = differences.filter(({ field }) => field === null)
  const fields = differences.filter(({ field }) => field !== null)
  return (
    <div class="document-sheet">
      <p>{legible(String(reason?.[lang] ?? '').replaceAll(NAMED, () => String(row.against)))}</p>
      <dl>
        {change && (
          <>
            <dt>{say(WORDS.change)}</dt>
            <dd>{say(change)}</dd>
          </>
        )}
        {row.against && (
          <>
            <dt>{say(WORDS.against)}</dt>
            <dd>
              <bdi>{legible(String(row.against))}</bdi>
            </dd>
          </>
        )}
        {typeof row.bytes === 'number' && (
          <>
            <dt>{say(WORDS.size)}</dt>
            <dd>{format.bytes(row.bytes)}</dd>
          </>
        )}
      </dl>
      {differences.length > 0 && <b>{say(WORDS.difference)}</b>}
      {passages.map((passage, i) => (
        <p class="passage-change" key={i}>
          {legible(String(passage.lead ?? ''))}{' '}
          {passage.before !== '' && <del>{legible(String(passage.before))}</del>}{' '}
          {passage.after !== '' && <ins>{legible(String(passage.after))}</ins>}{' '}
          {legible(String(passage.trail ?? ''))}
        </p>
      ))}
      {fields.length > 0 && (
        <table class="fields">
          <tbody>
            {fields.map(({ field, before, after }) => (
              <tr key={String(field)}>
                <th scope="row">
                  <code>{legible(String(field))}</code>
                </th>
                <td>
                  <del>{legible(String(before))}</del>
                </td>
                <td>
                  <ins>{legible(String(after))}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <DocumentFactsTable document={String(row.document)} at={at} />
    </div>
  )
}
