import { DistinctTexts } from '../../kernels/near-text/distinct.ts'
import { PassageHolders } from '../../kernels/near-text/holders.ts'
import { LONG_WORDS } from '../../kernels/near-text/long.ts'
import { Normalised } from '../../kernels/near-text/normalise.ts'
import { textHash } from '../../kernels/near-text/text-hash.ts'
import type { Store } from '../../store/store.ts'
import { type DumpText, eachText } from '../dump-texts.ts'
import { ownWords } from './own-words.ts'

/** What is kept of the dump's texts to compare them by: of long ones fingerprints, of short ones their words. */
export interface ReadWords {
  /** Files that have words enough, and which text each has: files of the same words have the same. */
  compared: { file: DumpText; words: number }[]
  texts: number
  /** Fingerprints of long texts, and which text each is of; the short ones, and which text each is. */
  long: PassageHolders
  longTexts: number[]
  short: DistinctTexts
  shortTexts: number[]
  /** A text's own words, as they are compared. */
  own: (text: string) => string
}

/** Reads each of the dump's texts once. */
export async function readWords(
  store: Store,
  files: readonly DumpText[],
  { fewestWords, commonLine }: { fewestWords: number; commonLine: number },
): Promise<ReadWords> {
  const own = await ownWords(store, files, commonLine)
  const read: ReadWords = {
    compared: [],
    texts: 0,
    long: new PassageHolders(),
    longTexts: [],
    short: new DistinctTexts(),
    shortTexts: [],
    own,
  }
  const known = new Map<number, number>()
  const one = new Normalised()
  for await (const { i, text } of eachText(store, files)) {
    const file = files[i]
    const said = own(text)
    one.read(said)
    if (!file || one.words < fewestWords) continue
    const hash = textHash(one.units, 0, one.length)
    let words = known.get(hash)
    if (words === undefined) {
      words = read.texts++
      known.set(hash, words)
      if (one.words >= LONG_WORDS) {
        read.long.add(said)
        read.longTexts.push(words)
      } else {
        read.short.add(said)
        read.shortTexts.push(words)
      }
    }
    read.compared.push({ file, words })
  }
  return read
}
