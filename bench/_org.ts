import { lookCloser } from '../src/analyses/coordination/layer.ts'
import { reportedGroups } from '../src/kernels/co-action/groups.ts'
import { coActions } from '../src/kernels/co-action/pairs.ts'
import { actionsOf, organicActs } from './organic.ts'
const [W, n, from = 0] = process.argv.slice(2).map(Number)
let hab = 0, rep = 0, comm = 0, nob = 0
const t0 = Date.now()
for (let i = from; i < from + n!; i++) {
  const columns = actionsOf(organicActs(`independent ${i}`))
  const pairs = await coActions(columns, { window: W! * 1000, repeats: 2 })
  const { tested } = await lookCloser(columns, pairs, { window: W! * 1000, repeats: 2, shuffles: 100, seed: `test/${i}` })
  const groups = await reportedGroups(columns, pairs, tested, { window: W! * 1000, seed: `groups/${i}` })
  comm += groups.length
  nob += groups.filter(g => g.status === 'no baseline').length
  if (groups.some(({ status }) => status === 'reported')) rep++; hab += groups.filter(g => g.status === 'may be habit').length
  if (process.env.V && groups.some(g => g.status === 'reported')) console.log(i, pairs.weight.length, tested.validated.reduce((a, b) => a + b, 0), groups.map(g => `${g.members.length}:${g.p?.toFixed(3)}:${g.nearP?.toFixed(3)}`).join(' '))
}
console.log(`W=${W}: ${rep} of ${n} report, ${comm} communities, ${nob} without baseline, ${hab} may be habit, ${((Date.now() - t0) / 1000 / n!).toFixed(1)} s each`)
