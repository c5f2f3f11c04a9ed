import { expect, test } from 'vitest'
import type { ParamValue } from '../../model/finding.ts'
import { ask, found } from '../testing.ts'
import { velocity } from './velocity.ts'

const answered = async (
  story: string,
  given: { params?: Record<string, ParamValue>; resolution?: number } = {},
) => {
  const { findings, rows, figures } = found(await ask(velocity, story, given))
  const of = (slot: string) => findings.find(({ id }) => id.startsWith(`velocity-${slot}-`))
  return { findings, rows, figures, of }
}
/** The claim in English, its no-break spaces made plain. */
const claim = (finding: { claim: { en: string } } | undefined) => finding?.claim.en.replaceAll('\u00a0', ' ')
const caveats = (finding: { caveats: { en: string }[] } | undefined) =>
  finding?.caveats.map(({ en }) => en).join('\n') ?? ''

/** So many originals that nobody passed on, by accounts of rising size, and a last one to hold the capture open. */
const quiet = (n: number, tail = '') =>
  [
    ...Array.from({ length: n }, (_, i) => `q${i} (${i + 1}) posts q${i} at ${i + 1}s${tail}`),
    'end posts end at 2h',
  ].join('\n')
const reposts = (of: string, n: number, from = 1) =>
  Array.from({ length: n }, (_, i) => `r${of}${i} reposts ${of} at ${from + i}s`).join('\n')

test('a repost at the very end of a window is in it, one a second later is not', async () => {
  const { of } = await answered(`
    ann (1000) posts a at 0s
    bob reposts a at 0s
    cat reposts a at 60s
    dan reposts a at 61s
    eve reposts a at 300s
    fay reposts a at 301s`)
  expect(of('first-post')?.numbers).toMatchObject({
    reposts_60s: 2,
    reposts_300s: 4,
    reposts_total: 5,
    followers: 1000,
  })
  expect(claim(of('first-post'))).toBe(
    'On X, the first captured original post about #leak (5 May 2017, 18:49:00 UTC), by @ann (1,000 followers), was reposted 2 times within 1 min and 4 times within 5 min.',
  )
})

test('each count opens to the reposts that it counts', async () => {
  const { of } = await answered(
    'ann posts a at 0s; bob reposts a at 60s; cat reposts a at 61s; end posts z at 1h',
  )
  const from = of('first-post')?.numbers.first_at ?? 0
  const where = { platform: 'x', parent_id: 'a', kinds: ['repost'] }
  expect(of('first-post')?.evidence).toEqual([
    { type: 'post', platform: 'x', post_id: 'a', source: 'story', row: 1 },
    { type: 'posts', where: { ...where, from, to: from + 60_000 }, count: 1 },
    { type: 'posts', where: { ...where, from, to: from + 300_000 }, count: 2 },
    { type: 'posts', where, count: 2 },
  ])
})

test('other windows are named by their seconds', async () => {
  const { of, rows } = await answered('ann posts a at 0s; bob reposts a at 30s; cat reposts a at 90s', {
    params: { within: [90, 30] },
  })
  expect(of('first-post')?.numbers).toMatchObject({ reposts_30s: 1, reposts_90s: 2 })
  expect(rows[0]).toMatchObject({ v30: 1, v60: 1, v90: 2, v300: 2 })
})

test('under 200 originals with known followers there are counts and no reading', async () => {
  const { of } = await answered(`ann (50) posts a at 0s\n${reposts('a', 9)}\n${quiet(198)}`)
  expect(of('first-post')?.numbers.z_300s).toBeUndefined()
  expect(of('unusual')).toBeUndefined()
  expect(caveats(of('first-post'))).toContain(
    'the case has 199 originals there with known followers and a whole window, and 200 are needed',
  )
})

test('from 200 on, a post is read against accounts of its size', async () => {
  const { of, figures } = await answered(`ann (5) posts a at 0s\n${reposts('a', 9)}\n${quiet(199)}`)
  const first = of('first-post')
  const tenth = 20
  expect(first?.numbers.z_300s).toBeCloseTo(tenth / 1.2533, 9)
  expect(claim(first)).toMatch(/none within 5 min is usual \(robust z 16.0\): this is unusual\.$/)
  expect(of('unusual')?.numbers).toEqual({ originals: 200, unusual_60s: 1, unusual_300s: 1, reposts_300s: 9 })
  expect(figures.baseline).toHaveLength(10)
  expect(figures.baseline?.[0]).toMatchObject({
    decile: 1,
    followers_from: 1,
    followers_to: 19,
    n: 20,
    median: 0,
  })
  expect(figures.posts?.filter(({ place }) => place === 'first')).toMatchObject([
    { handle: 'ann', v60: 9, v300: 9 },
  ])
})

test('where nobody of that size was passed on, there is no reading and no endless z', async () => {
  const { of } = await answered(`ann (5) posts a at 0s\n${quiet(219)}\nzoe reposts q200 at 210s`)
  expect(of('first-post')?.numbers.z_300s).toBeUndefined()
  expect(caveats(of('first-post'))).toContain('have no spread to measure by')
})

