import type { Row } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'
import { wallClock } from '../../words/wall-clock.ts'
import type { Measured } from './measure.ts'
import { REFERENCE } from './reference.ts'
import { contributions, isEnough, percentileOf } from './score.ts'
import { SIGNALS } from './signals.ts'
import { bandShown } from './words.ts'

/** Accounts with a sheet: those most passed on, those that posted most, and those of the strongest bands. */
const PASSED_ON = 50
const BUSIEST = 30
const STRONGEST = 40
/** What a signal must add to the log-odds to be named as a reason. */
const LEAST_REASON = 0.25
const HOUR = 3_600_000
/** Minutes at which the sheet's bars of gaps end. */
export const GAP_ENDS = [1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 1440] as const

/** An account as its sheet on the page tells it. Lists of counts are texts, blanks between. */
export interface Sheet extends Row {
  platform: string
  account_id: string
  handle: string | null
  /** Captured in all, and on the subject. */
  posts: number
  about_posts: number
  band: string | null
  likelihood: number | null
  part: string | null
  band_name_en: string
  band_name_fr: string
  /** The signals that add most to its likelihood. */
  reasons_en: string
  reasons_fr: string
  /** Posts by weekday, from Monday, and hour, in the case's zone: 168 counts. */
  clock: string
  /** Gaps between its posts, up to each of the ends, and beyond the last. */
  gaps: string
}

/** One signal of one account: rows are left out where there is not enough data. */
export interface Reading extends Row {
  sheet: number
  signal: string
  value: number | null
  text: string | null
  percentile: number | null
  /** What it adds to the log-odds of the part that the band is of. */
  adds: number | null
}

const CHOSEN = `
  WITH made AS (
    SELECT platform, account_id, count(*) AS about_posts FROM about_post WHERE account_id <> '' GROUP BY platform, account_id
  ),
  passed_on AS (
    SELECT platform, parent_account_id AS account_id
    FROM about_post
    WHERE kind = 'repost' AND parent_account_id IS NOT NULL
    UNION ALL
    SELECT r.platform, o.account_id
    FROM about_post AS r JOIN post AS o ON o.platform = r.platform AND o.post_id = r.parent_id
    WHERE r.kind = 'repost' AND r.parent_account_id IS NULL
  ),
  credited AS (
    SELECT platform, account_id, count(*) AS received FROM passed_on GROUP BY platform, account_id
  ),
  placed AS (
    SELECT a.place, a.platform, a.account_id, a.handle, a.posts, coalesce(about_posts, 0) AS about_posts, j.band, j.likelihood, j.part,
      row_number() OVER (ORDER BY coalesce(received, 0) DESC, a.place) AS by_received,
      row_number() OVER (ORDER BY coalesce(about_posts, 0) DESC, a.place) AS by_posts,
      row_number() OVER (
        ORDER BY CASE j.band WHEN 'strong' THEN 0 WHEN 'some' THEN 1 WHEN 'weak' THEN 2 ELSE 8 END,
          CASE WHEN about_posts IS NULL THEN 1 ELSE 0 END, j.likelihood DESC, a.place
      ) AS by_band
    FROM automation_account AS a
    LEFT JOIN made ON made.platform = a.platform AND made.account_id = a.account_id
    LEFT JOIN credited AS c ON c.platform = a.platform AND c.account_id = a.account_id
    LEFT JOIN automation_judged AS j ON j.place = a.place
    WHERE about_posts IS NOT NULL OR received IS NOT NULL OR (SELECT count(*) FROM about_post) = 0
  )
  SELECT place, platform, account_id, handle, posts, about_posts, band, likelihood, part
  FROM placed
  WHERE by_received <= ${PASSED_ON} OR by_posts <= ${BUSIEST} OR (by_band <= ${STRONGEST} AND band IN ('strong', 'some', 'weak'))
  ORDER BY CASE band WHEN 'strong' THEN 0 WHEN 'some' THEN 1 WHEN 'weak' THEN 2 WHEN 'none' THEN 3 ELSE 4 END, likelihood DESC, place`

const TIMES = (places: readonly number[]) => `
  SELECT CAST(a.place AS DOUBLE) AS place, CAST(p."at" AS DOUBLE) AS "at"
  FROM post AS p JOIN automation_account AS a ON a.platform = p.platform AND a.account_id = p.account_id
  WHERE a.place IN (${[-1, ...places].join(', ')}) AND p."at" IS NOT NULL
  ORDER BY a.place, p."at"`

