import { type ReferenceTable, referenceTable } from '../src/analyses/automation/reference-table.ts'
import { isEnough, type PartModel, surpriseOf } from '../src/analyses/automation/score.ts'
import { type Part, SIGNALS, signalsOf } from '../src/analyses/automation/signals.ts'
import type { Labelled } from './automation-data.ts'
import { balanced, chance, type Fitted, fitLogistic } from './automation-logistic.ts'

/** Genuine accounts from which a signal's spread is told. */
const SOUND = 100
const FOLDS = 5
/** Draws behind the interval of the calibration error. */
const RESAMPLES = 400
/** The share of genuine accounts that a band and those above it may hold, a part. Both parts together: twice that. */
export const ALLOWED = { strong: 0.005, some: 0.02, weak: 0.1 } as const
type Named = keyof typeof ALLOWED
/**
 * Even if none of them is in it, fewer genuine accounts cannot show that at most 1 % are (the rule of three): then no
 * likelihood is strong.
 */
const SHOWS_STRONG = 300
const NEVER = 1

/** An account's likelihood by a model that has seen neither it, nor its campaign, nor the campaign `without`. */
export interface Held {
  /** Its place among the accounts. */
  account: number
  campaign: string | null
  without: string
  fold: number
  likelihood: number
}

export const enough = (accounts: readonly Labelled[], part: Part): Labelled[] =>
  accounts.filter(({ values }) => isEnough(part, 'x', id => values[id] ?? Number.NaN))

export function tablesOf(genuine: readonly Labelled[], part: Part): Record<string, ReferenceTable> {
  return Object.fromEntries(
    SIGNALS.filter(({ reference }) => reference === part).flatMap(({ id }) => {
      const values = genuine.map(account => account.values[id] ?? Number.NaN).filter(x => !Number.isNaN(x))
      return values.length >= SOUND * 0.75 ? [[id, referenceTable(values)]] : []
    }),
  )
}

const surprises = (tables: Record<string, ReferenceTable>, part: Part, { values }: Labelled): number[] =>
  signalsOf(part).map(({ id, symptom }) =>
    symptom ? surpriseOf(tables, id, symptom, values[id] ?? Number.NaN) : 0,
  )

function trained(accounts: readonly Labelled[], part: Part, shrink: number) {
  const tables = tablesOf(
    accounts.filter(({ campaign }) => campaign === null),
    part,
  )
  const weights = balanced(accounts)
  const fitted = fitLogistic(
    accounts.map((account, i) => ({
      x: surprises(tables, part, account),
      y: account.campaign === null ? 0 : 1,
      weight: weights[i] ?? 0,
    })),
    shrink,
  )
  return {
    fitted,
    tables,
    likelihood: (account: Labelled) => chance(fitted, surprises(tables, part, account)),
  }
}

/** Leave one campaign out, and a fifth of the genuine accounts with it, in turn. */
export function heldOut(accounts: readonly Labelled[], part: Part, shrink: number): Held[] {
  const campaigns = [
    ...new Set(accounts.flatMap(({ campaign }) => (campaign === null ? [] : [campaign]))),
  ].sort()
  const foldOf = new Map(accounts.map((account, i) => [account, i % FOLDS]))
  const placeOf = new Map(accounts.map((account, i) => [account, i]))
  const held: Held[] = []
  for (const without of campaigns)
    for (let fold = 0; fold < FOLDS; fold++) {
      const isKept = (account: Labelled) =>
        account.campaign === null ? foldOf.get(account) !== fold : account.campaign !== without
      const { likelihood } = trained(accounts.filter(isKept), part, shrink)
      for (const account of accounts)
        if (foldOf.get(account) === fold && (account.campaign === null || account.campaign === without))
          held.push({
            account: placeOf.get(account) ?? 0,
            campaign: account.campaign,
            without,
            fold,
            likelihood: likelihood(account),
          })
    }
  return held
}

/**
 * The least likelihood that at most the allowed share of genuine accounts reaches, whichever campaign was left out; of few
 * accounts, one that none of them reaches.
 */
export function thresholds(held: readonly Held[]): PartModel['from'] {
  const genuine = held
    .filter(({ campaign }) => campaign === null)
    .map(({ likelihood }) => likelihood)
    .sort((a, b) => b - a)
  const campaigns = new Set(held.map(({ without }) => without)).size
  const from = (name: Named) => {
    const last = genuine[Math.floor((genuine.length / campaigns) * ALLOWED[name]) * campaigns] ?? 1
    return last + Math.max(1e-6, (1 - last) * 1e-3)
  }
  const isShown = genuine.length / campaigns >= SHOWS_STRONG
  return { weak: from('weak'), some: from('some'), strong: isShown ? from('strong') : NEVER }
}

/** How many genuine accounts reach each band, with thresholds that were set on the other folds; over all left-out campaigns. */
export function falsePositives(
  held: readonly Held[],
): Record<Named, { hits: number; of: number; threshold: number }> {
  const genuine = held.filter(({ campaign }) => campaign === null)
  const campaigns = new Set(held.map(({ without }) => without)).size
  const hits = { weak: 0, some: 0, strong: 0 }
  for (let fold = 0; fold < FOLDS; fold++) {
    const from = thresholds(genuine.filter(one => one.fold !== fold))
    for (const { likelihood } of genuine.filter(one => one.fold === fold))
      for (const name of ['weak', 'some', 'strong'] as const) if (likelihood >= from[name]) hits[name]++
  }
  const of = genuine.length / campaigns
  const all = thresholds(genuine)
  const told = (name: Named) => ({ hits: Math.round(hits[name] / campaigns), of, threshold: all[name] })
  return { weak: told('weak'), some: told('some'), strong: told('strong') }
}

