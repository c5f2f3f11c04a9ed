const HALF_HOUR = 1_800_000
const offsets = new Map<string, number>()
const formats = new Map<string, Intl.DateTimeFormat>()

/** What a zone's clocks show at a moment, as ms since 1970 of the wall clock. */
export function wallClock(ms: number, zone: string): number {
  const key = `${zone} ${Math.floor(ms / HALF_HOUR)}` // no zone changes its clocks within a half-hour of UTC
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = offsetOf(Math.floor(ms / HALF_HOUR) * HALF_HOUR, zone)
    offsets.set(key, offset)
  }
  return ms + offset
}

/** The moment at which a zone's clocks show a wall time (the later of two where clocks go back). */
export function momentOf(wall: number, zone: string): number {
  const guess = wall - (wallClock(wall, zone) - wall)
  return wall - (wallClock(guess, zone) - guess)
}

function offsetOf(ms: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms
}
