import { randomStream } from '../src/kernels/random.ts'
import type { Act } from './organic.ts'

export interface Feed {
  acts: readonly Act[]
  accounts: number
  objects: number
}

/** A group that acts together: on each object every member but the skipping ones, within `gap` ms of the first. */
export interface Planted {
  members: number
  objects: number
  gap: number
}

/** Share of the group's actions that members leave out, and ordinary actions that each has besides. */
const SKIPS = 0.3
const COVER = 10
/** Only what so many others acted on is chosen, so that there is somebody to compare the group with. */
const OTHERS = 8

/**
 * The feed with groups of new accounts in it. Each acts on objects that others act on too, while these do; besides, its
 * members do ordinary things: what others did, up to half an hour later. Returns the members of each group.
 */
export function planted(
  feed: Feed,
  groups: readonly Planted[],
  seed: string,
): { feed: Feed; members: number[][] } {
  const random = randomStream(`planted/${seed}`)
  const below = (n: number) => Math.floor(random() * n)
  const times = new Map<number, number[]>()
  for (const [, object, at] of feed.acts) {
    const known = times.get(object)
    if (known) known.push(at)
    else times.set(object, [at])
  }
  const known = [...times].filter(([, list]) => list.length >= OTHERS)
  const acts = [...feed.acts]
  let accounts = feed.accounts
  const members = groups.map(group => {
    const first = accounts
    accounts += group.members
    const all = Array.from({ length: group.members }, (_, m) => first + m)
    for (const account of all)
      for (let i = 0; i < COVER; i++) {
        const [, object, at] = feed.acts[below(feed.acts.length)] as Act // a feed with something in it
        acts.push([account, object, at + 1000 * below(1800)])
      }
    const taken = new Set<number>()
    while (taken.size < group.objects) {
      const [object, list] = known[below(known.length)] as [number, number[]]
      if (taken.has(object)) continue
      taken.add(object)
      const start = list[below(list.length)] as number
      for (const account of all)
        if (random() >= SKIPS)
          acts.push([account, object, start + 1000 * Math.floor((random() * group.gap) / 1000)])
    }
    return all
  })
  return { feed: { acts, accounts, objects: feed.objects }, members }
}
