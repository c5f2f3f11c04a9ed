import type { Lang } from '../model/index.ts'
import { harmless } from './harmless.ts'

const PLATFORM = new Map(
  Object.entries({
    x: 'X',
    twitter: 'X',
    '4chan': '4chan',
    '8chan': '8chan',
    facebook: 'Facebook',
    instagram: 'Instagram',
    web: 'Web',
    telegram: 'Telegram',
    reddit: 'Reddit',
    youtube: 'YouTube',
    tiktok: 'TikTok',
    vk: 'VK',
    gab: 'Gab',
    truthsocial: 'Truth Social',
    threads: 'Threads',
    imgur: 'Imgur',
    '9gag': '9GAG',
    parler: 'Parler',
    douyin: 'Douyin',
    bitchute: 'BitChute',
    mastodon: 'Mastodon',
    bluesky: 'Bluesky',
  }),
)

export function platformName(platform: string, lang?: Lang): string {
  if (platform === 'unknown' && lang) return lang === 'fr' ? 'plateforme non indiquée' : 'platform not stated'
  return PLATFORM.get(platform.toLowerCase()) ?? harmless(platform)
}

/** The name of a language in the page's language; series that are not languages keep plain words. */
export function languageNamer(lang: Lang): (code: string | null) => string {
  const names = new Intl.DisplayNames(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    type: 'language',
    fallback: 'code',
  })
  const known = new Map<string, string>()
  /** Intl refuses what is not shaped like a language's code. */
  const named = (code: string) => {
    try {
      return names.of(code)
    } catch {
      return undefined
    }
  }
  const capital = (name: string) => name.charAt(0).toLocaleUpperCase() + name.slice(1)
  return code => {
    if (code === null || code === 'und') return lang === 'fr' ? 'Langue inconnue' : 'Language not known'
    if (code === 'other') return lang === 'fr' ? 'Autres' : 'Others'
    let name = known.get(code)
    if (name === undefined) {
      name = capital(named(code) ?? harmless(code))
      known.set(code, name)
    }
    return name
  }
}

/** Where a handle is written with an @. */
const WITH_AT = new Set([
  'x',
  'twitter',
  'instagram',
  'threads',
  'tiktok',
  'telegram',
  'bluesky',
  'mastodon',
  'youtube',
])

/** A handle as it is written on its platform: "@handle", once, where that is the custom; a page's name or a host bare. */
export function handleShown(handle: string, platform?: string): string {
  const bare = handle.replace(/^@+/, '')
  if (/^\d{6,}$/.test(bare)) return bare // an account's number, where its handle is not known
  const custom = platform === undefined ? /^\w+$/.test(bare) : WITH_AT.has(platform)
  return custom ? `@${bare}` : bare
}

/** Periods that every case names alike, in both languages; other names are the user's own words. */
const WINDOWS: Record<Lang, string>[] = [
  { en: 'election silence', fr: 'silence électoral' },
  { en: 'electoral silence', fr: 'silence électoral' },
  { en: 'election day', fr: 'jour du vote' },
]

export function windowName(name: string, lang: Lang): string {
  const plain = name.trim().toLowerCase()
  const known = WINDOWS.find(({ en, fr }) => en === plain || fr === plain)
  return known && known[lang].toLowerCase() !== plain ? known[lang] : harmless(name)
}
