import type { Row } from '../../model/finding.ts'

/** How many different files state a kind of time on one UTC day; days are counted from 1970. */
export interface Day {
  kind: 'created' | 'saved' | 'sent'
  day: number
  files: number
}

/** A bar of the timeline. `at` is null for what lies outside of it, before or after. */
export interface DatesBin extends Row {
  kind: Day['kind']
  at: number | null
  bin_d: number
  files: number
}

const DAY = 86_400_000
const MOST_BINS = 120
/** Days that a bar may stand for: weeks, months and years, roughly. */
const STEPS = [1, 7, 14, 30, 91, 182, 365, 1826]
/** Of so many at each end, those may be left out that stand apart from the rest by more than a share of its span: 1601, 2098. */
const STRAYS = 0.01
const MARGIN = 0.3

/**
 * The stated times in at most 120 bars a kind, however many documents there are. The span is that of all but strays,
 * and of everything in `within`; what lies outside is counted, and has no bar.
 */
export function datesBinned(days: readonly Day[], within: readonly [number, number]): DatesBin[] {
  const sorted = days.toSorted((a, b) => a.day - b.day)
  const total = sorted.reduce((sum, { files }) => sum + files, 0)
  const [low, high] = [dayAt(sorted, total * STRAYS), dayAt(sorted, total * (1 - STRAYS))]
  const margin = Math.ceil((high - low) * MARGIN)
  const first = Math.min(Math.floor(within[0] / DAY), Math.max(low - margin, dayAt(sorted, 0)))
  const last = Math.max(Math.floor(within[1] / DAY), Math.min(high + margin, sorted.at(-1)?.day ?? high))
  const step = STEPS.find(size => (last - first) / size < MOST_BINS) ?? Math.ceil((last - first) / MOST_BINS)
  const bins = new Map<string, DatesBin>()
  for (const { kind, day, files } of sorted) {
    const isInside = day >= first && day <= last
    const at = isInside ? (first + Math.floor((day - first) / step) * step) * DAY : null
    const bin = bins.get(`${kind} ${at}`) ?? { kind, at, bin_d: step, files: 0 }
    bin.files += files
    bins.set(`${kind} ${at}`, bin)
  }
  return [...bins.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.at ?? Infinity) - (b.at ?? Infinity),
  )
}

const KINDS: readonly Day['kind'][] = ['created', 'saved', 'sent']

/** The first day by which more than `count` files are counted. */
function dayAt(sorted: readonly Day[], count: number): number {
  let sum = 0
  for (const { day, files } of sorted) {
    sum += files
    if (sum > count) return day
  }
  return sorted.at(-1)?.day ?? 0
}
