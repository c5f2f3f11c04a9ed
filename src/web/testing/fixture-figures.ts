import type { Row } from '../../model/index.ts'
import { randomFrom } from './random.ts'

export const HOUR = 3_600_000
export const FIRST = Date.UTC(2017, 4, 5, 18, 49)
export const FROM = Date.UTC(2017, 4, 5, 11, 17, 39)
export const TO = Date.UTC(2017, 4, 7, 18, 0)

export const LANG_SERIES: [string | null, number, number][] = [
  ['en', 0.46, 0],
  ['fr', 0.31, 1.6],
  ['es', 0.09, 2.1],
  ['de', 0.05, 3],
  ['ru', 0.03, 2.4],
  ['other', 0.03, 2],
  [null, 0.03, 0],
]
const random = randomFrom(3)

/** A rise in half an hour, a decay of five hours, a second evening, and little at night. */
export function tide(at: number, lag: number): number {
  const t = (at - FIRST) / HOUR - lag
  if (t < 0) return 0
  const night = 0.3 + 0.7 * Math.max(0, Math.cos((((at / HOUR + 2 - 20) % 24) / 24) * 2 * Math.PI)) ** 0.7
  return (
    (1 - Math.exp(-t / 0.7)) * (Math.exp(-t / 5) + 0.22 * Math.exp(-(((t - 23) / 5) ** 2)) + 0.05) * night
  )
}

export function volumeFigures(): Record<string, Row[]> {
  const bins: Row[] = []
  for (let at = Date.UTC(2017, 4, 5, 11, 0); at < TO; at += 300_000) {
    for (const [series, share, lag] of LANG_SERIES) {
      const posts = Math.round(2400 * share * tide(at, lag) * (0.8 + random() * 0.4))
      if (posts > 0) bins.push({ at, bin_s: 300, by: 'lang', series, posts })
    }
    for (const [series, share, lag] of [
      ['x', 0.93, 0],
      ['facebook', 0.05, 1.2],
      ['web', 0.012, 0.8],
    ] as const) {
      const posts = Math.round(2400 * share * tide(at, lag) * (0.8 + random() * 0.4))
      if (posts > 0) bins.push({ at, bin_s: 300, by: 'platform', series, posts })
    }
    if (random() < 0.3)
      bins.push({ at, bin_s: 300, by: 'platform', series: '4chan', posts: 1 + Math.floor(random() * 6) })
  }
  const reach: Row[] = [
    [1, 0],
    [10, 41],
    [100, 330],
    [1000, 1710],
    [10_000, 5520],
    [47_000, 12_600],
    [100_000, 27_900],
    [150_000, 46_800],
    [212_000, 165_000],
  ].map(([posts = 0, after = 0]) => ({ posts, at: FIRST + after * 1000, after_s: after }))
  return {
    bins,
    bursts: [
      { from: FIRST + 40 * 60_000, to: FIRST + 4.2 * HOUR, posts: 52_140, weight: 210.4 },
      { from: FIRST + 21 * HOUR, to: FIRST + 24 * HOUR, posts: 14_020, weight: 31.2 },
    ],
    within: [
      { window_s: 60, posts: 15 },
      { window_s: 300, posts: 87 },
      { window_s: 12_600, posts: 47_012 },
      { window_s: 46_800, posts: 150_204 },
    ],
    reach,
    windows: [
      {
        name: 'Election silence',
        from: Date.UTC(2017, 4, 5, 22),
        to: Date.UTC(2017, 4, 7, 18),
        posts: 124_880,
        share: 0.589,
      },
    ],
    peers: [
      ...Array.from({ length: 24 }, (_, i) => ({
        object: `#ordinaire${i}`,
        posts: 900,
        accounts: 700,
        posts_per_account: 1.1 + random() * 1.2,
        busiest_hour_share: 0.04 + random() * 0.12,
        half_span_s: 20_000 + random() * 60_000,
        ctm: 4 + random() * 11,
        about: false,
      })),
      {
        object: '#MacronLeaks',
        posts: 212_000,
        accounts: 41_233,
        posts_per_account: 5.1,
        busiest_hour_share: 0.21,
        half_span_s: 14_000,
        ctm: 33.4,
        about: true,
      },
    ],
  }
}

export function velocityFigures(): Record<string, Row[]> {
  const posts: Row[] = Array.from({ length: 900 }, (_, i) => {
    const followers = Math.round(10 ** (1 + random() * 5))
    const usual = followers ** 0.42 / 9
    const v300 = Math.floor(usual * random() ** 2 * 4)
    return {
      followers,
      v60: Math.floor(v300 / 4),
      v300,
      z: v300 > usual * 3.6 ? 3.9 : 1,
      post_id: `8606${i}`,
      handle: `acc_${i}`,
      at: FIRST + random() * 40 * HOUR,
      place: v300 > usual * 3.6 ? 'unusual' : 'other',
    }
  })
  posts.push({
    followers: 104_220,
    v60: 15,
    v300: 87,
    z: 7.2,
    post_id: '860577607670276096',
    handle: 'patriot_dispatch',
    at: FIRST,
    place: 'first',
  })
  const baseline: Row[] = Array.from({ length: 10 }, (_, i) => {
    const [from, to] = [10 ** (1 + i * 0.5), 10 ** (1.5 + i * 0.5)]
    const usual = Math.sqrt(from * to) ** 0.42 / 9
    return {
      decile: i + 1,
      followers_from: Math.round(from),
      followers_to: Math.round(to),
      n: 90,
      median: Math.round(usual * 10) / 10,
      upper: Math.round(usual * 36) / 10,
    }
  })
  const curve: Row[] = [{ after_s: 0, reposts: 0 }]
  for (let i = 1, after = 2; after < 1800; i++) {
    curve.push({ after_s: after, reposts: i })
    after += i < 15 ? 4 : i < 87 ? 3.34 : 4 + (i - 87) * 0.08
  }
  return { posts, baseline, curve }
}

export function amplifierFigures(): Record<string, Row[]> {
  const names = [
    'sourcewell_org',
    'patriot_dispatch',
    'gallic_rooster9',
    'midnight_owl_77',
    'lys_blanc',
    'deep_harbour',
    'vox_minuit',
    'el_faro_libre',
    'nordlicht_info',
    '=SUM(A1:A9)',
    'a_very_long_handle_that_goes_on_and_on_and_on',
    'kremlin_gull',
  ]
  const accounts: Row[] = Array.from({ length: 50 }, (_, i) => ({
    platform: i % 9 === 8 ? 'facebook' : 'x',
    account_id: `90${i}`,
    handle: i === 20 ? null : (names[i] ?? `account_${i}`),
    posts: Math.round(15 + random() * 90 + (i === 3 ? 460 : 0)),
    reposts_made: Math.round(random() * 300),
    reposts_received: Math.round(21_400 / (i + 1) ** 0.9),
    followers: i % 7 === 6 ? null : Math.round(4_600_000 / (i + 1) ** 1.6),
    deliveries_bound: i % 7 === 6 ? null : Math.round((4_600_000 / (i + 1) ** 1.6) * 15),
    h_index: Math.round(40 / (i + 1) ** 0.4),
    peak_12h: i === 3 ? 486 : Math.round(20 + random() * 120),
  }))
  const lorenz: Row[] = Array.from({ length: 101 }, (_, i) => ({
    accounts_share: i / 100,
    posts_share: (i / 100) ** 0.28,
  }))
  return { accounts, lorenz, ctm: [{ posts: 212_000, accounts: 41_233, r: 78, f: 20.5, u: 5.1, ctm: 33.4 }] }
}
