import type { MapData } from '../model/report.ts'
import type { Store } from '../store/store.ts'
import { harmless } from '../words/harmless.ts'
import { handleShown } from '../words/names.ts'
import { placeAccounts } from './galaxies.ts'

/** More than this and the report grows too large to send: the map then holds the links of a seeded sample. */
const MOST_LINKS = 100_000
const SIDE = 65_535

/** Reposts on the subject whose original's account is known, in time order. */
const LINKS = `
  WITH linked AS (
    SELECT platform || ':' || parent_account_id AS source, platform || ':' || account_id AS target, "at", post_id
    FROM about_post
    WHERE kind = 'repost' AND parent_account_id IS NOT NULL AND account_id IS NOT NULL AND parent_account_id <> account_id
  ),
  placed AS (
    SELECT *, row_number() OVER (ORDER BY md5(post_id)) AS place, count(*) OVER () AS in_data FROM linked
  )
  SELECT source, target, "at", in_data FROM placed WHERE place <= ${MOST_LINKS} ORDER BY "at", post_id`

/** The language of most of each account's posts on the subject, and its first appearance there. */
const ACCOUNTS = `
  WITH spoken AS (
    SELECT platform, account_id, lang, row_number() OVER (PARTITION BY platform, account_id ORDER BY count(*) DESC, lang) AS place
    FROM about_post
    WHERE account_id IS NOT NULL AND lang IS NOT NULL
    GROUP BY platform, account_id, lang
  ),
  seen AS (
    SELECT platform, account_id, min("at") AS first_at FROM about_post WHERE account_id IS NOT NULL GROUP BY platform, account_id
  )
  SELECT seen.platform || ':' || seen.account_id AS account, spoken.lang, seen.first_at, profile.handle
  FROM seen
  LEFT JOIN spoken ON spoken.platform = seen.platform AND spoken.account_id = seen.account_id AND spoken.place = 1
  LEFT JOIN profile ON profile.platform = seen.platform AND profile.account_id = seen.account_id`

interface Link {
  source: string
  target: string
  at: number
  in_data: number
}

/**
 * The propagation map: each much-reposted account is a sun; the accounts that reposted it first stand around it,
 * the earliest nearest, and suns of one language stand together. Null when no repost names its original's account.
 *
 * @param named accounts (`platform:id`) that the story names, with their labels.
 */
export async function mapData(store: Store, named: ReadonlyMap<string, string>): Promise<MapData | null> {
  const links = await store.rows<Link>(LINKS)
  if (links.length < 2) return null
  const accounts = await store.rows<{
    account: string
    lang: string | null
    first_at: number
    handle: string | null
  }>(ACCOUNTS)
  const about = new Map(accounts.map(a => [a.account, a]))
  const firstAt = new Map<string, number>()
  const sunOf = new Map<string, string>()
  const received = new Map<string, number>()
  for (const { source, target, at } of links) {
    for (const account of [source, target])
      if (!firstAt.has(account)) firstAt.set(account, about.get(account)?.first_at ?? at)
    if (!sunOf.has(target)) sunOf.set(target, source)
    received.set(source, (received.get(source) ?? 0) + 1)
  }
  const order = [...firstAt].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).map(([account]) => account)
  const index = new Map(order.map((account, at) => [account, at]))
  const languageOf = (account: string) => about.get(account)?.lang ?? null
  const langs = [...new Set(order.map(languageOf))]
    .sort((a, b) => (a ?? '~').localeCompare(b ?? '~'))
    .slice(0, 255)
  const xy = onSquare(placeAccounts({ order, sunOf, received, languageOf }))
  const from = firstAt.get(order[0] ?? '') ?? 0
  const at = (account: string) => index.get(account) ?? 0
  return {
    accounts: order.length,
    xy: base64(xy),
    lang: base64(Uint8Array.from(order, account => Math.max(0, langs.indexOf(languageOf(account))))),
    first: base64(Uint32Array.from(order, account => ((firstAt.get(account) ?? from) - from) / 1000)),
    received: base64(Uint32Array.from(order, account => received.get(account) ?? 0)),
    langs,
    links: links.length,
    pairs: base64(Uint32Array.from(links.flatMap(link => [at(link.source), at(link.target)]))),
    at: base64(Uint32Array.from(links, link => (link.at - from) / 1000)),
    from,
    to: links.at(-1)?.at ?? from,
    labels: labels(named, received, about, index),
    accountsInData: accounts.length,
    linksInData: links[0]?.in_data ?? links.length,
  }
}

/** Points scaled to fill a 0–65535 square, proportions kept. */
function onSquare(points: [number, number][]): Uint16Array {
  const xs = points.map(p => p[0])
  const ys = points.map(p => p[1])
  const [left, right] = [least(xs), -least(xs.map(x => -x))]
  const [top, bottom] = [least(ys), -least(ys.map(y => -y))]
  const scale = SIDE / Math.max(right - left, bottom - top, 1e-9)
  const [padX, padY] = [(SIDE - (right - left) * scale) / 2, (SIDE - (bottom - top) * scale) / 2]
  return Uint16Array.from(
    points.flatMap(([x, y]) => [padX + (x - left) * scale, padY + (y - top) * scale].map(Math.round)),
  )
}

const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

function labels(
  named: ReadonlyMap<string, string>,
  received: ReadonlyMap<string, number>,
  about: ReadonlyMap<string, { handle: string | null }>,
  index: ReadonlyMap<string, number>,
): MapData['labels'] {
  const wanted = new Map(named)
  for (const [account] of [...received].sort((a, b) => b[1] - a[1]).slice(0, 12)) {
    if (wanted.size >= 12) break
    const handle = about.get(account)?.handle
    if (handle && !wanted.has(account))
      wanted.set(account, harmless(handleShown(handle, account.split(':')[0])))
  }
  return [...wanted].flatMap(([account, label]) => {
    const at = index.get(account)
    return at === undefined ? [] : [{ account: at, label }]
  })
}

function base64(values: Uint8Array | Uint16Array | Uint32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')
}
