import type { ShownAnalysis, Text } from '../model/index.ts'
import { Claim } from './claim.tsx'
import { Figure } from './figure.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { FigureTable } from './table/figure-table.tsx'
import { useVoice } from './voice.ts'

const WORDS = {
  method: { en: 'How this is measured', fr: 'Comment on le mesure' },
  nothing: { en: 'Nothing was found.', fr: 'Rien n’a été trouvé.' },
  notApplicable: { en: 'This data cannot answer it.', fr: 'Ces données n’y répondent pas.' },
  link: { en: 'Link to this finding', fr: 'Lien vers ce constat' },
}

/** One question: its findings as sentences, its figures, its tables, and how it was measured. */
export function Section({ analysis }: { analysis: ShownAnalysis }) {
  const { say, pictures } = useVoice()
  const { charts, tables } = pictures[analysis.analysis] ?? { charts: [], tables: [] }
  const drawn = charts.flatMap(({ figure }, chart) => (analysis.figures[figure]?.length ? [chart] : []))
  const inPicture = new Set(drawn.map(chart => charts[chart]?.figure))
  const tabled = tables.filter(
    ({ figure, open }) => analysis.figures[figure]?.length && (open || !inPicture.has(figure)),
  )
  return (
    <section class="question" id={analysis.analysis} aria-labelledby={`${analysis.analysis}-question`}>
      <h2 id={`${analysis.analysis}-question`}>
        <a href={`#${analysis.analysis}`}>{say(analysis.question)}</a>
      </h2>
      <div class="answer">
        {analysis.status !== 'found' && <p class="finding">{say(silence(analysis))}</p>}
        {analysis.findings.map(finding => (
          <div class="finding" id={`finding/${finding.id}`} key={finding.id}>
            <p>
              <Claim finding={finding} />
            </p>
            {finding.caveats.map(caveat => (
              <p class="caveat" key={caveat.en}>
                {say(caveat)}
              </p>
            ))}
          </div>
        ))}
        {drawn.map(chart => (
          <Figure key={chart} analysis={analysis} chart={chart} />
        ))}
        {tabled.map(view => (
          <FigureTable
            key={view.figure}
            view={view}
            rows={analysis.figures[view.figure] ?? []}
            name={analysis.analysis}
          />
        ))}
        <details class="method">
          <summary>{say(WORDS.method)}</summary>
          <Paragraphs text={say(analysis.methodText)} />
        </details>
      </div>
    </section>
  )
}

function silence({ status, reason }: ShownAnalysis): Text {
  const opening = status === 'not applicable' ? WORDS.notApplicable : WORDS.nothing
  return { en: `${opening.en} ${reason?.en ?? ''}`, fr: `${opening.fr} ${reason?.fr ?? ''}` }
}
