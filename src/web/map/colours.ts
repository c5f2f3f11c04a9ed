import type { Rgb } from './light.ts'

/** The languages' colours of the dark theme, as light: the map stands on near-black in both themes. */
const HEX: Record<string, string> = {
  en: '#4aa8e8',
  fr: '#ff8a3c',
  es: '#20c793',
  de: '#ecd03f',
  ru: '#e884cc',
  it: '#86dcf0',
  pt: '#d3a468',
  ar: '#a79ff8',
  tr: '#f0868c',
  nl: '#b5d660',
}
const REST = '#8f8f93'

export const mapHex = (lang: string | null): string =>
  lang !== null && Object.hasOwn(HEX, lang) ? (HEX[lang] ?? REST) : REST

export function mapLight(lang: string | null): Rgb {
  const value = Number.parseInt(mapHex(lang).slice(1), 16)
  const linear = (byte: number) => (byte / 255) ** 2
  return [linear(value >> 16), linear((value >> 8) & 255), linear(value & 255)]
}
