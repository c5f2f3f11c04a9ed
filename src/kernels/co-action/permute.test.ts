import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import { checkActions } from './actions.ts'
import { concentrations, feedOf } from './feed.ts'
import { blocksOf, discovery, evenBlocks, shuffled } from './permute.ts'
import { type Act, actionsOf, strangers } from './testing.ts'

/** What happened post by post in the order of time: 'account@time: objects'. */
function story({ actions, order, starts }: ReturnType<typeof shuffled>) {
  return Array.from({ length: starts.length - 1 }, (_, s) => {
    const places = [...order.subarray(starts[s], starts[s + 1])]
    const [i = 0] = places
    for (const k of places)
      expect([actions.account[k], actions.at[k]]).toEqual([actions.account[i], actions.at[i]])
    return {
      moment: `${actions.account[i]}@${actions.at[i]}`,
      objects: places.map(k => actions.object[k]).join(' '),
    }
  })
}

const acts: Act[] = strangers('shuffle', 600, 50, 40, 30).flatMap(([a, o, t], i): Act[] =>
  i % 3 === 0
    ? [
        [a, o, t, i],
        [a, (o + 7) % 40, t, i],
      ]
    : [[a, o, t, i]],
)

test('a shuffle keeps every moment, and what the posts of each block acted on, and swaps who acted on what', () => {
  const feed = feedOf(actionsOf(acts))
  const before = story(feed)
  for (const size of [20, 55]) {
    const blocks = evenBlocks(feed, size)
    const drawn = shuffled(feed, blocks, randomStream('one'))
    checkActions(drawn.actions)
    const after = story(drawn)
    expect(after.map(({ moment }) => moment)).toEqual(before.map(({ moment }) => moment))
    expect(after.map(({ objects }) => objects)).not.toEqual(before.map(({ objects }) => objects))
    for (let b = 0; b + 1 < blocks.length; b++) {
      const within = (posts: typeof before) =>
        posts.slice(blocks[b], blocks[b + 1]).map(({ objects }) => objects)
      expect(within(after).sort()).toEqual(within(before).sort())
    }
    expect(story(shuffled(feed, blocks, randomStream('one')))).toEqual(after)
    expect(story(shuffled(feed, blocks, randomStream('two')))).not.toEqual(after)
  }
})

test('every action is in one block, and blocks are as large as they are said to be', () => {
  const feed = feedOf(actionsOf(acts))
  for (const [blocks, actions, span] of [
    [evenBlocks(feed, 20), 20, 0],
    [blocksOf(feed, 0), 50, 0],
    [blocksOf(feed, 10 * 3_600_000), 50, 10 * 3_600_000],
  ] as const) {
    expect([blocks[0], blocks.at(-1)]).toEqual([0, feed.time.length])
    expect(blocks.length).toBeGreaterThan(3)
    for (let b = 0; b + 2 < blocks.length; b++) {
      const [from = 0, to = 0] = blocks.slice(b)
      expect((feed.starts[to] ?? 0) - (feed.starts[from] ?? 0)).toBeGreaterThanOrEqual(actions)
      expect((feed.time[to] ?? 0) - (feed.time[from] ?? 0)).toBeGreaterThanOrEqual(span)
    }
  }
  expect([...evenBlocks(feedOf(actionsOf([])), 20)]).toEqual([0])
  expect([...blocksOf(feedOf(actionsOf([])), 1)]).toEqual([0])
})

test('concentration moves with the objects that are shuffled, and is the same for the same order', () => {
  const feed = feedOf(actionsOf(acts))
  const still = shuffled(
    feed,
    Uint32Array.from({ length: feed.starts.length }, (_, s) => s),
    randomStream('still'),
  )
  expect(concentrations(still, feed.around)).toEqual(concentrations(feed, feed.around))
})

const drawn = (name: string, count: number, power: number) => {
  const random = randomStream(name)
  return Float64Array.from({ length: count }, () => Math.round(random() ** power * 200) / 200)
}

test('q is the mean of null edges as surprising over observed ones, made monotone', () => {
  const observed = drawn('observed', 60, 4)
  const draws = Array.from({ length: 100 }, (_, i) => drawn(`null ${i}`, 15, 1))
  const found = discovery(observed)
  for (const draw of draws) found.add(draw)
  const ratio = (p: number) =>
    draws.flatMap(draw => [...draw]).filter(x => x <= p).length / 100 / observed.filter(x => x <= p).length
  const expected = [...observed].map(p => Math.min(1, ...observed.filter(x => x >= p).map(ratio)))
  expect(found.caseP()).toBe(1 / 101)
  const q = found.q()
  expected.forEach((value, e) => {
    expect(q[e]).toBeCloseTo(Math.max(1 / 101, value), 12)
  })
  expect(Math.min(...q)).toBeLessThan(Math.max(...q))
})

test('data like their own shuffles have a small q no more often than one in twenty, even where edges come in clumps', () => {
  // Ten edges with one p between them: the mean of null edges over observed ones alone is below 0.05 far more often.
  const clump = (name: string) => new Float64Array(10).fill(randomStream(name)())
  let validated = 0
  for (let trial = 0; trial < 400; trial++) {
    const found = discovery(clump(`observed ${trial}`))
    for (let i = 0; i < 40; i++) found.add(clump(`null ${trial} ${i}`))
    if (found.q().some(q => q < 0.05)) validated++
  }
  expect(validated).toBeGreaterThan(2)
  expect(validated).toBeLessThan(0.05 * 400 + 3 * Math.sqrt(0.05 * 0.95 * 400))
})

test('without null edges every q is as small as the draws allow, and without observed ones there is none', () => {
  const alone = discovery(Float64Array.of(0.5, 0.1))
  for (let i = 0; i < 99; i++) alone.add(new Float64Array())
  expect([...alone.q()]).toEqual([0.01, 0.01])
  const none = discovery(new Float64Array())
  none.add(Float64Array.of(0.1))
  expect(none.q()).toHaveLength(0)
})
