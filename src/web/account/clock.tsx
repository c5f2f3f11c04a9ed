import { useVoice } from '../voice.ts'

const [CELL, LEFT, TOP] = [18, 40, 16]
const TITLE = { en: 'When it posts', fr: 'Quand il poste' }
/** A Monday. */
const MONDAY = Date.UTC(2017, 0, 2)

/** Posts by weekday and hour: 24 × 7 squares, the darker the more. The figures stand in the squares' titles. */
export function Clock({ counts }: { counts: readonly number[] }) {
  const { say, lang, format } = useVoice()
  const most = Math.max(1, ...counts)
  const total = counts.reduce((sum, n) => sum + n, 0)
  const days = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  })
  const dayName = (day: number) => days.format(MONDAY + day * 86_400_000)
  const silent = counts.filter(n => n === 0).length
  const said =
    lang === 'fr'
      ? `${format.number(total)} messages ; ${format.number(silent)} des 168 heures de la semaine sans message.`
      : `${format.number(total)} posts; ${format.number(silent)} of the week’s 168 hours without one.`
  return (
    <section class="account-clock">
      <h3>
        {say(TITLE)} <span>{format.zone}</span>
      </h3>
      <svg
        viewBox={`0 0 ${LEFT + 24 * CELL} ${TOP + 7 * CELL + 2}`}
        role="img"
        aria-label={said}
        preserveAspectRatio="xMinYMid"
      >
        {[0, 6, 12, 18].map(hour => (
          <text key={hour} x={LEFT + hour * CELL} y={TOP - 5}>
            {lang === 'fr' ? `${hour}\u00a0h` : `${String(hour).padStart(2, '0')}:00`}
          </text>
        ))}
        {[0, 1, 2, 3, 4, 5, 6].map(day => (
          <text key={day} x={LEFT - 6} y={TOP + day * CELL + 13} text-anchor="end">
            {dayName(day)}
          </text>
        ))}
        {counts.map((n, place) => {
          const [day, hour] = [Math.floor(place / 24), place % 24]
          return (
            <rect
              key={place}
              x={LEFT + hour * CELL}
              y={TOP + day * CELL}
              width={CELL - 1.5}
              height={CELL - 1.5}
              class={n === 0 ? 'silent' : 'active'}
              fill-opacity={n === 0 ? 1 : (0.18 + 0.82 * Math.sqrt(n / most)).toFixed(2)}
            >
              <title>{`${dayName(day)} ${hour}–${hour + 1} h: ${format.number(n)}`}</title>
            </rect>
          )
        })}
      </svg>
      <p class="small">{said}</p>
    </section>
  )
}
