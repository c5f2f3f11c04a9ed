import type { DistinctColumns } from './distinct.ts'
import type { Grouped } from './group.ts'
import { PASSAGE_WORDS, passageShare, runs, type Worded, winnowed, worded } from './passages.ts'
import { WAYS } from './verify.ts'

/** Texts of so many words are long: an article, a page. */
export const LONG_WORDS = 50
/** Two long texts are one text when so much of the shorter stands in shared passages; a short one within a long one when so much of it does. */
const SHARED = 0.4
const WITHIN = 0.8
/** Texts that one fingerprint leads to; and texts that are compared with one. */
const HOLDERS = 64
const COMPARED = 24

const PASSAGE = WAYS.indexOf('passage')
const BETWEEN = WAYS.indexOf('between')

/**
 * Joins long texts that share passages, and short ones that stand within a long one, to groups. Changes `grouped`. A
 * passage shared by many (the foot of every page of a site) joins nobody by itself: it is too little of each.
 */
export function groupLong(texts: DistinctColumns, grouped: Grouped): void {
  const long: number[] = []
  for (let d = 0; d < texts.count; d++) if ((texts.words[d] as number) >= LONG_WORDS) long.push(d)
  if (long.length === 0) return
  const linking = new Linking(texts, grouped)
  for (const d of long) linking.takeLong(d)
  for (let d = 0; d < texts.count; d++) {
    const words = texts.words[d] as number
    if (words >= PASSAGE_WORDS && words < LONG_WORDS) linking.takeShort(d)
  }
}

class Linking {
  readonly #holders = new Map<number, number[]>()
  readonly #members = new Map<number, number[]>()
  readonly #worded = new Map<number, Worded>()

  constructor(
    readonly texts: DistinctColumns,
    readonly grouped: Grouped,
  ) {
    const { group } = grouped
    for (let d = 0; d < texts.count; d++) {
      const head = group[d] as number
      if (head < 0 || head === d) continue
      const members = this.#members.get(head)
      if (members) members.push(d)
      else this.#members.set(head, [d])
    }
  }

  takeLong(d: number): void {
    const prints = winnowed(runs(this.#words(d).words))
    if (this.grouped.group[d] === d) {
      const head = this.#nearest(d, this.#leads(prints), SHARED)
      if (head) this.#join(d, head.text, head.share)
    }
    for (const print of prints) {
      const holders = this.#holders.get(print)
      if (!holders) this.#holders.set(print, [d])
      else if (holders.length < HOLDERS) holders.push(d)
    }
  }

  takeShort(d: number): void {
    const { units, starts } = this.texts
    const one = worded(units, starts[d] as number, starts[d + 1] as number)
    const leads = this.#leads(runs(one.words))
    if (leads.length === 0) return
    this.#worded.set(d, one)
    const { group } = this.grouped
    const alone = group[d] === d && !this.#members.has(d) && (this.texts.copies[d] as number) === 1
    const head = this.#nearest(d, leads, WITHIN)
    if (head && alone) this.#join(d, head.text, head.share)
    else if (head && group[d] === d && this.#isAlone(head.text)) this.#join(head.text, d, head.share)
    this.#worded.delete(d)
  }

  #isAlone(d: number): boolean {
    return this.grouped.group[d] === d && !this.#members.has(d) && this.texts.copies[d] === 1
  }

  /** Texts that hold any of the fingerprints, those that hold most first, as their groups' representatives. */
  #leads(prints: Iterable<number>): number[] {
    const shared = new Map<number, number>()
    for (const print of prints)
      for (const holder of this.#holders.get(print) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + 1)
    const most = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, COMPARED)
    return [...new Set(most.map(([holder]) => this.grouped.group[holder] as number))]
  }

  #nearest(d: number, heads: readonly number[], least: number): { text: number; share: number } | null {
    let best: { text: number; share: number } | null = null
    for (const text of heads) {
      if (text === d) continue
      const share = passageShare(this.#words(text), this.#words(d))
      if (share >= least && share > (best?.share ?? 0)) best = { text, share }
    }
    return best
  }

  #join(d: number, head: number, share: number): void {
    const { group, share: shares, way } = this.grouped
    const members = this.#members.get(head) ?? []
    this.#members.set(head, members)
    group[d] = head
    shares[d] = share
    way[d] = PASSAGE
    members.push(d)
    for (const member of this.#members.get(d) ?? []) {
      const own = passageShare(this.#words(head), this.#words(member))
      group[member] = head
      shares[member] = own
      way[member] = own >= SHARED ? PASSAGE : BETWEEN
      members.push(member)
    }
    this.#members.delete(d)
  }

  #words(d: number): Worded {
    const known = this.#worded.get(d)
    if (known) return known
    const { units, starts } = this.texts
    const made = worded(units, starts[d] as number, starts[d + 1] as number)
    this.#worded.set(d, made)
    return made
  }
}
