const LONGEST_NAME = 80

/**
 * Text from data, fit to stand inside a sentence: no control, formatting or direction signs, on one line, cut at a
 * length no honest name has, and isolated where it runs from right to left.
 */
export function harmless(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\p{M}{3,}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const short = [...clean].length > LONGEST_NAME ? `${[...clean].slice(0, LONGEST_NAME).join('')}…` : clean
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(short)
    ? `\u2068${short}\u2069`
    : short
}
