/** Each weighting against a reference that looks at every pair of rows, on 1,000 random small cases. */
import { expect, test } from 'vitest'
import { randomStream } from '../random.ts'
import type { Edges } from './actions.ts'
import { cooRTweetPairs } from './cooRTweet.ts'
import { evidenceOf } from './evidence.ts'
import { type ActionRow, actionsFrom, type NamedActions } from './from-rows.ts'
import { coActions } from './pairs.ts'
import { qutPairs } from './qut.ts'

const CASES = 1000
const W = 60_000

/** Few accounts and objects, so that they meet; gaps at, under and over the window; ties; duplicates; empty keys. */
function randomRows(random: () => number): ActionRow[] {
  const below = (n: number) => Math.floor(random() * n)
  const accounts = 1 + below(6)
  const objects = 1 + below(5)
  const rows: ActionRow[] = []
  for (let n = below(40); n > 0; n--) {
    const copied = rows[below(rows.length)]
    if (copied && random() < 0.1) {
      // The very row again, or the same post with another object.
      rows.push(random() < 0.5 ? { ...copied } : { ...copied, object: `o${below(objects)}` })
      continue
    }
    const at = 1_500_000_000_000 + below(6) * W + below(3) - 1 + (random() < 0.3 ? below(W) : 0)
    rows.push({
      account: random() < 0.03 ? '' : `a${below(accounts)}`,
      object: random() < 0.1 ? '' : `o${below(objects)}`,
      at,
      // Now and then a post whose id is that of an object: the original among its shares.
      post: random() < 0.05 ? `o${below(objects)}` : `p${rows.length}`,
    })
  }
  return rows
}

const cases = (name: string): { seed: string; rows: ActionRow[]; random: () => number }[] =>
  Array.from({ length: CASES }, (_, at) => {
    const seed = `${name}-${at}`
    const random = randomStream(seed)
    return { seed, rows: randomRows(random), random }
  })

/** "ann bob 2", sorted. */
const told = ({ source, target, weight }: Edges, { accounts }: NamedActions): string[] =>
  Array.from(weight, (w, e) => `${accounts[source[e] ?? -1]} ${accounts[target[e] ?? -1]} ${w}`)

const keyed = (counts: ReadonlyMap<string, number>, least: number): string[] =>
  [...counts]
    .filter(([, n]) => n >= least)
    .map(([pair, n]) => `${pair} ${n}`)
    .sort()

const stated = (rows: readonly ActionRow[]) => rows.filter(row => row.account !== '' && row.object !== '')
const near = (x: ActionRow, y: ActionRow) => x.object === y.object && Math.abs(x.at - y.at) <= W

/** Every pair of rows, and per pair of accounts the set of what counts once. */
function distinctPer(
  rows: readonly ActionRow[],
  counts: (x: ActionRow, y: ActionRow) => { pair: string; thing: string } | null,
): Map<string, number> {
  const sets = new Map<string, Set<string>>()
  for (const [i, x] of rows.entries())
    for (const [j, y] of rows.entries()) {
      const found = i === j ? null : counts(x, y)
      if (!found) continue
      const set = sets.get(found.pair) ?? new Set()
      sets.set(found.pair, set.add(found.thing))
    }
  return new Map([...sets].map(([pair, set]) => [pair, set.size]))
}

test('sillage: distinct objects of every pair, whatever the number of threads', async () => {
  let edges = 0
  for (const { seed, rows, random } of cases('sillage')) {
    const repeats = 1 + Math.floor(random() * 3)
    const named = actionsFrom(rows)
    const found = await coActions(named.actions, { window: W, repeats, threads: 1 })
    const expected = distinctPer(stated(rows), (x, y) =>
      x.account < y.account && near(x, y) ? { pair: `${x.account} ${y.account}`, thing: x.object } : null,
    )
    expect(told(found, named), seed).toEqual(keyed(expected, repeats))
    edges += found.weight.length
  }
  expect(edges).toBeGreaterThan(1000)
})

test('qut: distinct posts of one with another post of the other, directed, loops among them', async () => {
  let loops = 0
  for (const { seed, rows, random } of cases('qut')) {
    const minWeight = 1 + Math.floor(random() * 2)
    const named = actionsFrom(rows)
    const found = await qutPairs(named.actions, { window: W, minWeight, loops: true, threads: 1 })
    const expected = distinctPer(stated(rows), (x, y) =>
      x.post !== y.post && near(x, y) ? { pair: `${x.account} ${y.account}`, thing: x.post } : null,
    )
    expect(told(found, named), seed).toEqual(keyed(expected, minWeight))
    const isLoop = (edge: string) => edge.split(' ')[0] === edge.split(' ')[1]
    const withoutLoops = await qutPairs(named.actions, { window: W, minWeight, threads: 1 })
    expect(told(withoutLoops, named), seed).toEqual(keyed(expected, minWeight).filter(e => !isLoop(e)))
    loops += keyed(expected, minWeight).filter(isLoop).length
  }
  expect(loops).toBeGreaterThan(100)
})

