import type { NetworkData } from '../../model/index.ts'
import type { NetworkScene } from './scene.ts'

export interface GroupLabel {
  /** Index into the groups. */
  group: number
  x: number
  y: number
  /** With the word and the number of accounts, or the group's number alone where there is no room for more. */
  whole: boolean
}

const LINE = 17
const LETTER = 7.6
const FIGURE = 8.5

/**
 * Where each group's name stands: above its disc, within the picture, and none on another; those that are claims first.
 *
 * @param lengthOf letters of a group's whole name.
 */
export function groupLabels(
  { clusters, groups }: NetworkData,
  { discs, width }: NetworkScene,
  lengthOf: (group: number) => number,
): GroupLabel[] {
  const taken: { x0: number; x1: number; y: number }[] = []
  return clusters.flatMap(({ group }, n): GroupLabel[] => {
    const disc = discs[n]
    if (group === null || !disc || !groups[group]) return []
    const y = disc.y - disc.r - 6
    const place = (length: number, at = y) => {
      const x = Math.min(width - length / 2 - 2, Math.max(length / 2 + 2, disc.x))
      return { x, y: at, x0: x - length / 2 - 3, x1: x + length / 2 + 3 }
    }
    const full = place(lengthOf(group) * LETTER)
    const free = taken.every(
      ({ x0, x1, y: other }) => Math.abs(other - full.y) >= LINE || x0 > full.x1 || x1 < full.x0,
    )
    const own = free ? full : place(FIGURE * 2, disc.y - disc.r + 15) // a number alone stands within its disc
    taken.push(own)
    return [{ group, x: own.x, y: own.y, whole: free }]
  })
}
