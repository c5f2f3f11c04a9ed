import type { ReferenceTable } from '../src/analyses/automation/reference-table.ts'
import { bandOf, contributions, type PartModel } from '../src/analyses/automation/score.ts'
import { type Part, SIGNALS, signalsOf } from '../src/analyses/automation/signals.ts'
import type { Labelled } from './automation-data.ts'
import { ALLOWED, auc, calibration, falsePositives, type Held, thresholds } from './automation-held-out.ts'
import { LEAST_WEIGHT } from './automation-logistic.ts'
import { GRADES, type Grades } from './automation-scenario.ts'
import { interval, percent, rate, table } from './validity.ts'
import { lines } from './validity-picture.ts'

/** A part as it was fitted, and as it did on what was left out. */
export interface Measured {
  part: Part
  accounts: readonly Labelled[]
  judged: readonly Labelled[]
  shrink: number
  tried: readonly { shrink: number; loss: number }[]
  held: readonly Held[]
  /** The 95 % interval of the calibration error. */
  calibrationInterval: [low: number, high: number]
  model: PartModel
}

const BANDS = ['strong', 'some', 'weak'] as const
const NAMES = { profile: 'the profile', rhythm: 'the rhythm' }
const likelihoods = (held: readonly Held[]) => held.map(({ likelihood }) => likelihood)
const campaignsOf = ({ held }: Measured) => [...new Set(held.map(({ without }) => without))].sort()

/** How well a campaign that was left out is told from the genuine accounts that were left out with it. */
function areaOf({ held }: Measured, campaign: string) {
  const own = held.filter(one => one.campaign === campaign)
  const genuine = held.filter(one => one.campaign === null && one.without === campaign)
  const { area, low, high } = auc(likelihoods(own), likelihoods(genuine))
  return { own, area, said: `${area.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})` }
}

/** Campaigns that were left out: the area under the curve, and the share of their accounts in each band or above. */
function campaignTable(part: Measured): string {
  const from = thresholds(part.held)
  const rows = campaignsOf(part).map(campaign => {
    const { own, said } = areaOf(part, campaign)
    const reached = (least: number) => {
      const hits = own.filter(({ likelihood }) => likelihood >= least).length
      const [low, high] = interval(hits, own.length)
      return `${percent(hits / own.length, 0)} (${percent(low, 0)}–${percent(high, 0)})`
    }
    return [campaign, own.length, said, ...BANDS.map(band => reached(from[band]))]
  })
  return table(['left out', 'accounts', 'ROC AUC (95 %)', 'strong', 'some or more', 'weak or more'], rows)
}

/** Over all campaigns, each counted alike. */
function meanArea(part: Measured): number {
  const areas = campaignsOf(part).map(campaign => areaOf(part, campaign).area)
  return areas.reduce((sum, one) => sum + one, 0) / areas.length
}

function genuineTable({ held }: Measured): string {
  const found = falsePositives(held)
  return table(
    ['band', 'begins at likelihood', 'allowed', 'genuine accounts in it or above, held out'],
    BANDS.map(band => [
      band,
      found[band].threshold === 1 ? 'never' : found[band].threshold.toFixed(3),
      percent(ALLOWED[band]),
      rate(found[band].hits, Math.round(found[band].of)),
    ]),
  )
}

/** '**0.127** (95 % interval 0.101–0.190)' */
function calibrationError({ held, calibrationInterval: [low, high] }: Measured): string {
  return `**${calibration(held).error.toFixed(3)}** (95 % interval ${low.toFixed(3)}–${high.toFixed(3)})`
}

function calibrationTable({ held }: Measured): string {
  return table(
    ['likelihood', 'mean predicted', 'observed', 'weight'],
    calibration(held).bins.map(({ from, predicted, observed, weight }) => [
      `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
      predicted.toFixed(2),
      observed.toFixed(2),
      percent(weight),
    ]),
  )
}

export function pictureOf(part: Measured): string {
  const { bins } = calibration(part.held)
  return lines(
    [
      { label: 'predicted', shares: bins.map(({ predicted }) => predicted) },
      { label: 'observed', shares: bins.map(({ observed }) => observed) },
    ],
    bins.map(({ from }) => from.toFixed(1)),
    'likelihood, from',
    `Calibration of ${NAMES[part.part]} on campaigns left out`,
  )
}

function weightTable({ part, model }: Measured, tables: Record<string, ReferenceTable>): string {
  return table(
    ['signal', 'column', 'symptom', 'genuine accounts', 'weight'],
    signalsOf(part).map(({ id, name, symptom }) => [
      name.en,
      `\`${id}\``,
      symptom ?? '',
      tables[id]?.accounts ?? 0,
      (model.weights[id] ?? 0).toFixed(2),
    ]),
  )
}

