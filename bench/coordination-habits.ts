/**
 * What independent habits are taken for: `npx tsx bench/coordination-habits.ts [SETS]` (default: 20 of each). Writes its
 * table into docs/validity.md. No limit is set on these: they show which habits are hard.
 */
import { lookCloser } from '../src/analyses/coordination/layer.ts'
import { feedOf } from '../src/kernels/co-action/feed.ts'
import { reportedGroups } from '../src/kernels/co-action/groups.ts'
import { coActions } from '../src/kernels/co-action/pairs.ts'
import { HABITS, habitualActs } from './habits.ts'
import { actionsOf } from './organic.ts'
import { rate, table, writeTable } from './validity.ts'

const TEST = { window: 60_000, repeats: 2, shuffles: 100 } as const
const [sets = 20] = process.argv.slice(2).map(Number)
const rows: (string | number)[][] = []
for (const habit of HABITS) {
  let [actions, validated, communities, reported] = [0, 0, 0, 0]
  for (let i = 0; i < sets; i++) {
    const columns = actionsOf(habitualActs(habit, `case ${i}`))
    const pairs = await coActions(columns, TEST)
    const { tested } = await lookCloser(feedOf(columns), pairs, { ...TEST, seed: `test/${i}` })
    const groups = await reportedGroups(feedOf(columns), pairs, tested, { ...TEST, seed: `groups/${i}` })
    actions += columns.at.length
    validated += tested.validated.reduce((sum, is) => sum + is, 0)
    communities += groups.length
    if (groups.some(({ status }) => status === 'reported')) reported++
  }
  rows.push([
    habit,
    Math.round(actions / sets),
    (validated / sets).toFixed(1),
    (communities / sets).toFixed(1),
    rate(reported, sets),
  ])
  console.log(rows.at(-1)?.join('  '))
}
writeTable(
  'habits',
  'bench/coordination-habits.ts',
  table(['habit', 'actions', 'validated edges', 'communities', 'data sets with a reported group'], rows),
)
