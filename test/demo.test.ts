import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAnalyses } from '../src/analyses/run-all.ts'
import { addSource } from '../src/case/add.ts'
import {
  countSelection,
  type EvidencePost,
  evidenceKeys,
  evidencePosts,
  evidenceTotal,
} from '../src/case/evidence.ts'
import { mountCase } from '../src/case/mount.ts'
import { type Case, createCase, openCase, sourcesOf } from '../src/case/open.ts'
import { rawRows, within } from '../src/case/raw-row.ts'
import { moment } from '../src/case/zone.ts'
import type { AnalysisRecord, Finding } from '../src/model/finding.ts'
import { type SimulatedLeak, simulateLeak, type Truth } from '../src/scenario/index.ts'
import type { Store } from '../src/store/store.ts'

/** One simulated leak, traced as a user would: once whole, and once on X alone, which is what its truth counts. */
interface Traced {
  leak: SimulatedLeak
  truth: Truth
  whole: Reading
  x: Reading
}
interface Reading {
  given: Case
  store: Store
  records: AnalysisRecord[]
  findings: Finding[]
}

let folder: string
const open: Store[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-demo-'))
})
afterAll(async () => {
  for (const store of open) await store.close()
  await rm(folder, { recursive: true, force: true })
})

async function read(name: string, leak: SimulatedLeak, files: readonly string[]): Promise<Reading> {
  const windows = leak.windows.map(({ name, from, to }) => ({
    name,
    from: moment(from, leak.zone) ?? Number.NaN,
    to: moment(to, leak.zone) ?? Number.NaN,
  }))
  let given = await createCase(join(folder, name), { about: leak.about, windows, zone: leak.zone })
  for (const file of files) given = (await addSource(given, file)).case
  const store = await mountCase(given)
  open.push(store)
  const records = await runAnalyses(given, store)
  return { given, store, records, findings: records.flatMap(record => record.findings) }
}

async function traced(seed: number, scale: number): Promise<Traced> {
  const name = `seed-${seed}`
  const leak = await simulateLeak(join(folder, name), { seed, scale })
  return {
    leak,
    truth: JSON.parse(await readFile(leak.truth, 'utf8')),
    whole: await read(`${name}-case`, leak, leak.files),
    x: await read(
      `${name}-x-case`,
      leak,
      leak.files.filter(file => basename(file).startsWith('x-search')),
    ),
  }
}

