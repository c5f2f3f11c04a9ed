/**
 * Is the null honest? `npx tsx bench/coordination-null.ts [SETS] [ORGANIC SETS]` (default: 200 200); 0 leaves one out.
 * Limits (issue C): at most 5 % and its binomial error of null data sets show a validated edge, and of organic ones a
 * reported group. Writes its tables into docs/validity.md.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { lookCloser } from '../src/analyses/coordination/layer.ts'
import { feedOf } from '../src/kernels/co-action/feed.ts'
import { reportedGroups } from '../src/kernels/co-action/groups.ts'
import { coActions } from '../src/kernels/co-action/pairs.ts'
import { evenBlocks, shuffled } from '../src/kernels/co-action/permute.ts'
import { testEdges } from '../src/kernels/co-action/tests.ts'
import { randomStream } from '../src/kernels/random.ts'
import { GERMAN, germanLinks } from './german-links.ts'
import { actionsOf, organicActs } from './organic.ts'
import { percent, rate, table, writeTable } from './validity.ts'
import { whiskers } from './validity-picture.ts'

const WINDOW = 60_000
/** ms */
const WIDE = [300_000, 600_000] as const
const LIMIT = 0.05
/** Blocks of so many actions, none of them the test's own 50; the last is finer than it, and not part of the limit. */
const BLOCKS = [60, 100, 170, 300, 1000] as const
const FINER = 25
/** As the analysis tests: where few shuffles are as surprising as the data, no more are made. */
const TEST = { window: WINDOW, repeats: 2, shuffles: 100 } as const

const [sets = 200, organicSets = 200] = process.argv.slice(2).map(Number)
const most = (of: number) => LIMIT + 2 * Math.sqrt((LIMIT * (1 - LIMIT)) / of)
const count = (marks: Uint8Array) => marks.reduce((sum, is) => sum + is, 0)

if (sets > 0 && !existsSync(GERMAN)) console.log(`skipped: ${GERMAN} is not here`)
else if (sets > 0) await shuffledGerman(Math.round(sets / BLOCKS.length))
if (organicSets > 0) await organic(organicSets)

async function shuffledGerman(each: number): Promise<void> {
  const german = actionsOf(germanLinks())
  const feed = feedOf(german)
  const real = await coActions(german, { window: WINDOW, repeats: 2 })
  const found = await testEdges(german, real, { window: WINDOW, seed: 'validity' })
  const expected = new Map<number, number>()
  const lines: { block: number; cases: number; edges: number; shown: number }[] = []
  for (const block of [...BLOCKS, FINER]) {
    const cases = block === FINER ? Math.min(each, 10) : each
    const line = { block, cases, edges: 0, shown: 0 }
    for (let i = 0; i < cases; i++) {
      const { actions } = shuffled(feed, evenBlocks(feed, block), randomStream(`chance/${block}/${i}`))
      const edges = await coActions(actions, { window: WINDOW, repeats: 2 })
      const { validated } = (
        await lookCloser(feedOf(actions), edges, { ...TEST, seed: `test/${block}/${i}` })
      ).tested
      line.edges += edges.weight.length
      if (count(validated) > 0) line.shown++
    }
    expected.set(block, line.edges / cases)
    lines.push(line)
    console.log(`blocks of ${block}: ${rate(line.shown, cases)} show a validated edge`)
  }
  const limited = lines.filter(({ block }) => block !== FINER)
  const shown = limited.reduce((sum, line) => sum + line.shown, 0)
  const cases = each * BLOCKS.length
  const verdict = `**${rate(shown, cases)}** of the null data sets show any validated edge; the limit with its binomial error is ${percent(most(cases))}.`
  console.log(verdict)
  if (shown / cases > most(cases)) process.exitCode = 1
  const rows = lines.map(({ block, cases: of, edges, shown }) => [
    block === FINER ? `${block} (finer than the test’s own; not in the sum)` : block,
    (edges / of).toFixed(1),
    rate(shown, of),
  ])
  const trial = `The data themselves have ${real.weight.length.toLocaleString('en')} edges with at least 2 objects, against ${expected.get(100)?.toFixed(1)} after shuffles in blocks of 100; ${count(found.validated)} are validated.`
  writeTable(
    'null',
    'bench/coordination-null.ts',
    `${trial}\n\n${table(['swapped in blocks of', 'edges, on average', 'data sets with a validated edge'], rows)}\n\n${verdict}\n\n![Share of shuffled data sets with a validated edge, by the length of the blocks](images/validity-null.svg)`,
  )
  writeFileSync(
    new URL('../docs/images/validity-null.svg', import.meta.url),
    whiskers(
      lines.map(({ block, cases: of, shown }) => ({ label: `${block}`, hits: shown, of })),
      'actions in a block',
      'Share of null data sets that show a validated edge',
      LIMIT,
    ),
  )
}

