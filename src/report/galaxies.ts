/** Sources of reposts with a circle of their own; the accounts of smaller ones share their language's. */
const MOST_SUNS = 240
const LEAST_REPOSTERS = 6
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Width over height: the map is a wide band, as is the screen it stands on. */
const BAND = 1.7
/** Angles tried around each circle when the next one is set beside it. */
const ANGLES = 36

type Point = [x: number, y: number]

interface Circle {
  x: number
  y: number
  r: number
}

interface Galaxy extends Circle {
  sun: string | null
  lang: string | null
  /** In order of first appearance. */
  members: string[]
}

export interface Spread {
  /** Accounts in order of first appearance. */
  order: readonly string[]
  /** The account whose post each account passed on first. */
  sunOf: ReadonlyMap<string, string>
  /** Reposts received by each account. */
  received: ReadonlyMap<string, number>
  languageOf: (account: string) => string | null
}

/**
 * Where each account stands: around the much-reposted account that it passed on first, the earliest nearest; suns of
 * one language together; the languages side by side in a wide band, with sky between them.
 */
export function placeAccounts(spread: Spread): Point[] {
  const galaxies = gathered(spread)
  settle(galaxies)
  const at = new Map<string, Point>()
  for (const { sun, members, x, y, r } of galaxies) {
    if (sun) at.set(sun, [x, y])
    // denser towards the sun than an even disc (which would be the power 0.5), so that a crowd has a core and a rim
    const power = members.length > 200 ? 0.66 : 0.55
    for (const [rank, member] of members.entries()) {
      const distance = r * 0.94 * ((rank + 1.5) / (members.length + 1.5)) ** power
      at.set(member, [
        x + distance * Math.cos(rank * GOLDEN_ANGLE),
        y + distance * Math.sin(rank * GOLDEN_ANGLE),
      ])
    }
  }
  return spread.order.map(account => at.get(account) ?? [0, 0])
}

/** Suns with enough reposters have a circle; all other accounts share one circle a language. */
function gathered({ order, sunOf, received, languageOf }: Spread): Galaxy[] {
  const suns = new Set(
    [...received]
      .filter(([, n]) => n >= LEAST_REPOSTERS)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_SUNS)
      .map(([account]) => account),
  )
  const galaxies = new Map<string, Galaxy>()
  const galaxy = (key: string, sun: string | null, lang: string | null) => {
    const found = galaxies.get(key) ?? { sun, lang, members: [], x: 0, y: 0, r: 0 }
    galaxies.set(key, found)
    return found
  }
  for (const account of order) {
    if (suns.has(account)) {
      galaxy(`sun ${account}`, account, languageOf(account))
      continue
    }
    const sun = sunOf.get(account)
    const lang = languageOf(account)
    if (sun !== undefined && suns.has(sun)) galaxy(`sun ${sun}`, sun, languageOf(sun)).members.push(account)
    else galaxy(`others ${lang}`, null, lang).members.push(account)
  }
  for (const one of galaxies.values()) one.r = Math.sqrt(one.members.length + 4)
  return [...galaxies.values()].sort((a, b) => b.r - a.r)
}

/** Gives every galaxy its place. */
function settle(galaxies: readonly Galaxy[]): void {
  const areas = new Map<string | null, Galaxy[]>()
  for (const one of galaxies) areas.set(one.lang, [...(areas.get(one.lang) ?? []), one])
  const area = (circles: readonly Circle[]) => circles.reduce((sum, { r }) => sum + r * r, 0)
  const all = area(galaxies)
  const sky = Math.sqrt(all) * 0.075
  const settled: Circle[] = []
  for (const group of [...areas.values()].sort((a, b) => area(b) - area(a))) {
    // a language that fills half of the band's height is as wide as it is high; one that has it all is a band
    huddle(group, Math.min(BAND, Math.max(1, (BAND * area(group)) / all)))
    join(group, settled, sky)
    settled.push(...group)
  }
}

/** Circles set one by one, the largest first, each as near to the middle as those before it allow. */
function huddle(circles: readonly Circle[], aspect: number): void {
  const placed: Circle[] = []
  for (const circle of circles) {
    const free = beside(circle, placed).sort((a, b) => reach(a, aspect) - reach(b, aspect))
    const gap = Math.min(6, 0.35 + circle.r * 0.1)
    const [x, y] = free.find(([x, y]) => placed.every(other => apart(x, y, circle.r, other) >= gap)) ?? [0, 0]
    circle.x = x
    circle.y = y
    placed.push(circle)
  }
}

const reach = ([x, y]: Point, aspect: number) => Math.hypot(x / aspect, y)
const apart = (x: number, y: number, r: number, other: Circle) =>
  Math.hypot(x - other.x, y - other.y) - r - other.r

function beside(circle: Circle, placed: readonly Circle[]): Point[] {
  if (placed.length === 0) return [[0, 0]]
  return placed.flatMap(other =>
    Array.from({ length: ANGLES }, (_, i): Point => {
      const angle = (i + 0.5) * ((2 * Math.PI) / ANGLES)
      const distance = other.r + circle.r * 1.1 + 0.5
      return [other.x + distance * Math.cos(angle), other.y + distance * Math.sin(angle)]
    }),
  )
}

/** Moves a whole group to where, clear of what stands already, it makes the band grow least. */
function join(group: readonly Circle[], settled: readonly Circle[], sky: number): void {
  if (settled.length === 0) return
  const [middle, own] = [box(settled), box(group)]
  const far = middle.width + middle.height + own.width + own.height
  const step = Math.max(0.5, Math.min(own.width, own.height) / 12)
  let best = { cost: Number.POSITIVE_INFINITY, dx: 0, dy: 0 }
  for (let i = 0; i < 2 * ANGLES; i++) {
    const angle = (i * Math.PI) / ANGLES
    const [ax, ay] = [Math.cos(angle), Math.sin(angle)]
    for (let distance = 0; distance <= far; distance += step) {
      const dx = middle.x + ax * distance - own.x
      const dy = middle.y + ay * distance - own.y
      const clear = group.every(c => settled.every(other => apart(c.x + dx, c.y + dy, c.r, other) >= sky))
      if (!clear) continue
      const { width, height } = box([...settled, ...group.map(c => ({ ...c, x: c.x + dx, y: c.y + dy }))])
      const cost = Math.max(width / BAND, height) + width * 0.05 + distance * 0.02
      if (cost < best.cost) best = { cost, dx, dy }
      break
    }
  }
  for (const circle of group) {
    circle.x += best.dx
    circle.y += best.dy
  }
}

function box(circles: readonly Circle[]): { x: number; y: number; width: number; height: number } {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, -Infinity, Number.POSITIVE_INFINITY, -Infinity]
  for (const { x, y, r } of circles) {
    left = Math.min(left, x - r)
    right = Math.max(right, x + r)
    top = Math.min(top, y - r)
    bottom = Math.max(bottom, y + r)
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top }
}
