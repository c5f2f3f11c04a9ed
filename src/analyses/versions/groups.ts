import type { Store } from '../../store/store.ts'
import type { DumpText } from '../dump-texts.ts'
import { joinAlike } from './joining.ts'
import { readWords } from './reading.ts'
import { verified } from './verifying.ts'

export interface Member extends DumpText {
  /** Which of the group's different texts it has, from 1 in order of time. */
  version: number
  /** What that shares with the representative's, 0–1, and in which way. */
  similarity: number
  way: string
  representative: boolean
}

export interface Group {
  /** Named after its representative, so that its name stays when others join. */
  head: Member
  /** In order of time. */
  members: Member[]
  /** Different texts among them, and files with copies of the same bytes. */
  versions: number
  files: number
  /** When they say that they were saved or sent, in order; those that say it. */
  saved: number[]
  /** What the least similar shares with the representative. */
  leastSimilarity: number
}

export interface Limits {
  fewestWords: number
  commonLine: number
  leastShared: number
}

/** Files of the same or nearly the same words, those of most versions first; and how many files were compared. */
export async function groupVersions(
  store: Store,
  files: readonly DumpText[],
  limits: Limits,
): Promise<{ groups: Group[]; compared: number }> {
  const read = await readWords(store, files, limits)
  const joined = await verified(store, joinAlike(read, limits), { ...limits, own: read.own })
  const groups = joined.map(({ head, members }): Group => {
    const inOrder = members.toSorted((a, b) => a.file.i - b.file.i)
    const versions = [...new Set(inOrder.map(({ words }) => words))]
    const all = inOrder.map(({ file, words, similarity, way }) => ({
      ...file,
      version: versions.indexOf(words) + 1,
      similarity,
      way,
      representative: file === head.file,
    }))
    return {
      head: all.find(({ representative }) => representative) as Member, // the head is a member
      members: all,
      versions: versions.length,
      files: all.reduce((sum, one) => sum + one.files, 0),
      saved: all.flatMap(({ saved_at }) => saved_at ?? []),
      leastSimilarity: Math.min(...all.map(({ similarity }) => similarity)),
    }
  })
  groups.sort((a, b) => b.versions - a.versions || b.files - a.files || a.head.i - b.head.i)
  return { groups, compared: read.compared.length }
}
