import { expect, test } from 'vitest'
import { randomStream } from '../../kernels/random.ts'
import { ask, found } from '../testing.ts'
import { automation } from './automation.ts'
import { SIGNALS } from './signals.ts'

const lines = (n: number, line: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => line(i)).join('\n')
/** Every 5 minutes for three days, day and night. */
const CLOCKWORK = lines(1000, i => `metronome posts m${i} at ${i * 5}min`)
/** Five posts a day within nine hours, for six days, at moments of its own. */
const random = randomStream('a person')
const MOMENTS = Array.from({ length: 30 }, (_, i) => Math.floor(i / 5) * 1440 + Math.floor(random() * 540))
const PERSON = lines(30, i => `ann posts a${i} at ${MOMENTS[i]}min`)

test('every account has its row, with a column a signal, and null where there is not enough data', async () => {
  const { rows } = found(await ask(automation, `${CLOCKWORK}\n${PERSON}\nbob posts b at 5s`))
  expect(rows.map(row => row.account_id)).toEqual(['metronome', 'ann', 'bob'])
  for (const { id } of SIGNALS) expect(rows[0], id).toHaveProperty(id)
  expect(rows[2]).toMatchObject({ platform: 'x', band: null, likelihood: null, own_peak_hour: null })
  expect(rows[2]).toMatchObject({ gap_regularity: null, repost_share: null })
})

test('clockwork has signs, a person with nights has none', async () => {
  const { rows } = found(await ask(automation, `${CLOCKWORK}\n${PERSON}`))
  expect(rows[0]).toMatchObject({ band: 'some', part: 'rhythm', daily_rest_h: 5 / 60, burstiness: -1 })
  expect(rows[1]).toMatchObject({ band: 'none', part: 'rhythm' })
  expect(rows[1]?.rest_ratio).toBeGreaterThan(1)
})

test('posts are counted by their account’s band, and none is lost', async () => {
  const { findings, figures } = found(
    await ask(automation, `${CLOCKWORK}\n${PERSON}\nbob posts b at 5s\nnobody posts n at 9s on 4chan`),
  )
  expect(figures.bands?.map(row => [row.band, row.accounts, row.posts])).toEqual([
    ['some', 1, 1000],
    ['none', 1, 30],
    ['not enough data', 1, 1],
    ['no account', 0, 1],
  ])
  expect(findings[0]?.numbers).toMatchObject({
    accounts: 3,
    judged: 2,
    strong_accounts: 0,
    some_accounts: 1,
    posts: 1032,
    marked_posts_share: 1000 / 1032,
    unjudged_posts_share: expect.closeTo(2 / 1032, 10),
  })
})

test('early reposts are those within five minutes of a captured original, both ends included', async () => {
  const early = lines(12, i => `metronome reposts a${i} at ${(MOMENTS[i] ?? 0) + 5}min`)
  const { findings, figures } = found(
    await ask(
      automation,
      `${CLOCKWORK}\n${PERSON}\n${early}\ncat reposts a0 at ${(MOMENTS[0] ?? 0) * 60 + 301}s\ndan reposts z of zoe at 1s`,
    ),
  )
  const bands = Object.fromEntries((figures.bands ?? []).map(row => [row.band, row]))
  expect(bands.some).toMatchObject({ early_300s: 12, early_60s: 0 })
  expect(bands['not enough data']).toMatchObject({ early_300s: 0, reposts: 2 })
  expect(findings.find(({ id }) => id.includes('early'))?.numbers).toMatchObject({
    early_reposts: 12,
    marked_early_share: 1,
  })
})

test('times of one minute leave the second of the minute unsaid, and a caveat says so', async () => {
  const { rows, findings } = found(await ask(automation, CLOCKWORK, { resolution: 60_000 }))
  expect(rows[0]).toMatchObject({ second_concentration: null, band: 'some' })
  expect(findings[0]?.caveats.map(({ en }) => en)).toContain(
    'Times are given to 1\u00a0min: the second of the minute says nothing.',
  )
})

test('with few posts and no profiles nothing is found, and the reason says what it takes', async () => {
  const outcome = await ask(automation, 'ann posts a at 0s; bob reposts a at 60s')
  expect(outcome).toMatchObject({ status: 'nothing found' })
  expect(outcome.status !== 'found' && outcome.reason.en).toContain('it takes ten posts')
  expect(await ask(automation, 'nobody posts n at 0s on 4chan')).toMatchObject({ status: 'not applicable' })
})

test('an account’s sheet has its week, its gaps and its reasons', async () => {
  const { figures } = found(await ask(automation, `${CLOCKWORK}\n${PERSON}`))
  const [sheet] = figures.sheets ?? []
  const counts = String(sheet?.clock).split(' ').map(Number)
  expect(sheet).toMatchObject({
    account_id: 'metronome',
    about_posts: 1000,
    reasons_en: expect.stringMatching(/gaps/),
  })
  expect(counts).toHaveLength(168)
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1000)
  // 5 May 2017 was a Friday; the story begins at 18:49 UTC.
  expect(counts.findIndex((n, place) => n > 0 && place >= 96)).toBe(4 * 24 + 18)
  expect(sheet?.gaps).toBe('0 0 0 999 0 0 0 0 0 0 0 0')
  const reading = figures.readings?.find(row => row.sheet === 0 && row.signal === 'gap_regularity')
  expect(reading?.percentile).toBeGreaterThan(0.9)
  expect(reading?.adds).toBeGreaterThan(0)
})

test('the same story gives the same findings, whatever order it is told in', async () => {
  const one = found(await ask(automation, `${CLOCKWORK}\n${PERSON}`))
  const other = found(await ask(automation, `${PERSON}\n${CLOCKWORK}`))
  expect(other.findings.map(({ id, numbers }) => [id, numbers])).toEqual(
    one.findings.map(({ id, numbers }) => [id, numbers]),
  )
  expect(other.rows).toEqual(one.rows)
})

test('the rhythm of accounts on any platform is judged, their profiles only on X', async () => {
  const { rows } = found(await ask(automation, CLOCKWORK.replaceAll(/min$/gm, 'min on telegram')))
  expect(rows[0]).toMatchObject({ platform: 'telegram', band: 'some', part: 'rhythm' })
})
