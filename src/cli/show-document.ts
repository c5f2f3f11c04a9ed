import { documentFacts, type EvidenceFact, evidenceFacts, factsTotal } from '../case/document-evidence.ts'
import { type Case, sourcesOf } from '../case/open.ts'
import type { Finding } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { formatter } from '../words/format.ts'
import type { Common } from './options.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

/** A finding about documents: the facts behind it, each with where it stands. */
export async function showFacts(
  given: Case,
  store: Store,
  finding: Finding,
  limit: number,
  flags: Common,
): Promise<true> {
  const lang = flags.lang ?? 'en'
  const total = factsTotal(finding.evidence)
  const facts = await evidenceFacts(store, finding.evidence, limit)
  if (flags.json) {
    printJson({
      ...finding,
      total,
      facts: facts.map(fact => ({ ...fact, source_name: nameOf(given, fact.source) })),
    })
    return true
  }
  const f = formatter(lang, given.config.zone)
  print(`${bold(oneLine(finding.claim[lang]))}\n${faint(finding.id)}\n`)
  for (const [name, value] of Object.entries(finding.numbers)) print(`  ${name.padEnd(22)} ${value}`)
  for (const caveat of finding.caveats) print(`  ${faint('·')} ${oneLine(caveat[lang])}`)
  print(`\n${bold(`${f.number(facts.length)} of ${f.number(total)} facts`)}`)
  for (const fact of facts) line(given, fact)
  const first = facts[0]
  narrate(
    `\nNext: sillage show ${first ? `'${oneLine(first.document)}'` : 'DOCUMENT'}${total > facts.length ? ', or --all' : ''}`,
  )
  return true
}

function line(given: Case, fact: EvidenceFact): void {
  print(`  ${bold(oneLine(fact.value).slice(0, 100))}  ${oneLine(fact.name)}  ${oneLine(fact.document)}`)
  print(
    faint(
      `    ${oneLine(fact.locator)}  ${fact.decoder}  ${oneLine(nameOf(given, fact.source))}, row ${fact.row}, SHA-256 ${fact.source.slice(0, 16)}…`,
    ),
  )
}

const nameOf = (given: Case, source: string): string =>
  sourcesOf(given).find(({ sha256 }) => sha256 === source)?.name ?? source

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
