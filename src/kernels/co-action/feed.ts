import { type Actions, type Places, placesOf, someActions } from './actions.ts'

/** The concentration of objects at a moment is taken over the actions within so many ms before and after it … */
const AROUND_MS = 15 * 60_000
/** … and further away where these are fewer than so many. */
const FEWEST = 200

/** Actions as they came, or with objects swapped among posts, in the order of time. */
export interface Arranged {
  actions: Actions
  /** `order[starts[s] … starts[s + 1] − 1]` are the positions in `actions` of the objects of post s. */
  order: Uint32Array
  /** Those objects, in the same order. */
  acted: Uint32Array
  starts: Uint32Array
}

/** Actions as posts in the order of time: what one account did in one post stands together. */
export interface Feed extends Arranged {
  /** The account, the moment and the index of each post. */
  poster: Uint32Array
  time: Float64Array
  postAt: Uint32Array
  /** The posts of account a, in the order of time, are `postsOf.positions[postsOf.starts[a] … postsOf.starts[a + 1] − 1]`. */
  postsOf: Places
  /** Their moments, in the same order. */
  timesOf: Float64Array
  /** Where each object's actions begin in `actions`, with the end as the last entry. */
  objectStarts: Uint32Array
  /** The posts `from[s] … to[s] − 1` are those around post s: ±15 min of it, widened until 200 actions are among them. */
  around: { from: Uint32Array; to: Uint32Array }
}

export const feedOf = (actions: Actions): Feed => inOrder(actions, inOrderOfTime(actions))

/** The feed of those actions alone whose `keep` is 1, which are not put in order anew. */
export function someOf({ actions, order }: Feed, keep: Uint8Array): Feed {
  const places = new Uint32Array(keep.length)
  for (let i = 0, n = 0; i < keep.length; i++) if (keep[i] === 1) places[i] = n++
  const some = someActions(actions, keep)
  const left = new Uint32Array(some.at.length)
  let n = 0
  for (const i of order) if (keep[i] === 1) left[n++] = places[i] as number // inside, as all positions
  return inOrder(some, left)
}

/** `order` holds the positions of the actions by time; those of one moment by account and post. */
function inOrder(actions: Actions, order: Uint32Array): Feed {
  const { account, object, at, post } = actions
  const n = at.length
  // Indices are below n throughout.
  const begins = new Uint32Array(n + 1)
  const posters = new Uint32Array(n)
  const times = new Float64Array(n)
  const named = new Uint32Array(n)
  const acted = new Uint32Array(n)
  let posts = 0
  for (let k = 0, before = -1; k < n; k++) {
    const i = order[k] as number
    acted[k] = object[i] as number
    if (at[i] !== at[before] || account[i] !== account[before] || post[i] !== post[before]) {
      begins[posts] = k
      posters[posts] = account[i] as number
      named[posts] = post[i] as number
      times[posts++] = at[i] as number
    }
    before = i
  }
  begins[posts] = n
  const starts = begins.slice(0, posts + 1)
  const poster = posters.slice(0, posts)
  const time = times.slice(0, posts)
  const postsOf = placesOf(poster, actions.accounts)
  const timesOf = new Float64Array(posts)
  for (let k = 0; k < posts; k++) timesOf[k] = time[postsOf.positions[k] as number] as number
  const objectStarts = new Uint32Array(actions.objects + 1)
  for (const o of object) objectStarts[o + 1] = (objectStarts[o + 1] as number) + 1
  for (let o = 0; o < actions.objects; o++)
    objectStarts[o + 1] = (objectStarts[o + 1] as number) + (objectStarts[o] as number)
  return {
    actions,
    order,
    acted,
    starts,
    poster,
    time,
    postAt: named.slice(0, posts),
    postsOf,
    timesOf,
    objectStarts,
    around: aroundEach(time, starts),
  }
}

/** So many are sorted by insertion, which makes no array of them. */
const FEW = 12

function insertionSort(
  order: Uint32Array,
  from: number,
  to: number,
  before: (i: number, j: number) => number,
): void {
  for (let k = from + 1; k < to; k++) {
    const one = order[k] as number
    let place = k
    for (; place > from && before(order[place - 1] as number, one) > 0; place--)
      order[place] = order[place - 1] as number
    order[place] = one
  }
}

