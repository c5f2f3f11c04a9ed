import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'

const WIDTHS_S = [60, 120, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800]
const MOST_BINS = 600
const SERIES = 6

/** The stretch of time worth drawing: all of it, unless a few stray posts would flatten the rest. */
const STRETCH = `
  WITH ranked AS (
    SELECT "at", row_number() OVER (ORDER BY "at") AS place, count(*) OVER () AS posts FROM about_post
  )
  SELECT min("at") AS first_at, max("at") AS last_at,
    min(CASE WHEN place >= posts * 0.005 THEN "at" END) AS low_at,
    max(CASE WHEN place <= posts * 0.995 + 1 THEN "at" END) AS high_at
  FROM ranked`

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

export async function stretchOf(store: Store, resolution: number): Promise<Stretch> {
  const { first_at, last_at, low_at, high_at } =
    await store.row<Record<'first_at' | 'last_at' | 'low_at' | 'high_at', number>>(STRETCH)
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
