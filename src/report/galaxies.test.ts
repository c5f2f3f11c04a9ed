import { expect, test } from 'vitest'
import { placeAccounts } from './galaxies.ts'

/** Suns of a language with so many reposters each: `en: [40, 8]`. */
function sky(languages: Record<string, number[]>) {
  const order: string[] = []
  const sunOf = new Map<string, string>()
  const received = new Map<string, number>()
  for (const [lang, suns] of Object.entries(languages))
    for (const [n, reposters] of suns.entries()) {
      const sun = `${lang} ${n}`
      order.push(sun)
      received.set(sun, reposters)
      for (let i = 0; i < reposters; i++) {
        order.push(`${sun} ${i}`)
        sunOf.set(`${sun} ${i}`, sun)
      }
    }
  const points = placeAccounts({
    order,
    sunOf,
    received,
    languageOf: account => account.split(' ')[0] ?? null,
  })
  return order.map((account, at) => ({ account, x: points[at]?.[0] ?? 0, y: points[at]?.[1] ?? 0 }))
}

const apart = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y)

test('the earlier an account passed it on, the nearer it stands to its sun', () => {
  const [sun, ...members] = sky({ en: [400] })
  const distances = members.map(member => apart(member, sun ?? member))
  expect(distances).toEqual([...distances].sort((a, b) => a - b))
})

test('languages stand apart: no account is nearer to another language’s than its own are to one another', () => {
  const all = sky({ en: [900, 60, 40], fr: [500, 30, 20, 20], es: [80, 10], de: [30] })
  for (const one of all) {
    const lang = one.account.split(' ')[0]
    const near = (own: boolean) =>
      Math.min(
        ...all
          .filter(other => other !== one && (other.account.split(' ')[0] === lang) === own)
          .map(other => apart(one, other)),
      )
    expect(near(false)).toBeGreaterThan(near(true))
  }
})

test.for([
  ['one language', { en: [900, 400, 200, 90, 60, 40, 20, 20] }],
  ['two of a size', { en: [900, 90, 60, 40, 20], fr: [880, 90, 60, 40, 20] }],
  ['many', { en: [900, 200], fr: [500, 100], es: [200, 90], de: [90], it: [60], pl: [40], ru: [40] }],
] as const)('%s fills a wide band', ([, languages]) => {
  const all = sky(languages as unknown as Record<string, number[]>)
  const span = (of: number[]) => Math.max(...of) - Math.min(...of)
  const aspect = span(all.map(({ x }) => x)) / span(all.map(({ y }) => y))
  expect(aspect).toBeGreaterThan(1.3)
  expect(aspect).toBeLessThan(2.3)
})

test('the same accounts stand in the same places', () => {
  expect(sky({ en: [90, 20], fr: [40] })).toEqual(sky({ en: [90, 20], fr: [40] }))
})
