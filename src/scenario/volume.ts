import { END, secondOf } from './clock.ts'
import { LANGUAGES, type Language } from './phrases/index.ts'
import type { Random } from './random.ts'
import type { Targets } from './targets.ts'

/** A moment at which somebody who reads that language does something of their own accord. */
export interface Slot {
  at: number
  language: Language
}

type Curve = readonly (readonly [hour: number, value: number])[]

/** `0 96, 1 84`: 96 at hour 0, 84 at hour 1, straight between. */
const curve = (text: string): Curve =>
  text.split(',').map(point => {
    const [hour = 0, value = 0] = point.trim().split(' ').map(Number)
    return [hour, value]
  })

/** Posts per hour, by hours since the first use: the rise, the publisher, the US evening, the night, the weekend. */
const RATE =
  curve(`0 200, 0.3 1400, 0.6 3300, 1 7000, 1.5 11500, 2 17000, 2.5 21000, 3 22800, 3.5 22000, 4.5 20000,
  6 15000, 8 11000, 10 7000, 12 4400, 13 3600, 14 2300, 16 2100, 20 1300, 25 900, 30 560, 35 260, 38 420, 42 620, 46 560,
  49.5 480`)
/** The share of each public: English begins, French grows and sleeps and wakes, the others stay small. */
const SHARES: Readonly<Record<Language, Curve>> = {
  en: curve('0 96, 1 84, 2 54, 3.5 38, 6 38, 10 50, 12 32, 14 22, 20 26, 30 40, 34 48, 38 22, 50 28'),
  fr: curve('0 8, 1 13, 2 36, 3.5 50, 5 48, 8 27, 10 23, 12 48, 14 60, 20 56, 30 34, 34 26, 38 60, 50 56'),
  es: curve('0 0, 0.4 1, 1 4, 8 9, 12 4, 50 4'),
  de: curve('0 0, 0.4 1, 2 4, 8 2, 13 5, 50 4'),
  it: curve('0 0, 0.5 0.6, 2 3, 8 1, 13 3, 50 3'),
  ru: curve('0 0, 0.5 0.6, 2 2, 8 1, 13 2, 50 2'),
  nl: curve('0 0, 0.4 0.8, 2 3, 8 1, 13 3, 50 3'),
  pl: curve('0 0, 0.6 0.4, 2 1.4, 8 0.5, 13 1.4, 50 1.4'),
}

function valueAt(points: Curve, hour: number): number {
  const after = points.findIndex(([at]) => at >= hour)
  const [x1, y1] = points[after === -1 ? points.length - 1 : after] ?? [0, 0]
  const [x0, y0] = points[Math.max(0, (after === -1 ? points.length : after) - 1)] ?? [x1, y1]
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * Math.min(hour - x0, x1 - x0)) / (x1 - x0)
}

/**
 * When ordinary people act. A Poisson process of the rate above, *conditioned* on the published totals: how
 * many act in each stretch (to 3.5 h, to 13 h, to the end) is fixed, less what is planned there; when they
 * act within it is free. Stretches are half-open in whole seconds, (from, to].
 */
export function drawSlots(targets: Targets, planned: readonly number[], random: Random): Slot[] {
  const first = secondOf(targets.firstAt)
  const ends = [0, 12_600, 46_800, secondOf(END) - first]
  const totals = [0, targets.within3h30, targets.within13h, targets.total]
  const slots: Slot[] = []
  for (let i = 1; i < ends.length; i++) {
    const from = ends[i - 1] ?? 0
    const to = ends[i] ?? 0
    const inside = planned.filter(at => {
      const second = secondOf(at) - first
      return second <= to && (second > from || (i === 1 && second === 0))
    }).length
    const wanted = (totals[i] ?? 0) - (totals[i - 1] ?? 0) - inside
    for (const second of drawSeconds(from, to, wanted, random)) {
      const at = targets.firstAt + second * 1000 + random.int(0, 999)
      slots.push({ at, language: languageAt(at, second / 3600, targets, random) })
    }
  }
  return slots.sort((a, b) => a.at - b.at)
}

/** `count` whole seconds in (from, to], by the rate. */
function drawSeconds(from: number, to: number, count: number, random: Random): number[] {
  const sums = new Float64Array(to - from)
  let sum = 0
  for (let i = 0; i < sums.length; i++) {
    sum += valueAt(RATE, (from + i + 1) / 3600)
    sums[i] = sum
  }
  const ordered = Array.from({ length: Math.max(0, count) }, () => random.next() * sum).sort((a, b) => a - b)
  let place = 0
  return ordered.map(value => {
    while ((sums[place] ?? 0) <= value && place < sums.length - 1) place++
    return from + place + 1
  })
}

function languageAt(at: number, hour: number, targets: Targets, random: Random): Language {
  const weights = Object.fromEntries(
    LANGUAGES.map(language => [language, valueAt(SHARES[language], hour)]),
  ) as Record<Language, number> // one entry a language
  if (at <= targets.frenchAt) weights.fr = 0
  return random.weighted(weights)
}
