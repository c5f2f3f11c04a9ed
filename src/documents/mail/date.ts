import { isoTime } from '../fact.ts'
import { offsetOf } from '../times.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Readonly<Record<string, string>> = {
  ut: '+0000',
  utc: '+0000',
  gmt: '+0000',
  z: '+0000',
  est: '-0500',
  edt: '-0400',
  cst: '-0600',
  cdt: '-0500',
  mst: '-0700',
  mdt: '-0600',
  pst: '-0800',
  pdt: '-0700',
}

/** "Fri, 5 May 2017 20:49:00 +0200" (RFC 5322 and older) as UTC, or on an unknown clock where no zone is given. */
export function mailDate(text: string): { value: string; basis: 'utc' | 'unknown' } | null {
  const found =
    /(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4}|\d{2}),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(?:([+-]\d{4})|\(?([A-Za-z]{1,4})\b)?/.exec(
      text,
    )
  const asctime = found
    ? null
    : /([A-Za-z]{3})\s+(\d{1,2})\s+(\d\d):(\d\d):(\d\d)\s+(?:[A-Z]{3,4}\s+)?(\d{4})/.exec(text)
  const parts = found
    ? { day: found[1], month: found[2], year: found[3], hour: found[4], minute: found[5], second: found[6] }
    : asctime
      ? {
          day: asctime[2],
          month: asctime[1],
          year: asctime[6],
          hour: asctime[3],
          minute: asctime[4],
          second: asctime[5],
        }
      : null
  const month = MONTHS.indexOf((parts?.month ?? '').toLowerCase())
  if (!parts || month < 0) return null
  const short = Number(parts.year)
  const year = (parts.year ?? '').length === 2 ? short + (short < 50 ? 2000 : 1900) : short
  const ms = Date.UTC(
    year,
    month,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second ?? 0),
  )
  const zone = found?.[7] ?? ZONES[(found?.[8] ?? '').toLowerCase()]
  const basis = zone === undefined ? 'unknown' : 'utc'
  const value = isoTime(ms - offsetOf(zone), basis)
  return value === null ? null : { value, basis }
}
