import type { Random } from './random.ts'

/** How long a post glows, in ms, at the scales whose mixture stands in for a power law. */
const LIVES = [60e3, 300e3, 1.5e6, 7.5e6, 37.5e6] as const
/** Decay exponent θ of the memory of human reposting: 0.242 in SEISMIC (Zhao et al., KDD 2015). */
const THETA = 0.242

interface Layer {
  life: number
  /** Running sums of weight · e^(at/life), counted from `base` so that they stay within a double. */
  base: number
  sums: number[]
  times: number[]
  weights: number[]
  posts: number[]
}

/** Posts that people still pass on: each glows with its weight and fades by an Omori law. */
export interface Embers {
  add: (at: number, weight: number, post: number) => void
  /** The whole intensity at that moment. */
  heat: (now: number) => number
  /** One post, in proportion to its glow at that moment. */
  pick: (now: number, random: Random) => number | undefined
}

function push(layer: Layer, at: number, weight: number, post: number) {
  const before = layer.sums[layer.sums.length - 1] ?? 0
  layer.sums.push(before + weight * Math.exp((at - layer.base) / layer.life))
  layer.times.push(at)
  layer.weights.push(weight)
  layer.posts.push(post)
}

/** Moves the base of the sums to now, and forgets what went out twenty lives ago. */
function rebase(layer: Layer, now: number) {
  const { times, weights, posts } = layer
  Object.assign(layer, { base: now, sums: [], times: [], weights: [], posts: [] })
  posts.forEach((post, i) => {
    const at = times[i] ?? 0
    if (now - at < 20 * layer.life) push(layer, at, weights[i] ?? 0, post)
  })
}

function firstAbove(sums: readonly number[], value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * A power-law kernel as a sum of exponentials, each of which keeps its posts' relative weights for ever;
 * so one draw costs a binary search however many posts glow (as in Hardiman, Bercot & Bouchaud 2013).
 */
export function createEmbers(): Embers {
  const layers: Layer[] = LIVES.map(life => ({ life, base: 0, sums: [], times: [], weights: [], posts: [] }))
  const heatOf = (layer: Layer, now: number) =>
    (layer.sums[layer.sums.length - 1] ?? 0) *
    Math.exp((layer.base - now) / layer.life) *
    layer.life ** -(1 + THETA)
  const heat = (now: number) => layers.reduce((sum, layer) => sum + heatOf(layer, now), 0)
  return {
    heat,
    add: (at, weight, post) => {
      for (const layer of layers) {
        if (layer.sums.length === 0) layer.base = at
        else if (at - layer.base > 30 * layer.life) rebase(layer, at)
        push(layer, at, weight, post)
      }
    },
    pick: (now, random) => {
      let rest = random.next() * heat(now)
      for (const layer of layers) {
        const share = heatOf(layer, now)
        if (rest < share && layer.sums.length > 0) {
          const sum = layer.sums[layer.sums.length - 1] ?? 0
          return layer.posts[firstAbove(layer.sums, (rest / share) * sum)]
        }
        rest -= share
      }
      return undefined
    },
  }
}
