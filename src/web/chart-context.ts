import type { ChartContext, ReportData, Row, ShownAnalysis } from '../model/index.ts'
import { platformName } from '../words/names.ts'
import { langColour, platformColour } from './colours.ts'
import type { Voice } from './voice.ts'

/** An analysis' own figures by name, and those of the others as `analysis.figure`, so that gaps can be hatched. */
export function figuresInReach(own: ShownAnalysis, data: ReportData): Record<string, Row[]> {
  const reach: Record<string, Row[]> = {}
  for (const { analysis, figures } of data.analyses)
    for (const [name, rows] of Object.entries(figures)) reach[`${analysis}.${name}`] = rows
  return { ...reach, ...own.figures }
}

/** What a chart is told of the page, at a width. */
export function contextOf(
  { data, lang, format, langName, windowName }: Omit<Voice, 'passages' | 'draws'>,
  width: number,
): ChartContext {
  return {
    width,
    lang,
    zone: data.case.zone,
    windows: data.case.windows.map(window => ({ ...window, name: windowName(window.name) })),
    ink: 'var(--ink)',
    faint: 'var(--faint)',
    rule: 'var(--rule)',
    accent: 'var(--accent)',
    paper: 'var(--paper)',
    langColour,
    platformColour,
    langName,
    platformName: platform => platformName(platform, lang),
    number: format.number,
    percent: format.percent,
    time: format.time,
    dateTime: format.dateTime,
    span: format.span,
  }
}

/** More rows than this are taken to make a picture; to draw them twice would cost the reader time. */
const FEW = 200

/** Whether a chart has enough to draw. Few rows are tried: a chart of too little draws nothing. */
export function draws(
  analysis: ShownAnalysis,
  index: number,
  speaking: Omit<Voice, 'passages' | 'draws'>,
): boolean {
  const chart = speaking.pictures[analysis.analysis]?.charts[index]
  const rows = analysis.figures[chart?.figure ?? ''] ?? []
  if (!chart || rows.length === 0) return false
  if (rows.length > FEW) return true
  return chart.draw(rows, contextOf(speaking, 600), figuresInReach(analysis, speaking.data)) !== null
}
