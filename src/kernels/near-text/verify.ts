import { SIGNS_A_WORD } from './normalise.ts'

/** How a text is like another: the first of these that holds. */
export const WAYS = ['exact', 'letters', 'words', 'part', 'one word', 'order', 'passage', 'between'] as const
export type Way = (typeof WAYS)[number]

/** Share of 5-sign grams (or of 3-word shingles) in common, of all that either has. */
export const ALIKE = 0.7
/** A text within another that is at most twice as long. */
const WITHIN = 0.85
const AT_MOST_LONGER = 2
const WORDS_OF_A_PART = 8
/** One word for another, in a text of so many. */
const WORDS_AROUND_ONE = 8
const WORDS_IN_ANOTHER_ORDER = 6
/** Words at the beginning of one text that end the other: one that was added to, and then cut at its platform's length. */
const WORDS_IN_A_ROW = 9
const IN_A_ROW = 0.65
const LONGEST_ROW = 150
/** What is less alike than this is not looked at further. */
const LEAST = 0.35

/** A text's words in order; `signs` where most are signs of a script without blanks. */
export interface Words {
  hashes: Uint32Array
  signs: boolean
}

export interface Likeness {
  way: Way
  /** 0–1: the share that the way is about. */
  share: number
}

/**
 * Compares two texts of which `shared`, `a` and `b` are the distinct grams in common and of each; `isSameWords` where
 * their words are likely the same in another order.
 */
export function likeness(
  shared: number,
  a: number,
  b: number,
  isSameWords: boolean,
  words: () => readonly [Words, Words],
): Likeness | null {
  const jaccard = shared / (a + b - shared)
  if (jaccard >= ALIKE) return { way: 'letters', share: jaccard }
  if (jaccard < LEAST && shared < Math.min(a, b) * WITHIN && !isSameWords) return null
  const [{ hashes: one, signs: oneSigns }, { hashes: other, signs }] = words()
  const word = signs && oneSigns ? SIGNS_A_WORD : 1
  const fewer = Math.min(one.length, other.length) / word
  const more = Math.max(one.length, other.length)
  const within = shared / Math.min(a, b)
  if (within >= WITHIN && Math.max(a, b) <= AT_MOST_LONGER * Math.min(a, b) && fewer >= WORDS_OF_A_PART)
    return { way: 'part', share: within }
  if (more <= (fewer + 1) * word && fewer >= WORDS_IN_ANOTHER_ORDER) {
    const common = inCommon(one, other)
    if (isSameWords && common === more && common === one.length && common === other.length)
      return { way: 'order', share: 1 }
    if (jaccard >= LEAST && fewer >= WORDS_AROUND_ONE && common >= more - word)
      return { way: 'one word', share: common / (one.length + other.length - common) }
  }
  const shorter = Math.min(one.length, other.length)
  const needed = Math.max(WORDS_IN_A_ROW * word, Math.ceil(shorter * IN_A_ROW))
  const row = jaccard >= LEAST ? Math.max(overlap(one, other, needed), overlap(other, one, needed)) : 0
  if (row > 0) return { way: 'part', share: Math.max(row / shorter, within) }
  const shingles = sharedShingles(one, other)
  return shingles >= ALIKE ? { way: 'words', share: shingles } : null
}

/** How many words two texts have in common, in any order; both lists are sorted. */
function inCommon(one: Uint32Array, other: Uint32Array): number {
  const a = one.slice().sort()
  const b = other.slice().sort()
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as number
    const y = b[j] as number
    if (x === y) common++
    if (x <= y) i++
    if (y <= x) j++
  }
  return common
}

/** How many words, at least so many, begin one text and end the other; 0 where none do. */
function overlap(one: Uint32Array, other: Uint32Array, needed: number): number {
  if (one.length > LONGEST_ROW || other.length > LONGEST_ROW) return 0
  for (let length = Math.min(one.length, other.length); length >= needed; length--) {
    const from = other.length - length
    let n = 0
    while (n < length && one[n] === other[from + n]) n++
    if (n === length) return length
  }
  return 0
}

function sharedShingles(one: Uint32Array, other: Uint32Array): number {
  const a = shingles(one)
  const b = shingles(other)
  let shared = 0
  for (const shingle of b) if (a.has(shingle)) shared++
  return a.size + b.size === 0 ? 0 : shared / (a.size + b.size - shared)
}

function shingles(words: Uint32Array): Set<number> {
  const set = new Set<number>()
  for (let i = 0; i + 2 < words.length; i++) {
    const pair = Math.imul(words[i] as number, 0x9e3779b1) ^ (words[i + 1] as number)
    set.add((Math.imul(pair, 0x85ebca6b) ^ (words[i + 2] as number)) >>> 0)
  }
  return set
}
