/**
 * What is found of planted groups? `npx tsx bench/coordination-planted.ts [ROUNDS] [SCALE]` (default: 3 0.1): groups of 5
 * to 50 accounts in the reposts of simulated leaks (src/scenario/), 30 % of actions skipped, gaps from 5 s to 10 min, and
 * the leaks' own pushed groups. Limits (issue C): recall ≥ 0.9 at false discovery ≤ 0.05 among flagged accounts, for groups
 * with at least 5 shared objects. Writes its tables into docs/validity.md.
 */
import { writeFileSync } from 'node:fs'
import { feedOf } from '../src/kernels/co-action/feed.ts'
import { type Group, reportedGroups } from '../src/kernels/co-action/groups.ts'
import { coActions } from '../src/kernels/co-action/pairs.ts'
import { testEdges } from '../src/kernels/co-action/tests.ts'
import { type LeakReposts, leakReposts } from './leak-reposts.ts'
import { actionsOf } from './organic.ts'
import { type Feed, planted } from './planting.ts'
import { percent, table, writeTable } from './validity.ts'
import { lines } from './validity-picture.ts'

const SIZES = [5, 10, 20, 50] as const
const OBJECTS = [3, 5, 10, 20] as const
const GAPS = [5, 30, 60, 120, 300, 600] as const
/** s; a gap is looked at with the first window that holds it. */
const WINDOWS = [60, 300, 600] as const
const windowFor = (gap: number) => WINDOWS.find(window => gap <= window) ?? 600

const SHUFFLES = 100

/** Accounts of one kind of group: how many there were, and how many came out. */
interface Tally {
  there: number
  /** In a community of validated edges, whatever its timing says. */
  tied: number
  /** In a community that is reported, or named apart: may be habit, or has no baseline. */
  flagged: number
  reported: number
}

const [rounds = 3, scale = 0.1] = process.argv.slice(2).map(Number)
const cells = new Map<string, Tally>()
const grades = new Map<string, Tally>()
/** By window: accounts flagged, and those among them that belong to no pushed or planted group. */
const flags = new Map<number, { flagged: number; innocent: number; fans: number }>()

const leaks: LeakReposts[] = []
for (let round = 0; round < rounds; round++) leaks.push(await leakReposts(8200 + round, scale))
for (const [round, leak] of leaks.entries()) {
  for (const window of WINDOWS) {
    const groups = await groupsIn(leak, window, `own/${round}`)
    for (const { grade, members } of leak.groups) add(grades, `${grade}/${window}`, members, groups)
    judge(leak, [], groups, window)
  }
  for (const gap of GAPS)
    for (const objects of OBJECTS) {
      const wanted = SIZES.map(members => ({ members, objects, gap: gap * 1000 }))
      const { feed, members } = planted(leak, wanted, `${round}/${gap}/${objects}`)
      const groups = await groupsIn(feed, windowFor(gap), `planted/${round}/${gap}/${objects}`)
      SIZES.forEach((size, i) => {
        add(cells, `${size}/${objects}/${gap}`, members[i] ?? [], groups)
      })
      judge(leak, members.flat(), groups, windowFor(gap))
      const found = SIZES.map(size => share(cells.get(`${size}/${objects}/${gap}`)))
      console.log(`leak ${round + 1} of ${rounds}, ${gap} s, ${objects} objects: ${found.join('   ')}`)
    }
}
report()

async function groupsIn(feed: Feed, window: number, seed: string): Promise<Group[]> {
  const actions = actionsOf(feed)
  const options = { window: window * 1000, repeats: 2, seed }
  const edges = await coActions(actions, options)
  const tested = await testEdges(actions, edges, { ...options, shuffles: SHUFFLES })
  return reportedGroups(feedOf(actions), edges, tested, options)
}

function isFlagged({ status }: Group): boolean {
  return status !== 'not reported'
}

function add(tallies: Map<string, Tally>, key: string, members: readonly number[], groups: readonly Group[]) {
  const tally = tallies.get(key) ?? { there: 0, tied: 0, flagged: 0, reported: 0 }
  const own = new Set(members)
  tally.there += members.length
  for (const group of groups) {
    const inside = group.members.filter(account => own.has(account)).length
    tally.tied += inside
    if (isFlagged(group)) tally.flagged += inside
    if (group.status === 'reported') tally.reported += inside
  }
  tallies.set(key, tally)
}

