import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Finding, Lang, ReportData, ShownAnalysis, Text } from '../model/index.ts'
import { type Format, formatter } from '../words/format.ts'
import { languageNamer, windowName } from '../words/names.ts'
import { type Passage, passagesOf } from './passages.ts'
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
  passages: readonly Passage[]
  finding: (id: string) => { finding: Finding; analysis: ShownAnalysis } | undefined
}

export function voice(data: ReportData, pictures: Record<string, Pictures>, lang: Lang): Voice {
  const findings = new Map(
    data.analyses.flatMap(analysis => analysis.findings.map(finding => [finding.id, { finding, analysis }])),
  )
  return {
    data,
    pictures,
    lang,
    format: formatter(lang, data.case.zone, data.covers.resolution),
    say: text => typeset(text[lang], lang),
    langName: languageNamer(lang),
    windowName: name => windowName(name, lang),
    passages: passagesOf(data, pictures),
    finding: id => findings.get(id),
  }
}

const Speaking = createContext<Voice | null>(null)
export const VoiceProvider = Speaking.Provider

export function useVoice(): Voice {
  const speaking = useContext(Speaking)
  if (!speaking)
    throw new Error('This part of the page stands outside <VoiceProvider>; mount it through mount().')
  return speaking
}
