import { expect, test } from 'vitest'
import type { AddOptions } from '../add.ts'
import { asked, type fixtures, imported } from '../testing.ts'

/** What must not depend on the tool that a post came through. */
export interface Essence {
  account_id: string | null
  at: string
  kind: string
  parent_id: string | null
  text: string | null
  /** "hashtag leak", "mention bob", "url https://…", sorted. */
  actions: readonly string[]
}

export type Posts = Readonly<Record<string, Essence>>

/** Posts in one tool's shape, and what cannot come out the same there. */
export interface Writing {
  tool: string
  /** The file's name, where it says something. */
  name: string
  content: string
  options?: AddOptions
  /** The posts that this tool's files can hold; all when absent. */
  only?: readonly string[]
  differs?: { why: string; posts: (same: Posts) => Posts }
}

/** A table with commas, every cell in quotes. */
export const csv = (rows: readonly Readonly<Record<string, unknown>>[]): string => {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`
  return [columns, ...rows.map(row => columns.map(column => row[column]))]
    .map(row => row.map(cell).join(','))
    .join('\n')
}

export const lines = (...values: readonly unknown[]): string =>
  `${values.map(value => JSON.stringify(value)).join('\n')}\n`

/** The posts with some of them changed. */
export const but =
  (changes: Readonly<Record<string, Partial<Essence>>>) =>
  (same: Posts): Posts =>
    Object.fromEntries(
      Object.entries(same).map(([id, essence]) => [id, { ...essence, ...changes[id] }] as const),
    )

/** A test for each tool: the same posts come out, through the whole import. */
export function agree(
  platform: string,
  { at, write }: ReturnType<typeof fixtures>,
  same: Posts,
  writings: readonly Writing[],
): void {
  for (const { tool, name, content, options, only, differs } of writings)
    test(`${tool}${differs ? ` (but: ${differs.why})` : ''}`, async () => {
      const folder = `${platform}-${tool.replaceAll(/\W+/g, '-')}`
      const { given, posts, rejects } = await imported(at(folder), await write(name, content), options)
      const actions = await asked<{ post_id: string; action: string }>(
        given,
        `SELECT post_id, object_kind || ' ' || object AS action FROM action WHERE object_kind IN ('hashtag', 'mention', 'url') ORDER BY ALL`,
      )
      const found = posts.map(({ post_id, account_id, at, kind, parent_id, text }) => [
        String(post_id),
        {
          ...{ account_id, at: new Date(Number(at)).toISOString(), kind, parent_id, text },
          actions: actions.filter(action => action.post_id === post_id).map(({ action }) => action),
        },
      ])
      const wanted = Object.fromEntries(Object.entries(same).filter(([id]) => !only || only.includes(id)))
      expect(rejects).toEqual([])
      expect(new Set(posts.map(post => post.platform))).toEqual(new Set([platform]))
      expect(Object.fromEntries(found)).toEqual(differs ? differs.posts(wanted) : wanted)
    })
}