/** The operation's accounts with all their posts, judged by what was fitted to stretches of them: not held out. */
function wholeTable(rhythm: Measured, whole: readonly Labelled[], tables: Record<string, ReferenceTable>) {
  const likelihoodOf = ({ values }: Labelled) => {
    const sum = contributions(
      { tables, models: { profile: rhythm.model, rhythm: rhythm.model } },
      'rhythm',
      id => values[id] ?? Number.NaN,
    ).reduce((total, { adds }) => total + adds, rhythm.model.intercept)
    return 1 / (1 + Math.exp(-sum))
  }
  const groups = new Map<string, Labelled[]>()
  for (const account of whole) {
    const name = account.campaign ?? 'Reddit authors'
    groups.set(name, [...(groups.get(name) ?? []), account])
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => {
      const bands = own.map(account => bandOf(rhythm.model, likelihoodOf(account)))
      const share = (...of: string[]) =>
        percent(bands.filter(band => of.includes(band)).length / own.length, 0)
      return [name, own.length, share('strong'), share('strong', 'some'), share('strong', 'some', 'weak')]
    })
  return table(['accounts of', 'judged', 'strong', 'some or more', 'weak or more'], rows)
}

function gradeTable(grades: Grades): string {
  const rows = GRADES.flatMap(name => {
    const bands = grades[name]
    if (!bands) return []
    const all = Object.values(bands).reduce((sum, n) => sum + n, 0)
    const share = (n: number) => {
      const [low, high] = interval(n, all)
      return `${percent(n / all)} (${percent(low)}–${percent(high)})`
    }
    return [
      [
        name,
        all,
        share(bands.strong),
        share(bands.strong + bands.some),
        share(bands.strong + bands.some + bands.weak),
        bands['not enough data'],
      ],
    ]
  })
  return table(
    ['simulated accounts', 'on X', 'strong', 'some or more', 'weak or more', 'not enough data'],
    rows,
  )
}

function unusedTable(): string {
  return table(
    ['signal', 'why it enters no band'],
    SIGNALS.filter(({ enters }) => enters === null).map(({ name, reference }) => [
      name.en,
      typeof reference === 'string'
        ? 'has a percentile; no labelled set has times to the second'
        : reference.en,
    ]),
  )
}

const sizes = ({ accounts, judged }: Measured) => {
  const genuine = (of: readonly Labelled[]) => of.filter(({ campaign }) => campaign === null).length
  return `${genuine(judged)} genuine accounts and ${judged.length - genuine(judged)} of campaigns have enough data, of ${genuine(accounts)} and ${accounts.length - genuine(accounts)}`
}

function partSection(part: Measured, tables: Record<string, ReferenceTable>): string {
  const { tried, shrink, model } = part
  return `### Features and weights

${weightTable(part, tables)}

Intercept ${model.intercept.toFixed(2)}; no weight is below ${LEAST_WEIGHT}, by decision and not by the data, as these campaigns do not show all symptoms that are known of others; drawn together with ${shrink} (log loss on what was left out: ${tried.map(one => `${one.shrink}: ${one.loss.toFixed(3)}`).join(', ')}; the least was taken, so that figure is a little kind).

### Campaigns that were left out

${campaignTable(part)}

Mean ROC AUC over campaigns: **${meanArea(part).toFixed(3)}**.

### Genuine accounts in each band

${genuineTable(part)}

Thresholds for this table were set on the other folds; those in the second column, which the program uses, on all of them.

### Calibration

Expected calibration error, tenths of the likelihood, both classes half and campaigns alike: ${calibrationError(part)}.

${calibrationTable(part)}

![Calibration of ${NAMES[part.part]}](images/automation-${part.part}.svg)
`
}

