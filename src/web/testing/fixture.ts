import type { Finding, ReportData, ShownAnalysis, ShownPost, Text } from '../../model/index.ts'
import { amplifierFigures, FIRST, FROM, TO, velocityFigures, volumeFigures } from './fixture-figures.ts'
import { fixtureMap } from './fixture-map.ts'
import { coverageFigures, crossingFigures, originFigures } from './fixture-passage.ts'

/** A sentence whose [numbers] are doors. */
function finding(
  analysis: string,
  name: string,
  en: string,
  fr: string,
  story?: number,
  caveats: Text[] = [],
): Finding {
  const claim = { en: '', fr: '' }
  const doors: Finding['doors'] = { en: [], fr: [] }
  for (const [lang, marked] of [
    ['en', en],
    ['fr', fr],
  ] as const)
    for (const part of marked.split(/(\[[^\]]*\])/)) {
      const inside = part.startsWith('[') ? part.slice(1, -1) : null
      if (inside !== null) doors[lang].push([claim[lang].length, claim[lang].length + inside.length])
      claim[lang] += inside ?? part
    }
  return {
    id: `${analysis}.${name}-7f3a91c2`,
    analysis,
    claim,
    doors,
    numbers: {},
    about: {},
    evidence: [],
    coverage: {
      posts: 212_000,
      from: FROM,
      to: TO,
      note: {
        en: 'On X, capture began 20 minutes before first use.',
        fr: 'Sur X, la capture commence 20 minutes avant le premier emploi.',
      },
    },
    caveats,
    ...(story === undefined ? {} : { story }),
  }
}

const FINDINGS: Finding[] = [
  finding(
    'origin',
    'first',
    '#MacronLeaks was first used on X at [20:49] on 5 May 2017; within three and a half hours it stood in [47,012] posts.',
    '#MacronLeaks est apparu sur X à [20 h 49] le 5 mai 2017 ; en trois heures et demie, on le trouvait dans [47 012] messages.',
    0,
  ),
  finding(
    'origin',
    'chain',
    'Links to the documents stood on 4chan [7 h 31] before the tag’s first use on X, by @patriot_dispatch, an account with [104,220] followers.',
    'Les liens vers les documents étaient sur 4chan [7 h 31] avant le premier emploi du mot-dièse sur X, par @patriot_dispatch, un compte de [104 220] abonnés.',
    1,
    [
      {
        en: 'Facebook was captured from 22:01 on; whether it followed the web cannot be said.',
        fr: 'Facebook n’a été capté qu’à partir de 22 h 01 ; on ne peut dire s’il a suivi le web.',
      },
    ],
  ),
  finding(
    'velocity',
    'first',
    '[15] accounts reposted that first post within one minute, [87] within five: more than [97]% of original posts by accounts of that size.',
    '[15] comptes ont relayé ce premier message en une minute, [87] en cinq : plus que [97] % des messages originaux de comptes de cette taille.',
    2,
  ),
  finding(
    'volume',
    'silence',
    '[58.9]% of the posts fell inside the election silence, when French media and candidates could not answer.',
    '[58,9] % des messages tombent dans le silence électoral, quand médias et candidats français ne pouvaient répondre.',
    3,
  ),
  finding(
    'volume',
    'burst',
    'The strongest burst lasted [3 h 32], from 21:29 on, and holds [52,140] posts.',
    'La plus forte poussée a duré [3 h 32], à partir de 21 h 29, et compte [52 140] messages.',
    4,
  ),
  finding(
    'crossings',
    'lag',
    'It began in English; the first tenth of the French posts came [1 h 36] after the first tenth of the English ones.',
    'Tout a commencé en anglais ; le premier dixième des messages français est venu [1 h 36] après celui des anglais.',
    5,
  ),
  finding(
    'amplifiers',
    'largest',
    '@sourcewell_org, with [4.6] million followers, received [21,400] reposts for [15] posts, more than any other account.',
    '@sourcewell_org, [4,6] millions d’abonnés, a reçu [21 400] relais pour [15] messages, plus que tout autre compte.',
    6,
    [
      {
        en: 'Followers times posts bounds the deliveries from above; it is not how many people saw them.',
        fr: 'Abonnés fois messages borne les remises par le haut ; ce n’est pas le nombre de lecteurs.',
      },
    ],
  ),
  finding(
    'amplifiers',
    'busiest',
    'One account, @midnight_owl_77, posted [486] times within twelve hours.',
    'Un seul compte, @midnight_owl_77, a posté [486] fois en douze heures.',
    7,
  ),
  finding(
    'coverage',
    'whole',
    'The capture holds [212,000] posts on four platforms; two gaps are longer than [an hour].',
    'La capture compte [212 000] messages sur quatre plateformes ; deux trous dépassent [une heure].',
  ),
  finding(
    'crossings',
    'bridge',
    '[9,120] reposts carried English posts to accounts that write in French.',
    '[9 120] relais ont porté des messages anglais vers des comptes qui écrivent en français.',
  ),
]

const METHOD: Text = {
  en: 'A post passes another on when the platform says that it is its repost or quote. V(Δ) counts the reposts of a post in the closed interval from its own time to Δ later.\n\nThe baseline is the case’s own original posts, in ten groups by followers; "unusual" is a robust z above 3.5.\n\nSource: DeVerna et al. 2024.',
  fr: 'Un message en relaie un autre quand la plateforme le dit. V(Δ) compte les relais d’un message dans l’intervalle fermé qui va de son heure à Δ plus tard.\n\nLa référence est l’ensemble des messages originaux du relevé, en dix groupes selon les abonnés ; « inhabituel » veut dire un z robuste au-delà de 3,5.\n\nSource : DeVerna et al. 2024.',
}

