import { localHour } from './clock.ts'
import type { Language } from './phrases/index.ts'
import type { Account } from './post.ts'
import { createProfiles, type Wanted } from './profile.ts'
import { createRandom, type Random } from './random.ts'

/** How many people of each language could take part, at scale 1. Most never post. */
const SIZES: Readonly<Record<Language, number>> = {
  en: 60_000,
  fr: 46_000,
  es: 9_000,
  de: 7_000,
  it: 6_000,
  ru: 4_000,
  nl: 5_000,
  pl: 3_000,
}
/** Hours from UTC in May, and how common they are among those who write the language. */
const ZONES: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  en: { '-4': 46, '-5': 24, '-6': 6, '-7': 16, '1': 8 },
  fr: { '2': 88, '-4': 9, '4': 3 },
  es: { '2': 55, '-5': 25, '-3': 20 },
  de: { '2': 1 },
  it: { '2': 1 },
  ru: { '3': 85, '5': 15 },
  nl: { '2': 1 },
  pl: { '2': 1 },
}

interface Crowd {
  /** Running sums of how active each is: a heavy tail. */
  sums: Float64Array
  offset: Float32Array
  /** Local hour of going to bed, and hours of sleep. */
  bed: Float32Array
  sleep: Float32Array
  accounts: (Account | undefined)[]
}

export interface Population {
  /** Someone of that language who is awake and suits; after many tries someone who merely suits, or nobody. */
  someone: (language: Language, at: number, suits: (account: Account) => boolean) => Account | undefined
  /** Makes an account of the cast and lets it take part in ordinary life too. */
  enlist: (wanted: Wanted) => Account
  accounts: Account[]
}

type Day = Pick<Account, 'offset' | 'bed' | 'sleep'>

/** Whether someone who keeps such hours is up at that moment. */
export function isAwake(day: Day, at: number): boolean {
  return (localHour(at, day.offset) - day.bed + 48) % 24 > day.sleep
}

/** The first place whose running sum exceeds `value`. */
function place(sums: Float64Array, value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

function gather(language: Language, size: number, random: Random): Crowd {
  const crowd: Crowd = {
    sums: new Float64Array(size),
    offset: new Float32Array(size),
    bed: new Float32Array(size),
    sleep: new Float32Array(size),
    accounts: new Array<Account | undefined>(size),
  }
  let sum = 0
  for (let i = 0; i < size; i++) {
    sum += random.powerLaw(1, 1.15, 250)
    crowd.sums[i] = sum
    crowd.offset[i] = Number(random.weighted(ZONES[language]))
    crowd.bed[i] = random.normal(23.6, 1.4)
    crowd.sleep[i] = Math.max(4.5, random.normal(7.4, 0.9))
  }
  return crowd
}

/** Profiles are made when an account first acts, so that the silent majority costs nothing. */
export function createPopulation(seed: number, scale: number): Population {
  const random = createRandom(`${seed}/population`)
  const profiles = createProfiles(createRandom(`${seed}/profiles`))
  const crowds = new Map<Language, Crowd>()
  const accounts: Account[] = []

  const crowdOf = (language: Language): Crowd => {
    const known = crowds.get(language)
    if (known) return known
    const crowd = gather(
      language,
      Math.max(80, Math.round(SIZES[language] * scale)),
      createRandom(`${seed}/crowd/${language}`),
    )
    crowds.set(language, crowd)
    return crowd
  }
  const admit = (account: Account): Account => {
    accounts.push(account)
    return account
  }
  const dayOf = (crowd: Crowd, i: number): Day => ({
    offset: crowd.offset[i] ?? 0,
    bed: crowd.bed[i] ?? 0,
    sleep: crowd.sleep[i] ?? 0,
  })

  return {
    accounts,
    enlist: wanted => admit(profiles.cast(accounts.length, wanted)),
    someone: (language, at, suits) => {
      const crowd = crowdOf(language)
      const most = crowd.sums[crowd.sums.length - 1] ?? 0
      for (let attempt = 0; attempt < 80; attempt++) {
        const i = place(crowd.sums, random.next() * most)
        if (attempt < 60 && !isAwake(dayOf(crowd, i), at)) continue
        const account =
          crowd.accounts[i] ?? admit(profiles.ordinary(accounts.length, language, dayOf(crowd, i)))
        crowd.accounts[i] = account
        if (suits(account)) return account
      }
      return undefined
    },
  }
}
