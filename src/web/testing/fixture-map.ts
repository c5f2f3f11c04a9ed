import { packSiblings } from 'd3-hierarchy'
import type { MapData } from '../../model/index.ts'
import { randomFrom } from './random.ts'

const LANGS = ['en', 'fr', 'es', 'de', 'ru', 'it', null]
const SHARES = [0.46, 0.31, 0.09, 0.05, 0.03, 0.03, 0.03]

/** Galaxies: one for each much-reposted account, its reposters around it in the order in which they came. */
export function fixtureMap(from: number, to: number, wanted = 14_000): MapData {
  const random = randomFrom(7)
  const until = Math.floor((to - from) / 1000)
  const hubs = Array.from({ length: 34 }, (_, i) => {
    const share = (1 / (i + 1.6)) ** 1.05
    const pick = random()
    const lang =
      i === 0
        ? 0
        : i === 1
          ? 1
          : SHARES.findIndex((_, j) => pick < SHARES.slice(0, j + 1).reduce((a, b) => a + b))
    return {
      share,
      lang: Math.max(0, lang),
      r: 0,
      x: 0,
      y: 0,
      members: [] as number[],
      start: i === 0 ? 0 : (random() ** 3 * until) / 3,
    }
  })
  const sum = hubs.reduce((total, hub) => total + hub.share, 0)
  for (const hub of hubs) hub.r = Math.sqrt((hub.share / sum) * wanted) * 1.12 + 6
  packSiblings(hubs)
  const accounts: { x: number; y: number; lang: number; first: number; received: number; label?: string }[] =
    []
  const links: { from: number; to: number; at: number }[] = []
  hubs.forEach((hub, h) => {
    const centre =
      accounts.push({
        x: hub.x,
        y: hub.y,
        lang: hub.lang,
        first: hub.start,
        received: 0,
        ...(h < 9 ? { label: NAMES[h] ?? '' } : {}),
      }) - 1
    const size = Math.floor((hub.share / sum) * wanted)
    for (let k = 0; k < size; k++) {
      const radius = Math.sqrt((k + 1) / size) * (hub.r - 5)
      const angle = k * 2.399963 + random() * 0.3
      const first = Math.min(until, hub.start + (k / size) ** 2.6 * (until - hub.start) * 0.9 + random() * 40)
      const lang = random() < 0.93 ? hub.lang : Math.floor(random() * LANGS.length)
      const me =
        accounts.push({
          x: hub.x + Math.cos(angle) * radius,
          y: hub.y + Math.sin(angle) * radius,
          lang,
          first,
          received: 0,
        }) - 1
      hub.members.push(me)
      links.push({ from: centre, to: me, at: first })
      for (let extra = 0; extra < 2; extra++) {
        if (random() < 0.45)
          links.push({
            from: hub.members[Math.floor(random() ** 2 * hub.members.length)] ?? centre,
            to: me,
            at: Math.min(until, first + random() * 3000),
          })
      }
    }
  })
  for (let i = 0; i < 1500; i++) {
    const [a, b] = [hubs[Math.floor(random() ** 2 * 34)], hubs[Math.floor(random() * 34)]]
    const to = b?.members[Math.floor(random() * b.members.length)]
    const source = a?.members[Math.floor(random() ** 3 * a.members.length)]
    if (a && b && to !== undefined && source !== undefined && a !== b)
      links.push({ from: source, to, at: Math.min(until, (accounts[to]?.first ?? 0) + random() * 5000) })
  }
  links.sort((a, b) => a.at - b.at)
  for (const link of links) {
    const received = accounts[link.from]
    if (received) received.received++
  }
  const rank = [...accounts.keys()].sort((a, b) => (accounts[a]?.first ?? 0) - (accounts[b]?.first ?? 0))
  const place = new Map(rank.map((old, now) => [old, now]))
  const inOrder = rank.flatMap(i => accounts[i] ?? [])
  const reach = Math.max(...accounts.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))))
  const square = (v: number) => Math.round(((v / reach + 1) / 2) * 65535)
  const base64 = (array: ArrayBufferView) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
  return {
    accounts: accounts.length,
    xy: base64(Uint16Array.from(inOrder.flatMap(({ x, y }) => [square(x), square(y)]))),
    lang: base64(Uint8Array.from(inOrder.map(({ lang }) => lang))),
    first: base64(Uint32Array.from(inOrder.map(({ first }) => first))),
    received: base64(Uint32Array.from(inOrder.map(({ received }) => received))),
    langs: LANGS,
    links: links.length,
    pairs: base64(
      Uint32Array.from(links.flatMap(link => [place.get(link.from) ?? 0, place.get(link.to) ?? 0])),
    ),
    at: base64(Uint32Array.from(links.map(({ at }) => at))),
    from,
    to,
    labels: inOrder.flatMap(({ label }, account) => (label ? [{ account, label }] : [])),
    accountsInData: 41_233,
    linksInData: 118_604,
  }
}

const NAMES = [
  '@patriot_dispatch',
  '@sourcewell_org',
  '@gallic_rooster9',
  '@midnight_owl_77',
  '@lys_blanc',
  '@deep_harbour',
  '@vox_minuit',
  '@el_faro_libre',
  '@nordlicht_info',
]
