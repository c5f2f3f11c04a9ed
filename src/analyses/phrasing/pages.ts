import type { Store } from '../../store/store.ts'
import type { Subject } from '../../store/views.ts'

/** What pages of different sites have in common beside their words. A page's account is its site. */

/** Sites that one id stands on; an id that stands on one site says nothing. */
const TRACKERS = `
  SELECT a.object AS tracker, count(DISTINCT p.account_id) AS sites, count(*) AS pages, min(p."at") AS first_at,
    max(p."at") AS last_at
  FROM about_post AS p
  JOIN action AS a ON a.platform = p.platform AND a.post_id = p.post_id AND a.object_kind = 'tracker'
  WHERE p.kind = 'page' AND p.account_id IS NOT NULL
  GROUP BY a.object
  HAVING count(DISTINCT p.account_id) > 1
  ORDER BY sites DESC, pages DESC, a.object
  LIMIT 50`

export interface Tracker {
  tracker: string
  sites: number
  pages: number
  first_at: number
  last_at: number
}

const SITES_OF = `
  SELECT a.object AS tracker, p.account_id AS site, count(*) AS pages
  FROM about_post AS p
  JOIN action AS a ON a.platform = p.platform AND a.post_id = p.post_id AND a.object_kind = 'tracker'
  WHERE p.kind = 'page' AND p.account_id IS NOT NULL
  GROUP BY a.object, p.account_id
  ORDER BY a.object, pages DESC, p.account_id`

export async function sharedTrackers(store: Store): Promise<(Tracker & { names: string[] })[]> {
  const trackers = await store.rows<Tracker>(TRACKERS)
  if (trackers.length === 0) return []
  const sites = await store.rows<{ tracker: string; site: string }>(SITES_OF)
  return trackers.map(one => ({
    ...one,
    names: sites.filter(({ tracker }) => tracker === one.tracker).map(({ site }) => site),
  }))
}

/** Addresses outside that pages of several sites link to; those the case is about are expected, and left out. */
const links = (addresses: readonly string[]) => `
  SELECT a.object AS url, count(DISTINCT p.account_id) AS sites, count(*) AS pages, min(p."at") AS first_at
  FROM about_post AS p
  JOIN action AS a ON a.platform = p.platform AND a.post_id = p.post_id AND a.object_kind = 'url'
  WHERE p.kind = 'page' AND p.account_id IS NOT NULL
    ${addresses.map((_, at) => `AND NOT starts_with(a.object, $subject${at})`).join(' ')}
  GROUP BY a.object
  HAVING count(DISTINCT p.account_id) > 1
  ORDER BY sites DESC, pages DESC, a.object
  LIMIT 50`

export interface SharedLink {
  url: string
  sites: number
  pages: number
  first_at: number
}

export function sharedLinks(store: Store, about: readonly Subject[]): Promise<SharedLink[]> {
  const addresses = about.filter(({ kind }) => kind === 'url').map(({ object }) => object)
  return store.rows<SharedLink>(
    links(addresses),
    Object.fromEntries(addresses.map((address, at) => [`subject${at}`, address])),
  )
}

/** Pages on the subject, with their titles. */
const TITLES = `
  SELECT platform, post_id, account_id AS site, title, "at", source, "row"
  FROM about_post
  WHERE kind = 'page' AND title IS NOT NULL
  ORDER BY "at", post_id`

export interface Titled {
  platform: string
  post_id: string
  site: string | null
  title: string
  at: number
  source: string
  row: number
  /** How often the title says the subject. */
  said: number
}

/** Titles that say the subject's tag or word more than once. Links are no words to repeat. */
export async function stuffedTitles(
  store: Store,
  about: readonly Subject[],
): Promise<{ titled: number; stuffed: Titled[] }> {
  const pages = await store.rows<Titled>(TITLES)
  const words = about.filter(({ kind }) => kind !== 'url').map(({ object }) => object)
  const said = (title: string) =>
    Math.max(0, ...words.map(word => title.normalize('NFC').toLowerCase().split(word).length - 1))
  return {
    titled: pages.length,
    stuffed: pages.map(page => ({ ...page, said: said(page.title) })).filter(page => page.said > 1),
  }
}
