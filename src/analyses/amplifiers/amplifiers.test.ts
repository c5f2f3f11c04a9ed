import { expect, test } from 'vitest'
import { ask, found } from '../testing.ts'
import { amplifiers } from './amplifiers.ts'

const answered = async (story: string) => {
  const { findings, rows, figures } = found(await ask(amplifiers, story))
  const of = (slot: string) => findings.find(({ id }) => id.startsWith(`amplifiers-${slot}-`))
  const account = (id: string) => rows.find(({ account_id }) => account_id === id)
  return { findings, rows, figures, of, account }
}

const STORY = `
  ann (1000) posts a at 0s
  ann (1200) posts b at 10s
  ann (1100) posts c at 20s
  bob (50) reposts a at 30s
  cat (9) reposts a at 40s
  dan reposts a at 50s
  bob (50) reposts b at 60s
  cat (9) reposts b at 70s
  bob (50) reposts c at 80s
  cat reposts z of zoe at 90s
  zoe has 7 followers
  bob posts elsewhere at 1h off topic`

test('an account is described by what it posted, what it passed on and what was passed on of it', async () => {
  const { account } = await answered(STORY)
  expect(account('ann')).toMatchObject({
    posts: 3,
    reposts_made: 0,
    reposts_received: 6,
    followers: 1200,
    deliveries_bound: 3600,
    h_index: 2,
    peak_12h: 3,
  })
  expect(account('bob')).toMatchObject({
    posts: 3,
    reposts_made: 3,
    reposts_received: 0,
    followers: 50,
    h_index: 0,
  })
  expect(account('dan')).toMatchObject({ posts: 1, followers: null, deliveries_bound: null })
})

test('an account known only from reposts of it is there, with no posts', async () => {
  const { account } = await answered(STORY)
  expect(account('zoe')).toMatchObject({
    posts: 0,
    reposts_received: 1,
    followers: 7,
    deliveries_bound: 0,
    h_index: 1,
    peak_12h: 0,
  })
})

test('the account passed on most is named, with its share of all reposts and each post’s reposts as evidence', async () => {
  const { of } = await answered(STORY)
  const top = of('top')
  expect(top?.about.accounts).toEqual(['x:ann'])
  expect(top?.numbers).toMatchObject({
    reposts_received: 6,
    reposts: 7,
    share: 6 / 7,
    posts: 3,
    followers: 1200,
    h_index: 2,
  })
  expect(top?.claim.en).toBe(
    'On X, the posts of @ann (1,200 followers) about #leak were passed on most: 6 reposts, 85.7% of all, for 3 captured posts.',
  )
  expect(top?.evidence).toEqual([
    { type: 'posts', where: { about: true, platform: 'x', account_id: 'ann' }, count: 3 },
    { type: 'post', platform: 'x', post_id: 'a', source: 'story', row: 1 },
    { type: 'post', platform: 'x', post_id: 'b', source: 'story', row: 2 },
    { type: 'post', platform: 'x', post_id: 'c', source: 'story', row: 3 },
    { type: 'posts', where: { about: true, platform: 'x', parent_id: 'a', kinds: ['repost'] }, count: 3 },
    { type: 'posts', where: { about: true, platform: 'x', parent_id: 'b', kinds: ['repost'] }, count: 2 },
    { type: 'posts', where: { about: true, platform: 'x', parent_id: 'c', kinds: ['repost'] }, count: 1 },
  ])
})

test('the accounts are listed by reposts received, then by the bound on deliveries', async () => {
  const { figures } = await answered(STORY)
  expect(figures.accounts?.map(({ account_id }) => account_id)).toEqual(['ann', 'zoe', 'bob', 'cat', 'dan'])
})

test('a post exactly 12 hours after another is in the same 12 hours, one a millisecond later is not', async () => {
  const { account, of } = await answered(`
    ann posts a at 0s
    ann posts b at 43200000ms
    bob posts c at 0s
    bob posts d at 43200001ms`)
  expect(account('ann')?.peak_12h).toBe(2)
  expect(account('bob')?.peak_12h).toBe(1)
  expect(of('busiest')?.numbers).toMatchObject({ posts_12h: 2, posts: 2 })
  expect(of('busiest')?.about.accounts).toEqual(['x:ann'])
})

