import {
  differences,
  type PlacedWords,
  passageSpans,
  placedWords,
  type Span,
} from '../../kernels/near-text/places.ts'
import type { Row } from '../../model/finding.ts'
import type { Group, Member } from './rows.ts'

/** Different texts of one group that are shown. */
const SHOWN = 12
/** Signs of a text that are shown: a page is shown around its passage. */
const EXCERPT = 700
const BEFORE = 60

/**
 * The texts of a group beside its representative: each different one once, with how many posts have it and what
 * differs. `marks` are spans of the source text, [from, to) in UTF-16 units, as "12-15 20-31"; `excerpt_from` is where the
 * shown part begins in it. `marked` says what they are: words that the representative has not, or passages that both have.
 */
export function variantsOf({ group, text }: Group, members: readonly Member[]): Row[] {
  const byText = new Map<string, Member[]>()
  for (const member of members) byText.set(member.text, [...(byText.get(member.text) ?? []), member])
  const head = placedWords(text)
  const representative = members.find(member => member.representative) ?? members[0]
  const ordered = [...byText.values()].sort((a, b) => rank(b, representative) - rank(a, representative))
  const shown = ordered.slice(0, SHOWN)
  const compared = shown.flatMap(([member]): Compared[] => {
    if (!member) return []
    const own = member.text === text ? head : placedWords(member.text)
    const isPassage = member.way === 'passage' || member.text.length > EXCERPT * 2
    return [{ member, own, shared: isPassage && own !== head ? passageSpans(head, own) : null }]
  })
  const inHead = merged(compared.flatMap(({ shared }) => shared?.map(({ one }) => one) ?? []))
  return compared.map((one, n) => variant(group, one, shown[n]?.length ?? 1, { text, head, inHead }))
}

/** What a group says: its representative's text or, of a long one, the longest passage that another has too. */
export function whatIsShared({ text }: Group, members: readonly Member[]): string {
  const other = members.find(({ way }) => way === 'passage')
  if (!other) return text
  const [longest] = passageSpans(placedWords(text), placedWords(other.text))
    .map(({ one }) => one)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
  return longest ? text.slice(longest.from, longest.to) : text
}

interface Compared {
  member: Member
  own: PlacedWords
  /** The passages that it shares with the representative, where passages are what they share. */
  shared: { one: Span; other: Span }[] | null
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

/** The representative's own text first, then texts that differ in their words, those of most posts before; ties stay in order of time. */
function rank(alike: readonly Member[], representative: Member | undefined): number {
  if (alike[0]?.text === representative?.text) return Number.POSITIVE_INFINITY
  return alike[0]?.way === 'exact' ? alike.length : alike.length + 1e9
}

function variant(
  group: string,
  { member, own, shared }: Compared,
  posts: number,
  { text: headText, head, inHead }: { text: string; head: PlacedWords; inHead: readonly Span[] },
): Row {
  const { platform, post_id, at, handle, account_id, kind, lang, similarity, way, credit, first } = member
  const isHead = own === head
  const passages = isHead ? inHead : (shared?.map(({ other }) => other) ?? [])
  const isPassage = passages.length > 0
  const differing = isPassage || isHead ? null : differences(head, own)
  const marks = isPassage ? passages : (differing?.added ?? [])
  const start = isPassage ? Math.max(0, (passages[0]?.from ?? 0) - BEFORE) : 0
  const excerpt_from = start > 0 && isLow(member.text, start) ? start + 1 : start
  return {
    group,
    platform,
    post_id,
    handle: handle ?? account_id,
    at,
    kind,
    lang,
    posts,
    similarity,
    way,
    credit,
    first,
    excerpt_from,
    excerpt: cut(member.text, excerpt_from),
    cut: member.text.length > excerpt_from + EXCERPT,
    marked: isPassage ? 'shared' : 'added',
    marks: marks.map(({ from, to }: Span) => `${from}-${to}`).join(' '),
    missing: (differing?.missing ?? []).map(({ from, to }) => headText.slice(from, to)).join(' … '),
  }
}

const isLow = (text: string, at: number) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff

/** No sign is cut in half. */
function cut(text: string, from: number): string {
  const end = from + EXCERPT
  return text.slice(from, isLow(text, end) ? end - 1 : end)
}
