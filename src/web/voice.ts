import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Finding, Lang, ReportData, ShownAnalysis, Text } from '../model/index.ts'
import { type Format, formatter } from '../words/format.ts'
import { languageNamer, windowName } from '../words/names.ts'
import { draws } from './chart-context.ts'
import { figureAnchor, type Passage, passagesOf } from './passages.ts'
import type { Pictures } from './pictures.ts'
import { typeset } from './typography.ts'

/** What every part of the page needs to speak: the data, the language, and how figures are written in it. */
export interface Voice {
  data: ReportData
  pictures: Record<string, Pictures>
  lang: Lang
  format: Format
  /** A text in the page's language, typeset. */
  say: (text: Text) => string
  langName: (lang: string | null) => string
  windowName: (name: string) => string
  /** Whether a chart of an analysis has enough to draw. */
  draws: (analysis: ShownAnalysis, chart: number) => boolean
  passages: readonly Passage[]
  finding: (id: string) => { finding: Finding; analysis: ShownAnalysis } | undefined
}

export function voice(data: ReportData, pictures: Record<string, Pictures>, lang: Lang): Voice {
  const findings = new Map(
    data.analyses.flatMap(analysis => analysis.findings.map(finding => [finding.id, { finding, analysis }])),
  )
  const speaking = {
    data,
    pictures,
    lang,
    format: formatter(lang, data.case.zone, data.covers.resolution),
    say: (text: Text) => typeset(text[lang], lang),
    langName: languageNamer(lang),
    windowName: (name: string) => windowName(name, lang),
    finding: (id: string) => findings.get(id),
  }
  const drawn = new Map<string, boolean>()
  const has = (analysis: ShownAnalysis, chart: number) => {
    const key = figureAnchor(analysis.analysis, chart)
    const known = drawn.get(key) ?? draws(analysis, chart, speaking)
    drawn.set(key, known)
    return known
  }
  return { ...speaking, draws: has, passages: passagesOf(data, pictures, has) }
}

const Speaking = createContext<Voice | null>(null)
export const VoiceProvider = Speaking.Provider

export function useVoice(): Voice {
  const speaking = useContext(Speaking)
  if (!speaking)
    throw new Error('This part of the page stands outside <VoiceProvider>; mount it through mount().')
  return speaking
}
