import type { NetworkData } from '../../model/index.ts'
import { boxOf, type Disc, pack } from './pack.ts'

export interface Dot {
  x: number
  y: number
  r: number
}

/** The network at one width: where everything stands, in pixels. */
export interface NetworkScene {
  width: number
  height: number
  /** By account. */
  dots: Dot[]
  /** By cluster. */
  discs: Disc[]
}

/** Room for one account, in pixels across, before the whole is fitted to the width. */
const ROOM = 30
/** Above a group stands its name. */
const NAME = 30
const PAD = 10

/** Upright on a phone, a band elsewhere: drawn anew for each width, never scaled as a picture. */
export function networkScene({ clusters, accounts }: NetworkData, width: number): NetworkScene {
  const narrow = width < 560
  const most = Math.max(1, ...accounts.map(({ posts }) => posts))
  const radii = clusters.map(({ group, members }) => {
    const own = (ROOM / 2) * Math.sqrt(members.length) * 1.45 + 8
    return group === null ? own * 0.6 : Math.max(own, narrow ? 44 : 52)
  })
  const discs = pack(
    radii.map(r => r + NAME / 2),
    narrow ? 0.85 : 2.1,
    6,
  )
  const box = boxOf(discs)
  const scale = Math.min(narrow ? 1.25 : 1.6, (width - 2 * PAD) / box.width)
  const dx = (width - box.width * scale) / 2
  const placed = discs.map(
    ({ x, y }, n): Disc => ({
      x: dx + (x - box.left) * scale,
      y: PAD + (y - box.top) * scale + NAME / 2,
      r: (radii[n] ?? 0) * scale,
    }),
  )
  const dots: Dot[] = accounts.map(() => ({ x: 0, y: 0, r: 0 }))
  for (const [n, { members, group }] of clusters.entries()) {
    const disc = placed[n]
    if (!disc) continue
    for (const member of members) {
      const account = accounts[member]
      if (!account) continue
      const r = Math.max(
        2.4,
        (group === null ? 3 : 3.4 + 3.2 * Math.sqrt(account.posts / most)) * Math.min(1, scale),
      )
      const reach = Math.max(4, disc.r - r - 6)
      dots[member] = { x: disc.x + account.x * reach, y: disc.y + account.y * reach, r }
    }
  }
  return { width, height: Math.ceil(box.height * scale + 2 * PAD + NAME / 2), dots, discs: placed }
}
