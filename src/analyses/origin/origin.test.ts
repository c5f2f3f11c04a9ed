import { expect, test } from 'vitest'
import { ask, found, START } from '../testing.ts'
import { origin } from './origin.ts'

const answered = async (story: string) => {
  const { findings, figures } = found(await ask(origin, story))
  return {
    findings,
    figures,
    of: (platform: string) => findings.find(({ id }) => id.startsWith(`origin-first-${platform}-`)),
  }
}
const caveats = (finding: { caveats: { en: string }[] } | undefined) =>
  finding?.caveats.map(({ en }) => en).join('\n') ?? ''

test('the earliest post on the subject of each platform is the first there, in the order of time', async () => {
  const { of, figures } = await answered(`
    ann posts early at 0s off topic
    bob posts late at 900s
    cat (77) posts first at 300s
    nobody posts board at 60s on 4chan
    dan posts page at 1h on facebook`)
  expect(figures.firsts?.map(({ platform, post_id, lag_s }) => [platform, post_id, lag_s])).toEqual([
    ['4chan', 'board', null],
    ['x', 'first', 240],
    ['facebook', 'page', 3300],
  ])
  expect(of('x')?.numbers).toMatchObject({
    first_at: START + 300_000,
    followers: 77,
    lag_s: 240,
    same_time: 1,
  })
  expect(of('x')?.about.accounts).toEqual(['x:cat'])
})

test('posts of the same time are counted, and the lowest id is shown', async () => {
  const { of } = await answered('ann posts b at 0s\nbob posts a at 0s\ncat posts c at 0s\ndan posts d at 1s')
  expect(of('x')?.about.posts).toEqual(['x:a'])
  expect(of('x')?.numbers.same_time).toBe(3)
  expect(caveats(of('x'))).toMatch(/^3 captured posts carry this same time/)
})

test('a platform captured from before another’s first can be said to follow it', async () => {
  const { of, figures } = await answered(
    'nobody posts n at 60s on 4chan\nann posts early at 0s off topic\nann posts a at 120s',
  )
  expect(figures.firsts?.at(-1)).toMatchObject({ platform: 'x', follows: true })
  expect(caveats(of('x'))).not.toMatch(/cannot be excluded/)
})

test('a platform captured only from later on cannot, and the finding says so', async () => {
  const { of, figures } = await answered('nobody posts n at 60s on 4chan\nann posts a at 120s')
  expect(figures.firsts?.at(-1)).toMatchObject({ platform: 'x', follows: false })
  expect(caveats(of('x'))).toMatch(
    /begins at .* after the first post on 4chan: earlier posts there cannot be excluded/,
  )
})

test('each finding names its post, and the others among the first ten', async () => {
  const story = Array.from(
    { length: 14 },
    (_, i) => `ann posts p${String(i).padStart(2, '0')} at ${i}s`,
  ).join('\n')
  const { of, figures } = await answered(story)
  expect(figures.first_posts).toHaveLength(10)
  expect(of('x')?.evidence[0]).toEqual({
    type: 'post',
    platform: 'x',
    post_id: 'p00',
    source: 'story',
    row: 1,
  })
})

test('"first" always says among what', async () => {
  const { findings } = await answered('ann posts a at 0s')
  for (const finding of findings) expect(`${finding.claim.en} ${caveats(finding)}`).toMatch(/captured/)
})

test('no post on the subject is nothing found', async () => {
  expect(await ask(origin, 'ann posts a at 0s off topic')).toMatchObject({ status: 'nothing found' })
})
