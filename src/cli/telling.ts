import { analyses } from '../analyses/index.ts'
import { passedOver } from '../analyses/material.ts'
import type { AnalysisRecord, Finding, Lang } from '../model/finding.ts'
import { storyOf } from '../report/story.ts'
import { bold, faint, oneLine, print } from './terminal.ts'

const WORDS = {
  en: {
    story: 'What happened',
    also: 'Also found',
    notFound: 'Nothing found',
    not: 'Not applicable, because',
    simulated: 'This is simulated data: no account in it is real.',
  },
  fr: {
    story: 'Ce qui s’est passé',
    also: 'Également trouvé',
    notFound: 'Rien trouvé',
    not: 'Sans objet, car',
    simulated: 'Ces données sont simulées : aucun compte n’y est réel.',
  },
}

/** The findings' sentences in reading order, then what could not be answered and why. */
export function tell(records: readonly AnalysisRecord[], lang: Lang, simulated = false): void {
  const words = WORDS[lang]
  const story = storyOf(records)
  if (simulated) print(`\n${faint(words.simulated)}`)
  if (story.length > 0) print(`\n${bold(words.story)}`)
  for (const finding of story) sentence(finding, lang)
  const rest = records.flatMap(record => record.findings).filter(finding => !story.includes(finding))
  if (rest.length > 0) print(`\n${bold(words.also)}`)
  for (const finding of rest) sentence(finding, lang)
  for (const record of records) {
    if (record.status === 'found' || !record.reason || record.lacking) continue
    const question = analyses.find(a => a.id === record.analysis)?.question[lang] ?? record.analysis
    print(
      `\n${bold(question)}\n  ${record.status === 'not applicable' ? `${words.not} ${record.reason[lang]}.` : `${words.notFound}: ${record.reason[lang]}`}`,
    )
  }
  for (const said of passedOver(records)) print(`\n${faint(said[lang])}`)
}

function sentence(finding: Finding, lang: Lang): void {
  print(`  ${wrapped(oneLine(finding.claim[lang]))}`)
  print(faint(`    ${finding.id}`))
}

/** Folded at the terminal's width, or at 100 signs. */
function wrapped(text: string): string {
  const width = Math.min(process.stdout.columns ?? 100, 110) - 4
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join('\n  ')
}
