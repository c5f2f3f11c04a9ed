import { momentOf, wallClock } from '../words/wall-clock.ts'

/**
 * A moment said as ISO 8601: with an offset as it is, without one on the clock of `zone`; "T24:00" is the next day's
 * midnight. Milliseconds UTC, or null when it cannot be read.
 */
export function moment(text: string, zone: string): number | null {
  const midnight = /^(\d{4}-\d{2}-\d{2})[T ]24:00(:00)?$/.exec(text)
  if (midnight) {
    const day = moment(`${midnight[1]}T12:00`, zone)
    const next = day === null ? null : new Date(wallClock(day, zone) + 86_400_000).toISOString().slice(0, 10)
    return next === null ? null : moment(`${next}T00:00`, zone)
  }
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(text) && /\d:\d/.test(text)) return valid(Date.parse(text))
  const wall = valid(
    Date.parse(`${text.includes('T') || text.includes(' ') ? text.replace(' ', 'T') : `${text}T00:00`}Z`),
  )
  return wall === null ? null : momentOf(wall, zone)
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function valid(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms
}
