import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sillageHere } from './command.ts'

/** The peers' own data, kept out of the project; where they are missing, nothing here can be told. */
const DATA = fileURLToPath(new URL('../../shared/data/posts/', import.meta.url))
const isMissing = !existsSync(DATA)
const because = isMissing ? ' (skipped: ../shared/data is not here)' : ''

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-golden-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  /** What the command says with --json. */
  said: Record<string, unknown>
  edges: Record<string, string>[]
  nodes: Record<string, string>[]
  evidence: Record<string, string>[]
}

async function coordinate(file: string, ...flags: string[]): Promise<Ran> {
  const out = join(folder, [file, ...flags].join('').replaceAll(/\W/g, ''))
  const ended = await sillageHere(['coordinate', join(DATA, file), '--json', '-o', out, ...flags])
  // Three rows of the German file state no content id, which is said and ends with 3.
  expect(ended.code, ended.stderr).toBe(file.includes('german') ? 3 : 0)
  const table = async (name: string) => {
    const [header = '', ...rows] = (await readFile(join(out, name), 'utf8')).trimEnd().split('\r\n')
    const names = header.split(',')
    return rows.map(row => Object.fromEntries(row.split(',').map((cell, at) => [names[at] ?? '', cell])))
  }
  return {
    said: JSON.parse(ended.stdout),
    edges: await table('edges.csv'),
    nodes: await table('nodes.csv'),
    evidence: await table('evidence.csv'),
  }
}

const ends = (edges: Record<string, string>[]) =>
  new Set(edges.flatMap(({ source, target }) => [source, target])).size

/** METHODS, "Golden numbers": measured by running the peers. */
describe.skipIf(isMissing)(`what the peers found is found${because}`, () => {
  test('CooRTweet 2.1.2 on its Russian data', async () => {
    const { said, edges, nodes } = await coordinate('coortweet-russian.csv.gz', '--like', 'cooRTweet')
    expect(said).toMatchObject({ rows: 3791, edges: 3721, accounts: 2110, threshold: 1, marked: 60 })
    expect([edges.length, ends(edges), nodes.length]).toEqual([3721, 2110, 2110])
    const marked = edges.filter(edge => edge.weight_threshold === '1')
    expect([marked.length, ends(marked)]).toEqual([60, 94])
  })

  test('CooRTweet 2.1.2 on its German data, links and images as one network', async () => {
    const like = ['--like', 'cooRTweet', '--window', '30s']
    const file = 'coortweet-german.csv.gz'
    const { said, edges } = await coordinate(file, ...like, '--on', 'url,media')
    expect(said).toMatchObject({ rows: 5658 + 2131, edges: 1732, accounts: 671, threshold: 2, marked: 771 })
    const marked = edges.filter(edge => edge.weight_threshold === '1')
    expect([edges.length, ends(edges), marked.length, ends(marked)]).toEqual([1732, 671, 771, 298])
    const links = await coordinate(file, ...like, '--on', 'url')
    const images = await coordinate(file, ...like, '--on', 'media')
    expect([links.said.rows, images.said.rows]).toEqual([5658, 2131])
  })

  test('the QUT toolkit on the Russian data, its rows as reposts', async () => {
    const like = ['--like', 'qut', '--repeats', '1']
    const withLoops = await coordinate('coortweet-russian.csv.gz', ...like, '--keep-loops')
    expect(withLoops.edges).toHaveLength(12_470)
    expect(withLoops.edges.filter(({ source, target }) => source === target)).toHaveLength(58)
    const { edges } = await coordinate('coortweet-russian.csv.gz', ...like)
    const pairs = new Set(edges.map(({ source, target }) => [source, target].sort().join(' ')))
    expect([edges.length, pairs.size]).toEqual([12_412, 6206])
  })

  test('every edge of the default weighting has as much evidence as it weighs, within the window, in the file', async () => {
    const { said, edges, evidence } = await coordinate('coortweet-russian.csv.gz')
    expect(edges.length).toBe(32)
    expect(said.edges).toBe(32)
    expect(Object.keys(edges[0] ?? {})).toEqual([
      ...['source', 'target', 'weight', 'p', 'q', 'validated', 'choice_p'],
    ])
    for (const { source, target, weight } of edges) {
      const rows = evidence.filter(row => row.source === source && row.target === target)
      expect(rows).toHaveLength(Number(weight))
      expect(new Set(rows.map(row => row.object)).size).toBe(rows.length)
    }
    for (const { gap_s, source_row, source_file } of evidence) {
      expect(Number(gap_s)).toBeLessThanOrEqual(60)
      expect(Number(source_row)).toBeGreaterThan(0)
      expect(source_file).toBe('coortweet-russian.csv.gz')
    }
  })
})
