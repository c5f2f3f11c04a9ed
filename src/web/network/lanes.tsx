import { useRef } from 'preact/hooks'
import type { NetworkData, NetworkDossier } from '../../model/index.ts'
import { clipped } from '../../words/clipped.ts'
import { momentOf, wallClock } from '../../words/wall-clock.ts'
import { useVoice, type Voice } from '../voice.ts'
import { useDrawnWidth } from './width.ts'
import { accountShown } from './words.ts'

const MOST_LANES = 40
const HOUR = 3_600_000
const STEPS = [1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720].map(hours => hours * HOUR)

/** When each account of a group acted together with another: a lane an account, a stroke an act. */
export function Lanes({ network, dossier }: { network: NetworkData; dossier: NetworkDossier }) {
  const speaking = useVoice()
  const { lang, format } = speaking
  const holder = useRef<HTMLDivElement>(null)
  const width = useDrawnWidth(holder)
  const accounts = [...new Set(dossier.acts.map(({ account }) => account))]
  const shown = accounts.slice(0, MOST_LANES)
  const narrow = width < 480
  const left = narrow ? 0 : 128
  const high = narrow ? 7 : Math.max(9, Math.min(17, 300 / Math.max(1, shown.length)))
  const top = 4
  const bottom = top + shown.length * high
  const span = Math.max(60_000, dossier.last_at - dossier.first_at)
  const x = (ms: number) => left + 3 + ((ms - dossier.first_at) / span) * (width - left - 6)
  const said =
    lang === 'fr'
      ? 'Une ligne par compte, un trait par message. Des traits l’un sous l’autre : les mêmes secondes.'
      : 'A line an account, a stroke a post. Strokes beneath one another: the same seconds.'
  return (
    <div class="lanes">
      <p class="small">
        {said}
        {accounts.length > shown.length &&
          (lang === 'fr'
            ? ` Les ${format.number(shown.length)} premiers de ${format.number(accounts.length)} comptes.`
            : ` The first ${format.number(shown.length)} of ${format.number(accounts.length)} accounts.`)}
      </p>
      <div ref={holder}>
        {width > 0 && (
          <svg
            viewBox={`0 0 ${width} ${bottom + 34}`}
            width={width}
            height={bottom + 34}
            role="img"
            aria-label={`${said} ${format.dateTime(dossier.first_at)} – ${format.dateTime(dossier.last_at)}`}
          >
            {ticks(dossier, width - left, speaking).map(({ at, label, day, anchor }) => (
              <g key={at}>
                <line class="lane-grid" x1={x(at)} x2={x(at)} y1={top} y2={bottom + 4} />
                <text class="lane-time" x={x(at)} y={bottom + 16} text-anchor={anchor}>
                  {label}
                </text>
                <text class="lane-time" x={x(at)} y={bottom + 29} text-anchor={anchor}>
                  {day}
                </text>
              </g>
            ))}
            {shown.map((account, lane) => {
              const of = network.accounts[account]
              return (
                <g key={account}>
                  <line
                    class="lane"
                    x1={left}
                    x2={width}
                    y1={top + (lane + 0.5) * high}
                    y2={top + (lane + 0.5) * high}
                  />
                  {!narrow && (
                    <text
                      class="lane-name"
                      x={left - 8}
                      y={top + (lane + 0.5) * high + 3.5}
                      text-anchor="end"
                    >
                      {of ? clipped(accountShown(of), 18) : ''}
                    </text>
                  )}
                </g>
              )
            })}
            <path
              class="acts"
              d={dossier.acts
                .flatMap(({ account, at }) => {
                  const lane = shown.indexOf(account)
                  return lane < 0
                    ? []
                    : [
                        `M${x(at).toFixed(1)} ${(top + lane * high + 0.5).toFixed(1)}v${(high - 1).toFixed(1)}`,
                      ]
                })
                .join('')}
            />
          </svg>
        )}
      </div>
    </div>
  )
}

interface Tick {
  at: number
  label: string
  day: string
  anchor: 'start' | 'middle' | 'end'
}

/** Round hours of the case's zone; where the span is shorter, its two ends. */
function ticks({ first_at, last_at }: NetworkDossier, room: number, { data, format }: Voice): Tick[] {
  const { zone } = data.case
  const [from, to] = [wallClock(first_at, zone), wallClock(last_at, zone)]
  const most = Math.max(2, Math.floor(room / 96))
  const step = STEPS.find(size => (to - from) / size <= most) ?? 1440 * HOUR
  const round: number[] = []
  for (let wall = Math.ceil(from / step) * step; wall <= to; wall += step) round.push(momentOf(wall, zone))
  const at = round.length >= 2 ? round : [...new Set([first_at, last_at])]
  const span = Math.max(1, last_at - first_at)
  let before = ''
  return at.map(ms => {
    const share = (ms - first_at) / span
    const day = format.day(ms)
    const tick: Tick = {
      at: ms,
      label: format.time(ms),
      day: day === before ? '' : day,
      anchor: share * room < 30 ? 'start' : (1 - share) * room < 34 ? 'end' : 'middle',
    }
    before = day
    return tick
  })
}
