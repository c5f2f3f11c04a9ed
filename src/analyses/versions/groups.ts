import { DistinctTexts } from '../../kernels/near-text/distinct.ts'
import { perText } from '../../kernels/near-text/near-text.ts'
import { Normalised } from '../../kernels/near-text/normalise.ts'
import { WAYS } from '../../kernels/near-text/verify.ts'
import type { Store } from '../../store/store.ts'
import { type DumpText, textsInOrder } from '../dump-texts.ts'
import { ownWords } from './own-words.ts'

export interface Member extends DumpText {
  /** What it shares with the representative, 0–1, and in which way. */
  similarity: number
  way: string
  representative: boolean
  /** The same for files whose words are the same. */
  words: number
}

export interface Group {
  /** Named after its representative, so that its name stays when others join. */
  head: Member
  /** In order of time. */
  members: Member[]
  /** Different texts among them, and files with copies of the same bytes. */
  versions: number
  files: number
}

/** Files of the same or nearly the same words, those of most versions first; and how many files were compared. */
export async function groupVersions(
  store: Store,
  files: readonly DumpText[],
  options: { fewestWords: number; commonLine: number; leastShared: number },
): Promise<{ groups: Group[]; compared: number }> {
  const own = await ownWords(store, options.commonLine)
  const distinct = new DistinctTexts()
  const normalised = new Normalised()
  const compared: { file: DumpText; words: number }[] = []
  let read = 0
  for await (const text of textsInOrder(store)) {
    const file = files[read++]
    const said = own(text)
    normalised.read(said)
    if (file && normalised.words >= options.fewestWords) compared.push({ file, words: distinct.add(said) })
  }
  const near = perText(
    distinct,
    Uint32Array.from(compared, ({ words }) => words),
  )
  const members = new Map<number, Member[]>()
  for (const [t, { file, words }] of compared.entries()) {
    const head = near.group[t] as number // there is one a text
    if (head < 0 || (near.share[t] as number) < options.leastShared) continue
    const member = {
      ...file,
      words,
      similarity: near.share[t] as number,
      way: WAYS[near.way[t] as number] ?? '',
      representative: head === t,
    }
    const others = members.get(head)
    if (others) others.push(member)
    else members.set(head, [member])
  }
  const groups = [...members.values()].flatMap((all): Group[] => {
    const head = all.find(({ representative }) => representative)
    const versions = new Set(all.map(({ words }) => words)).size
    return head && all.length > 1
      ? [{ head, members: all, versions, files: all.reduce((sum, one) => sum + one.files, 0) }]
      : []
  })
  groups.sort((a, b) => b.versions - a.versions || b.files - a.files || a.head.i - b.head.i)
  return { groups, compared: compared.length }
}
