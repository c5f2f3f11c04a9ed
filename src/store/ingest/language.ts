import { languageCode } from '../../importers/languages.ts'

/**
 * Tells a text's language, or null where the detector itself is not sure, or nothing but tags, names and links is left
 * to read. The detector's tables take half a second to load, and only sources that state no language need them.
 */
export async function languageDetector(): Promise<(text: string) => string | null> {
  const { eld } = await import('eld/medium')
  return text => {
    const words = text.replace(/https?:\/\/\S+|[@#＃][\p{L}\p{M}\p{N}_]+/gu, ' ').trim()
    if (words.length < 8) return null
    const result = eld.detect(words.slice(0, 2_000))
    return result.isReliable() ? languageCode(result.language) : null
  }
}
