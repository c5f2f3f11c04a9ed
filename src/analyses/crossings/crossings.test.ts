import { expect, test } from 'vitest'
import { mountCase } from '../../case/mount.ts'
import { fixtures, imported } from '../../case/testing.ts'
import { randomStream } from '../../kernels/random.ts'
import { runAnalysis } from '../run.ts'
import { START } from '../testing.ts'
import { crossings } from './crossings.ts'

const { at, write } = fixtures()
let count = 0

interface Told {
  second: number
  who: string
  lang: string
  kind?: 'post' | 'repost' | 'quote'
  parent?: string
  id?: string
}

async function answered(posts: readonly Told[]) {
  const name = `crossings-${++count}`
  const rows = posts.map(({ second, who, lang, kind = 'post', parent = '', id }, i) =>
    [id ?? `p${i}`, START + Math.round(second) * 1000, who, kind, parent, lang, 'words'].join(','),
  )
  const path = await write(`${name}.csv`, ['id,at,account_id,type,retweet_id,lang,text', ...rows].join('\n'))
  const { given } = await imported(at(name), path)
  const store = await mountCase(given)
  try {
    const { record } = await runAnalysis(given, store, crossings, { draws: 199 })
    return {
      ...record,
      of: (slot: string) => record.findings.find(({ id }) => id.startsWith(`crossings-${slot}-`)),
    }
  } finally {
    await store.close()
  }
}

/** So many posts by as many accounts of one language, at random within a day from `from` seconds on. */
function crowd(lang: string, n: number, from: number, name: string): Told[] {
  const random = randomStream(`${name} ${lang}`)
  return Array.from({ length: n }, (_, i) => ({ second: from + random() * 86_400, who: `${lang}${i}`, lang }))
}

test('a planted lag is found to the second, and chance does not explain it', async () => {
  const en = Array.from({ length: 100 }, (_, i) => ({ second: i * 60, who: `en${i}`, lang: 'en' }))
  const fr = Array.from({ length: 80 }, (_, i) => ({ second: 7_200 + i * 60, who: `fr${i}`, lang: 'fr' }))
  const { of } = await answered([...en, ...fr])
  // The tenth English post stands at 540 s, the eighth French one at 7,620 s.
  expect(of('lang-en-fr')?.numbers).toMatchObject({
    lag_s: 7_080,
    first_lag_s: 7_200,
    p: 1 / 200,
    from_posts: 100,
    to_posts: 80,
  })
})

test('the evidence of a lag is every post up to its moment, those of the same second too', async () => {
  // Ten posts a minute: the tenth of a language is reached in the middle of one.
  const of = (lang: string, from: number) =>
    Array.from({ length: 95 }, (_, i) => ({
      second: from + Math.floor(i / 7) * 60,
      who: `${lang}${i}`,
      lang,
    }))
  const { of: finding } = await answered([...of('en', 0), ...of('fr', 7_200)])
  const counts = finding('lang-en-fr')?.evidence.flatMap(ref => (ref.type === 'posts' ? [ref.count] : []))
  expect(counts).toEqual([14, 14])
})

test('between languages that move together, p is small no more often than it should be', async () => {
  const values: number[] = []
  for (let round = 0; round < 20; round++) {
    const { of, findings } = await answered([
      ...crowd('en', 120, 0, `null ${round}`),
      ...crowd('fr', 90, 0, `null ${round}`),
    ])
    const lag = of('lang-en-fr') ?? of('lang-fr-en')
    expect(findings.length).toBeGreaterThan(0)
    values.push(lag?.numbers.p ?? 0)
  }
  expect(values.filter(p => p <= 0.05).length).toBeLessThanOrEqual(4)
  expect(values.filter(p => p > 0.3).length).toBeGreaterThanOrEqual(7)
})

test('accounts are permuted whole: one account of many posts is one chance', async () => {
  const one = Array.from({ length: 60 }, (_, i) => ({ second: i, who: 'en-only', lang: 'en' }))
  const fr = Array.from({ length: 60 }, (_, i) => ({ second: 50_000 + i, who: `fr${i % 2}`, lang: 'fr' }))
  const { of } = await answered([...one, ...fr])
  expect(of('lang-en-fr')?.numbers.p).toBeGreaterThan(0.2)
})

test('the same data give the same p', async () => {
  const posts = [...crowd('en', 60, 0, 'same'), ...crowd('fr', 60, 3_000, 'same')]
  const [one, two] = [await answered(posts), await answered(posts)]
  expect(one.findings).toEqual(
    two.findings.map((finding, i) => ({ ...finding, evidence: one.findings[i]?.evidence })),
  )
})

test('languages of few posts are drawn but not spoken of, and unknown ones are left out of shares', async () => {
  const { of, findings } = await answered([
    ...crowd('en', 60, 0, 'few'),
    ...crowd('fr', 49, 0, 'few'),
    ...crowd('', 50, 0, 'few'),
  ])
  expect(of('languages')?.numbers).toMatchObject({ posts_known: 109, languages: 2, top_share: 60 / 109 })
  expect(findings.filter(({ id }) => id.startsWith('crossings-lang-'))).toEqual([])
})

test('a bridge is a repost or quote across languages by an account that writes itself', async () => {
  const { of, figures } = await answered([
    { second: 0, who: 'ann', lang: 'en', id: 'original' },
    { second: 1, who: 'luc', lang: 'fr', id: 'own' },
    { second: 2, who: 'luc', lang: 'en', kind: 'repost', parent: 'original' },
    { second: 3, who: 'luc', lang: 'fr', kind: 'quote', parent: 'original' },
    { second: 4, who: 'mute', lang: 'en', kind: 'repost', parent: 'original' },
    { second: 5, who: 'eve', lang: 'en', id: 'eves' },
    { second: 6, who: 'eve', lang: 'en', kind: 'repost', parent: 'original' },
    { second: 7, who: 'eve', lang: 'fr', kind: 'repost', parent: 'own' },
    { second: 8, who: 'luc', lang: 'en', kind: 'repost', parent: 'nowhere' },
  ])
  expect(figures.bridges).toEqual([
    { by: 'lang', from: 'en', to: 'fr', posts: 2, accounts: 1 },
    { by: 'lang', from: 'fr', to: 'en', posts: 1, accounts: 1 },
  ])
  expect(of('bridges')?.numbers).toMatchObject({ bridging_posts: 3, widest_posts: 2, widest_accounts: 1 })
})

test('posts without any language make the question not applicable', async () => {
  expect(await answered([{ second: 0, who: 'ann', lang: '' }])).toMatchObject({
    status: 'not applicable',
    findings: [],
  })
})
