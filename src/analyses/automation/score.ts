import type { ReferenceTable } from './reference-table.ts'
import { placeIn, surprise, tailOf } from './reference-table.ts'
import { type Part, SIGNALS, signalsOf } from './signals.ts'

/** From the weakest to the strongest. */
export const BANDS = ['none', 'weak', 'some', 'strong'] as const
export type Band = (typeof BANDS)[number]

/** One half of the combination: a logistic regression on surprises, in which no symptom counts for less than nothing. */
export interface PartModel {
  intercept: number
  weights: Readonly<Record<string, number>>
  /** The likelihood from which a band begins. */
  from: Readonly<Record<Exclude<Band, 'none'>, number>>
}

export interface Reference {
  tables: Readonly<Record<string, ReferenceTable>>
  models: Readonly<Record<Part, PartModel>>
}

/** What is known of an account: NaN where a signal lacks data. */
export type Values = (signal: string) => number

export interface Verdict {
  /** 0–1, as if half of all accounts were of the campaigns that it was fitted to; null without enough data. */
  likelihood: number | null
  band: Band | null
  part: Part | null
}

/** Which platforms the genuine profiles stand for: counts of followers and likes mean something else elsewhere. */
const PROFILED: readonly string[] = ['x', 'twitter']
export const isProfiled = (platform: string): boolean => PROFILED.includes(platform)

/** Signals from which a part says anything: a profile's counts, of which it takes three; any two of a rhythm. */
const COUNTS: Readonly<Record<Part, { of: readonly string[]; least: number }>> = {
  profile: { of: ['posts_per_day', 'age_days', 'follower_ratio', 'likes_per_post'], least: 3 },
  rhythm: { of: signalsOf('rhythm').map(({ id }) => id), least: 2 },
}

const isKnown = (value: number) => !Number.isNaN(value)

export function isEnough(part: Part, platform: string, values: Values): boolean {
  if (part === 'profile' && !isProfiled(platform)) return false
  const { of, least } = COUNTS[part]
  return of.filter(id => isKnown(values(id))).length >= least
}

/** How surprising a signal is among genuine accounts, for one that is a symptom; 0 where it is not known. */
export function surpriseOf(
  tables: Reference['tables'],
  id: string,
  symptom: 'high' | 'low',
  value: number,
): number {
  const table = tables[id]
  return table && isKnown(value) ? surprise(tailOf(table, value, symptom)) : 0
}

/** What each signal of a part adds to the log-odds; a signal that is not known adds nothing. */
export function contributions(
  { tables, models }: Reference,
  part: Part,
  values: Values,
): { id: string; adds: number }[] {
  return signalsOf(part).map(({ id, symptom }) => ({
    id,
    adds: symptom ? (models[part].weights[id] ?? 0) * surpriseOf(tables, id, symptom, values(id)) : 0,
  }))
}

export function likelihoodOf(reference: Reference, part: Part, values: Values): number {
  const sum = contributions(reference, part, values).reduce((total, { adds }) => total + adds, 0)
  return 1 / (1 + Math.exp(-(reference.models[part].intercept + sum)))
}

export function bandOf({ from }: PartModel, likelihood: number): Band {
  return likelihood >= from.strong
    ? 'strong'
    : likelihood >= from.some
      ? 'some'
      : likelihood >= from.weak
        ? 'weak'
        : 'none'
}

/**
 * The stronger of both parts, by band and then by likelihood: nothing here lets them be fitted together, and each part's
 * bands are set so that both together keep to the promised share of genuine accounts.
 */
export function judge(reference: Reference, platform: string, values: Values): Verdict {
  let verdict: Verdict = { likelihood: null, band: null, part: null }
  for (const part of ['profile', 'rhythm'] as const) {
    if (!isEnough(part, platform, values)) continue
    const likelihood = likelihoodOf(reference, part, values)
    const band = bandOf(reference.models[part], likelihood)
    const rank = (of: Verdict) => (of.band === null ? -1 : BANDS.indexOf(of.band) + (of.likelihood ?? 0) / 2)
    const own: Verdict = { likelihood, band, part }
    if (rank(own) > rank(verdict)) verdict = own
  }
  return verdict
}

/** The share of genuine reference accounts below a value, half of those with the same counted; null without a reference. */
export function percentileOf(
  { tables }: Reference,
  platform: string,
  id: string,
  value: number,
): number | null {
  const signal = SIGNALS.find(one => one.id === id)
  const table = tables[id]
  if (!table || !signal || !isKnown(value)) return null
  if (signal.reference === 'profile' && !isProfiled(platform)) return null
  const { below, upTo } = placeIn(table, value)
  return (below + upTo) / 2
}
