import { expect, test } from 'vitest'
import type { Chart, Finding, ShownAnalysis } from '../model/index.ts'
import { passagesOf } from './passages.ts'

const chart = (figure: string, tells?: string[]) =>
  ({ figure, ...(tells ? { tells } : {}) }) as unknown as Chart // no more of a chart is looked at
const finding = (id: string) => ({ id, analysis: id.split('-')[0] }) as Finding
const question = (analysis: string, ...ids: string[]) =>
  ({ analysis, findings: ids.map(finding) }) as ShownAnalysis

const analyses = [
  question('volume', 'volume-total-1', 'volume-window-2'),
  question('origin', 'origin-chain-3'),
  question('people', 'people-top-4', 'people-few-5', 'people-other-6'),
]
const pictures = {
  volume: { charts: [chart('bins', ['window', 'total'])], tables: [] },
  origin: { charts: [chart('firsts')], tables: [] },
  people: { charts: [chart('top', ['top']), chart('lorenz', ['few'])], tables: [] },
}
const story = (ids: string[], map: boolean, draws = (_: ShownAnalysis, _chart: number) => true) =>
  passagesOf({ story: ids, analyses, map: map ? ({} as never) : null }, pictures, draws).map(
    ({ findings, chart }) => `${findings.map(({ id }) => id).join(' ')} | ${chart ?? 'no figure'}`,
  )

test('each sentence has the figure that tells it, and no figure stands twice', () => {
  const ids = [
    'volume-total-1',
    'origin-chain-3',
    'people-top-4',
    'people-few-5',
    'people-other-6',
    'volume-window-2',
  ]
  expect(story(ids, true)).toEqual([
    'origin-chain-3 | 0',
    'people-top-4 | 0',
    'people-few-5 people-other-6 | 1',
    'volume-window-2 | 0',
  ])
})

test('without a map the headline’s picture opens the story, and is not shown again', () => {
  expect(story(['volume-total-1', 'origin-chain-3', 'volume-window-2'], false)).toEqual([
    ' | 0',
    'origin-chain-3 | 0',
    'volume-window-2 | no figure',
  ])
})

test('a chart of too little is no figure', () => {
  expect(story(['volume-total-1', 'origin-chain-3'], true, () => false)).toEqual([
    'origin-chain-3 | no figure',
  ])
})
