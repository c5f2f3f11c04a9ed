import { OBSERVED } from './clock.ts'
import type { Population } from './population.ts'
import type { Account, Grade } from './post.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** How each grade behaves. One scale from crude to careful: the same conduct, more or less hidden. */
export interface Manner {
  /** Share of orders that a member lets pass. */
  skips: number
  /** Seconds from the order to the act. */
  delay: (random: Random) => number
  /** Share of the night's acts that a member drops to seem asleep. */
  sleeps: number
  /** Days since the account was made. */
  age: (random: Random) => number
  /** Share of members with a default picture, and with many digits at the end of the handle. */
  bareness: number
  /** Share of members that use the group's one client. */
  sameClient: number
  /** Share of pasted texts that are left exactly as given. */
  exact: number
  /** Things that a member does of its own accord, as cover. */
  cover: number
}

export const MANNERS: Readonly<Record<Grade, Manner>> = {
  crude: {
    skips: 0.03,
    sleeps: 0,
    bareness: 0.7,
    sameClient: 0.95,
    exact: 0.7,
    cover: 6,
    delay: random => random.exponential(7),
    age: random => random.between(4, 70),
  },
  moderate: {
    skips: 0.12,
    sleeps: 0.7,
    bareness: 0.3,
    sameClient: 0.6,
    exact: 0.35,
    cover: 12,
    delay: random => random.exponential(30),
    age: random => random.between(30, 500),
  },
  careful: {
    skips: 0.3,
    sleeps: 0.97,
    bareness: 0.08,
    sameClient: 0.15,
    exact: 0.08,
    cover: 16,
    delay: random => random.lognormal(150, 0.8),
    age: random => random.between(500, 2_600),
  },
}

export interface Group {
  name: string
  grade: Grade
  language: 'en' | 'fr'
  members: Account[]
  /** The account whose posts it pushes most. */
  source: Account
  orders: number
}

const PLANTED: readonly (readonly [Grade, 'en' | 'fr', members: number, orders: number, client: string])[] = [
  ['crude', 'en', 42, 70, 'Postpilot'],
  ['crude', 'fr', 24, 60, 'Cadence Pro'],
  ['crude', 'en', 8, 90, 'IFTTT'],
  ['moderate', 'en', 30, 42, 'TweetDeck'],
  ['moderate', 'fr', 18, 36, 'Hootsuite'],
  ['moderate', 'fr', 6, 50, 'Buffer'],
  ['careful', 'en', 22, 30, 'Twitter for Android'],
  ['careful', 'fr', 14, 34, 'Twitter for iPhone'],
  ['careful', 'fr', 5, 40, 'Twitter Web Client'],
]
const DAY = 86_400_000

export function drawGroups(population: Population, targets: Targets, random: Random): Group[] {
  return PLANTED.map(([grade, language, size, orders, client], i) => {
    const name = `pushed-${i + 1}`
    const manner = MANNERS[grade]
    const offset = language === 'en' ? -5 : 2
    const account = (role: 'pushed' | 'pushed source') => {
      const bare = random.chance(manner.bareness)
      return population.enlist({
        language,
        role,
        group: name,
        grade,
        offset,
        bed: random.normal(23.5, 1),
        sleep: grade === 'crude' ? 0 : random.normal(7.2, 0.7),
        createdAt: OBSERVED - manner.age(random) * DAY,
        defaultImage: bare && random.chance(0.8),
        ...(bare ? { digits: 8 } : {}),
        ...(random.chance(manner.sameClient) ? { client } : {}),
        followers:
          role === 'pushed source'
            ? random.int(9_000, 30_000)
            : Math.floor(random.lognormal(grade === 'crude' ? 45 : 180, 1.1)),
      })
    }
    return {
      name,
      grade,
      language,
      source: account('pushed source'),
      members: Array.from({ length: Math.max(5, Math.round(size * targets.groupScale)) }, () =>
        account('pushed'),
      ),
      orders: Math.max(4, Math.round(orders * targets.groupScale)),
    }
  })
}
