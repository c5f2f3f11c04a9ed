import type { Row } from '../../model/index.ts'
import { FIRST, FROM, HOUR, LANG_SERIES, TO, tide } from './fixture-figures.ts'

export function crossingFigures(): Record<string, Row[]> {
  const share: Row[] = []
  for (let at = FIRST; at < TO; at += HOUR) {
    const values = LANG_SERIES.map(([series, part, lag]) => ({
      series,
      posts: Math.round(2e4 * part * tide(at + 60_000, lag)),
    }))
    const sum = values.reduce((total, { posts }) => total + posts, 0)
    for (const { series, posts } of values)
      share.push({ at, by: 'lang', series, posts, share: sum ? posts / sum : 0 })
  }
  const first = (
    by: string,
    series: string | null,
    minutes: number,
    tenth: number,
    posts: number,
    handle: string | null,
  ): Row => ({
    by,
    series,
    at: FIRST + minutes * 60_000,
    handle,
    post_id: `f${minutes}`,
    q10_at: FIRST + tenth * 60_000,
    posts,
  })
  return {
    share,
    firsts: [
      first('lang', 'en', 0, 52, 97_520, 'patriot_dispatch'),
      first('lang', 'fr', 13, 148, 65_720, 'lys_blanc'),
      first('lang', 'es', 61, 190, 19_080, 'el_faro_libre'),
      first('lang', 'ru', 77, 214, 6_360, null),
      first('lang', 'de', 96, 260, 10_600, 'nordlicht_info'),
      first('platform', '4chan', -300, 20, 412, null),
      first('platform', 'x', 0, 60, 198_000, 'patriot_dispatch'),
    ],
    lags: [
      { by: 'lang', from: 'en', to: 'fr', lag_s: 5760, p: 0.001 },
      { by: 'lang', from: 'en', to: 'es', lag_s: 8280, p: 0.004 },
      { by: 'lang', from: 'fr', to: 'ru', lag_s: 3960, p: 0.21 },
    ],
    bridges: [
      ['en', 'fr', 9120, 3410],
      ['fr', 'en', 1240, 820],
      ['en', 'es', 2210, 1300],
      ['en', 'de', 1420, 730],
      ['en', 'ru', 390, 181],
      ['ru', 'en', 96, 60],
      ['fr', 'es', 120, 90],
      ['de', 'en', 80, 66],
    ].map(([from, to, posts, accounts]) => ({
      by: 'lang',
      from: from ?? null,
      to: to ?? null,
      posts: posts ?? 0,
      accounts: accounts ?? 0,
    })),
  }
}

export function coverageFigures(): Record<string, Row[]> {
  return {
    platforms: [
      {
        platform: '4chan',
        posts: 412,
        accounts: 388,
        from: FROM,
        to: TO - 9 * HOUR,
        resolution_ms: 1000,
        parents_share: 0,
        followers_share: 0,
        lang_share: 1,
      },
      {
        platform: 'x',
        posts: 198_214,
        accounts: 38_911,
        from: FIRST - 20 * 60_000,
        to: TO,
        resolution_ms: 1000,
        parents_share: 0.98,
        followers_share: 0.93,
        lang_share: 0.97,
      },
      {
        platform: 'web',
        posts: 2_160,
        accounts: 240,
        from: FIRST + HOUR,
        to: TO - HOUR,
        resolution_ms: 60_000,
        parents_share: 0,
        followers_share: 0,
        lang_share: 1,
      },
      {
        platform: 'facebook',
        posts: 11_214,
        accounts: 1694,
        from: FIRST + 1.2 * HOUR,
        to: TO,
        resolution_ms: 60_000,
        parents_share: 0.1,
        followers_share: 1,
        lang_share: 0.8,
      },
    ],
    gaps: [
      { platform: 'facebook', from: FIRST + 8 * HOUR, to: FIRST + 12 * HOUR },
      { platform: 'x', from: FIRST + 30 * HOUR, to: FIRST + 31 * HOUR },
    ],
    answers: [
      {
        analysis: 'origin',
        answerable: true,
        why_en: 'Times are known to the second on X.',
        why_fr: 'Les heures sont connues à la seconde sur X.',
      },
      {
        analysis: 'velocity',
        answerable: true,
        why_en: '93% of posts on X state followers.',
        why_fr: '93 % des messages sur X disent les abonnés.',
      },
      {
        analysis: 'cascades',
        answerable: false,
        why_en: 'No platform states true parents.',
        why_fr: 'Aucune plateforme ne dit les vrais parents.',
      },
    ],
  }
}

export function originFigures(): Record<string, Row[]> {
  const first = (
    object: string,
    platform: string,
    at: number,
    handle: string | null,
    follows: boolean,
  ): Row => ({
    object,
    platform,
    at,
    handle,
    post_id: `${platform}1`,
    kind: 'post',
    lag_s: (at - FROM) / 1000,
    follows,
  })
  return {
    firsts: [
      first('#MacronLeaks', '4chan', FROM, null, true),
      first('#MacronLeaks', 'x', FIRST, 'patriot_dispatch', true),
      first('#MacronLeaks', 'web', FIRST + 63 * 60_000, 'goldenherald.example', true),
      first('#MacronLeaks', 'facebook', FIRST + 72 * 60_000, 'Les amis du coq', false),
      first('https://archive.example/em-leaks', 'x', FIRST + 5000, 'patriot_dispatch', true),
    ],
    first_posts: Array.from({ length: 20 }, (_, i) => ({
      object: '#MacronLeaks',
      platform: 'x',
      place: i + 1,
      at: FIRST + i * i * 4000,
      handle: i ? `account_${i}` : 'patriot_dispatch',
      followers: i === 4 ? null : 104_220 - i * 4000,
      lang: i % 4 ? 'en' : 'fr',
      kind: 'post',
      text:
        i === 3
          ? '=HYPERLINK("http://evil","click")'
          : 'Massive document dump. Everyone should see this #MacronLeaks',
      post_id: `f${i}`,
    })),
  }
}
