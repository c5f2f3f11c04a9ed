/** A licence, or words on what may be done where there is none. */
export interface License {
  name: string
  url?: string
}

/** A person or an organisation, by name and, where it has one, a page that identifies it (an ORCID, a ROR). */
export interface Party {
  name: string
  url?: string
}

const LICENSES: Readonly<Record<string, License>> = {
  'cc0-1.0': { name: 'CC0 1.0 Universal', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  'cc-by-4.0': { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  'cc-by-sa-4.0': { name: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  'cc-by-nc-4.0': { name: 'CC BY-NC 4.0', url: 'https://creativecommons.org/licenses/by-nc/4.0/' },
  'odbl-1.0': { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
}

/** `CC-BY-4.0`, an address, or words such as "On request only". */
export function licenseFrom(said: string): License {
  const text = said.trim()
  const known = LICENSES[text.toLowerCase()] ?? Object.values(LICENSES).find(({ url }) => url === text)
  return known ?? (isWebAddress(text) ? { name: text, url: text } : { name: text })
}

/** `Ann Reporter`, or `Ann Reporter <https://orcid.org/0000-0002-1825-0097>`. */
export function partyFrom(said: string): Party {
  const [, name = '', url = ''] = /^(.*?)\s*<([^<>]*)>\s*$/.exec(said) ?? [said, said.trim()]
  const bare = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(url) ? `https://orcid.org/${url}` : url
  return { name: name.trim() || bare, ...(isWebAddress(bare) ? { url: bare } : {}) }
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text)

/** Small letters, digits and dashes. */
export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'case'
