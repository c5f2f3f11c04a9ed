/**
 * The fixed sets, after Okabe & Ito (2008), as names of the variables in look/colours.css: the same language and the
 * same platform have the same colour in every picture, in both themes and in print. The rest is grey and labelled.
 */
const LANGUAGES = new Set(['en', 'fr', 'es', 'de', 'ru', 'it', 'pt', 'ar', 'tr', 'nl'])
const PLATFORMS = new Set(['x', '4chan', 'facebook', 'web', 'telegram', 'reddit', 'youtube', 'vk'])

export const langColour = (lang: string | null): string =>
  lang !== null && LANGUAGES.has(lang) ? `var(--lang-${lang})` : 'var(--lang-rest)'

export function platformColour(platform: string): string {
  const name = platform === 'twitter' ? 'x' : platform
  return PLATFORMS.has(name) ? `var(--on-${name})` : 'var(--lang-rest)'
}
