/**
 * Every letter and digit in a value's strings, without case and accents: whatever a subject matches is in it, so what
 * does not contain the subject's letters cannot match. It may let more through; the importer and the case's own
 * views decide.
 */
export function wordsIn(value: unknown): string {
  const strings: string[] = []
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') strings.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) waiting.push(inner)
  }
  return strings.map(folded).join(' ')
}

/** Letters and digits alone, without case, accents, and the Greek sigma's final form. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ς', 'σ')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
