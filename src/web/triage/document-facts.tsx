import { useEffect, useState } from 'preact/hooks'
import type { DocumentFacts } from '../../model/index.ts'
import { legible } from '../evidence/legible.ts'
import { useVoice } from '../voice.ts'
import { WORDS } from './words.ts'

type Said = [total: number, ...facts: [name: string, value: string, locator: string][]]

/** What a document says of itself and where in it, and the command that lists the rest. `at` is its place in the triage. */
export function DocumentFactsTable({ document, at }: { document: string; at: number }) {
  const { data, say, format } = useVoice()
  const all = data.documentFacts
  const said = useSaid(all, at)
  const [total, ...facts] = said ?? [null]
  const hasRoom = all?.packed[Math.floor(at / all.per)] !== undefined
  return (
    <div class="document-facts">
      {facts.length > 0 && (
        <>
          <b>{say(WORDS.facts)}</b>
          <table class="fields">
            <tbody>
              {facts.map(([name, value, locator], i) => (
                <tr key={i}>
                  <th scope="row">
                    <code>{legible(name)}</code>
                  </th>
                  <td>
                    <bdi>{legible(value)}</bdi>
                    <span class="locator">{legible(locator)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <p class="command">
        {!hasRoom && say(WORDS.noRoom)}
        {total === 0 && say(WORDS.silent)}
        {total !== null &&
          facts.length < total &&
          `${say(WORDS.some)} ${format.number(facts.length)} / ${format.number(total)}.`}{' '}
        {say(WORDS.command)} <code>sillage show {quoted(legible(document))}</code>
      </p>
    </div>
  )
}

/** As a shell takes it, whatever the name holds. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** Null until they are unpacked, and where the page had no room for them. */
function useSaid(facts: DocumentFacts | undefined, at: number): Said | null {
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    let isGone = false
    setSaid(null)
    const chunk = facts?.packed[Math.floor(at / facts.per)]
    if (facts && chunk !== undefined)
      unpacked(chunk).then(
        all => {
          if (!isGone) setSaid(all[at % facts.per] ?? null)
        },
        () => {}, // a browser from before 2023 leaves it at the command
      )
    return () => {
      isGone = true
    }
  }, [facts, at])
  return said
}

async function unpacked(chunk: string): Promise<Said[]> {
  const bytes = Uint8Array.from(atob(chunk), sign => sign.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return JSON.parse(await new Response(stream).text()) // written by the report builder
}