/** Positions by time; those of one moment by account and post. */
function inOrderOfTime({ account, at, post }: Actions): Uint32Array {
  const n = at.length
  const before = (i: number, j: number) =>
    (at[i] as number) - (at[j] as number) ||
    (account[i] as number) - (account[j] as number) ||
    (post[i] as number) - (post[j] as number) ||
    i - j
  const order = new Uint32Array(n).map((_, i) => i)
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const t of at) {
    if (t < first) first = t
    if (t > last) last = t
  }
  // Time and position in one exact number sort ten times as fast as by comparison; moments that several share follow.
  if (!((last - first + 1) * n < Number.MAX_SAFE_INTEGER)) return order.sort(before)
  const keys = new Float64Array(n)
  for (let i = 0; i < n; i++) keys[i] = ((at[i] as number) - first) * n + i
  keys.sort()
  for (let k = 0; k < n; k++) order[k] = (keys[k] as number) % n
  for (let from = 0, to = 0; from < n; from = to) {
    const t = at[order[from] as number]
    for (to = from + 1; to < n && at[order[to] as number] === t; ) to++
    if (to - from > FEW) order.subarray(from, to).sort(before)
    else insertionSort(order, from, to, before)
  }
  return order
}

/**
 * Both ends grow with the time of the post, since the nearest 200 do. The radius differs from that of the post before by
 * at most the time between the two, so that each begins where that one can have left off.
 */
function aroundEach(time: Float64Array, starts: Uint32Array): Feed['around'] {
  const posts = time.length
  const [from, to] = [new Uint32Array(posts), new Uint32Array(posts)]
  const count = () => (starts[high] as number) - (starts[low] as number)
  let [low, high] = [0, 0]
  let radius = AROUND_MS
  for (let s = 0; s < posts; s++) {
    const t = time[s] as number
    radius = Math.max(AROUND_MS, radius - (t - (time[s - 1] ?? t)))
    while ((time[low] as number) < t - radius) low++
    while (high < posts && (time[high] as number) <= t + radius) high++
    while (count() < FEWEST && (low > 0 || high < posts)) {
      radius = Math.min(
        t - (time[low - 1] ?? Number.NEGATIVE_INFINITY),
        (time[high] ?? Number.POSITIVE_INFINITY) - t,
      )
      while (low > 0 && t - (time[low - 1] as number) <= radius) low--
      while (high < posts && (time[high] as number) - t <= radius) high++
    }
    from[s] = low
    to[s] = high
  }
  return { from, to }
}

/**
 * The same moments of the same accounts, with other objects: post s acts on what post `whose[s]` acted on. The objects
 * of a post move together, since they were one choice. `whose` is a permutation of the posts.
 *
 * @param into columns that may be written over: those of an arrangement of the same feed
 */
export function arrange(feed: Feed, whose: Uint32Array, into = room(feed)): Arranged {
  const { starts: begins, acted: had, poster, time, postAt } = feed
  const { actions, order, acted, starts } = into
  // Every object keeps its number of actions, so that its place in the order by object stays; posts come in time's order.
  const next = feed.objectStarts.slice()
  let k = 0
  for (let s = 0; s < whose.length; s++) {
    // Posts, and places of actions, from here on.
    const [account, at, post] = [poster[s] as number, time[s] as number, postAt[s] as number]
    const bundle = whose[s] as number
    const end = begins[bundle + 1] as number
    for (let from = begins[bundle] as number; from < end; from++) {
      const o = had[from] as number
      const place = next[o] as number
      next[o] = place + 1
      actions.account[place] = account
      actions.at[place] = at
      actions.post[place] = post
      acted[k] = o
      order[k++] = place
    }
    starts[s + 1] = k
  }
  return into
}

/** Columns for an arrangement of the feed. */
function room({ actions, starts }: Feed): Arranged {
  const n = actions.at.length
  return {
    actions: { ...actions, account: new Uint32Array(n), at: new Float64Array(n), post: new Uint32Array(n) },
    order: new Uint32Array(n),
    acted: new Uint32Array(n),
    starts: new Uint32Array(starts.length),
  }
}

/**
 * λ of each post: Σₒ nₒ(nₒ − 1) / (n(n − 1)) over the n actions around it, the chance that two of them are on one object
 * (Simpson 1949). 0 where there are fewer than two.
 */
export function concentrations({ actions, acted, starts }: Arranged, around: Feed['around']): Float64Array {
  const posts = starts.length - 1
  const lambda = new Float64Array(posts)
  const count = new Uint32Array(actions.objects)
  let [low, high] = [0, 0]
  let same = 0 // ordered pairs of actions on one object
  for (let s = 0; s < posts; s++) {
    for (const end = starts[around.to[s] as number] as number; high < end; high++) {
      const o = acted[high] as number
      const had = count[o] as number
      same += 2 * had
      count[o] = had + 1
    }
    for (const begin = starts[around.from[s] as number] as number; low < begin; low++) {
      const o = acted[low] as number
      const left = (count[o] as number) - 1
      same -= 2 * left
      count[o] = left
    }
    const n = high - low
    lambda[s] = n > 1 ? same / (n * (n - 1)) : 0
  }
  return lambda
}
