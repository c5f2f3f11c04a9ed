import { Claim } from './claim.tsx'
import { Figure } from './figure.tsx'
import { useVoice } from './voice.ts'

const TITLE = { en: 'The story', fr: 'Le récit' }

/** The story, after the headline: sentences, each with its figure beside it. */
export function Story() {
  const { passages, lang } = useVoice()
  return (
    <section class="story" id="story" aria-label={TITLE[lang]}>
      {passages.map(({ analysis, findings, chart }) => (
        <div
          class={chart === undefined ? 'passage' : findings.length === 0 ? 'passage' : 'passage with-figure'}
          key={findings[0]?.id ?? analysis.analysis}
        >
          {findings.length > 0 && (
            <div class="sentences">
              {findings.map(finding => (
                <p key={finding.id}>
                  <Claim finding={finding} />
                </p>
              ))}
            </div>
          )}
          {chart !== undefined && <Figure analysis={analysis} chart={chart} anchored />}
        </div>
      ))}
    </section>
  )
}
