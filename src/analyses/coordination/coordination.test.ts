import { expect, test } from 'vitest'
import { randomStream } from '../../kernels/random.ts'
import { ask, found } from '../testing.ts'
import { coordination } from './coordination.ts'

/** Strangers who repost what is popular, over eight hours. */
function strangers(seed: string, reposts = 900): string[] {
  const random = randomStream(seed)
  return Array.from(
    { length: reposts },
    () =>
      `s${Math.floor(90 * random())} reposts p${Math.floor(45 * random() ** 2)} of zoe at ${Math.floor(28_800 * random())}s`,
  )
}

/** Six accounts that repost each of these within twelve seconds, one an hour. */
const together = (objects: readonly string[]): string[] =>
  objects.flatMap((object, hour) =>
    Array.from(
      { length: 6 },
      (_, n) => `g${n} reposts ${object} of zoe at ${hour * 3000 + 700 + 2 * ((n * 5 + hour) % 6)}s`,
    ),
  )

const asked = (lines: readonly string[], given: Parameters<typeof ask>[2] = {}) =>
  ask(coordination, lines.join('\n'), given)

/** With blanks that may break. */
const plain = (text = '') => text.replaceAll('\u00a0', ' ')

const POPULAR = ['p1', 'p3', 'p5', 'p8', 'p12', 'p20', 'p30', 'p40']
const GROUP = Array.from({ length: 6 }, (_, n) => `x:g${n}`)

test('accounts that repost the same within seconds, again and again, are one group, and strangers are in none', async () => {
  const { findings, figures, rows } = found(await asked([...strangers('one'), ...together(POPULAR)]))
  const [overview, ...groups] = findings
  expect(groups.map(({ about }) => about.accounts)).toEqual([GROUP])
  expect(overview?.numbers).toMatchObject({ groups_reported: 1, accounts_reported: 6 })
  const [group] = groups
  expect(group?.numbers).toMatchObject({ accounts: 6, pairs: 15, objects: 8, posts: 48, window_s: 60 })
  expect(group?.numbers.q).toBeLessThan(0.05)
  expect(plain(group?.claim.en)).toMatch(
    /^6 accounts, of which 15 pairs met within 1 min on 8 reposted posts, are closer in time than accounts drawn at random/,
  )
  expect(plain(group?.claim.fr)).toMatch(
    /^6 comptes, dont 15 paires se sont rencontrées à 1 min au plus sur 8 messages relayés/,
  )
  expect(group?.evidence).toHaveLength(48)
  expect(group?.caveats.map(({ en }) => en).join()).toContain('Fans of one source, newsrooms')
  expect(figures.windows?.map(row => row.window_s)).toEqual(expect.arrayContaining([1, 60, 3600]))
  // A row for each meeting of each edge.
  const weights = figures.edges?.reduce((sum, edge) => sum + Number(edge.weight), 0)
  expect(rows).toHaveLength(weights ?? -1)
  expect(rows.every(row => Number(row.gap_ms) <= 60_000 && row.source_sha256 === 'story')).toBe(true)
})

test('strangers alone make no group, and no pair of them is reported', async () => {
  const { findings } = found(await asked(strangers('two')))
  expect(findings.map(({ numbers }) => [numbers.groups_reported, numbers.groups_no_baseline])).toEqual([
    [0, 0],
  ])
  expect(findings.flatMap(({ about }) => about.accounts ?? [])).toEqual([])
  expect(findings[0]?.claim.en).toMatch(/^No group acted closer in time than others about #leak; /)
})

test('a group alone with what it shares has nothing to be judged by, and is named apart', async () => {
  const own = POPULAR.map(object => `own-${object}`)
  const { findings, figures } = found(await asked([...strangers('three'), ...together(own)]))
  const [overview, group, ...rest] = findings
  expect(rest).toEqual([])
  expect(overview?.numbers).toMatchObject({ groups_reported: 0, groups_no_baseline: 1 })
  expect(group?.id).toMatch(/^coordination-no-baseline-/)
  expect(group?.claim.en).toMatch(/^No baseline: 6 accounts, .* that hardly anyone else shared/)
  expect(group?.story).toBeUndefined()
  expect(group?.numbers).not.toHaveProperty('q')
  expect(figures.groups?.map(({ status, timing_p }) => [status, timing_p])).toEqual([['no baseline', null]])
})

test('the same question gives the same answer, to the id', async () => {
  const lines = [...strangers('four'), ...together(POPULAR)]
  expect(found(await asked(lines)).findings).toEqual(found(await asked(lines)).findings)
})

test('whole minutes are said, and days make it not applicable', async () => {
  const lines = [...strangers('five'), ...together(POPULAR)]
  const { findings } = found(await asked(lines, { resolution: 60_000 }))
  expect(plain(findings[1]?.claim.en)).toContain('within 1 min 59 s')
  expect(plain(findings[1]?.caveats.map(({ en }) => en).join())).toContain(
    'within 1 min cannot be told from within 1 min 59 s',
  )
  expect((await asked(lines, { resolution: 86_400_000 })).status).toBe('not applicable')
})

test('one account alone is not applicable; accounts that never meet twice are nothing found', async () => {
  expect((await asked(['ann posts a at 0s', 'ann reposts z of zoe at 5s'])).status).toBe('not applicable')
  const apart = await asked(['ann reposts z of zoe at 0s', 'bob reposts z of zoe at 9s'])
  expect(apart.status === 'found' ? '' : apart.reason.en).toMatch(/^No two accounts met on 2 objects/)
})

test('where everything is too large for the effort, that is said, not that nobody met', async () => {
  const outcome = await asked([...strangers('six'), ...together(POPULAR)], { params: { effort: 0.001 } })
  expect(outcome.status).toBe('not applicable')
  expect(outcome.status === 'found' ? '' : outcome.reason.en).toMatch(
    /^there are too many actions .*reposted posts/,
  )
})
