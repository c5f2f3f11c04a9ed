import { differences, passageSpans, placedWords, type Span } from '../kernels/near-text/places.ts'

/** Different texts of one group that are shown. */
const SHOWN = 12
/** Signs of a text that are shown: a page is shown around its passage. */
const EXCERPT = 700
const BEFORE = 60

/** Of two texts that share more than this part of their signs, what they do not share is marked. */
const MOSTLY = 2 / 3

/** One of several that say the same: `way` is how it is like the representative (kernels/near-text/verify.ts). */
export interface Alike {
  text: string
  way: string
  representative: boolean
}

/**
 * What is shown of a text. `marks` are spans of the source text, [from, to) in UTF-16 units, as "12-15 20-31";
 * `excerpt_from` is where the shown part begins in it. `marked` says what they are: what the representative has not (or,
 * of itself, what the others have not), or passages that both have.
 */
export interface Excerpt {
  excerpt_from: number
  excerpt: string
  cut: boolean
  marked: 'shared' | 'added'
  marks: string
  missing: string
}

/** The texts of a group beside its representative's: each different one once, with how many have it and what differs. */
export function sideBySide<One extends Alike>(
  text: string,
  members: readonly One[],
): (Excerpt & { one: One; copies: number })[] {
  const byText = new Map<string, One[]>()
  for (const member of members) byText.set(member.text, [...(byText.get(member.text) ?? []), member])
  const head = placedWords(text)
  const representative = members.find(member => member.representative) ?? members[0]
  const ordered = [...byText.values()].sort((a, b) => rank(b, representative) - rank(a, representative))
  const compared = ordered.slice(0, SHOWN).flatMap(alike => {
    const [one] = alike
    if (!one) return []
    const own = one.text === text ? head : placedWords(one.text)
    const isPassage = one.way === 'passage' || one.text.length > EXCERPT * 2
    const shared = isPassage && own !== head ? passageSpans(head, own) : []
    const passages = merged(shared.map(({ other }) => other))
    const part = isPassage && own !== head ? covered(one.text, passages) : null
    return [{ one, own, shared, passages, part, copies: alike.length }]
  })
  const inHead = merged(compared.flatMap(({ shared }) => shared.map(({ one }) => one)))
  const partOfHead = covered(text, inHead)
  const leastPart = Math.min(partOfHead, ...compared.flatMap(({ part }) => part ?? []))
  return compared.map(({ one, own, passages: inOwn, part, copies }) => {
    const isHead = own === head
    const passages = isHead ? inHead : inOwn
    const isInverted = (isHead ? leastPart : Math.min(partOfHead, part ?? 0)) > MOSTLY
    const differing = passages.length > 0 || isHead ? null : differences(head, own)
    const marks =
      passages.length === 0 ? (differing?.added ?? []) : isInverted ? between(one.text, passages) : passages
    return {
      one,
      copies,
      ...excerptAround(one.text, marks, passages.length > 0 && !isInverted),
      missing: (differing?.missing ?? []).map(({ from, to }) => text.slice(from, to)).join(' … '),
    }
  })
}

/** What part of a text the spans cover (0–1). */
const covered = (text: string, spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0) / Math.max(1, text.length)

/** What stands before, between and behind the spans, where it has words. */
function between(text: string, spans: readonly Span[]): Span[] {
  const bounds = [0, ...spans.flatMap(({ from, to }) => [from, to]), text.length]
  const gaps: Span[] = []
  for (let k = 0; k < bounds.length; k += 2) {
    const [from = 0, to = 0] = bounds.slice(k, k + 2)
    const said = text.slice(from, to)
    if (!/[\p{L}\p{N}]/u.test(said)) continue
    const start = from + (/[\p{L}\p{N}]/u.exec(said)?.index ?? 0)
    gaps.push({ from: start, to: to - (/[^\p{L}\p{N}]*$/u.exec(said)?.[0].length ?? 0) })
  }
  return gaps
}

/** A text with spans of it marked: from its beginning or, where they are passages or stand far in it, from a little before the first. */
export function excerptAround(
  text: string,
  spans: readonly Span[],
  isPassage: boolean,
): Omit<Excerpt, 'missing'> {
  const first = spans[0]?.from ?? 0
  // What differs is shown from the text's beginning, unless it would not be seen there.
  const start = isPassage || first > EXCERPT - BEFORE ? Math.max(0, first - BEFORE) : 0
  const excerpt_from = start > 0 && isLow(text, start) ? start + 1 : start
  return {
    excerpt_from,
    excerpt: cut(text, excerpt_from),
    cut: text.length > excerpt_from + EXCERPT,
    marked: isPassage ? 'shared' : 'added',
    marks: spans.map(({ from, to }) => `${from}-${to}`).join(' '),
  }
}

/** Spans in order, those that meet as one. */
function merged(spans: Span[]): Span[] {
  const found: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else found.push({ ...span })
  }
  return found
}

/** The representative's own text first, then texts that differ in their words, the most copied before; ties stay in order. */
function rank(alike: readonly Alike[], representative: Alike | undefined): number {
  if (alike[0]?.text === representative?.text) return Number.POSITIVE_INFINITY
  return alike[0]?.way === 'exact' ? alike.length : alike.length + 1e9
}

const isLow = (text: string, at: number) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff

/** No sign is cut in half. */
function cut(text: string, from: number): string {
  const end = from + EXCERPT
  return text.slice(from, isLow(text, end) ? end - 1 : end)
}
