import { expect, test } from 'vitest'
import { mountCase } from '../../case/mount.ts'
import { configureCase } from '../../case/open.ts'
import { fixtures, imported } from '../../case/testing.ts'
import type { CaseConfig } from '../../model/case.ts'
import { runAnalysis } from '../run.ts'
import { START } from '../testing.ts'
import { volume } from './volume.ts'

const { at, write } = fixtures()
let count = 0

/** Posts at so many seconds after the start, as a case; a tag and an account may stand behind: "60 #leak ann". */
async function answered(
  lines: readonly string[],
  config: Partial<CaseConfig> = {},
  params: Record<string, readonly number[]> = {},
) {
  const name = `volume-${++count}`
  const rows = lines.map((line, i) => {
    const [second, tag = '#leak', who = 'ann'] = line.split(' ')
    return `${i},${START + Number(second) * 1000},${who},en,words ${tag}`
  })
  const path = await write(`${name}.csv`, ['id,at,account_id,lang,text', ...rows].join('\n'))
  const { given } = await imported(at(name), path)
  const about = await configureCase(given, { about: ['#leak'], ...config })
  const store = await mountCase(about)
  try {
    const { record } = await runAnalysis(about, store, volume, params)
    const of = (slot: string) => record.findings.find(({ id }) => id.startsWith(`volume-${slot}-`))
    return { ...record, of }
  } finally {
    await store.close()
  }
}

const every = (step: number, n: number, from = 0, tag = '#leak', who = 'ann') =>
  Array.from({ length: n }, (_, i) => `${from + i * step} ${tag} ${who}`)

test('a window after the first post holds its last moment, and not the next', async () => {
  const { findings } = await answered(['0', '60', '61', '299', '300', '301'], {}, { within: [60, 300] })
  const within = findings.filter(({ numbers }) => numbers.posts_within_window !== undefined)
  expect(within.map(({ numbers }) => [numbers.window_s, numbers.posts_within_window])).toEqual([
    [60, 2],
    [300, 5],
  ])
})

test('a window is counted from the first post on the subject, not from the capture’s', async () => {
  const { of } = await answered(['0 #other', '100', '160', '161'], {}, { within: [60] })
  expect(of('within')?.numbers).toMatchObject({ posts_within_window: 2, first_at: START + 100_000 })
})

test('a window that outlasts the capture says so', async () => {
  const text = async (lines: string[]) =>
    (await answered(lines, {}, { within: [600] }))
      .of('within')
      ?.caveats.map(c => c.en)
      .join()
  expect(await text(['0', '599'])).toMatch(/capture .* ends before the window/)
  expect(await text(['0', '601'])).not.toMatch(/ends before the window/)
})

test('a declared window is closed at both ends', async () => {
  const silence = { name: 'election silence', from: START + 60_000, to: START + 120_000 }
  const { of, figures } = await answered(['0', '59', '60', '90', '120', '121', '500'], { windows: [silence] })
  expect(of('window')?.numbers).toMatchObject({
    posts_in_window: 3,
    silence_share: 3 / 7,
    window_share: 3 / 7,
  })
  expect(figures.windows).toMatchObject([{ name: 'election silence', posts: 3 }])
  const other = await answered(['0', '60'], { windows: [{ ...silence, name: 'debate' }] })
  expect(other.of('window')?.numbers.silence_share).toBeUndefined()
})

test('how fast a count was reached is told for the counts that were', async () => {
  const { figures } = await answered(every(10, 25), {}, { reach: [1, 10, 25, 26] })
  expect(figures.reach).toEqual([
    { posts: 1, at: START, after_s: 0 },
    { posts: 10, at: START + 90_000, after_s: 90 },
    { posts: 25, at: START + 240_000, after_s: 240 },
  ])
})

test('every post stands in one bin of its platform and one of its language', async () => {
  const { figures } = await answered(every(37, 100))
  for (const by of ['lang', 'platform']) {
    const bins = (figures.bins ?? []).filter(bin => bin.by === by)
    expect(bins.reduce((sum, bin) => sum + Number(bin.posts), 0)).toBe(100)
    for (const { at, bin_s } of bins) expect(Number(at) % (Number(bin_s) * 1000)).toBe(0)
  }
})

test('the busiest bin is the fullest', async () => {
  const { of } = await answered([...every(60, 30), ...every(1, 20, 600)])
  expect(of('peak')?.numbers).toMatchObject({ peak_at: START + 600_000, peak_posts: 21, bin_s: 60 })
})

test('the subject is compared with other hashtags that are large enough, and only with enough of them', async () => {
  const rush = every(1, 60)
  const others = (n: number) =>
    Array.from({ length: n }, (_, k) => every(600, 50, k, `#tag${k}`, `account${k}`)).flat()
  const few = await answered([...rush, ...others(9), ...every(600, 49, 0, '#small')])
  expect(few.of('unlike')).toBeUndefined()
  expect(few.figures.peers).toHaveLength(10)
  const { of, figures } = await answered([...rush, ...others(10), ...every(600, 14, 0, '#small')])
  expect(of('unlike')?.numbers).toMatchObject({
    peers: 10,
    peers_wider: 10,
    half_span_s: 29,
    posts_per_account: 60,
  })
  expect(figures.peers?.map(({ object }) => object)).not.toContain('small')
})

test('no post on the subject is nothing found', async () => {
  expect(await answered(['0 #other'])).toMatchObject({ status: 'nothing found', findings: [] })
})
