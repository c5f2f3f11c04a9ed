/** What platforms write for "no language": undefined, and X's own codes for tags, media and cashtags alone. */
const NONE = new Set([
  '',
  'und',
  'zxx',
  'art',
  'mul',
  'qam',
  'qct',
  'qht',
  'qme',
  'qst',
  'none',
  'null',
  'language undefined',
])

const RENAMED: Readonly<Record<string, string>> = {
  in: 'id',
  iw: 'he',
  ji: 'yi',
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  cmn: 'zh',
}

/** Names in data that are not the ones that the Unicode tables use. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  farsi: 'fa',
  'farsi (persian)': 'fa',
  'tagalog (filipino)': 'tl',
  filipino: 'tl',
  tagalog: 'tl',
  pushto: 'ps',
  'simplified chinese': 'zh',
  'traditional chinese': 'zh',
  flemish: 'nl',
  moldovan: 'ro',
  myanmar: 'my',
  'norwegian bokmål': 'no',
  castilian: 'es',
  kirghiz: 'ky',
  uighur: 'ug',
  sinhalese: 'si',
  'haitian creole': 'ht',
}

let names: Map<string, string> | undefined

/** ISO 639-1 (or 639-3) code of a language given as a code, a locale or an English or native name; null when none. */
export function languageCode(given: string): string | null {
  const text = given.trim().toLowerCase()
  if (NONE.has(text)) return null
  const code = /^([a-z]{2,3})([-_].*)?$/.exec(text)?.[1]
  if (code) return RENAMED[code] ?? code
  names ??= languageNames()
  return names.get(text) ?? null
}

function languageNames(): Map<string, string> {
  const found = new Map(Object.entries(OTHER_NAMES))
  const english = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  for (const code of twoLetterCodes()) {
    const own = new Intl.DisplayNames([code], { type: 'language', fallback: 'none' })
    for (const name of [english.of(code), own.of(code)]) {
      const key = name?.toLowerCase()
      if (key && !found.has(key)) found.set(key, RENAMED[code] ?? code)
    }
  }
  return found
}

function* twoLetterCodes(): Generator<string> {
  const a = 'a'.charCodeAt(0)
  for (let i = 0; i < 26 * 26; i++) {
    const code = String.fromCharCode(a + Math.floor(i / 26), a + (i % 26))
    if (!(code in RENAMED)) yield code
  }
}
