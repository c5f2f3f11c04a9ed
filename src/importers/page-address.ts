import { registrableDomain } from './registrable.ts'

/** The Wayback Machine puts itself before every address in its copies. */
const ARCHIVED = /^https?:\/\/web\.archive\.org\/web\/\d+(?:[a-z]{2}_)?\/(?=https?:)/i

/**
 * The address that names a page, of the one it was captured from and its own word for itself. That is taken only within
 * the same site, and not for the site's front page: a page may claim any address.
 */
export function pageAddress(captured: string | null, canonical: string | null): string | null {
  const from = plain(captured)
  const said = plain(resolved(canonical ?? undefined, captured))
  if (!said || !from) return said ?? from
  return siteOf(said) === siteOf(from) && new URL(said).pathname !== '/' ? said : from
}

/** The site of an address: its registrable domain, else its host. */
export function siteOf(url: string): string | null {
  return registrableDomain(url) ?? (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null)
}

/** An address without its fragment, or null when it is none. */
function plain(address: string | null): string | null {
  return resolved(address ?? undefined, null)?.replace(/#.*$/, '') ?? null
}

/** An address in full, or null when it is none of the web's. */
export function resolved(href: string | undefined, base: string | null): string | null {
  const text = href?.trim()
  if (!text || !URL.canParse(text, base ?? undefined)) return null
  const url = new URL(text, base ?? undefined)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href.replace(ARCHIVED, '') : null
}
