import type { Finding, ReportData, ShownAnalysis } from '../model/index.ts'
import type { Pictures } from './pictures.ts'

/** Sentences of the story with the figure that stands beside them. */
export interface Passage {
  analysis: ShownAnalysis
  findings: Finding[]
  /** Index into the analysis' charts. */
  chart?: number
}

/** A figure's place on the page, for links to it. */
export const figureAnchor = (analysis: string, chart: number): string => `figure/${analysis}/${chart}`

/**
 * The story after its headline. A sentence has the figure that tells it, once; one that has none, or whose figure
 * has been shown, joins the sentence before it where that is of the same question. A page without a map begins with
 * the headline's own picture.
 */
export function passagesOf(
  { story, analyses, map }: Pick<ReportData, 'story' | 'analyses' | 'map'>,
  pictures: Record<string, Pictures>,
  draws: (analysis: ShownAnalysis, chart: number) => boolean,
): Passage[] {
  const told = new Map(
    analyses.flatMap(analysis => analysis.findings.map(finding => [finding.id, { finding, analysis }])),
  )
  const shown = new Set<string>()
  const pick = (analysis: ShownAnalysis, fits: (chart: number) => boolean): Pick<Passage, 'chart'> => {
    const chart = (pictures[analysis.analysis]?.charts ?? []).findIndex(
      (_, i) => fits(i) && !shown.has(figureAnchor(analysis.analysis, i)) && draws(analysis, i),
    )
    if (chart < 0) return {}
    shown.add(figureAnchor(analysis.analysis, chart))
    return { chart }
  }
  const passages: Passage[] = []
  for (const [place, id] of story.entries()) {
    const here = told.get(id)
    if (!here) continue
    const { analysis, finding } = here
    if (place === 0) {
      const opening = map ? {} : pick(analysis, () => true)
      if (opening.chart !== undefined) passages.push({ analysis, findings: [], ...opening })
      continue
    }
    const figure = pick(analysis, chart => tells(finding, pictures[analysis.analysis], chart))
    const last = passages.at(-1)
    if (figure.chart === undefined && last?.analysis === analysis && last.findings.length > 0)
      last.findings.push(finding)
    else passages.push({ analysis, findings: [finding], ...figure })
  }
  return passages
}

/** Does a chart tell a finding? Where an analysis' charts do not say what they tell, the next one serves. */
function tells({ id, analysis }: Finding, pictures: Pictures | undefined, chart: number): boolean {
  const charts = pictures?.charts ?? []
  const kind = id.slice(analysis.length + 1)
  if (charts.every(one => one.tells === undefined)) return true
  return charts[chart]?.tells?.some(told => kind.startsWith(`${told}-`)) ?? false
}
