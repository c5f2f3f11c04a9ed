import { passageSpans, placedWords } from '../../kernels/near-text/places.ts'
import type { Row } from '../../model/finding.ts'
import { sideBySide } from '../side-by-side.ts'
import type { Group, Member } from './rows.ts'

/** The texts of a group beside its representative: each different one once, with how many posts have it and what differs. */
export const variantsOf = ({ group, text }: Group, members: readonly Member[]): Row[] =>
  sideBySide(text, members).map(({ one, copies, ...excerpt }) => {
    const { platform, post_id, at, handle, account_id, kind, lang, similarity, way, credit, first } = one
    return {
      group,
      platform,
      post_id,
      handle: handle ?? account_id,
      at,
      kind,
      lang,
      posts: copies,
      similarity,
      way,
      credit,
      first,
      ...excerpt,
    }
  })

/** What a group says: its representative's text or, of a long one, the longest passage that another has too. */
export function whatIsShared({ text }: Group, members: readonly Member[]): string {
  const other = members.find(({ way }) => way === 'passage')
  if (!other) return text
  const [longest] = passageSpans(placedWords(text), placedWords(other.text))
    .map(({ one }) => one)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
  return longest ? text.slice(longest.from, longest.to) : text
}