test('the busiest 12 hours are those of the evidence', async () => {
  const { of } = await answered(
    'ann posts a at 0h; ann posts b at 20h; ann posts c at 21h; ann posts d at 32h',
  )
  const busiest = of('busiest')
  expect(busiest?.numbers.posts_12h).toBe(3)
  const [first] = busiest?.evidence ?? []
  expect(first).toMatchObject({ count: 3, where: { from: busiest?.numbers.from } })
})

test('the most followed account has a finding of its own where it is not the one passed on most', async () => {
  const { of } = await answered(
    'ann (5) posts a at 0s; bob reposts a at 1s; eve (9000) posts b at 2s; eve (9000) posts c at 3s',
  )
  expect(of('audience')?.numbers).toEqual({ followers: 9000, posts: 2, deliveries_bound: 18000 })
  const same = await answered('ann (5) posts a at 0s; bob reposts a at 1s')
  expect(same.of('audience')).toBeUndefined()
})

test('where no repost states its original nobody is the one passed on most, and that is said', async () => {
  const { of } = await answered('ann (5) posts a at 0s; bob reposts z at 1s; cat reposts z at 2s')
  expect(of('top')).toBeUndefined()
  expect(of('audience')?.caveats.map(({ en }) => en)).toContain(
    'Whose posts were passed on most cannot be said: none of the 2 captured reposts states whose post it passes on.',
  )
})

test('under 1,000 posts or 500 accounts the coefficient has a value and no reading', async () => {
  const { of } = await answered('ann posts a at 0s; bob reposts a at 1s')
  const ctm = of('ctm')
  expect(ctm?.numbers).toEqual({ ctm: 106, r: 50, f: 100, u: 1, posts: 2, accounts: 2 })
  expect(ctm?.claim.en).toContain('it has no reading, which takes 1,000 posts and 500 accounts')
  expect(ctm?.story).toBeUndefined()
})

test('with enough posts and accounts it is read against its yardstick', async () => {
  const story = Array.from(
    { length: 500 },
    (_, i) => `a${i} posts p${i} at ${i}s; a${i} posts q${i} at ${i}min`,
  ).join('\n')
  const { of } = await answered(story)
  expect(of('ctm')?.numbers).toMatchObject({ ctm: 12, r: 0, f: 10, u: 2 })
  expect(of('ctm')?.claim.en).toContain('ordinary traffic by the published yardstick (up to 12)')
  expect(of('concentration')?.numbers).toMatchObject({
    gini: 0,
    gini_low: 0,
    gini_high: 0,
    top_1pct_share: 0.01,
    top_10pct_share: 0.1,
  })
})

test('posts without an account are left out and counted', async () => {
  const { of } = await answered('ann posts a at 0s; bob posts b at 1s; nobody posts n at 2s on x')
  expect(of('concentration')?.numbers).toMatchObject({ posts: 2, accounts: 2 })
  expect(of('ctm')?.caveats.map(({ en }) => en)).toContain('1 post states no account and is left out.')
})

test('the coefficient is of the platform with the most posts that state an account', async () => {
  const { of } = await answered(`
    nobody posts n at 0s on 4chan; nobody posts o at 0s on 4chan; nobody posts p at 0s on 4chan
    ann posts a at 0s; bob posts b at 1s; cat posts c at 1s on facebook`)
  expect(of('ctm')?.claim.en).toMatch(/^On X/)
  expect(of('ctm')?.numbers).toMatchObject({ posts: 2, accounts: 2 })
})

test('without accounts the question does not apply', async () => {
  expect((await ask(amplifiers, 'nobody posts n at 0s on 4chan')).status).toBe('not applicable')
})

test('no sentence calls an account a bot', async () => {
  const { findings } = await answered(STORY)
  const said = findings.flatMap(({ claim, caveats }) => [claim, ...caveats]).flatMap(({ en, fr }) => [en, fr])
  expect([...said, amplifiers.method.en, amplifiers.method.fr].join(' ')).not.toMatch(/\bbots?\b|coordin/i)
})
