import type { EvidenceRef } from '../model/finding.ts'
import type { ShownPost } from '../model/report.ts'
import { selectionSql } from '../store/selection.ts'
import type { Store } from '../store/store.ts'

/** A post as evidence: `source` is the hash of its source. */
export type EvidencePost = Omit<ShownPost, 'source'> & { source: string }

interface Key {
  platform: string
  post_id: string
}

/** The posts that a finding rests on: those it names, and the first of each selection, `limit` in all at the most. */
export async function evidenceKeys(
  store: Store,
  evidence: readonly EvidenceRef[],
  limit: number,
): Promise<Key[]> {
  const keys = new Map<string, Key>()
  const add = ({ platform, post_id }: Key) => keys.set(`${platform}:${post_id}`, { platform, post_id })
  const selections = evidence.filter(ref => ref.type === 'posts')
  for (const ref of evidence) if (ref.type === 'post' && keys.size < limit) add(ref)
  for (const [at, ref] of selections.entries()) {
    const room = Math.ceil((limit - keys.size) / (selections.length - at))
    if (room <= 0 || ref.count === 0) continue
    const { from, condition, params } = selectionSql(ref.where)
    const found = await store.rows<Key>(
      `SELECT p.platform, p.post_id FROM ${from} AS p WHERE ${condition} ORDER BY p."at", p.platform, p.post_id LIMIT ${Math.trunc(Math.min(room + keys.size, Number.MAX_SAFE_INTEGER))}`,
      params,
    )
    // Posts that another selection gave already take up no room.
    const until = keys.size + room
    for (const key of found) if (keys.size < until) add(key)
  }
  return [...keys.values()]
}

/** How many posts the evidence holds in all; a post that is named and selected counts in the selection only. */
export function evidenceTotal(evidence: readonly EvidenceRef[]): number {
  const selected = evidence.reduce((sum, ref) => sum + (ref.type === 'posts' ? ref.count : 0), 0)
  const named = new Set(
    evidence.flatMap(ref => (ref.type === 'post' ? [`${ref.platform}:${ref.post_id}`] : [])),
  ).size
  return Math.max(selected, named)
}

/** Counts what a selection yields now. */
export async function countSelection(
  store: Store,
  ref: Extract<EvidenceRef, { type: 'posts' }>,
): Promise<number> {
  const { from, condition, params } = selectionSql(ref.where)
  return (await store.row<{ n: number }>(`SELECT count(*) AS n FROM ${from} AS p WHERE ${condition}`, params))
    .n
}

/** The posts of these keys with their texts and the way down to the source, in time order. */
export async function evidencePosts(store: Store, keys: readonly Key[]): Promise<EvidencePost[]> {
  await store.run('CREATE OR REPLACE TEMP TABLE wanted (platform VARCHAR, post_id VARCHAR)')
  await store.append(
    'wanted',
    keys.map(({ platform, post_id }) => [platform, post_id]),
  )
  return store.rows<EvidencePost>(`
    SELECT p.platform, p.post_id, coalesce(p.account_id, '') AS account_id, profile.handle, p."at", p.kind, p.lang,
      coalesce(p.text, '') AS text, p.title, p.url, p.source, p."row"
    FROM post AS p
    JOIN (SELECT DISTINCT platform, post_id FROM wanted) AS w ON w.platform = p.platform AND w.post_id = p.post_id
    LEFT JOIN profile ON profile.platform = p.platform AND profile.account_id = p.account_id
    ORDER BY p."at", p.platform, p.post_id`)
}