/** What docs/validity.md says of it: how often it errs on campaigns that were left out. */
export function summary(parts: readonly Measured[]): string {
  const areas = parts.flatMap(part =>
    campaignsOf(part).map(campaign => {
      const { own, said } = areaOf(part, campaign)
      return [NAMES[part.part], campaign, own.length, said]
    }),
  )
  const bands = parts.flatMap(part => {
    const found = falsePositives(part.held)
    return BANDS.map(band => [NAMES[part.part], band, rate(found[band].hits, Math.round(found[band].of))])
  })
  const errors = parts.map(part => `${NAMES[part.part]} ${calibrationError(part)}`).join('; ')
  const means = parts.map(part => `${meanArea(part).toFixed(3)} for ${NAMES[part.part]}`).join(', ')
  return `${table(['judged by', 'campaign left out', 'its accounts', 'ROC AUC (95 % interval)'], areas)}

Mean over campaigns: ${means}.

${table(['judged by', 'band', 'genuine accounts in it or above, held out'], bands)}

Expected calibration error: ${errors}.`
}

export function page(
  profile: Measured,
  rhythm: Measured,
  whole: readonly Labelled[],
  tables: Record<string, ReferenceTable>,
  grades: Grades,
): string {
  const both = [profile, rhythm].map(({ held }) => falsePositives(held).strong)
  const together = both.reduce((sum, { hits, of }) => sum + hits / of, 0)
  return `# Validity of the signs of automation

Written by \`npx tsx bench/automation.ts\` from public labelled accounts; the same data give the same page. What is computed stands in [methods.md](methods.md).

## What a band means, and what it does not

A band says how unusual an account’s profile or rhythm is among genuine accounts, at the ends that known campaigns are at. It is not a verdict: of genuine accounts some are in each band, and the tables below say how many. The likelihood is as if half of all accounts were of such campaigns; where campaigns are rare, most accounts in a band are genuine. A band of “none” clears nobody.

**What it cannot see.** Accounts whose profile and hours are ordinary, such as hand-run ones, stolen ones, and careful automation. The job-advertising accounts of *traditional 4* look better than genuine profiles and are not found at all. Rhythm alone never gives “strong”: ${rhythm.held.filter(({ campaign, without }) => campaign === null && without === campaignsOf(rhythm)[0]).length} genuine authors cannot show that at most one in a hundred is as extreme (it takes 300 with none in the band). No labelled set here has profiles and posts of the same accounts, so both parts are fitted apart and the stronger is taken; nothing is known of how they go together.

## Data and split

- **Profiles**: Cresci et al. 2017, genuine accounts against four campaigns of spambots; ${sizes(profile)}. They were captured in 2010 (*traditional 1*), 2014 (*social 3*, *traditional 2*), 2015 (genuine) and 2016 (*traditional 4*): what changed on X between these years is in the figures, too.
- **Rhythms**: authors on Reddit in October 2022 who took part in an election’s debate, those left out whose names say that a program posts (bot, moderator), against the accounts of the Internet Research Agency, July to December 2016, by the category that researchers gave them; ${sizes(rhythm)}. Both platforms differ, and that must not be what is learnt: the operation’s accounts are cut to as many consecutive posts as some Reddit author has (a seeded draw), Reddit’s times are judged by the minute as the operation’s are, and reposts, which Reddit lacks, enter no signal of a band but as moments of the day. Some of the Reddit authors surely are programs that do not say so; they stay, and make the bands cautious. The operation’s label is that of a campaign, not of automation: many of its accounts were run by hand.
- **Split**: one campaign is left out in turn, with a fifth of the genuine accounts; percentiles, weights and thresholds come from the rest. No campaign is in both.
- **Intervals**: Wilson’s for shares, DeLong’s for the area under the curve, the bootstrap’s over campaigns and accounts for the calibration error, 95 % all. Genuine accounts are scored once per campaign left out and count once.

The strong band holds **${percent(together, 2)}** of genuine accounts, if an account had both a profile and a rhythm and the two never fell together; the promise is at most 1 %.

## The profile

${partSection(profile, tables)}
## The rhythm

${partSection(rhythm, tables)}
### The operation with all its posts

As the program sees such accounts when a whole half-year is imported. Not held out: the weights come from stretches of the same accounts.

${wholeTable(rhythm, whole, tables)}

## The simulated leak, by grade of care

Three seeds at a tenth of the volume. Pushed accounts differ in how carefully they hide; the ground truth says how. The capture lasts 49 hours, so that rest over three days can seldom be told. Crude automation is found, careful automation mostly is not.

${gradeTable(grades)}

## Signals that enter no band

${unusedTable()}
`
}
