import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Lang, ReportData } from '../model/index.ts'
import { AccountSheet } from './account/sheet.tsx'
import { Custody } from './custody.tsx'
import { EvidenceSheet } from './evidence/sheet.tsx'
import { Headline } from './headline.tsx'
import { Propagation } from './map/propagation.tsx'
import { Masthead } from './masthead.tsx'
import { Methods } from './methods.tsx'
import { PairSheet } from './network/pair-sheet.tsx'
import type { Pictures } from './pictures.ts'
import { Section } from './section.tsx'
import { Simulated } from './simulated.tsx'
import { Story } from './story.tsx'
import { VoiceProvider, voice } from './voice.ts'

const SKIP = { en: 'Skip to the story', fr: 'Aller au récit' }

/** The whole page, in reading order: what happened, the map, the story, each question, how we know, from which files. */
export function Page({ data, pictures }: { data: ReportData; pictures: Record<string, Pictures> }) {
  const [lang, setLang] = useState<Lang>(data.lang)
  const speaking = useMemo(() => voice(data, pictures, lang), [data, pictures, lang])
  useEffect(() => {
    document.documentElement.lang = lang
    document.title = `${data.case.title} · Sillage`
  }, [lang, data])
  return (
    <VoiceProvider value={speaking}>
      <a class="skip" href="#story">
        {SKIP[lang]}
      </a>
      {data.case.simulated && <Simulated />}
      <Masthead onLang={setLang} />
      <main>
        <Headline />
        {data.map && <Propagation map={data.map} />}
        <Story />
        {data.analyses.map(analysis => (
          <Section key={analysis.analysis} analysis={analysis} />
        ))}
        {data.passedOver.map(said => (
          <p class="passed-over" key={said.en}>
            {said[lang]}
          </p>
        ))}
        <Methods />
        <Custody />
      </main>
      <EvidenceSheet />
      <AccountSheet />
      {data.network && <PairSheet network={data.network} />}
    </VoiceProvider>
  )
}