interface Detecting {
  minParticipation: number
  removeLoops: boolean
  both: boolean
}

/** CooRTweet's steps one after another, over rows, as METHODS tells them. */
function detectGroups(rows: readonly ActionRow[], { minParticipation, removeLoops, both }: Detecting) {
  const count = (list: readonly ActionRow[]) => {
    const n = new Map<string, number>()
    for (const { account } of list) n.set(account, (n.get(account) ?? 0) + 1)
    return n
  }
  const all = count(rows)
  const x = rows.filter(({ account }) => (all.get(account) ?? 0) >= minParticipation)
  let pairs = x.flatMap((first, i) =>
    x
      .slice(i + 1)
      .filter(second => near(first, second))
      .map(second => [first, second] as const),
  )
  if (removeLoops)
    pairs = pairs.filter(
      ([a, b]) => a.object !== a.post && b.object !== b.post && a.post !== b.post && a.account !== b.account,
    )
  if (minParticipation >= 1) {
    const posts = new Set(pairs.flatMap(([a, b]) => [a.post, b.post]))
    const remaining = x.filter(({ post }) => posts.has(post))
    const left = count(remaining)
    const kept = new Set(
      remaining.filter(({ account }) => (left.get(account) ?? 0) >= minParticipation).map(({ post }) => post),
    )
    pairs = pairs.filter(([a, b]) =>
      both ? kept.has(a.post) && kept.has(b.post) : kept.has(a.post) || kept.has(b.post),
    )
  }
  const weights = new Map<string, number>()
  for (const [a, b] of pairs) {
    const pair = [a.account, b.account].sort().join(' ')
    weights.set(pair, (weights.get(pair) ?? 0) + 1)
  }
  return weights
}

test('cooRTweet: pairs of rows through both of its filters, with loops and without', async () => {
  let edges = 0
  for (const { seed, rows, random } of cases('cooRTweet')) {
    const options = {
      minParticipation: Math.floor(random() * 4),
      removeLoops: random() < 0.7,
      both: random() < 0.3,
    }
    const named = actionsFrom(rows)
    const found = await cooRTweetPairs(named.actions, {
      window: W,
      ...options,
      participation: options.both ? 'both' : 'either',
      postAsObject: named.postAsObject,
      threads: 1,
    })
    expect(told(found, named), seed).toEqual(keyed(detectGroups(stated(rows), options), 1))
    edges += found.weight.length
  }
  expect(edges).toBeGreaterThan(1000)
})

test('the evidence of an edge is one closest pair for each of its objects', async () => {
  let shown = 0
  for (const { seed, rows } of cases('evidence')) {
    const named = actionsFrom(rows)
    const edges = await coActions(named.actions, { window: W, repeats: 1, threads: 1 })
    const found: string[] = []
    for (const batch of evidenceOf(named.actions, edges, { window: W }))
      for (const [k, edge] of batch.edge.entries()) {
        const source = named.accounts[edges.source[edge] ?? -1]
        const target = named.accounts[edges.target[edge] ?? -1]
        const object = named.objects[batch.object[k] ?? -1]
        const [a, b] = [batch.sourceAction[k] ?? -1, batch.targetAction[k] ?? -1]
        found.push(`${source} ${target} ${object} ${batch.gap[k]}`)
        const shows =
          named.actions.account[a] === edges.source[edge] &&
          named.actions.account[b] === edges.target[edge] &&
          named.actions.post[a] === batch.sourcePost[k] &&
          named.actions.post[b] === batch.targetPost[k] &&
          Math.abs((named.actions.at[a] ?? 0) - (named.actions.at[b] ?? 0)) === batch.gap[k]
        if (!shows) found.push(`row ${k} does not show what it says`)
      }
    const closest = new Map<string, number>()
    for (const x of stated(rows))
      for (const y of stated(rows)) {
        if (!(x.account < y.account && near(x, y))) continue
        const key = `${x.account} ${y.account} ${x.object}`
        closest.set(key, Math.min(closest.get(key) ?? Number.POSITIVE_INFINITY, Math.abs(x.at - y.at)))
      }
    expect(found.sort(), seed).toEqual([...closest].map(([key, gap]) => `${key} ${gap}`).sort())
    shown += found.length
  }
  expect(shown).toBeGreaterThan(1000)
})