function judge(leak: LeakReposts, members: readonly number[], groups: readonly Group[], window: number) {
  const guilty = new Set([...members, ...leak.groups.flatMap(group => group.members)])
  const fans = new Set(leak.fans.flat())
  const tally = flags.get(window) ?? { flagged: 0, innocent: 0, fans: 0 }
  for (const group of groups.filter(isFlagged)) {
    tally.flagged += group.members.length
    tally.innocent += group.members.filter(account => !guilty.has(account)).length
    tally.fans += group.members.filter(account => fans.has(account)).length
  }
  flags.set(window, tally)
}

function total(keep: (size: number, objects: number, gap: number) => boolean): Tally {
  const sum = { there: 0, tied: 0, flagged: 0, reported: 0 }
  for (const [key, tally] of cells) {
    const [size = 0, objects = 0, gap = 0] = key.split('/').map(Number)
    if (!keep(size, objects, gap)) continue
    sum.there += tally.there
    sum.tied += tally.tied
    sum.flagged += tally.flagged
    sum.reported += tally.reported
  }
  return sum
}

function share(
  { there, tied, flagged, reported }: Tally = { there: 1, tied: 0, flagged: 0, reported: 0 },
): string {
  return [tied, flagged, reported].map(some => percent(some / there, 0)).join(' / ')
}

function report() {
  const rows = GAPS.flatMap(gap =>
    OBJECTS.map(objects => [
      `${gap} s`,
      objects,
      ...SIZES.map(size => share(cells.get(`${size}/${objects}/${gap}`))),
    ]),
  )
  const all = [...flags.values()]
  const flagged = all.reduce((sum, tally) => sum + tally.flagged, 0)
  const innocent = all.reduce((sum, tally) => sum + tally.innocent, 0)
  const fans = all.reduce((sum, tally) => sum + tally.fans, 0)
  const enough = total((_, objects) => objects >= 5)
  const brief = total((_, objects, gap) => objects >= 5 && windowFor(gap) === 60)
  const verdict = `Of groups with at least 5 shared objects, **${percent(enough.tied / enough.there)}** of the accounts are in a community of validated edges, **${percent(enough.flagged / enough.there)}** in one that is flagged (reported, may be habit, or without a baseline) and **${percent(enough.reported / enough.there)}** in one that is reported; where the window is 60 s, ${percent(brief.flagged / brief.there)} and ${percent(brief.reported / brief.there)}. Of ${flagged} flagged accounts ${innocent} belong to no group (**${percent(flagged > 0 ? innocent / flagged : 0)}**; ${fans} are fans). Limits: 90 %, 5 %.`
  console.log(verdict, [...flags].map(([w, f]) => `${w} s: ${f.innocent}/${f.flagged}`).join(', '))
  if (enough.flagged < 0.9 * enough.there || innocent > 0.05 * flagged) process.exitCode = 1
  const own = ['crude', 'moderate', 'careful'].map(grade => [
    grade,
    ...WINDOWS.map(window => share(grades.get(`${grade}/${window}`))),
  ])
  writeTable(
    'planted',
    'bench/coordination-planted.ts',
    `${table(['within', 'shared objects', ...SIZES.map(size => `${size} accounts`)], rows)}\n\n${verdict}\n\n![Share of planted accounts that are flagged, by how closely the group acts and on how many objects](images/validity-planted.svg)`,
  )
  writeTable(
    'scenario',
    'bench/coordination-planted.ts',
    table(['pushed group', ...WINDOWS.map(window => `window ${window} s`)], own),
  )
  writeFileSync(
    new URL('../docs/images/validity-planted.svg', import.meta.url),
    lines(
      OBJECTS.map(objects => ({
        label: `${objects} objects`,
        shares: GAPS.map(gap => {
          const { there, flagged: found } = total((_, o, g) => o === objects && g === gap)
          return there > 0 ? found / there : 0
        }),
      })),
      GAPS.map(gap => `${gap} s`),
      'the group acts within',
      'Share of planted accounts that are flagged',
    ),
  )
}
