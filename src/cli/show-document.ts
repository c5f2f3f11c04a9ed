import { documentFacts, type EvidenceFact } from '../case/document-evidence.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import type { Store } from '../store/store.ts'
import type { Format } from '../words/format.ts'
import type { Common } from './options.ts'
import { bold, faint, oneLine, print, printJson } from './terminal.ts'

/** The facts behind a finding about documents, each with where it stands. */
export function printFacts(given: Case, facts: readonly EvidenceFact[], total: number, f: Format): void {
  print(`\n${bold(`${f.number(facts.length)} of ${f.number(total)} facts`)}`)
  for (const fact of facts) line(given, fact)
}

function line(given: Case, fact: EvidenceFact): void {
  print(`  ${bold(oneLine(fact.value).slice(0, 100))}  ${oneLine(fact.name)}  ${oneLine(fact.document)}`)
  print(
    faint(
      `    ${oneLine(fact.locator)}  ${fact.decoder}  ${oneLine(nameOf(given, fact.source))}, row ${fact.row}, SHA-256 ${fact.source.slice(0, 16)}…`,
    ),
  )
}

export const nameOf = (given: Case, source: string): string =>
  sourcesOf(given).find(({ sha256 }) => sha256 === source)?.name ?? source

/** Signs of a document's text that a terminal shows; `--json` gives all. */
const FIRST_SIGNS = 600

/** A document by its id: what it is, everything it says, and the raw values. False when there is none. */
export async function showDocument(given: Case, store: Store, id: string, flags: Common): Promise<boolean> {
  const found = await documentFacts(store, id)
  if (!found) return false
  const { document, facts } = found
  const source = nameOf(given, String(document.source))
  if (flags.json) {
    printJson({ ...document, source_name: source, facts })
    return true
  }
  print(bold(oneLine(id)))
  for (const name of ['format', 'media_type', 'bytes', 'sha256', 'encrypted', 'parent', 'problem'])
    if (document[name] !== null && document[name] !== undefined)
      print(`  ${name.padEnd(12)} ${oneLine(String(document[name]))}`)
  print(`  ${'source'.padEnd(12)} ${oneLine(source)}, row ${document.row}, SHA-256 ${document.source}`)
  if (typeof document.text === 'string') {
    print(`\n${bold(`${document.text.length} signs of text`)}`)
    print(
      `  ${oneLine(document.text.slice(0, FIRST_SIGNS))}${document.text.length > FIRST_SIGNS ? ' …' : ''}`,
    )
  }
  print(`\n${bold(`${facts.length} facts`)}`)
  for (const fact of facts) {
    print(
      `  ${oneLine(fact.name).padEnd(26)} ${oneLine(fact.value).slice(0, 200)}${fact.time_basis ? faint(` (${fact.time_basis})`) : ''}`,
    )
    print(
      faint(
        `    ${oneLine(fact.locator)}  ${fact.decoder}${fact.raw === '' ? '' : `  raw ${oneLine(fact.raw).slice(0, 100)}`}`,
      ),
    )
  }
  return true
}
