import { OBSERVED } from './clock.ts'
import { inventedNoun, inventedWord, inventHandle } from './names.ts'
import type { Language } from './phrases/index.ts'
import type { Account } from './post.ts'
import type { Random } from './random.ts'

const DAY = 86_400_000
const YEAR = 365.25 * DAY

/** Share of posts by client among ordinary accounts of 2017. */
const CLIENTS = {
  'Twitter for iPhone': 38,
  'Twitter for Android': 29,
  'Twitter Web Client': 20,
  'Twitter for iPad': 6,
  TweetDeck: 3,
  'Twitter Lite': 2,
  'Mobile Web (M2)': 1,
  Hootsuite: 1,
}

const PLACES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'USA',
    'Texas',
    'Florida',
    'Ohio',
    'California',
    'New York',
    'Chicago',
    'London',
    'Arizona',
    'Georgia',
  ],
  fr: ['France', 'Paris', 'Lyon', 'Marseille', 'Bretagne', 'Nice', 'Toulouse', 'Québec', 'Lille'],
  es: ['España', 'Madrid', 'México', 'Sevilla', 'Buenos Aires'],
  de: ['Deutschland', 'Berlin', 'München', 'Wien'],
  it: ['Italia', 'Roma', 'Milano', 'Torino'],
  ru: ['Россия', 'Москва', 'Казань'],
  nl: ['Nederland', 'Utrecht', 'Gent'],
  pl: ['Polska', 'Kraków', 'Gdańsk'],
}

const PASTIMES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'coffee',
    'maps',
    'fishing',
    'old cars',
    'news',
    'gardening',
    'baseball',
    'jazz',
    'dogs',
    'history',
    'running',
  ],
  fr: ['café', 'cartes', 'randonnée', 'actualité', 'jardin', 'rugby', 'cinéma', 'chats', 'histoire', 'vélo'],
  es: ['café', 'fútbol', 'noticias', 'historia', 'cine', 'perros'],
  de: ['Kaffee', 'Fußball', 'Nachrichten', 'Garten', 'Geschichte', 'Hunde'],
  it: ['caffè', 'calcio', 'notizie', 'cinema', 'storia', 'gatti'],
  ru: ['кофе', 'новости', 'история', 'кино', 'футбол'],
  nl: ['koffie', 'fietsen', 'nieuws', 'tuin', 'honden'],
  pl: ['kawa', 'wiadomości', 'góry', 'historia', 'koty'],
}

/**
 * Ids were counted upwards until the end of 2015 (some 4.6 billion of them) and are snowflakes since:
 * an account's id fits its age.
 */
function accountId(createdAt: number, index: number, random: Random): string {
  const snowflakes = Date.UTC(2015, 11, 1)
  if (createdAt >= snowflakes) {
    return ((BigInt(Math.floor(createdAt) - 1_288_834_974_657) << 22n) | BigInt(index)).toString()
  }
  const share = Math.max(0, (createdAt - Date.UTC(2007, 0, 1)) / (snowflakes - Date.UTC(2007, 0, 1)))
  return String(Math.floor(4.6e9 * share ** 1.8) + random.int(1_000, 999_999))
}

export interface Profiles {
  ordinary: (index: number, language: Language, day: Pick<Account, 'offset' | 'bed' | 'sleep'>) => Account
  cast: (index: number, wanted: Wanted) => Account
}

/** What is settled of an account; the rest is drawn. `digits` end its handle. */
export type Wanted = Partial<Account> & Pick<Account, 'language' | 'role'> & { digits?: number }

export function createProfiles(random: Random): Profiles {
  const handles = new Set<string>()
  const ids = new Set<string>()
  const cast: Profiles['cast'] = (index, { digits: wantedDigits, ...wanted }) => {
    const { language } = wanted
    const createdAt =
      wanted.createdAt ??
      OBSERVED -
        8 * DAY -
        Math.min(
          10 * YEAR,
          random.chance(0.06) ? random.exponential(60 * DAY) : 0.2 * YEAR + 9 * YEAR * random.next() ** 0.8,
        )
    const followers = wanted.followers ?? Math.floor(Math.min(90_000, random.lognormal(260, 1.7)))
    const days = (OBSERVED - createdAt) / DAY
    let id = accountId(createdAt, index, random)
    while (ids.has(id)) id = (BigInt(id) + 1n).toString()
    ids.add(id)
    if (wanted.handle) handles.add(wanted.handle.toLowerCase())
    const digits = wantedDigits ?? (random.chance(0.3) ? random.pick([1, 2, 2, 2, 3, 4, 4, 8]) : 0)
    const handle = wanted.handle ?? inventHandle(random, handles, digits)
    return {
      index,
      id,
      handle,
      name: random.chance(0.6)
        ? handle.replace(/[_\d]+/g, '')
        : `${inventedWord(random)} ${inventedNoun(random)}`,
      description: random.chance(0.4) ? '' : random.pick(PASTIMES[language]),
      location: random.chance(0.5) ? '' : random.pick(PLACES[language]),
      createdAt,
      followers,
      following: Math.floor(Math.min(5_000 + followers * 0.2, random.lognormal(380, 1.1))),
      statuses: Math.max(12, Math.floor(days * random.lognormal(2.2, 1.5))),
      listed: Math.floor(followers / random.between(30, 200)),
      verified: false,
      defaultImage: random.chance(0.05),
      client: random.weighted(CLIENTS),
      offset: 0,
      bed: 23.5,
      sleep: 7.5,
      made: 0,
      ...wanted,
    }
  }
  return { cast, ordinary: (index, language, day) => cast(index, { language, role: 'ordinary', ...day }) }
}
