import { expect, test } from 'vitest'
import { ask } from '../testing.ts'
import { coordination } from './coordination.ts'

const POSTS = Array.from({ length: 12 }, (_, n) => n)
const minutes = (n: number, after: number) => `${n * 3600 + after}s`

/** Ann posts every hour; eight readers repost it after minutes, and whoever else is told. */
const story = (others: (n: number) => string[]) =>
  POSTS.flatMap(n => [
    `ann posts a${n} at ${minutes(n, 0)}`,
    ...Array.from({ length: 8 }, (_, r) => `r${r} reposts a${n} at ${minutes(n, 200 + 97 * r + 13 * n)}`),
    ...others(n),
  ]).join('\n')

const responders = async (others: (n: number) => string[]) => {
  const outcome = await ask(coordination, story(others))
  const findings = outcome.status === 'found' ? outcome.findings : []
  return {
    rows: outcome.figures?.responders ?? [],
    finding: findings.find(({ id }) => id.startsWith('coordination-fast-responders')),
  }
}

test('an account that reposts another within seconds, again and again, stands out from the others who do', async () => {
  const { rows, finding } = await responders(n => [`quick reposts a${n} at ${minutes(n, 3 + (n % 4))}`])
  expect(rows).toMatchObject([
    { account_id: 'quick', of_account_id: 'ann', reposts: 12, within: 12, median_s: 4.5 },
  ])
  // One of nine who passed each post on was fast: (1/9)¹² were it chance.
  expect(rows[0]?.p).toBeCloseTo(9 ** -12, 15)
  expect(Number(rows[0]?.others_median_s)).toBeGreaterThan(300)
  expect(finding?.claim.en.replaceAll('\u00a0', ' ')).toMatch(
    /^1 account passed the posts of one other account on within 10 s, at least 5 times, more often/,
  )
  expect(finding?.evidence).toHaveLength(12)
  expect(finding?.caveats[0]?.en).toContain('A reader with alerts on')
})

test('where everybody is as fast nobody stands out', async () => {
  const everybody = (n: number) =>
    Array.from({ length: 30 }, (_, q) => `q${q} reposts a${n} at ${minutes(n, 2 + (q % 7))}`)
  expect((await responders(everybody)).rows).toEqual([])
})

test('fast four times is not again and again', async () => {
  expect((await responders(n => (n < 4 ? [`quick reposts a${n} at ${minutes(n, 2)}`] : []))).rows).toEqual([])
})