const QUESTIONS: [string, string, string, Record<string, ShownAnalysis['figures'][string]>][] = [
  ['origin', 'Where did it begin?', 'Où cela a-t-il commencé ?', originFigures()],
  ['volume', 'How much, and when?', 'Combien, et quand ?', volumeFigures()],
  ['velocity', 'How fast was it passed on?', 'À quelle vitesse a-t-il été relayé ?', velocityFigures()],
  ['amplifiers', 'Who passed it on?', 'Qui l’a relayé ?', amplifierFigures()],
  [
    'crossings',
    'How did it cross languages and platforms?',
    'Comment a-t-il passé d’une langue à l’autre ?',
    crossingFigures(),
  ],
  [
    'coverage',
    'What was captured, and what was not?',
    'Qu’a-t-on capté, et que manque-t-il ?',
    coverageFigures(),
  ],
]

function analyses(): ShownAnalysis[] {
  const found = QUESTIONS.map(
    ([analysis, en, fr, figures]): ShownAnalysis => ({
      analysis,
      method: 1,
      sillage: '0.1.0',
      status: 'found',
      params: { within: [60, 300] },
      findings: FINDINGS.filter(item => item.analysis === analysis),
      figures,
      question: { en, fr },
      methodText: METHOD,
    }),
  )
  return [
    ...found,
    {
      analysis: 'coaction',
      method: 1,
      sillage: '0.1.0',
      status: 'not applicable',
      reason: {
        en: 'No account in it acts on two objects within a minute of another.',
        fr: 'Aucun compte n’y agit sur deux objets à moins d’une minute d’un autre.',
      },
      params: {},
      findings: [],
      figures: {},
      question: { en: 'Did accounts act together?', fr: 'Des comptes ont-ils agi ensemble ?' },
      methodText: METHOD,
    },
  ]
}

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)> #MacronLeaks',
  'Read this now: \u202egpj.exe.knilnwod\u202c #MacronLeaks',
  '\u001b[31mred\u001b[0m and \u0007 bells \u0000 nul',
  `Z${'\u0315\u0322\u0489'.repeat(40)}algo #MacronLeaks`,
  'long '.repeat(1000),
  'Документы опубликованы. Метаданные на кириллице.',
  'تسريب الوثائق #MacronLeaks',
  `${'x'.repeat(400)}https://very.long.example/${'y'.repeat(300)}`,
  '',
]

const POSTS: ShownPost[] = Array.from({ length: 30 }, (_, i) => ({
  platform: i % 7 === 6 ? '4chan' : 'x',
  post_id: `86057760767027${6096 + i}`,
  account_id: `77${i}`,
  handle: i % 7 === 6 ? null : i ? `account_${i}` : 'patriot_dispatch',
  at: FIRST + i * 3700,
  kind: i ? 'repost' : 'post',
  lang: i % 3 ? 'en' : 'fr',
  text: HOSTILE[i - 1] ?? 'Massive doc dump at archive: "EM leaks". Everyone should see this. #MacronLeaks',
  title: null,
  url: i % 7 === 6 ? null : `https://x.example/account_${i}/status/86057760767027${6096 + i}`,
  source: i % 2,
  row: 18_240 + i,
}))

/** A report on a simulated leak: figures near the published ones, invented handles, and some hostile texts. */
export function fixture(): ReportData {
  const hash = (seed: string) => seed.repeat(64).slice(0, 64)
  return {
    sillage: '0.1.0',
    made: '2025-11-20T09:30:00Z',
    lang: 'en',
    case: {
      sillage: 1,
      title: 'Simulated leak',
      about: ['#MacronLeaks'],
      windows: [{ name: 'Election silence', from: Date.UTC(2017, 4, 5, 22), to: Date.UTC(2017, 4, 7, 18) }],
      zone: 'Europe/Paris',
      simulated: true,
    },
    covers: {
      posts: 214_118,
      aboutPosts: 212_000,
      accounts: 41_233,
      from: FROM,
      to: TO,
      platforms:
        coverageFigures().platforms?.map(row => ({
          platform: String(row.platform),
          posts: Number(row.posts),
          from: Number(row.from),
          to: Number(row.to),
        })) ?? [],
      resolution: 1000,
    },
    analyses: analyses(),
    story: FINDINGS.filter(({ story }) => story !== undefined).map(({ id }) => id),
    evidence: Object.fromEntries(
      FINDINGS.map(({ id }, i) => [
        id,
        { posts: POSTS.map((_, index) => index), total: i === 2 ? 30 : 47_012 },
      ]),
    ),
    posts: POSTS,
    sources: [
      {
        sha256: hash('9f86d081884c7d65'),
        name: 'twitter-search.jsonl.gz',
        bytes: 412_334_120,
        importer: 'twitter-v2',
        added: '2025-11-20T08:00:00Z',
        posts: 198_214,
        rejects: 12,
      },
      {
        sha256: hash('2c26b46b68ffc68f'),
        name: 'autres plateformes.csv',
        bytes: 9_120_440,
        importer: 'cooRTweet',
        added: '2025-11-20T08:04:00Z',
        posts: 15_904,
        rejects: 0,
      },
    ],
    custody: [{ n: 4, time: '2025-11-20T08:04:00Z', event: 'added', hash: hash('fcde2b2edba56bf4') }],
    map: fixtureMap(FROM, TO),
  }
}