/** The one finding whose id begins so, and whose numbers are these. */
function finding({ findings }: Reading, slot: string, numbers: Record<string, number> = {}): Finding {
  const found = findings.filter(
    ({ id, numbers: own }) =>
      id.startsWith(`${slot}-`) && Object.entries(numbers).every(([name, value]) => own[name] === value),
  )
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} findings are ${slot}`)
  return found[0]
}

const figure = ({ records }: Reading, analysis: string, name: string) =>
  records.find(record => record.analysis === analysis)?.figures[name] ?? []

/** At most one named account in twenty may belong to no pushed group, and none may be a fan. */
function expectPushed(named: readonly string[], { groups, controls }: Truth): void {
  const pushed = new Set(groups.flatMap(({ members }) => members.map(member => `x:${member}`)))
  const fans = new Set(controls.flatMap(({ members }) => members.map(member => `x:${member}`)))
  expect(named.filter(account => fans.has(account))).toEqual([])
  expect(named.filter(account => !pushed.has(account)).length).toBeLessThanOrEqual(0.05 * named.length)
}

const stories: Traced[] = []

describe.each([
  { seed: 2017, scale: 0.03 },
  { seed: 7, scale: 0.02 },
])('the simulated leak of seed $seed, at scale $scale', ({ seed, scale }) => {
  let story: Traced
  beforeAll(async () => {
    story = await traced(seed, scale)
    stories.push(story)
  })

  test('every post of every capture is in the case, and no row was refused', () => {
    const { given, store } = story.whole
    expect(sourcesOf(given).map(source => source.counts.rejects)).toEqual(sourcesOf(given).map(() => 0))
    return expect(
      store.rows('SELECT platform, count(*) AS posts FROM post GROUP BY platform ORDER BY platform'),
    ).resolves.toEqual(
      Object.entries(story.truth.posts_total)
        .map(([platform, posts]) => ({ platform, posts }))
        .sort((a, b) => (a.platform < b.platform ? -1 : 1)),
    )
  })

  test('the first use on X is found at its second, by its account, with the 4chan post before it', () => {
    const { truth, whole } = story
    const onX = finding(whole, 'origin-first-x')
    const on4chan = finding(whole, 'origin-first-4chan')
    expect(onX.numbers).toMatchObject({ first_at: truth.first_at, followers: truth.first_followers })
    expect(onX.about.posts).toEqual([`x:${truth.first_post_id}`])
    expect(onX.claim.en).toContain(`@${truth.first_handle}`)
    expect(on4chan.numbers.first_at).toBe(truth.first_4chan_at)
    expect(on4chan.about.posts?.[0]).toMatch(new RegExp(`${truth.first_4chan_no}$`))
    expect(onX.numbers.lag_s).toBe((truth.first_at - truth.first_4chan_at) / 1000)
  })

  test('the posts within three and a half and thirteen hours are those of the truth', () => {
    const { truth, whole } = story
    const within = (window_s: number) =>
      finding(whole, 'volume-within', { window_s }).numbers.posts_within_window
    expect(within(12_600)).toBe(truth.posts_within_3h30)
    expect(within(46_800)).toBe(truth.posts_within_13h)
  })

  test('the reposts of the first post within one and five minutes are those of the truth', () => {
    const { truth, whole } = story
    expect(finding(whole, 'velocity-first-post').numbers).toMatchObject({
      first_at: truth.first_at,
      reposts_60s: truth.reposts_60s,
      reposts_300s: truth.reposts_300s,
    })
  })

  test('the publisher heads the amplifiers, with its posts, reposts and followers', () => {
    const { publisher } = story.truth
    expect(publisher.posts).toBeGreaterThanOrEqual(15)
    expect(figure(story.whole, 'amplifiers', 'accounts')[0]).toMatchObject({
      platform: 'x',
      account_id: publisher.account_id,
      handle: publisher.handle,
      posts: publisher.posts,
      reposts_received: publisher.reposts_received,
      followers: publisher.followers,
    })
    expect(finding(story.whole, 'amplifiers-top').about.accounts).toEqual([`x:${publisher.account_id}`])
  })

  test('the most posts of one account in twelve hours are those of the truth', () => {
    const busiest = finding(story.x, 'amplifiers-busiest')
    expect(busiest.numbers.posts_12h).toBe(story.truth.heaviest.posts_12h)
    expect(busiest.claim.en).toContain(story.truth.heaviest.handle)
  })

  test('the share of the silence, on X alone, is that of the truth', () => {
    const { numbers } = finding(story.x, 'volume-window-election-silence')
    expect(numbers.silence_share).toBeCloseTo(story.truth.silence_share, 12)
    expect(numbers).toMatchObject({
      window_from: story.truth.silence.from,
      window_to: story.truth.silence.to,
    })
  })

  test('English moves first and French follows after the truth’s lag, which chance does not explain', () => {
    const { numbers } = finding(story.x, 'crossings-lang-en-fr')
    expect(numbers.lag_s).toBe(story.truth.lag_s['en-fr'])
    expect(numbers.lag_s).toBeGreaterThan(0)
    expect(numbers.p).toBeLessThan(0.05)
    expect(numbers.to_first_at).toBe(story.truth.first_by_lang.fr?.at)
  })

  test('the languages on X have the truth’s shares', () => {
    const { numbers, evidence } = finding(story.x, 'crossings-languages')
    const shares = evidence.flatMap(ref =>
      ref.type === 'posts' ? [[ref.where.lang, ref.count / (numbers.posts_known ?? 0)] as const] : [],
    )
    expect(shares.length).toBeGreaterThanOrEqual(3)
    for (const [lang, share] of shares) expect(share).toBeCloseTo(story.truth.lang_share[lang ?? ''] ?? 0, 12)
  })

  test('groups are pushed ones: neither fans nor bystanders are named', () => {
    const named = story.whole.findings
      .filter(({ id }) => /^coordination-(group|no-baseline)-/.test(id))
      .flatMap(({ about }) => about.accounts ?? [])
    expect(named.length).toBeGreaterThan(0)
    expectPushed(named, story.truth)
  })

  test('no two findings have one id, and a second run finds the same', async () => {
    const { given, store, records, findings } = story.whole
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
    expect(await runAnalyses(given, store)).toEqual(records)
    const written = await Promise.all(
      records.map(async ({ analysis }) => JSON.parse(await readFile(given.at.finding(analysis), 'utf8'))),
    )
    expect(written).toEqual(records)
  })

  test('each selection of evidence counts what its finding says', async () => {
    const { store, findings } = story.whole
    let counted = 0
    for (const { id, evidence } of findings)
      for (const ref of evidence)
        if (ref.type === 'posts') {
          counted++
          expect(await countSelection(store, ref), `${id} ${JSON.stringify(ref.where)}`).toBe(ref.count)
        }
    expect(counted).toBeGreaterThan(20)
  })

  test('each finding has evidence, and each post that it names is in the case at that row', async () => {
    const { store, findings } = story.whole
    for (const { id, evidence } of findings) {
      expect(evidence, id).not.toEqual([])
      const named = evidence.filter(ref => ref.type === 'post')
      const posts = await evidencePosts(store, named)
      const rows = new Set(posts.map(post => `${post.platform}:${post.post_id} ${post.source} ${post.row}`))
      for (const ref of named)
        expect(rows, id).toContain(`${ref.platform}:${ref.post_id} ${ref.source} ${ref.row}`)
    }
  })

  test('every finding opens to its posts, and every post to itself in its source’s raw row', async () => {
    const { given, store, findings } = story.whole
    const posts = new Map<string, EvidencePost>()
    for (const { id, evidence } of findings) {
      const found = await evidencePosts(store, await evidenceKeys(store, evidence, 40))
      // A gap rests on the absence of posts.
      if (evidenceTotal(evidence) > 0) expect(found.length, id).toBeGreaterThan(0)
      for (const post of found) posts.set(`${post.platform}:${post.post_id}`, post)
    }
    expect(new Set([...posts.values()].map(post => post.platform))).toEqual(
      new Set(['x', '4chan', 'facebook', 'web']),
    )
    for (const source of sourcesOf(given)) {
      const own = [...posts.values()].filter(post => post.source === source.sha256)
      if (own.length === 0) continue
      const raw = await rawRows(
        given,
        source,
        own.map(post => post.row),
      )
      for (const post of own) expectSelf(within(raw.get(post.row) ?? 'null', post.post_id), post)
    }
  })

  test('the case opens again as it was left', async () => {
    const { config, custody } = await openCase(story.whole.given.dir)
    expect({ config, custody }).toEqual({
      config: story.whole.given.config,
      custody: story.whole.given.custody,
    })
  })
})

/** What a raw record says of itself, in its platform's own words. */
function expectSelf(raw: unknown, { platform, post_id, url }: EvidencePost): void {
  const record = raw as Record<string, unknown> // every importer's record is an object
  const bare = post_id.split('/').at(-1) ?? ''
  if (platform === 'x') expect(record.id).toBe(post_id)
  else if (platform === '4chan') expect(String(record.no)).toBe(bare)
  else if (platform === 'web') expect(record.url).toBe(post_id)
  else expect(record.URL).toBe(url)
}

test('the two leaks give different figures, each its own', () => {
  const [one, other] = stories.map(({ whole }) =>
    [
      finding(whole, 'volume-within', { window_s: 12_600 }),
      finding(whole, 'velocity-first-post'),
      finding(whole, 'amplifiers-top'),
    ].map(({ numbers, id }) => ({ numbers, id })),
  )
  expect(one).toHaveLength(3)
  for (const [at, { numbers, id }] of (one ?? []).entries()) {
    expect(other?.[at]?.numbers).not.toEqual(numbers)
    expect(other?.[at]?.id).not.toBe(id)
  }
})

test('of a leak of 17,500 posts every crude and moderate group is reported', async () => {
  const leak = await simulateLeak(join(folder, 'tenth'), { seed: 2017, scale: 0.1 })
  const truth: Truth = JSON.parse(await readFile(leak.truth, 'utf8'))
  let given = await createCase(join(folder, 'tenth-case'), { about: leak.about, zone: leak.zone })
  for (const file of leak.files.filter(path => basename(path).startsWith('x-search')))
    given = (await addSource(given, file)).case
  const store = await mountCase(given)
  open.push(store)
  const [record] = await runAnalyses(given, store, { only: ['coordination'] })
  const reported = (record?.findings ?? [])
    .filter(({ id }) => id.startsWith('coordination-group-'))
    .flatMap(({ about }) => about.accounts ?? [])
  expectPushed(reported, truth)
  for (const { name, grade, members } of truth.groups.filter(group => group.grade !== 'careful')) {
    const found = members.filter(member => reported.includes(`x:${member}`))
    expect(found.length, `${name}, ${grade}`).toBeGreaterThanOrEqual(0.9 * members.length)
  }
})

test('files added in another order give findings of the same ids', async () => {
  const [first] = stories
  if (!first) throw new Error('the leaks were not traced')
  const reversed = await read('reversed-case', first.leak, [...first.leak.files].reverse())
  expect(reversed.findings.map(({ id }) => id)).toEqual(first.whole.findings.map(({ id }) => id))
})