async function organic(cases: number): Promise<void> {
  const lines = [await independent(cases, WINDOW)]
  for (const window of WIDE) lines.push(await independent(Math.round(cases * 0.3), window))
  const rows = lines.map(line => [
    `${line.window / 1000} s`,
    line.cases,
    (line.actions / line.cases).toFixed(0),
    (line.edges / line.cases).toFixed(1),
    (line.validated / line.cases).toFixed(1),
    line.communities,
    line.mayBeHabit,
    line.noBaseline,
    rate(line.reported, line.cases),
  ])
  const [short, ...wide] = lines as [Counted, ...Counted[]]
  const verdict = `**${rate(short.reported, short.cases)}** of the organic data sets show any reported group with the usual window; the limit with its binomial error is ${percent(most(short.cases))}. With wider windows, ${wide.map(({ window, reported, cases: of }) => `${reported} of ${of} (${window / 1000} s)`).join(' and ')}.`
  console.log(verdict)
  for (const { reported, cases: of } of lines) if (reported / of > most(of)) process.exitCode = 1
  const columns = [
    ...['window', 'data sets', 'actions in each', 'edges with at least 2 objects', 'of them validated'],
    ...['communities, in all', 'may be habit', 'without a baseline', 'data sets with a reported group'],
  ]
  const tenths = `Timing p of the communities with the usual window, under 0.1, 0.1–0.2, …, from 0.9: ${short.tenths.join(' · ')}. Of these data sets ${short.withEdges} of ${short.cases} have a validated edge.`
  writeTable('organic', 'bench/coordination-null.ts', `${table(columns, rows)}\n\n${tenths}\n\n${verdict}`)
}

/** What so many organic data sets show with a window (ms), added up. */
interface Counted {
  window: number
  cases: number
  actions: number
  edges: number
  validated: number
  communities: number
  mayBeHabit: number
  noBaseline: number
  /** Data sets with a validated edge. */
  withEdges: number
  /** Data sets with a reported group. */
  reported: number
  /** Communities by the tenths of their timing p. */
  tenths: number[]
}

async function independent(cases: number, window: number): Promise<Counted> {
  const sum: Counted = {
    ...{ window, cases, actions: 0, edges: 0, validated: 0, communities: 0, mayBeHabit: 0, noBaseline: 0 },
    ...{ withEdges: 0, reported: 0, tenths: new Array<number>(10).fill(0) },
  }
  for (let i = 0; i < cases; i++) {
    const columns = actionsOf(organicActs(`independent ${i}`))
    const pairs = await coActions(columns, { window, repeats: 2 })
    const { tested } = await lookCloser(feedOf(columns), pairs, { ...TEST, window, seed: `test/${i}` })
    const groups = await reportedGroups(feedOf(columns), pairs, tested, { window, seed: `groups/${i}` })
    sum.actions += columns.at.length
    sum.edges += pairs.weight.length
    sum.validated += count(tested.validated)
    if (tested.validated.includes(1)) sum.withEdges++
    sum.communities += groups.length
    for (const { status } of groups) {
      if (status === 'may be habit') sum.mayBeHabit++
      if (status === 'no baseline') sum.noBaseline++
    }
    if (groups.some(({ status }) => status === 'reported')) sum.reported++
    for (const { p } of groups)
      if (p !== null) {
        const tenth = Math.min(9, Math.floor(p * 10))
        sum.tenths[tenth] = (sum.tenths[tenth] ?? 0) + 1
      }
    if (i % 20 === 19)
      console.log(`${window / 1000} s, ${i + 1} organic data sets: ${sum.reported} with a reported group`)
  }
  return sum
}
