import type { ShownAnalysis, Text } from '../model/index.ts'
import { SharedCaveats, sharedCaveats } from './caveats.tsx'
import { Claim } from './claim.tsx'
import { Figure } from './figure.tsx'
import { Network } from './network/network.tsx'
import { Paragraphs } from './paragraphs.tsx'
import { figureAnchor } from './passages.ts'
import { Variants } from './phrasing/variants.tsx'
import { Quotations } from './quoted/quotations.tsx'
import { FigureTable } from './table/figure-table.tsx'
import { FoldedTable } from './table/folded-table.tsx'
import { Triage } from './triage/triage.tsx'
import { Versions } from './versions/versions.tsx'
import { useVoice } from './voice.ts'

const WORDS = {
  method: { en: 'How this is measured', fr: 'Comment on le mesure' },
  nothing: { en: 'Nothing was found.', fr: 'Rien n’a été trouvé.' },
  notApplicable: { en: 'This data cannot answer it.', fr: 'Ces données n’y répondent pas.' },
  above: { en: 'Shown in the story above:', fr: 'Montré plus haut, dans le récit :' },
}

/** One question: its findings as sentences, the figures that the story has not shown, its tables, and its method. */
export function Section({ analysis }: { analysis: ShownAnalysis }) {
  const { say, pictures, passages, draws, data } = useVoice()
  const { charts, tables } = pictures[analysis.analysis] ?? { charts: [], tables: [] }
  const filled = [...charts.keys()].filter(chart => draws(analysis, chart))
  const told = new Set(passages.flatMap(one => (one.analysis === analysis ? [one.chart] : [])))
  const above = filled.filter(chart => told.has(chart))
  const drawn = filled.filter(chart => !told.has(chart))
  const inPicture = new Set(filled.map(chart => charts[chart]?.figure))
  const tabled = tables.filter(
    ({ figure, open }) => analysis.figures[figure]?.length && (open || !inPicture.has(figure)),
  )
  const unfolded = tabled.filter(({ open }) => open || filled.length === 0)
  const shared = sharedCaveats(analysis.findings)
  const once = new Set(shared.map(({ caveat }) => caveat.en))
  const saidLater = (caveat: Text, n: number) =>
    analysis.findings.slice(n + 1).some(({ caveats }) => caveats.some(({ en }) => en === caveat.en))
  const table = (view: (typeof tables)[number]) => ({
    key: view.figure,
    view,
    rows: analysis.figures[view.figure] ?? [],
    name: analysis.analysis,
  })
  return (
    <section class="question" id={analysis.analysis} aria-labelledby={`${analysis.analysis}-question`}>
      <h2 id={`${analysis.analysis}-question`}>
        <a href={`#${analysis.analysis}`}>{say(analysis.question)}</a>
      </h2>
      <div class="answer">
        {analysis.status !== 'found' && <p class="finding">{say(silence(analysis))}</p>}
        {analysis.findings.map((finding, n) => (
          <div class="finding" id={`finding/${finding.id}`} key={finding.id}>
            <p>
              <Claim finding={finding} />
            </p>
            {finding.caveats
              .filter(caveat => !once.has(caveat.en) && !saidLater(caveat, n))
              .map(caveat => (
                <p class="caveat" key={caveat.en}>
                  {say(caveat)}
                </p>
              ))}
          </div>
        ))}
        <SharedCaveats caveats={shared} />
        {data.network && analysis.analysis === 'coordination' && <Network network={data.network} />}
        {analysis.analysis === 'phrasing' && <Variants analysis={analysis} />}
        {analysis.analysis === 'verdict' && <Triage analysis={analysis} />}
        {analysis.analysis === 'versions' && <Versions analysis={analysis} />}
        {analysis.analysis === 'quoted' && <Quotations analysis={analysis} />}
        {above.length > 0 && (
          <p class="above">
            {say(WORDS.above)}{' '}
            {above.map((chart, i) => (
              <span key={chart}>
                {i > 0 && ' · '}
                <a href={`#${figureAnchor(analysis.analysis, chart)}`}>
                  {say(charts[chart]?.title ?? { en: '', fr: '' })}
                </a>
              </span>
            ))}
          </p>
        )}
        {drawn.map(chart => (
          <Figure key={chart} analysis={analysis} chart={chart} />
        ))}
        {unfolded.map(view => (
          <FigureTable {...table(view)} key={view.figure} />
        ))}
        {tabled
          .filter(view => !unfolded.includes(view))
          .map(view => (
            <FoldedTable {...table(view)} key={view.figure} />
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
  const why = reason ?? { en: '', fr: '' }
  return { en: `${opening.en} ${sentenced(why.en)}`, fr: `${opening.fr} ${sentenced(why.fr)}` }
}

/** A reason as a sentence of its own: a capital, a full stop. */
function sentenced(text: string): string {
  const whole = text.trim()
  if (whole === '') return ''
  return `${whole.charAt(0).toLocaleUpperCase()}${whole.slice(1)}${/[.!?…]$/.test(whole) ? '' : '.'}`
}
