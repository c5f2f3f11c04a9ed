import { drawGroups, type Group } from './groups.ts'
import type { Language } from './phrases/index.ts'
import type { Population } from './population.ts'
import type { Account } from './post.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** Who plays a part that is not left to chance. All are invented. */
export interface Cast {
  firstPoster: Account
  publisher: Account
  vicePresident: Account
  heaviest: Account
  influencers: Account[]
  newsrooms: Account[]
  fans: { group: string; source: Account; members: Account[] }[]
  groups: Group[]
}

const INFLUENCERS: readonly (readonly [handle: string, language: Language, followers: number])[] = [
  ['HeartlandTicker', 'en', 348_000],
  ['DawnLedger', 'en', 212_000],
  ['OldGlory_Wire', 'en', 164_000],
  ['PlainsSignal', 'en', 121_000],
  ['NightOwlDesk_', 'en', 96_000],
  ['CivicSpyglass', 'en', 83_000],
  ['FluxLibre', 'fr', 142_000],
  ['VigieCitoyenne_', 'fr', 97_000],
  ['LeGrandVerso', 'fr', 74_000],
  ['CarnetDeBord_X', 'fr', 52_000],
  ['AtelierDesFaits', 'fr', 38_000],
  ['ElFaroAjeno', 'es', 41_000],
]
const NEWSROOMS: readonly (readonly [handle: string, language: Language, followers: number])[] = [
  ['TheBayDispatch', 'en', 610_000],
  ['NorthCourierX', 'en', 420_000],
  ['MeridianPostX', 'en', 300_000],
  ['HarborGazetteX', 'en', 150_000],
  ['TransitNews24', 'en', 88_000],
  ['QuorumDaily', 'en', 61_000],
  ['LeMatinDuSud', 'fr', 540_000],
  ['LaDepecheNeuve', 'fr', 380_000],
  ['CourrierDuCap', 'fr', 210_000],
  ['LInfoDesRives', 'fr', 120_000],
  ['RadioPlateau', 'fr', 90_000],
  ['GazetteDuPort', 'fr', 44_000],
]
const DAY = 86_400_000
const aged = Date.UTC(2010, 5, 1)

export function assemble(population: Population, targets: Targets, random: Random): Cast {
  const year = (from: number, to: number) => aged + random.int(from * 365, to * 365) * DAY
  const enlist = (
    handle: string,
    language: Language,
    role: Account['role'],
    followers: number,
    more: Partial<Account> = {},
  ) =>
    population.enlist({
      handle,
      language,
      role,
      followers,
      createdAt: year(0, 4),
      offset: language === 'en' ? -4 : 2,
      defaultImage: false,
      ...more,
    })
  const jitter = (followers: number) => Math.round(followers * random.between(0.97, 1.03))

  const firstPoster = enlist('RidgelineBrief', 'en', 'first poster', random.int(103_000, 118_000), {
    name: 'Ridgeline Brief',
    location: 'Washington, USA',
    description: 'breaking, fast, first',
    client: 'Twitter for iPhone',
    bed: 1,
  })
  const publisher = enlist('OpenVaultOrg', 'en', 'publisher', 4_600_000, {
    name: 'Open Vault',
    location: 'Everywhere',
    verified: true,
    description: 'We publish documents. You read them.',
    client: 'Twitter Web Client',
    bed: 2.5,
    sleep: 5,
  })
  const vicePresident = enlist('VP_CapCommun', 'fr', 'vice-president', random.int(58_000, 66_000), {
    name: 'Vice-présidence Cap Commun',
    description: 'Vice-président du parti (fictif) Cap Commun',
    location: 'France',
    verified: true,
  })
  const heaviest = enlist(`NorvelisBrand${random.int(10, 99)}`, 'en', 'heaviest', random.int(2_000, 6_000), {
    client: 'Twitter Web Client',
    sleep: 0,
    grade: 'crude',
    createdAt: year(5, 6),
  })
  const influencers = INFLUENCERS.map(([handle, language, followers]) =>
    enlist(handle, language, 'influencer', jitter(followers)),
  )
  const newsrooms = NEWSROOMS.map(([handle, language, followers]) =>
    enlist(handle, language, 'newsroom', jitter(followers), { verified: true, client: 'TweetDeck' }),
  )
  const fans = influencers
    .filter(source => source.handle === 'DawnLedger' || source.handle === 'VigieCitoyenne_')
    .map(source => {
      const group = `fans-${source.language}`
      const size = Math.max(5, Math.round((source.language === 'en' ? 30 : 20) * targets.groupScale))
      const members = Array.from({ length: size }, () =>
        population.enlist({
          language: source.language,
          role: 'fan',
          group,
          offset: source.offset,
          bed: random.normal(23.6, 1.2),
          sleep: random.normal(7.4, 0.8),
        }),
      )
      return { group, source, members }
    })
  return {
    firstPoster,
    publisher,
    vicePresident,
    heaviest,
    influencers,
    newsrooms,
    fans,
    groups: drawGroups(population, targets, random),
  }
}
