import { expect, test } from 'vitest'
import { ask, found, START } from '../testing.ts'
import { coverage } from './coverage.ts'

const posts = (from: number, step: number, n: number, tail = '') =>
  Array.from(
    { length: n },
    (_, i) => `ann posts p${from}-${i}${tail} at ${from + i * step}s${tail ? ` on ${tail}` : ''}`,
  ).join('\n')
const gaps = async (story: string) => found(await ask(coverage, story)).figures.gaps ?? []

test('a hole in a steady capture is a gap, from its last post to its next', async () => {
  const story = `${posts(0, 30, 400)}\n${posts(15_600, 30, 400)}`
  expect(await gaps(story)).toEqual([{ platform: 'x', from: START + 11_970_000, to: START + 15_600_000 }])
  const { findings } = found(await ask(coverage, story))
  const gap = findings.find(({ id }) => id.startsWith('coverage-gap-'))
  expect(gap?.claim.en).toMatch(/Nothing was captured on X/)
  expect(gap?.numbers.expected).toBeGreaterThan(100)
})

test('a quiet night is none: the traffic falls away and comes back by degrees', async () => {
  // Posts further and further apart towards the night, and nearer again after it.
  let time = 0
  const steps = [
    ...Array.from({ length: 60 }, (_, i) => 20 * 1.09 ** i),
    ...Array.from({ length: 60 }, (_, i) => 20 * 1.09 ** (59 - i)),
  ]
  const story = steps.map((step, i) => {
    time += step
    return `ann posts q${i} at ${Math.round(time)}s`
  })
  expect(Math.max(...steps)).toBeGreaterThan(3000)
  expect(await gaps(story.join('\n'))).toEqual([])
})

test('a pause under five minutes is none, however fast the posts came', async () => {
  expect(await gaps(`${posts(0, 1, 600)}\n${posts(898, 1, 600)}`)).toEqual([])
})

test('a capture’s end is no gap, though a stray post comes long after it', async () => {
  expect(await gaps(`${posts(0, 30, 400)}\nann posts late at 9d`)).toEqual([])
})

test('a gap on one platform is not filled by another', async () => {
  const story = `${posts(0, 30, 400)}\n${posts(15_600, 30, 400)}\n${posts(0, 30, 920, 'facebook')}`
  expect((await gaps(story)).map(({ platform }) => platform)).toEqual(['x'])
})

test('what each platform holds and states is counted', async () => {
  const { figures, findings } = found(
    await ask(
      coverage,
      `ann (10) posts a at 0s\nbob reposts a at 60s\nnobody posts n at 90s on 4chan\ncat posts c at 5s off topic`,
    ),
  )
  expect(figures.platforms).toMatchObject([
    {
      platform: 'x',
      posts: 3,
      accounts: 3,
      from: START,
      to: START + 60_000,
      parents_share: 1,
      followers_share: 1 / 3,
      lang_share: 0,
    },
    { platform: '4chan', posts: 1, accounts: 0, parents_share: null },
  ])
  expect(findings.find(({ id }) => id.startsWith('coverage-captured-'))?.numbers).toMatchObject({
    posts: 4,
    about_posts: 3,
    platforms: 2,
  })
})
