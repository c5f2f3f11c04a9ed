import { type RawMessage, valuesOf } from './message.ts'

/** When a message came in, as far as it says. Milliseconds UTC. */
export interface Receipt {
  at: number
  /** What said so. Only `signature` is itself signed. */
  from: 'received' | 'signature' | 'date'
}

/**
 * The moment of the topmost Received field, which the reader's own server wrote last; or of the topmost one written `by`
 * one of the hosts that are trusted. Without one, the time that the signature states; else Date. None of the first and the
 * last is signed: whoever forges a message can write them.
 */
export function receiptOf(
  message: RawMessage,
  signedAt: number | null,
  trusted: readonly string[] = [],
): Receipt | null {
  const hops = valuesOf(message, 'received').filter(
    hop => trusted.length === 0 || trusted.some(host => writtenBy(hop) === host.toLowerCase()),
  )
  const received = hops[0] === undefined ? null : mailTime(hops[0].slice(hops[0].lastIndexOf(';') + 1))
  if (received !== null) return { at: received, from: 'received' }
  if (signedAt !== null) return { at: signedAt, from: 'signature' }
  const date = mailTime(valuesOf(message, 'date')[0] ?? '')
  return date === null ? null : { at: date, from: 'date' }
}

const writtenBy = (hop: string): string | null =>
  /(?:^|\s)by\s+([^\s;()]+)/i.exec(hop)?.[1]?.toLowerCase() ?? null

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
}

/** A date of RFC 5322, its obsolete forms too, in milliseconds UTC; null where it is none. */
export function mailTime(text: string): number | null {
  const bare = text.replace(/\([^()]*\)/g, ' ')
  const [, day, month, year, hour, minute, second, zone] =
    /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{4}|[A-Za-z]{1,4}))?/.exec(
      bare,
    ) ?? []
  const at = MONTHS.indexOf((month ?? '').toLowerCase())
  if (day === undefined || year === undefined || at < 0) return null
  const short = Number(year)
  const full =
    year.length > 2 ? (year.length === 3 ? 1900 + short : short) : short < 50 ? 2000 + short : 1900 + short
  const local = Date.UTC(full, at, Number(day), Number(hour), Number(minute), Number(second ?? 0))
  const offset = /^[+-]/.test(zone ?? '')
    ? Number(`${zone?.[0]}1`) * (Number(zone?.slice(1, 3)) * 60 + Number(zone?.slice(3, 5)))
    : (ZONES[(zone ?? '').toLowerCase()] ?? 0) * 60
  return local - offset * 60_000
}