const CLIENTS = (places: readonly number[]) => `
  SELECT place, client FROM automation_measured WHERE client IS NOT NULL AND place IN (${[-1, ...places].join(', ')})`

interface Chosen {
  place: number
  platform: string
  account_id: string
  handle: string | null
  posts: number
  about_posts: number
  band: string | null
  likelihood: number | null
  part: string | null
}

export async function sheetsOf(
  store: Store,
  measured: Measured,
  zone: string,
): Promise<{ sheets: Sheet[]; readings: Reading[] }> {
  const chosen = await store.rows<Chosen>(CHOSEN)
  const places = chosen.map(({ place }) => place)
  const clients = new Map(
    (await store.rows<{ place: number; client: string }>(CLIENTS(places))).map(({ place, client }) => [
      place,
      client,
    ]),
  )
  const times = await timesOf(store, places)
  const readings = chosen.flatMap(({ place, platform, part }, sheet) =>
    readingsOf(measured, sheet, { place, platform, part, client: clients.get(place) ?? null }),
  )
  const sheets = chosen.map(({ place, ...account }, sheet): Sheet => {
    const at = times.get(place) ?? []
    return {
      ...account,
      ...bandShown(account.band),
      ...reasonsOf(readings.filter(reading => reading.sheet === sheet)),
      clock: clockOf(at, zone).join(' '),
      gaps: gapsOf(at).join(' '),
    }
  })
  return { sheets, readings }
}

function reasonsOf(readings: readonly Reading[]): { reasons_en: string; reasons_fr: string } {
  const reasons = readings
    .filter(({ adds }) => (adds ?? 0) >= LEAST_REASON)
    .sort((a, b) => (b.adds ?? 0) - (a.adds ?? 0))
    .flatMap(({ signal }) => SIGNALS.find(({ id }) => id === signal)?.name ?? [])
  return {
    reasons_en: reasons.map(({ en }) => en).join('; '),
    reasons_fr: reasons.map(({ fr }) => fr).join('\u202f; '),
  }
}

async function timesOf(store: Store, places: readonly number[]): Promise<Map<number, number[]>> {
  const { place, at } = await store.columns<'place' | 'at'>(TIMES(places))
  const times = new Map<number, number[]>()
  for (const [i, account] of place.entries()) {
    const own = times.get(account)
    if (own) own.push(at[i] ?? 0)
    else times.set(account, [at[i] ?? 0])
  }
  return times
}

function clockOf(at: readonly number[], zone: string): number[] {
  const clock = new Array<number>(168).fill(0)
  for (const time of at) {
    const hours = Math.floor(wallClock(time, zone) / HOUR)
    const place = (((hours + 72) % 168) + 168) % 168 // 1970 began on a Thursday
    clock[place] = (clock[place] ?? 0) + 1
  }
  return clock
}

function gapsOf(at: readonly number[]): number[] {
  const bars = new Array<number>(GAP_ENDS.length + 1).fill(0)
  for (let i = 1; i < at.length; i++) {
    const minutes = ((at[i] ?? 0) - (at[i - 1] ?? 0)) / 60_000
    const bar = GAP_ENDS.findIndex(end => minutes < end)
    const place = bar === -1 ? GAP_ENDS.length : bar
    bars[place] = (bars[place] ?? 0) + 1
  }
  return bars
}

function readingsOf(
  { figures }: Measured,
  sheet: number,
  account: { place: number; platform: string; part: string | null; client: string | null },
): Reading[] {
  const { place, platform, part, client } = account
  const values = (id: string) => figures.get(id)?.[place] ?? Number.NaN
  const added = new Map<string, number>()
  for (const of of ['profile', 'rhythm'] as const)
    if (part === of && isEnough(of, platform, values))
      for (const { id, adds } of contributions(REFERENCE, of, values)) added.set(id, adds)
  const readings: Reading[] = []
  for (const { id, unit } of SIGNALS) {
    const value = unit === 'text' ? Number.NaN : values(id)
    const text = unit === 'text' ? client : null
    if (text === null && Number.isNaN(value)) continue
    readings.push({
      sheet,
      signal: id,
      value: text === null ? Number(value.toPrecision(4)) : null,
      text,
      percentile: rounded(percentileOf(REFERENCE, platform, id, value)),
      adds: rounded(added.get(id) ?? null),
    })
  }
  return readings
}

const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(4)))
