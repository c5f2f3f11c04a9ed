import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Analysis } from '../src/analyses/analysis.ts'
import { analyses } from '../src/analyses/index.ts'
import { FACT_CLASSES, FACTS, OPEN_FACTS } from '../src/documents/fact-names.ts'
import { importers } from '../src/importers/index.ts'
import type { Lang } from '../src/model/finding.ts'

/**
 * The parts of docs/ that the program knows itself. `npx tsx bench/docs.ts` writes them; test/docs.test.ts holds them
 * to the code.
 */
export function documents(): Record<string, string> {
  return {
    'docs/analyses.md': analysesPage(),
    'docs/methods.md': methodsPage('en', 'Methods', WRITTEN),
    'docs/methods.fr.md': methodsPage('fr', 'Méthodes', ECRIT),
    'docs/findings.md': filled('docs/findings.md', 'numbers', numbersTables()),
    'docs/facts.md': filled('docs/facts.md', 'facts', factsTables()),
    'docs/formats.md': filled('docs/formats.md', 'importers', importersTable()),
  }
}

const WRITTEN =
  'Each analysis states its definitions, and the page shows them beside its answer. This is the same text, written by `npx tsx bench/docs.ts` from the analyses; change it there.'
const ECRIT =
  'Chaque analyse énonce ses définitions, et la page les montre à côté de sa réponse. C’est ici le même texte, écrit par `npx tsx bench/docs.ts` depuis les analyses ; c’est là qu’on le change.'

function methodsPage(lang: Lang, title: string, written: string): string {
  const sections = analyses.map(
    ({ id, version, question, method }) =>
      `## ${question[lang]}\n\n\`${id}\`, ${lang === 'fr' ? 'définition' : 'definition'} ${version}\n\n${method[lang]}\n`,
  )
  return `# ${title}\n\n${written}\n\n${sections.join('\n')}`
}

function analysesPage(): string {
  const sections = analyses.map(analysis => {
    const { id, question, needs } = analysis
    const need =
      needs.length > 0
        ? `It needs ${needs.map(n => `\`${n}\``).join(', ')} to be stated by at least one row; else it is not applicable, and says so.\n\n`
        : ''
    return `## ${id}\n\n**${question.en}** (${question.fr})\n\n${need}${parameters(analysis)}`
  })
  return `# Analyses

Every analysis answers one question of the posts on the case’s subject. Its parameters are flags of \`sillage trace\` and \`sillage run\`; \`sillage analyses\` lists them. What each computes, exactly, stands in [methods.md](methods.md); what its numbers are called, in [findings.md](findings.md). Written by \`npx tsx bench/docs.ts\`.

${sections.join('\n')}`
}

function parameters({ id, params }: Analysis): string {
  const rows = Object.entries(params)
  if (rows.length === 0) return 'It has no parameters.\n'
  const table = rows.map(
    ([name, { default: value, unit, help }]) =>
      `| \`--${id}-${name}\` | ${[value].flat().join(',')} | ${unit ?? ''} | ${help.en} |`,
  )
  return `| flag | default | unit | |\n|---|---|---|---|\n${table.join('\n')}\n`
}

function numbersTables(): string {
  return analyses
    .map(({ id, numbers }) => {
      const rows = Object.entries(numbers).map(([name, { unit, en }]) => `| \`${name}\` | ${unit} | ${en} |`)
      return `### ${id}\n\n| name | unit | meaning |\n|---|---|---|\n${rows.join('\n')}\n`
    })
    .join('\n')
}

function importersTable(): string {
  const rows = importers.map(({ id, title }) => `| \`${id}\` | ${title} |`)
  return `| \`--as\` | what it reads |\n|---|---|\n${rows.join('\n')}\n`
}

function factsTables(): string {
  const named = FACT_CLASSES.map(kind => {
    const rows = Object.entries(FACTS).flatMap(([name, [its, says]]) =>
      its === kind ? [`| \`${name}\` | ${says} |`] : [],
    )
    const open = Object.entries(OPEN_FACTS).flatMap(([name, [its, says]]) =>
      its === kind ? [`| \`${name}:…\` | ${says} |`] : [],
    )
    const all = [...rows, ...open]
    return all.length === 0 ? '' : `### ${kind}\n\n| name | what it says |\n|---|---|\n${all.join('\n')}\n`
  })
  return named.filter(Boolean).join('\n')
}

/** A page written by hand, with what stands between its marks written anew. */
function filled(path: string, name: string, content: string): string {
  const page = readFileSync(at(path), 'utf8')
  const [open, close] = [`<!-- ${name}: written by bench/docs.ts -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(open), page.indexOf(close)]
  if (from < 0 || to < from)
    throw new RangeError(`${path} has no place for ${name}: put ${open} and ${close} in it.`)
  return `${page.slice(0, from + open.length)}\n\n${content}\n${page.slice(to)}`
}

const at = (path: string) => new URL(`../${path}`, import.meta.url)

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(documents())) {
    writeFileSync(at(path), text)
    console.log(path)
  }
