import type { ShownAnalysis } from '../model/index.ts'
import { Claim } from './claim.tsx'
import { Figure } from './figure.tsx'
import { useVoice, type Voice } from './voice.ts'

const TITLE = { en: 'The story', fr: 'Le récit' }

/**
 * The story, after the headline. Sentences that follow one another and come from the same question share its next
 * figure that has not been shown yet.
 */
export function Story() {
  const speaking = useVoice()
  return (
    <section class="story" id="story" aria-label={TITLE[speaking.lang]}>
      {passages(speaking).map(({ analysis, ids, chart }) => (
        <div class={chart === undefined ? 'passage' : 'passage with-figure'} key={ids[0]}>
          <div class="sentences">
            {ids.map(id => {
              const told = speaking.finding(id)
              return told && <p key={id}>{<Claim finding={told.finding} />}</p>
            })}
          </div>
          {chart !== undefined && <Figure analysis={analysis} chart={chart} />}
        </div>
      ))}
    </section>
  )
}

interface Passage {
  analysis: ShownAnalysis
  ids: string[]
  /** Index into the analysis' charts. */
  chart?: number
}

function passages({ data, finding, pictures }: Voice): Passage[] {
  const told: Passage[] = []
  const next = new Map<string, number>()
  for (const id of data.story.slice(1)) {
    const found = finding(id)
    if (!found) continue
    const { analysis } = found
    const last = told.at(-1)
    if (last && last.analysis === analysis) {
      last.ids.push(id)
      continue
    }
    const charts = pictures[analysis.analysis]?.charts ?? []
    const from = next.get(analysis.analysis) ?? 0
    const chart = charts.findIndex(
      ({ figure }, i) => i >= from && (analysis.figures[figure]?.length ?? 0) > 0,
    )
    next.set(analysis.analysis, chart < 0 ? charts.length : chart + 1)
    told.push(chart < 0 ? { analysis, ids: [id] } : { analysis, ids: [id], chart })
  }
  return told
}
