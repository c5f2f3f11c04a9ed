import type { Lang, Row } from '../../model/index.ts'
import { handleShown, platformName } from '../../words/names.ts'
import { legible } from '../evidence/legible.ts'
import type { Voice } from '../voice.ts'
import { type Column, valueAt } from './view.ts'

const YES: Record<Lang, [string, string]> = { en: ['no', 'yes'], fr: ['non', 'oui'] }

/** A row's cell as the page shows it. */
export function shown(
  row: Row,
  { key, kind }: Column,
  { data, say, format, langName, windowName, lang }: Voice,
): string {
  const value = valueAt(row, key, lang)
  // a figure over languages and platforms says in `by` which of them a series is
  if (kind === 'lang' && row.by !== 'platform') return langName(value === null ? null : String(value))
  if (value === null || (key === 'followers' && Number(value) < 0)) return '–' // -1 stands for not known
  if (typeof value === 'boolean') return YES[lang][value ? 1 : 0]
  if (typeof value === 'string') {
    if (key === 'name' && typeof row.from === 'number') return windowName(value)
    if (key === 'handle')
      return legible(handleShown(value, typeof row.platform === 'string' ? row.platform : undefined))
    if (kind === 'platform' || kind === 'lang') return platformName(value, lang)
    const asked = key === 'analysis' ? data.analyses.find(({ analysis }) => analysis === value) : undefined
    return asked ? say(asked.question) : legible(value)
  }
  if (kind === 'time') return format.dateTime(value)
  if (kind === 'span') return format.span(value)
  if (kind === 'percent') return format.percent(value)
  return kind === 'number' ? format.number(value) : String(value)
}

/** Figures stand to the right, so that their digits line up. */
export const isFigure = (kind: Column['kind']): boolean =>
  kind === 'number' || kind === 'percent' || kind === 'time' || kind === 'span'
