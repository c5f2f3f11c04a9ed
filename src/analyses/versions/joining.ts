import { perText } from '../../kernels/near-text/near-text.ts'
import { WAYS } from '../../kernels/near-text/verify.ts'
import type { DumpText } from '../dump-texts.ts'
import type { ReadWords } from './reading.ts'

/** A file in a group: which text it has, what that shares with the representative's (0–1), and in which way. */
export interface FileJoined {
  file: DumpText
  words: number
  similarity: number
  way: string
}

export interface JoinedGroup {
  head: FileJoined
  members: FileJoined[]
}

/** Fingerprints of eight words are fewer than the words of passages: those that share less of them may share enough. */
const SLACK = 0.4
const EXACT = 'exact'
const PASSAGE = 'passage'

interface Link {
  other: number
  similarity: number
  way: string
}

/**
 * Joins texts that are alike around representatives: the texts of most files, of these the earliest, come first, and each
 * takes in what is alike to itself. So a chain of small changes joins no strangers.
 */
export function joinAlike(
  read: ReadWords,
  limits: { commonLine: number; leastShared: number },
): JoinedGroup[] {
  const links = linksBetween(read, limits)
  const holders = new Map<number, { file: DumpText; words: number }[]>()
  for (const one of read.compared.toSorted((a, b) => a.file.i - b.file.i)) {
    const others = holders.get(one.words)
    if (others) others.push(one)
    else holders.set(one.words, [one])
  }
  const filesOf = (words: number) => (holders.get(words) ?? []).reduce((sum, { file }) => sum + file.files, 0)
  const taken = new Set<number>()
  const groups: JoinedGroup[] = []
  // Texts come here in order of their earliest file, and a sort leaves equal ones as they come.
  for (const words of [...holders.keys()].sort((a, b) => filesOf(b) - filesOf(a))) {
    if (taken.has(words)) continue
    taken.add(words)
    const joined: Link[] = [{ other: words, similarity: 1, way: EXACT }]
    for (const link of links.get(words) ?? [])
      if (!taken.has(link.other)) {
        taken.add(link.other)
        joined.push(link)
      }
    const members = joined.flatMap(({ other, similarity, way }) =>
      (holders.get(other) ?? []).map(({ file }) => ({ file, words: other, similarity, way })),
    )
    const [head] = members
    if (head && members.length > 1) groups.push({ head, members })
  }
  return groups
}

/** Of each text those that are alike to it. */
function linksBetween(
  read: ReadWords,
  { commonLine, leastShared }: { commonLine: number; leastShared: number },
): Map<number, Link[]> {
  const links = new Map<number, Link[]>()
  const add = (one: number, link: Link) => {
    const others = links.get(one)
    if (others) others.push(link)
    else links.set(one, [link])
  }
  const both = (one: number, other: number, similarity: number, way: string) => {
    add(one, { other, similarity, way })
    add(other, { other: one, similarity, way })
  }
  read.long.pairs(commonLine, (a, b, share) => {
    const [one, other] = [read.longTexts[a], read.longTexts[b]]
    if (one !== undefined && other !== undefined && share >= leastShared * SLACK)
      both(one, other, Math.min(1, share), PASSAGE)
  })
  const near = perText(
    read.short,
    Uint32Array.from(read.shortTexts, (_, n) => n),
  )
  for (const [n, head] of near.group.entries()) {
    const [one, other] = [read.shortTexts[head], read.shortTexts[n]]
    const share = near.share[n] as number // there is one a text
    if (head !== n && one !== undefined && other !== undefined && share >= leastShared)
      both(one, other, share, WAYS[near.way[n] as number] ?? '')
  }
  return links
}
