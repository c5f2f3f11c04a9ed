import { existsSync } from 'node:fs'
import { REFERENCE } from '../analyses/automation/reference.ts'
import { contributions, isEnough, percentileOf } from '../analyses/automation/score.ts'
import { type Part, SIGNALS } from '../analyses/automation/signals.ts'
import { bandShown } from '../analyses/automation/words.ts'
import type { Case } from '../case/open.ts'
import type { Cell, Lang } from '../model/finding.ts'
import { literal, type Store } from '../store/store.ts'
import type { Format } from '../words/format.ts'
import { bold, faint, oneLine, print } from './terminal.ts'

const WORDS = {
  en: {
    title: 'Signs of automation',
    likelihood: 'likelihood',
    below: 'of genuine accounts below',
    adds: 'adds',
    lacking: 'not enough data: it takes',
    verdict: 'Signals are reasons to look, not a verdict.',
    yes: ['no', 'yes'],
  },
  fr: {
    title: 'Signes d’automatisation',
    likelihood: 'vraisemblance',
    below: 'des comptes authentiques au-dessous',
    adds: 'ajoute',
    lacking: 'pas assez de données : il faut',
    verdict: 'Ces signaux sont des raisons de regarder, non un verdict.',
    yes: ['non', 'oui'],
  },
}

/** An account's row of findings/automation.parquet; null where the analysis has not run, or does not know the account. */
export async function automationRow(
  given: Case,
  store: Store,
  account: { platform: string; account_id: string },
): Promise<Record<string, Cell> | null> {
  const path = given.at.findingRows('automation')
  if (!existsSync(path)) return null
  const [row] = await store.rows<Record<string, Cell>>(
    `SELECT * FROM read_parquet(${literal(path)}) WHERE platform = $platform AND account_id = $account_id`,
    account,
  )
  return row ?? null
}

/** Prints each signal with its value, its place among genuine accounts, and what it adds to the band. */
export function printSignals(row: Readonly<Record<string, Cell>>, f: Format, lang: Lang): void {
  const words = WORDS[lang]
  const platform = String(row.platform)
  const values = (id: string) => (typeof row[id] === 'number' ? row[id] : Number.NaN)
  const band = bandShown(typeof row.band === 'string' ? row.band : null)[`band_name_${lang}`]
  const likelihood =
    typeof row.likelihood === 'number'
      ? `, ${words.likelihood} ${row.likelihood > 0.99 ? `> ${f.number(0.99)}` : f.number(row.likelihood, 2)}`
      : ''
  const added = new Map<string, number>()
  for (const part of ['profile', 'rhythm'] as Part[])
    if (row.part === part && isEnough(part, platform, values))
      for (const { id, adds } of contributions(REFERENCE, part, values)) added.set(id, adds)
  print(`\n${bold(words.title)}${lang === 'fr' ? '\u00a0' : ''}: ${band}${likelihood}`)
  for (const { id, name, unit, reference, enough } of SIGNALS) {
    const value = row[id] ?? null
    const label = `  ${name[lang].padEnd(46)}`
    if (value === null) {
      print(faint(`${label} ${words.lacking} ${enough[lang]}`))
      continue
    }
    const percentile = percentileOf(REFERENCE, platform, id, values(id))
    const place =
      percentile !== null
        ? `${f.percent(percentile, percentile > 0.99 || percentile < 0.01 ? 1 : 0)} ${words.below}`
        : typeof reference === 'string'
          ? ''
          : faint(reference[lang])
    const adds = added.get(id) ?? 0
    print(
      `${label} ${oneLine(shown(unit, value, f, words.yes)).padEnd(14)} ${place}${adds > 0 ? `, ${words.adds} ${f.number(adds, 2)}` : ''}`,
    )
  }
  print(faint(`  ${words.verdict}`))
}

function shown(unit: string, value: Cell, f: Format, yes: readonly string[]): string {
  if (typeof value !== 'number') return String(value)
  if (unit === 'flag') return yes[value >= 1 ? 1 : 0] ?? ''
  if (unit === 'share') return f.percent(value)
  if (unit === 'hours') return f.span(value * 3600)
  if (unit === 'seconds') return f.span(value)
  if (unit === 'days') return f.span(value * 86_400)
  return f.number(value)
}
