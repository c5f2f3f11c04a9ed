import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { phrasing } from '../src/analyses/phrasing/phrasing.ts'
import { runAnalysis, writeFindings } from '../src/analyses/run.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase } from '../src/case/open.ts'
import { simulateLeak } from '../src/scenario/index.ts'
import { literal } from '../src/store/store.ts'

/** Hits among what was planted, by "where, how"; and posts in the analysis' groups that do not belong there. */
export interface Measured {
  kinds: Map<string, { planted: number; found: number }>
  /** Posts in groups; of them, those of another planted text than most of their group, or of none. */
  rows: number
  strangers: number
}

const ROWS = (file: string) => `
  SELECT r."group", r.platform, CASE WHEN r.platform = 'facebook' THEN post.url ELSE r.post_id END AS post
  FROM read_parquet(${literal(file)}) AS r
  JOIN post ON post.platform = r.platform AND post.post_id = r.post_id`

/** One simulated leak, traced, its groups held against what was planted. */
export async function measureLeak(seed: number, scale: number): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-phrasing-'))
  try {
    const leak = await simulateLeak(join(folder, 'leak'), { seed, scale })
    let given = await createCase(join(folder, 'case'), { about: leak.about, zone: leak.zone })
    for (const file of leak.files) given = (await addSource(given, file)).case
    const store = await mountCase(given)
    try {
      const { record, rows } = await runAnalysis(given, store, phrasing)
      await writeFindings(given, store, record, rows)
      const found = await store.rows<Found>(ROWS(given.at.findingRows('phrasing')))
      return held(found, await planted(join(folder, 'leak')))
    } finally {
      await store.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

interface Found {
  group: string
  platform: string
  post: string
}
interface Planted extends Found {
  kind: string
}

async function planted(folder: string): Promise<Planted[]> {
  const csv = await readFile(join(folder, 'ground-truth-copies.csv'), 'utf8')
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [group = '', platform = '', post = '', kind = ''] = line.split(',')
      return { group, platform, post, kind }
    })
}

const keyOf = ({ platform, post }: Found) => `${platform} ${post}`

/** A copy is found where it stands in the group that holds most of its text's copies. A text planted once has no copy. */
function held(found: readonly Found[], truth: readonly Planted[]): Measured {
  const groupOf = new Map(found.map(row => [keyOf(row), row.group]))
  const textOf = new Map(truth.map(row => [keyOf(row), row.group]))
  const kinds: Measured['kinds'] = new Map()
  for (const copies of by(truth, ({ group }) => group).values()) {
    if (copies.length < 2) continue
    const main = most(copies.map(copy => groupOf.get(keyOf(copy))))
    for (const copy of copies) {
      const name = `${copy.platform === 'web' ? 'pages' : 'posts'}, ${copy.kind}`
      const tally = kinds.get(name) ?? { planted: 0, found: 0 }
      tally.planted++
      if (main !== undefined && groupOf.get(keyOf(copy)) === main) tally.found++
      kinds.set(name, tally)
    }
  }
  let strangers = 0
  for (const rows of by(found, ({ group }) => group).values()) {
    const main = most(rows.map(row => textOf.get(keyOf(row))))
    strangers += rows.filter(row => main === undefined || textOf.get(keyOf(row)) !== main).length
  }
  return { kinds, rows: found.length, strangers }
}

function by<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

function most(names: readonly (string | undefined)[]): string | undefined {
  const times = new Map<string, number>()
  for (const name of names) if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0]
}