/** The chance that a campaign's account scores above a genuine one (ties count half), with DeLong's 95 % interval. */
export function auc(positives: readonly number[], negatives: readonly number[]) {
  const above = (value: number, sorted: Float64Array) => {
    const [low, high] = [place(sorted, value, false), place(sorted, value, true)]
    return (low + high) / 2 / sorted.length
  }
  const [up, down] = [Float64Array.from(positives).sort(), Float64Array.from(negatives).sort()]
  const ofPositives = positives.map(value => above(value, down))
  const ofNegatives = negatives.map(value => 1 - above(value, up))
  const area = mean(ofPositives)
  const error = Math.sqrt(
    variance(ofPositives) / ofPositives.length + variance(ofNegatives) / ofNegatives.length,
  )
  return { area, low: Math.max(0, area - 1.96 * error), high: Math.min(1, area + 1.96 * error) }
}

/** How many of the ascending values are below, or at most, one. */
function place(sorted: Float64Array, value: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const at = sorted[middle] ?? 0
    if (at < value || (withEqual && at === value)) low = middle + 1
    else high = middle
  }
  return low
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const variance = (values: readonly number[]) => {
  const middle = mean(values)
  return values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / Math.max(1, values.length - 1)
}

export interface Bin {
  from: number
  predicted: number
  observed: number
  weight: number
}

/** Predicted against observed, with the genuine and the campaigns' accounts half each, in tenths of the likelihood. */
export function calibration(held: readonly Held[]): { bins: Bin[]; error: number } {
  const weights = balanced(held)
  const bins = Array.from({ length: 10 }, (_, i) => ({
    from: i / 10,
    predicted: 0,
    observed: 0,
    weight: 0,
  }))
  for (const [i, { likelihood, campaign }] of held.entries()) {
    const bin = bins[Math.min(9, Math.floor(likelihood * 10))]
    const weight = weights[i] ?? 0
    if (!bin) continue
    bin.weight += weight
    bin.predicted += weight * likelihood
    bin.observed += campaign === null ? 0 : weight
  }
  const filled = bins
    .filter(({ weight }) => weight > 0)
    .map(bin => ({ ...bin, predicted: bin.predicted / bin.weight, observed: bin.observed / bin.weight }))
  return {
    bins: filled,
    error: filled.reduce((sum, bin) => sum + bin.weight * Math.abs(bin.predicted - bin.observed), 0),
  }
}

/**
 * The 95 % interval of the calibration error, by percentiles: campaigns are drawn anew with replacement, and within each its
 * accounts; genuine accounts, too, each with its scores for every campaign that was left out.
 */
export function calibrationInterval(
  held: readonly Held[],
  random: () => number,
): [low: number, high: number] {
  const campaigns = [...new Set(held.map(({ without }) => without))].sort()
  const own = new Map(campaigns.map(name => [name, held.filter(({ campaign }) => campaign === name)]))
  const genuine = new Map<string, Held>()
  for (const one of held) if (one.campaign === null) genuine.set(`${one.without}/${one.account}`, one)
  const people = [...new Set([...genuine.values()].map(({ account }) => account))]
  const drawn = <T>(from: readonly T[]) => from.map(() => from[Math.floor(random() * from.length)] as T) // below its length
  const errors = Array.from({ length: RESAMPLES }, () => {
    const crowd = drawn(people)
    const sample = drawn(campaigns).flatMap((name, k): Held[] => {
      const without = `${k}/${name}` // one that is drawn twice counts twice
      const ofCampaign = drawn(own.get(name) ?? []).map(one => ({ ...one, campaign: without, without }))
      const others = crowd.flatMap(account => genuine.get(`${name}/${account}`) ?? [])
      return [...ofCampaign, ...others.map(one => ({ ...one, without }))]
    })
    return calibration(sample).error
  }).sort((a, b) => a - b)
  const at = (share: number) => errors[Math.round(share * (RESAMPLES - 1))] ?? 0
  return [at(0.025), at(0.975)]
}

/** Mean log loss, both classes half. */
export function logLoss(held: readonly Held[]): number {
  const weights = balanced(held)
  return held.reduce(
    (sum, { likelihood, campaign }, i) =>
      sum - (weights[i] ?? 0) * Math.log(campaign === null ? 1 - likelihood : likelihood),
    0,
  )
}

/** The model of all accounts, with the thresholds of those that were held out. */
export function finalModel(
  accounts: readonly Labelled[],
  part: Part,
  shrink: number,
  held: readonly Held[],
): { model: PartModel; fitted: Fitted; tables: Record<string, ReferenceTable> } {
  const { fitted, tables } = trained(accounts, part, shrink)
  const round = (x: number) => Number(x.toPrecision(4))
  const from = thresholds(held)
  return {
    fitted,
    tables,
    model: {
      intercept: round(fitted.intercept),
      weights: Object.fromEntries(signalsOf(part).map(({ id }, i) => [id, round(fitted.weights[i] ?? 0)])),
      from: { weak: round(from.weak), some: round(from.some), strong: round(from.strong) },
    },
  }
}
