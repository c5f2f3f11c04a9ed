import { InputProblem } from './importer.ts'
import { literal } from './sql.ts'

/** How a column's times are read: a function from an SQL expression to milliseconds UTC, and a note for the user. */
export interface TimeReading {
  sql: (expression: string) => string
  note: string
}

/** Leaves no room for a zone; such times are read five times as fast as those that might have one. */
const PLAIN = (e: string) => `${e} LIKE '____-__-__ __:__:__'`

const DAY_TIMES = [
  '',
  ' %H:%M',
  ' %H:%M:%S',
  ' %H:%M:%S.%f',
  ' %I:%M %p',
  ' %I:%M:%S %p',
  ', %H:%M',
  ', %H:%M:%S',
]
const WORDY = ['%b %d, %Y', '%d %b %Y', '%B %d, %Y', '%d %B %Y', '%a, %d %b %Y']

const parsed = (formats: readonly string[], tz: string): TimeReading['sql'] => {
  const list = `[${formats.flatMap(day => DAY_TIMES.map(time => literal(day + time))).join(', ')}]`
  return expression => `epoch_ms(timezone(${literal(tz)}, try_strptime(${expression}, ${list})))`
}

/**
 * Finds out from samples how times are written.
 * @throws InputProblem when day and month cannot be told apart, or most samples are no time at all.
 */
export function readTimes(
  column: string,
  samples: readonly string[],
  tz: string,
  format?: string,
): TimeReading {
  const values = samples.map(s => s.trim()).filter(s => s !== '')
  const zone =
    tz === 'UTC'
      ? 'times that state no zone are read as UTC (--tz changes it)'
      : `times that state no zone are read in ${tz}`
  if (format)
    return {
      sql: e => `epoch_ms(timezone(${literal(tz)}, try_strptime(${e}, ${literal(format)})))`,
      note: `times are read as ${format}; ${zone}`,
    }
  const share = (pattern: RegExp) => values.filter(v => pattern.test(v)).length / Math.max(1, values.length)
  if (values.length === 0 || share(/^\d{4}-\d{1,2}-\d{1,2}/) > 0.5)
    return {
      sql: e =>
        tz === 'UTC'
          ? `epoch_ms(CASE WHEN ${PLAIN(e)} THEN try_cast(${e} AS TIMESTAMP)
              ELSE timezone('UTC', try_cast(${e} AS TIMESTAMPTZ)) END)`
          : `ms_text(${e}, ${literal(tz)})`,
      note: zone,
    }
  if (share(/^\d{9,20}(\.\d+)?$/) > 0.5)
    return { sql: e => `ms_epoch(${e})`, note: 'times are counted from 1970, UTC' }
  if (share(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} [\d:]{8} [+-]\d{4} \d{4}$/) > 0.5)
    return { sql: e => `ms_twitter(${e})`, note: 'times state their zone' }
  if (share(/^\d{4}[/.]\d{1,2}[/.]\d{1,2}/) > 0.5)
    return { sql: parsed(['%Y/%m/%d', '%Y.%m.%d'], tz), note: zone }
  if (share(/^\d{1,2}[/.]\d{1,2}[/.]\d{4}/) > 0.5) {
    const dayFirst = dayComesFirst(column, values)
    return {
      sql: parsed(dayFirst ? ['%d/%m/%Y', '%d.%m.%Y'] : ['%m/%d/%Y'], tz),
      note: `dates are read ${dayFirst ? 'day first' : 'month first'}; ${zone}`,
    }
  }
  if (share(/[A-Za-z]{3,}/) > 0.5 && share(/\d{4}/) > 0.5) return { sql: parsed(WORDY, tz), note: zone }
  throw new InputProblem(
    `Column '${column}' does not look like times (${values.slice(0, 3).join(' · ')}). Name the right one with --map at=COLUMN, or say how they are written with --time-format '%d/%m/%Y %H:%M'.`,
  )
}

function dayComesFirst(column: string, values: readonly string[]): boolean {
  const parts = values.map(v => /^(\d{1,2})[/.](\d{1,2})[/.]\d{4}/.exec(v)).filter(m => m !== null)
  const first = parts.some(m => Number(m[1]) > 12)
  const second = parts.some(m => Number(m[2]) > 12)
  if (first !== second) return first
  if (values.some(v => /^\d{1,2}\.\d{1,2}\.\d{4}/.test(v))) return true // with dots, the day comes first
  throw new InputProblem(
    `Column '${column}' has dates such as ${values[0]}, where day and month cannot be told apart. Say which with --time-format '%d/%m/%Y %H:%M' or '%m/%d/%Y %H:%M'.`,
  )
}
