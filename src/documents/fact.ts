import type { FactName } from './fact-names.ts'

/** On which clock a time was written: none of the three is ever turned into another. */
export type TimeBasis = 'utc' | 'local' | 'unknown'

/** One thing that a file says of itself. */
export interface Fact {
  name: FactName
  /** As text: times as ISO 8601 (with Z where the file says UTC), numbers as digits, truth as `true` or `false`. */
  value: string
  /** What stands in the file: its bytes as hexadecimal digits, or its characters where the format is text. */
  raw: string
  /** The part or stream, and where in it. */
  locator: string
  /** What read it, and under which code page where that matters. */
  decoder: string
  timeBasis: TimeBasis | null
}

/** What reading one file gave: its facts, and what could not be read and why. */
export interface Reading {
  facts: Fact[]
  problems: string[]
}

/** The bytes kept of a raw value: enough to check the reading, not a copy of the file. */
const RAW_BYTES = 96

export function hex(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, RAW_BYTES)).toString('hex')
  return bytes.length > RAW_BYTES ? `${shown}…` : shown
}

/** Text as it stands in a part, cut to what can be checked at a glance. */
export const rawText = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text)

/** "2017-03-27T13:00:00Z", without the Z where the clock is not known to be UTC; null where it is no time. */
export function isoTime(ms: number, basis: TimeBasis): string | null {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return null
  const text = new Date(ms).toISOString().replace(/\.000Z$/, 'Z')
  return basis === 'utc' ? text : text.slice(0, -1)
}
