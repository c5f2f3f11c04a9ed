import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { feedOf } from './feed.ts'
import { reportedGroups } from './groups.ts'
import { coActions } from './pairs.ts'
import { type Act, actionsOf, strangers } from './testing.ts'
import { testEdges } from './tests.ts'

const WINDOW = 60_000
const HOUR = 3_600_000

/** Two days of 150 strangers on 60 objects, and a group of eight (150–157) that acts on the given objects within half a minute. */
function withGroup(seed: string, objects: readonly number[]): Act[] {
  const random = randomStream(`group/${seed}`)
  const group = objects.flatMap(object => {
    const at = Math.floor(46 * HOUR * random())
    return Array.from({ length: 8 }, (_, m): Act => [150 + m, object, at + Math.floor(30_000 * random())])
  })
  return [...strangers(seed, 6000, 150, 60, 48), ...group]
}

async function tested(acts: readonly Act[], seed = 'seed') {
  const actions = actionsOf(acts)
  const edges = await coActions(actions, { window: WINDOW, repeats: 2 })
  return { actions, edges, result: await testEdges(actions, edges, { window: WINDOW, seed }) }
}

/** 'a–b' for each validated edge. */
const validated = ({ edges, result }: Awaited<ReturnType<typeof tested>>) =>
  [...edges.source].flatMap((a, e) => (result.validated[e] === 1 ? [`${a}–${edges.target[e]}`] : []))

test('edges within a planted group are validated, and hardly any between strangers', async () => {
  const found = await tested(withGroup('planted', [3, 10, 20, 30, 40, 50]))
  expect(found.edges.weight.length).toBeGreaterThan(28)
  const names = validated(found)
  expect(names.filter(name => /^15\d–15\d$/.test(name))).toHaveLength(28)
  expect(names.length).toBeLessThanOrEqual(32)
  found.result.q.forEach((q, e) => {
    expect(q < 0.05).toBe(found.result.validated[e] === 1)
  })
})

test('strangers alone have no validated edge, though some met twice', async () => {
  const found = await tested(strangers('alone', 6000, 150, 60, 48))
  expect(found.edges.weight.length).toBeGreaterThan(0)
  expect(validated(found)).toEqual([])
})

test('the same seed gives the same answer, and no edges give none', async () => {
  const acts = withGroup('again', [1, 2, 3])
  expect((await tested(acts)).result).toEqual((await tested(acts)).result)
  expect((await tested(acts, 'other')).result.q).not.toEqual((await tested(acts)).result.q)
  const none = await tested([])
  expect(none.result.p).toHaveLength(0)
  expect(
    await reportedGroups(feedOf(none.actions), none.edges, none.result, { window: WINDOW, seed: 's' }),
  ).toEqual([])
})

test('a group among others is reported, and one alone with its objects has no baseline', async () => {
  const groups = async (objects: readonly number[]) => {
    const { actions, edges, result } = await tested(withGroup('groups', objects))
    const found = await reportedGroups(feedOf(actions), edges, result, { window: WINDOW, seed: 'groups' })
    return found.map(({ members, status, p }) => ({ members: [...members], status, p }))
  }
  const members = [150, 151, 152, 153, 154, 155, 156, 157]
  expect(await groups([3, 10, 20, 30, 40, 50])).toEqual([
    { members, status: 'reported', p: expect.any(Number) },
  ])
  // No draw is as close in any fold with an object of theirs; one without has p = 1.
  const [group] = await groups([3, 10, 20, 30, 40, 50])
  const folds = 5 / (((group?.p ?? 0) * 5001) / (Math.E * Math.log(5)))
  expect(folds).toBeGreaterThan(2)
  expect(folds).toBeLessThan(5.01)
  expect(await groups([60, 61, 62, 63, 64, 65])).toEqual([{ members, status: 'no baseline', p: null }])
})
