import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addSource } from '../../case/add.ts'
import { mountCase } from '../../case/mount.ts'
import { createCase } from '../../case/open.ts'
import type { fixtures } from '../../case/testing.ts'
import { addDump } from '../../documents/add-dump.ts'
import type { AnalysisRecord, ParamValue, Row } from '../../model/finding.ts'
import { literal } from '../../store/store.ts'
import type { Analysis } from '../analysis.ts'
import { runAnalysis } from '../run.ts'

export interface Post {
  id: string
  who: string
  /** ISO 8601. */
  at: string
  text: string
}

export interface Answered {
  record: AnalysisRecord
  rows: Row[]
  /** The texts as the case keeps them, by document and by post id. */
  texts: Map<string, string>
}

let made = 0

/** Asks a question of a dump's files, told by their paths in it, and of posts: read, kept and mounted as anyone's are. */
export async function askFiles(
  { at, write }: ReturnType<typeof fixtures>,
  analysis: Analysis,
  files: Readonly<Record<string, string | Buffer>>,
  posts: readonly Post[] = [],
  params: Record<string, ParamValue> = {},
): Promise<Answered> {
  const name = `files-${made++}`
  let given = await createCase(at(`${name}-case`))
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(at(join(name, 'dump', path))), { recursive: true })
    await write(join(name, 'dump', path), bytes)
  }
  if (Object.keys(files).length > 0)
    given = (await addDump(given, at(join(name, 'dump')), { workers: 1 })).case
  if (posts.length > 0) {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const lines = posts.map(post => `${post.id},${post.at},${post.who},${cell(post.text)}\n`)
    const csv = await write(`${name}.csv`, `id,at,account_id,text\n${lines.join('')}`)
    given = (await addSource(given, csv, { platform: 'x' })).case
  }
  const store = await mountCase(given)
  try {
    const { record, rows } = await runAnalysis(given, store, analysis, params)
    const read = Array.isArray(rows)
      ? rows
      : await store.rows(`SELECT * FROM read_parquet(${literal(rows.parquet)})`)
    const texts = await store.rows<{ id: string; text: string }>(
      'SELECT document AS id, text FROM document WHERE text IS NOT NULL UNION ALL SELECT post_id, text FROM post WHERE text IS NOT NULL',
    )
    return { record, rows: read, texts: new Map(texts.map(({ id, text }) => [id, text])) }
  } finally {
    await store.close()
  }
}
