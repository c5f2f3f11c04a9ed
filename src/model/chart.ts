import type { Window } from './case.ts'
import type { Lang, Row, Text } from './finding.ts'

/** What a chart is told of the page it is drawn on. */
export interface ChartContext {
  /** Pixels. Charts are redrawn when it changes, never scaled. */
  width: number
  lang: Lang
  zone: string
  windows: readonly Window[]
  /** Colours as CSS values, read from the page's theme. */
  ink: string
  faint: string
  rule: string
  accent: string
  paper: string
  /** The fixed colour of a language or a platform, the same in all pictures. */
  langColour: (lang: string | null) => string
  platformColour: (platform: string) => string
  langName: (lang: string | null) => string
  platformName: (platform: string) => string
  /** Numbers, times and spans as the page writes them. */
  number: (n: number, digits?: number) => string
  percent: (share: number, digits?: number) => string
  time: (ms: number) => string
  dateTime: (ms: number) => string
  span: (seconds: number) => string
}

/** A picture of one of an analysis' figures. */
export interface Chart {
  /** Which of the analysis' figures it draws. */
  figure: string
  title: Text
  /** The kinds of finding that it tells, as their ids have them: `first-post` of `velocity-first-post-0656290a`. */
  tells?: readonly string[]
  /** One sentence that says what is to be seen; also the picture's description for a screen reader. */
  caption: (rows: Row[], context: ChartContext) => string
  draw: (rows: Row[], context: ChartContext, figures: Record<string, Row[]>) => Element | null
}

/** A table of one of an analysis' figures, sortable and downloadable as CSV. */
export interface TableView {
  figure: string
  title: Text
  /** Shown in its section. A table that is not stands only behind the picture that draws its figure, if one does. */
  open?: boolean
  columns: {
    key: string
    title: Text
    kind: 'text' | 'number' | 'percent' | 'time' | 'span' | 'lang' | 'platform'
  }[]
}
