import type { Lang } from '../../model/index.ts'
import { useVoice } from '../voice.ts'

/** The bars' ends, as the analysis counts them. */
const LABELS: Record<Lang, readonly string[]> = {
  en: ['< 1 min', '1–2', '2–5', '5–10', '10–20', '20–30', '30–60', '1–2 h', '2–4', '4–8', '8–24', '> 1 day'],
  fr: ['< 1 min', '1–2', '2–5', '5–10', '10–20', '20–30', '30–60', '1–2 h', '2–4', '4–8', '8–24', '> 1 j'],
}
const TITLE = { en: 'How long it waits between posts', fr: 'Combien il attend entre deux messages' }
const [WIDE, HIGH, TOP, EDGE] = [40, 70, 16, 14]

/** Gaps between one post and the next, as bars from zero with their counts on them. */
export function Gaps({ counts }: { counts: readonly number[] }) {
  const { say, lang, format } = useVoice()
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total === 0) return null
  const most = Math.max(...counts)
  const said = counts.map((n, i) => `${LABELS[lang][i]}: ${format.number(n)}`).join('; ')
  return (
    <section class="account-gaps">
      <h3>{say(TITLE)}</h3>
      <svg
        viewBox={`${-EDGE} 0 ${counts.length * WIDE + 2 * EDGE} ${TOP + HIGH + 18}`}
        role="img"
        aria-label={said}
      >
        {counts.map((n, i) => {
          const height = (n / most) * HIGH
          return (
            <g key={LABELS.en[i]}>
              <rect x={i * WIDE + 2} y={TOP + HIGH - height} width={WIDE - 4} height={height} />
              <text x={i * WIDE + WIDE / 2} y={TOP + HIGH - height - 4} text-anchor="middle" class="count">
                {n === 0 ? '' : format.number(n)}
              </text>
              <text x={i * WIDE + WIDE / 2} y={TOP + HIGH + 13} text-anchor="middle">
                {LABELS[lang][i]}
              </text>
            </g>
          )
        })}
      </svg>
    </section>
  )
}
