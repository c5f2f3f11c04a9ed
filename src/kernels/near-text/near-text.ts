import { inOneGo, inTurns } from '../turn.ts'
import { DistinctTexts } from './distinct.ts'
import { FEWEST_WORDS, groupNear } from './group.ts'
import { groupLong } from './long.ts'

export interface NearText {
  /** Of each text, the number of the text that represents its group; −1 where it is like no other, or too short. */
  group: Int32Array
  /** What each shares with its representative (0–1), and in which way: an index into `WAYS`. */
  share: Float32Array
  way: Uint8Array
  /** Words of each text once normalised. */
  words: Float32Array
  /** Texts under five words: they are counted, and never called alike. */
  short: number
}

/**
 * Groups of identical and near-identical texts, in any script. Give texts in order of time: of equally frequent ones the
 * earlier represents. Exact groups by the normalised text; near ones by MinHash over 5-sign grams, every candidate
 * verified (verify.ts says by what); long ones by shared passages of 12 words (Schleimer et al. 2003).
 *
 * @param uncounted words that all bear, as the tag that they were collected by: left out
 * @example
 * nearText(['The files are out, read them.', 'the files are OUT: read them!']).group // [0, 0]
 */
export function nearText(texts: Iterable<string>, uncounted: readonly string[] = []): NearText {
  const distinct = new DistinctTexts(uncounted)
  const numbers: number[] | Uint32Array = []
  let read = 0
  for (const text of texts) numbers[read++] = distinct.add(text)
  return perText(distinct, Uint32Array.from(numbers))
}

/** The same for texts that were added to `distinct` one by one; `of` has the number that each was given. */
export const perText = (distinct: DistinctTexts, of: Uint32Array): NearText => inOneGo(grouping(distinct, of))

/** The same, with turns for others between. */
export const perTextInTurns = (distinct: DistinctTexts, of: Uint32Array): Promise<NearText> =>
  inTurns(grouping(distinct, of))

function* grouping(distinct: DistinctTexts, of: Uint32Array): Generator<void, NearText> {
  const columns = distinct.columns()
  const grouped = yield* groupNear(columns)
  groupLong(columns, grouped)
  const sizes = new Uint32Array(columns.count)
  for (const d of of) {
    const head = grouped.group[d] as number // every distinct text has a place
    if (head >= 0) sizes[head] = (sizes[head] as number) + 1
  }
  const near: NearText = {
    group: new Int32Array(of.length).fill(-1),
    share: new Float32Array(of.length).fill(1),
    way: new Uint8Array(of.length),
    words: new Float32Array(of.length),
    short: 0,
  }
  for (let t = 0; t < of.length; t++) {
    const d = of[t] as number
    const head = grouped.group[d] as number
    near.words[t] = columns.words[d] as number
    if ((columns.words[d] as number) < FEWEST_WORDS) near.short++
    if (head < 0 || (sizes[head] as number) < 2) continue
    near.group[t] = columns.first[head] as number
    near.share[t] = grouped.share[d] as number
    near.way[t] = grouped.way[d] as number
  }
  return near
}
