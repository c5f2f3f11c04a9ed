import { Ahead } from './ahead.ts'
import { Buckets } from './buckets.ts'
import type { DistinctColumns } from './distinct.ts'
import { CommonGrams, GramSet } from './grams.ts'
import { SHAPE } from './sketch.ts'
import { ALIKE, likeness, WAYS, type Words } from './verify.ts'
import { wordHashes } from './words.ts'

/** Texts of fewer words than this are alike by chance. */
export const FEWEST_WORDS = 5
/** What a text that is alike to a member must share with the representative to join it. */
const ANCHOR = 0.5
/** Texts taken in one piece of the work. */
const PIECE = 2048
const SAME_WORDS = WAYS.indexOf('order')

export interface Grouped {
  /** Of each distinct text, its group's representative (a distinct text), or itself; −1 where it is too short. */
  group: Int32Array
  /** What it shares with the representative (0–1), and in which way: an index into `WAYS`. */
  share: Float32Array
  way: Uint8Array
}

/**
 * Groups near-identical texts around representatives: the texts with most copies, and of those the earliest, come first;
 * each joins the group of the text it is most alike to, if it is alike to that group's representative too, or to its words in
 * another order. So a chain of small edits cannot join strangers. Every candidate is compared by its grams themselves.
 */
export function* groupNear(texts: DistinctColumns): Generator<void, Grouped> {
  const order = inOrder(texts)
  const grouping = new Grouping(texts, order)
  for (let n = 0; n < order.length; n++) {
    grouping.take(n)
    if ((n + 1) % PIECE === 0) yield
  }
  return byText(texts.count, order, grouping)
}

/** Texts are named by their place in the order in which they are taken. */
class Grouping {
  readonly group: Int32Array
  readonly share: Float32Array
  readonly way: Uint8Array
  readonly #ahead: Ahead
  readonly #buckets: Buckets
  readonly #held: GramSet
  readonly #counting: GramSet
  #isHeld = false
  /** Distinct grams of each text, 0 where they were not counted. */
  readonly #sizes: Uint32Array
  /** The text that each was last compared with, how alike they were (0: not), and in which way. */
  readonly #seen: Int32Array
  readonly #like: Float32Array
  readonly #ways: Uint8Array
  #text = 0
  #words: Words | null = null
  #joins = 0
  #nearest = 0

  constructor(
    readonly texts: DistinctColumns,
    readonly order: Uint32Array,
  ) {
    const size = order.length
    this.group = new Int32Array(size)
    this.share = new Float32Array(size).fill(1)
    this.way = new Uint8Array(size)
    const { units, starts } = texts
    const common = new CommonGrams(units, starts, order).bits
    this.#ahead = new Ahead({ units, starts, order, common })
    this.#buckets = new Buckets(this.#ahead)
    this.#held = new GramSet(texts.units)
    this.#counting = new GramSet(texts.units)
    this.#sizes = new Uint32Array(size)
    this.#seen = new Int32Array(size).fill(-1)
    this.#like = new Float32Array(size)
    this.#ways = new Uint8Array(size)
  }

  take(text: number): void {
    this.#text = text
    this.#words = null
    this.#joins = text
    this.#nearest = 0
    this.#isHeld = false
    this.#buckets.candidates(text, this.#weigh)
    this.group[text] = this.#joins
    if (this.#joins !== text) {
      this.share[text] = this.#like[this.#joins] as number
      this.way[text] = this.#ways[this.#joins] as number
    }
    this.#buckets.keep(text, this.group)
  }

  readonly #weigh = (other: number): void => {
    if (this.#seen[other] === this.#text) return
    const like = this.#compare(other)
    if (like <= this.#nearest) return
    const head = this.group[other] as number
    if (this.#compare(head) === 0 && !this.#isAnchored(like, other, head)) return
    this.#nearest = like
    this.#joins = head
  }

  #compare(other: number): number {
    if (this.#seen[other] === this.#text) return this.#like[other] as number
    this.#seen[other] = this.#text
    this.#hold()
    const shared = this.#held.shared(this.#from(other), this.#to(other))
    const found = likeness(
      shared,
      this.#held.distinct,
      this.#sizeOf(other),
      this.#sumOf(other) === this.#sumOf(this.#text),
      () => {
        this.#words ??= this.#wordsOf(this.#text)
        return [this.#words, this.#wordsOf(other)]
      },
    )
    this.#like[other] = found?.share ?? 0
    this.#ways[other] = found ? WAYS.indexOf(found.way) : 0
    return this.#like[other] as number
  }

  /** Most texts have no candidate: only for one that has is a set made of its grams. */
  #hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.#held.hold(this.#from(this.#text), this.#to(this.#text))
    this.#sizes[this.#text] = this.#held.distinct
  }

  #sizeOf(text: number): number {
    if (this.#sizes[text] === 0) {
      this.#counting.hold(this.#from(text), this.#to(text))
      this.#sizes[text] = this.#counting.distinct
    }
    return this.#sizes[text] as number
  }

  /**
   * Is the text, alike to a member, near enough to the representative? It is, too, where the member is the representative's
   * very words in another order.
   */
  #isAnchored(like: number, member: number, head: number): boolean {
    const sameWords = this.way[member] === SAME_WORDS
    if (like < ALIKE && !sameWords) return false
    const shared = this.#held.shared(this.#from(head), this.#to(head))
    const jaccard = shared / (this.#held.distinct + this.#sizeOf(head) - shared)
    if (jaccard < ANCHOR && !sameWords) return false
    this.#like[head] = jaccard
    this.#ways[head] = WAYS.indexOf('between')
    return true
  }

  /** The same for texts of the same words in any order. */
  #sumOf(text: number): number {
    return this.#ahead.keys[SHAPE.bands * this.order.length + text] as number
  }

  #from(text: number): number {
    return this.texts.starts[this.order[text] as number] as number // every text has a beginning
  }

  #to(text: number): number {
    return this.texts.starts[(this.order[text] as number) + 1] as number // and an end
  }

  #wordsOf(text: number): Words {
    const hashes = wordHashes(this.texts.units, this.#from(text), this.#to(text))
    return { hashes, signs: hashes.length > 1.5 * (this.texts.words[this.order[text] as number] as number) }
  }
}

/** Texts of enough words: those with most copies first, then the earlier. */
function inOrder({ count, words, copies, first }: DistinctColumns): Uint32Array {
  const several: number[] = []
  const single: number[] = []
  for (let d = 0; d < count; d++)
    if ((words[d] as number) >= FEWEST_WORDS) ((copies[d] as number) > 1 ? several : single).push(d)
  // Distinct texts are numbered as they came: `single` is in order of time.
  several.sort(
    (a, b) => (copies[b] as number) - (copies[a] as number) || (first[a] as number) - (first[b] as number),
  )
  const order = new Uint32Array(several.length + single.length)
  order.set(several)
  order.set(single, several.length)
  return order
}

/** From the order in which texts were taken to the texts themselves. */
function byText(count: number, order: Uint32Array, taken: Pick<Grouped, 'group' | 'share' | 'way'>): Grouped {
  const group = new Int32Array(count).fill(-1)
  const share = new Float32Array(count).fill(1)
  const way = new Uint8Array(count)
  for (let n = 0; n < order.length; n++) {
    const d = order[n] as number
    group[d] = order[taken.group[n] as number] as number
    share[d] = taken.share[n] as number
    way[d] = taken.way[n] as number
  }
  return { group, share, way }
}
