import { isoTime, type TimeBasis } from './fact.ts'

/**
 * A time as ISO 8601 or W3CDTF writes it: with Z or an offset it is UTC, without either its clock is `otherwise`.
 * Null where it is none. Fractions are kept to the millisecond.
 */
export function w3cTime(text: string, otherwise: TimeBasis): { value: string; basis: TimeBasis } | null {
  const found =
    /^\s*(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?\s*$/i.exec(
      text,
    )
  if (!found) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  if (hour === undefined) return { value: [year, month, day].filter(Boolean).join('-'), basis: 'unknown' }
  const ms = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
    Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
  )
  const basis: TimeBasis = zone ? 'utc' : otherwise
  const value = isoTime(ms - offsetOf(zone), basis)
  return value === null ? null : { value, basis }
}

/** "+02:00" in milliseconds. */
export function offsetOf(zone: string | undefined): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '')
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000
}

/** "PT1H2M3S" in seconds; null where it is no span. */
export function spanSeconds(text: string): number | null {
  const found =
    /^-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/.exec(
      text.trim(),
    )
  if (!found || text.trim().length < 3) return null
  const [years, months, days, hours, minutes, seconds] = found
    .slice(1)
    .map(part => Number((part ?? '0').replace(',', '.')))
  return (
    ((years ?? 0) * 365 + (months ?? 0) * 30 + (days ?? 0)) * 86_400 +
    (hours ?? 0) * 3600 +
    (minutes ?? 0) * 60 +
    (seconds ?? 0)
  )
}
