import type { Lang } from '../model/index.ts'
import { harmless } from './harmless.ts'

const PLATFORM: Record<string, string> = {
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
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
}

export const platformName = (platform: string): string =>
  PLATFORM[platform.toLowerCase()] ?? harmless(platform)

/** The name of a language in the page's language; series that are not languages keep plain words. */
export function languageNamer(lang: Lang): (code: string | null) => string {
  const names = new Intl.DisplayNames(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    type: 'language',
    fallback: 'code',
  })
  const known = new Map<string, string>()
  const capital = (name: string) => name.charAt(0).toLocaleUpperCase() + name.slice(1)
  return code => {
    if (code === null || code === 'und') return lang === 'fr' ? 'Langue inconnue' : 'Language not known'
    if (code === 'other') return lang === 'fr' ? 'Autres' : 'Others'
    let name = known.get(code)
    if (name === undefined) {
      name = /^[a-z]{2,3}(-\w+)*$/i.test(code) ? capital(names.of(code) ?? code) : code
      known.set(code, name)
    }
    return name
  }
}