test('accounts of equal size share a decile', async () => {
  const story = [
    ...Array.from({ length: 200 }, (_, i) => `q${i} (7) posts q${i} at ${i}s`),
    'end posts z at 2h',
    'bob reposts q0 at 9s',
  ].join('\n')
  const { figures } = await answered(story)
  expect(figures.baseline).toMatchObject([{ decile: 1, followers_from: 7, followers_to: 7, n: 200 }])
})

test('originals off the subject are part of what is usual, and not of what is judged', async () => {
  const { of } = await answered(`ann (5) posts a at 0s\n${reposts('a', 9)}\n${quiet(250, ' off topic')}`)
  expect(of('first-post')?.numbers.z_300s).toBeDefined()
  expect(of('unusual')?.numbers).toMatchObject({ originals: 1, unusual_300s: 1 })
})

test('originals captured too late for a whole window are left out of what is usual', async () => {
  const late = Array.from({ length: 150 }, (_, i) => `l${i} (${i}) posts l${i} at 7000s`).join('\n')
  const { of } = await answered(`ann (5) posts a at 0s\n${reposts('a', 9)}\n${quiet(100)}\n${late}`, {
    params: { within: [60, 600] },
  })
  expect(of('first-post')?.numbers.z_60s).toBeDefined()
  expect(of('first-post')?.numbers.z_600s).toBeUndefined()
  expect(caveats(of('first-post'))).toContain('the case has 101 originals')
})

test('reposts of posts that were not captured are known about, and said', async () => {
  const { of } = await answered(
    'ann posts a at 10s; bob reposts a at 20s; cat reposts z of zoe at 1s; dan reposts z of zoe at 2s',
  )
  expect(of('first-post')?.numbers.reposts_of_uncaptured).toBe(2)
  expect(caveats(of('first-post'))).toContain('2 of 3 reposts pass on posts that were not captured')
})

test('at one-minute times the windows are named by how far they may reach', async () => {
  const { of } = await answered('ann posts a at 0min; bob reposts a at 1min; cat reposts a at 9min', {
    resolution: 60_000,
  })
  expect(claim(of('first-post'))).toContain('1 time within 1 min 59 s and 1 time within 5 min 59 s')
  expect(caveats(of('first-post'))).toContain('cannot be told from')
})

test('where only days are known the question does not apply', async () => {
  expect(
    (await ask(velocity, 'ann posts a at 0d; bob reposts a at 1d', { resolution: 86_400_000 })).status,
  ).toBe('not applicable')
})

test('the fastest post is named, and its reposts counted within the longest window', async () => {
  const { of } = await answered(
    `ann posts a at 0s; bob posts b at 5s; cat reposts a at 6s\n${reposts('b', 3, 10)}\nend posts z at 1h`,
  )
  expect(of('fastest')?.about.posts).toEqual(['x:b'])
  expect(of('fastest')?.numbers).toMatchObject({ reposts_300s: 3, reposts_total: 3 })
})

test('a first post that nobody passed on in time is said to be so', async () => {
  const { of } = await answered('ann posts a at 0s; bob reposts a at 10min')
  expect(claim(of('first-post'))).toBe(
    'On X, the first captured original post about #leak (5 May 2017, 18:49:00 UTC), by @ann, was not reposted within 5 min.',
  )
})

test('each platform on which posts were passed on has its own first post', async () => {
  const { findings } = await answered(`
    ann posts a at 0s; bob reposts a at 1s; cat reposts a at 2s
    dan posts d at 0s on facebook; eve reposts d at 9s on facebook
    fay posts f at 0s on web`)
  const slots = findings.map(({ id }) => id.replace(/-[0-9a-f]{8}$/, ''))
  expect(slots).toEqual(['velocity-first-post', 'velocity-first-post-facebook', 'velocity-fastest'])
})

test('the curve counts up to each moment and has the ends of the windows', async () => {
  const { figures } = await answered(
    'ann posts a at 0s; bob reposts a at 20s; cat reposts a at 20s; dan reposts a at 310s; eve reposts a at 31min',
  )
  expect(figures.curve).toEqual([
    { after_s: 0, reposts: 0 },
    { after_s: 20, reposts: 2 },
    { after_s: 60, reposts: 2 },
    { after_s: 300, reposts: 2 },
    { after_s: 310, reposts: 3 },
  ])
})

test('thousands of steps are thinned to 300, and the count at a window’s end stays exact', async () => {
  const { figures, of } = await answered(`ann posts a at 0s\n${reposts('a', 900)}`)
  expect(figures.curve?.length).toBeLessThanOrEqual(300)
  expect(figures.curve?.find(({ after_s }) => after_s === 60)?.reposts).toBe(
    of('first-post')?.numbers.reposts_60s,
  )
  expect(figures.curve?.at(-1)).toEqual({ after_s: 900, reposts: 900 })
})

test('where nothing on the subject was passed on there is nothing to find', async () => {
  expect((await ask(velocity, 'ann posts a at 0s')).status).toBe('nothing found')
})
