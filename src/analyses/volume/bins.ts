import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'

const WIDTHS_S = [60, 120, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800]
const MOST_BINS = 600
const SERIES = 6

/** Posts per bin and series; the largest series by name, the others together. Bins begin at whole multiples of their width. */
const BINS = (column: 'lang' | 'platform') => `
  WITH largest AS (
    SELECT ${column} AS series, row_number() OVER (ORDER BY count(*) DESC, ${column}) AS place
    FROM about_post
    WHERE ${column} IS NOT NULL
    GROUP BY ${column}
  ),
  named AS (
    SELECT "at" - "at" % ($bin_s * 1000) AS bin,
      CASE WHEN p.${column} IS NULL THEN NULL WHEN place <= ${SERIES} THEN p.${column} ELSE 'other' END AS series
    FROM about_post AS p
    LEFT JOIN largest ON largest.series = p.${column}
    WHERE "at" >= $from_at AND "at" <= $to_at
  )
  SELECT bin AS "at", series, count(*) AS posts FROM named GROUP BY bin, series ORDER BY bin, series`

export interface Stretch {
  from: number
  to: number
  bin_s: number
}

/**
 * The stretch of time worth drawing: all of it, unless a few stray posts would flatten the rest.
 * @param times in ms, ascending, at least one.
 */
export function stretchOf(times: Float64Array, resolution: number): Stretch {
  const [n, place] = [times.length, (nth: number) => times[Math.min(nth, times.length) - 1] ?? 0]
  const [first_at, last_at] = [place(1), place(n)]
  // In whole thousandths: a product with 0.005 may lie a hair above the whole number that it should be.
  const [low_at, high_at] = [place(Math.ceil((n * 5) / 1000)), place(Math.floor((n * 995) / 1000) + 1)]
  const reach = 3 * Math.max(high_at - low_at, 3_600_000)
  const from = low_at - first_at > reach ? low_at : first_at
  const to = last_at - high_at > reach ? high_at : last_at
  const bin_s =
    WIDTHS_S.find(width => width * 1000 >= resolution && (to - from) / (width * 1000) <= MOST_BINS) ?? 604_800
  return { from, to, bin_s }
}

export async function bins(store: Store, stretch: Stretch): Promise<Row[]> {
  const all: Row[] = []
  for (const by of ['lang', 'platform'] as const) {
    const rows = await store.rows<{ at: number; series: string | null; posts: number }>(BINS(by), {
      bin_s: stretch.bin_s,
      from_at: stretch.from,
      to_at: stretch.to,
    })
    all.push(...rows.map(({ at, series, posts }) => ({ at, bin_s: stretch.bin_s, by, series, posts })))
  }
  return all
}
