import { passageShare, wordedText } from '../../kernels/near-text/passages.ts'
import type { Store } from '../../store/store.ts'
import { textsOf } from '../dump-texts.ts'
import type { FileJoined, JoinedGroup } from './joining.ts'

/** Signs of text that are held at once. */
const AT_ONCE = 10_000_000

/** The groups with only those members that share enough with the representative, word by word; what was left alone is none. */
export async function verified(
  store: Store,
  groups: readonly JoinedGroup[],
  { own, leastShared }: { own: (text: string) => string; leastShared: number },
): Promise<JoinedGroup[]> {
  const found: JoinedGroup[] = []
  for (const some of inParts(groups)) {
    const texts = await textsOf(store, some.flatMap(read))
    for (const { head, members } of some) {
      const words = wordedText(own(texts.get(head.file.i) ?? ''))
      const shares = new Map([[head.words, 1]])
      const shareOf = (member: FileJoined) => {
        const known = shares.get(member.words)
        if (known !== undefined) return known
        const share =
          member.way === 'passage'
            ? passageShare(words, wordedText(own(texts.get(member.file.i) ?? '')))
            : member.similarity
        shares.set(member.words, share)
        return share
      }
      const kept = members.flatMap(member => {
        const similarity = shareOf(member)
        return similarity < leastShared ? [] : [member === head ? head : { ...member, similarity }]
      })
      if (kept.length > 1) found.push({ head, members: kept })
    }
  }
  return found
}

/** A file of each text that is to be read. */
function read({ members }: JoinedGroup): number[] {
  return [...new Map(members.toReversed().map(({ words, file }) => [words, file.i])).values()]
}

function* inParts(groups: readonly JoinedGroup[]): Generator<JoinedGroup[]> {
  let part: JoinedGroup[] = []
  let signs = 0
  for (const group of groups) {
    part.push(group)
    signs += group.members.reduce((sum, { file }) => sum + file.signs, 0)
    if (signs < AT_ONCE) continue
    yield part
    part = []
    signs = 0
  }
  if (part.length > 0) yield part
}
