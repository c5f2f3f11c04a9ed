import { Normalised } from './normalise.ts'
import { sharedPassages, type Worded, weightOf, worded } from './passages.ts'
import { eachWord } from './words.ts'

/** A span of a source text, [from, to) in UTF-16 units. */
export interface Span {
  from: number
  to: number
}

/** A text's words as they are compared, each with where it stands in the text as it was written. */
export interface PlacedWords extends Worded {
  places: Span[]
}

export function placedWords(text: string): PlacedWords {
  const one = new Normalised({ places: true })
  one.read(text)
  const places: Span[] = []
  eachWord(one.units, 0, one.length, (from, to) => {
    places.push({
      from: one.from[from] as number, // a word has a first unit
      to: one.to[to - 1] as number, // and a last
    })
  })
  return { ...worded(one.units, 0, one.length), places }
}

export interface SharedSpan {
  one: Span
  other: Span
  words: number
}

/** The passages of at least 12 words that two texts share, as spans of each; in the order of the second. */
export function passageSpans(one: PlacedWords, other: PlacedWords): SharedSpan[] {
  return sharedPassages(one, other).map(({ a, b, length }) => ({
    one: spanOf(one, a, a + length),
    other: spanOf(other, b, b + length),
    words: Math.round(weightOf(other, b, b + length)),
  }))
}

function spanOf({ places }: PlacedWords, from: number, to: number): Span {
  return { from: places[from]?.from ?? 0, to: places[to - 1]?.to ?? 0 }
}

/** Words beyond which two texts are not compared word by word. */
const LONGEST = 400

/**
 * What another text has that the first has not, as spans of the other, and what it lacks, as spans of the first: by the
 * longest common subsequence of words. Neighbouring words are one span. Null where the texts are too long for it.
 */
export function differences(one: PlacedWords, other: PlacedWords): { added: Span[]; missing: Span[] } | null {
  const [a, b] = [one.words, other.words]
  if (a.length > LONGEST || b.length > LONGEST) return null
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] as number) + 1
          : Math.max(common[(i + 1) * width + j] as number, common[i * width + j + 1] as number)
  const missing: number[] = []
  const added: number[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (
      j === b.length ||
      (i < a.length && (common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number))
    )
      missing.push(i++)
    else added.push(j++)
  }
  return { added: spans(other, added), missing: spans(one, missing) }
}

function spans({ places }: PlacedWords, words: readonly number[]): Span[] {
  const found: Span[] = []
  let last = -2
  for (const word of words) {
    const { from = 0, to = 0 } = places[word] ?? {}
    const open = found.at(-1)
    if (open && word === last + 1) open.to = to
    else found.push({ from, to })
    last = word
  }
  return found
}
