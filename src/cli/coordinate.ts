import { type Command, Option } from 'commander'
import { type Acting, actionsOf, postsAsObjects } from '../analyses/coordination/acting.ts'
import { shufflesWithin } from '../analyses/coordination/effort.ts'
import { lookCloser } from '../analyses/coordination/layer.ts'
import { resolutionOf } from '../analyses/run.ts'
import { inPlace } from '../exporters/destination.ts'
import { someActions } from '../kernels/co-action/actions.ts'
import { cooRTweetPairs, markedAbove, pooled } from '../kernels/co-action/cooRTweet.ts'
import { feedOf } from '../kernels/co-action/feed.ts'
import { coActions } from '../kernels/co-action/pairs.ts'
import { qutPairs } from '../kernels/co-action/qut.ts'
import { VERSION } from '../model/version.ts'
import { Store } from '../store/store.ts'
import { formatter } from '../words/format.ts'
import { duration, kinds, share, whole } from './coordinate-flags.ts'
import { KINDS, type ReadFile, readActions } from './coordinate-read.ts'
import { type Network, WRITTEN, writeNetwork } from './coordinate-write.ts'
import { EXIT, UsageProblem } from './exit.ts'
import type { SourceFlags } from './options.ts'
import { sourceOptions } from './options.ts'
import { allSources } from './sources.ts'
import { bold, faint, narrate, oneLine, print, printJson } from './terminal.ts'

interface Flags extends SourceFlags {
  like?: 'cooRTweet' | 'qut'
  on?: string[]
  window: number
  minParticipation?: number
  repeats?: number
  quantile?: number
  participation?: 'either' | 'both'
  keepLoops?: boolean
  emptyKeys?: boolean
  threads?: number
  seed?: number
  out: string
  force?: boolean
  json?: boolean
}

/** Millions of actions moved in the shuffles behind q, and the most shuffles: less than in a case, for the answer is waited for. */
const EFFORT = 1
const MOST_SHUFFLES = 100

/** Flags that only one of the peers' weightings knows. */
const ONLY: readonly (readonly [keyof Flags, string, readonly string[]])[] = [
  ['quantile', '--quantile', ['cooRTweet']],
  ['participation', '--participation', ['cooRTweet']],
  ['keepLoops', '--keep-loops', ['cooRTweet', 'qut']],
  ['emptyKeys', '--empty-keys', ['qut']],
]

/** Files in, a coordination network out, for those who come from CooRTweet or the QUT toolkit; no case is made. */
export function coordinateCommand(program: Command): void {
  const command = program
    .command('coordinate')
    .description('who acts together in these files: edges.csv, nodes.csv, evidence.csv; no case is made')
    .argument('<file...>', 'files, folders of files, or patterns')
    .requiredOption('-o, --out <dir>', 'the folder to write to')
    .addOption(
      new Option('--like <peer>', 'weigh pairs as CooRTweet or the QUT toolkit does').choices([
        'cooRTweet',
        'qut',
      ]),
    )
    .option(
      '--on <kind,…>',
      `what is acted on: ${KINDS.join(', ')} (default: the first of these that there is)`,
      kinds,
    )
    .option('--window <time>', 'together is at most so far apart: 500ms, 60s, 5min, 1h', duration, 60_000)
    .option(
      '--min-participation <n>',
      'leave out accounts with fewer actions (default: 2 like cooRTweet, else 1)',
      whole,
    )
    .option('--repeats <n>', 'the least weight of an edge (default: 2; like cooRTweet, 1)', whole)
    .option(
      '--quantile <share>',
      '(cooRTweet) mark edges above this quantile of weights (default: 0.5)',
      share,
    )
    .addOption(
      new Option(
        '--participation <which>',
        '(cooRTweet) which account of a pair passes the second filter',
      ).choices(['either', 'both']),
    )
    .option('--keep-loops', '(cooRTweet, qut) keep edges from an account to itself')
    .option('--empty-keys', '(qut) take an empty link or text for an object, as the toolkit does')
    .option('--seed <n>', 'seed of the shuffles behind q (default: 1; not with --like)', whole)
    .option('--threads <n>', 'worker threads; changes no result', whole)
    .option('--force', 'replace what an earlier run left there')
    .option('--json', 'the result as JSON on stdout')
    .action(coordinate)
  sourceOptions(command, { reference: false })
}

async function coordinate(paths: string[], flags: Flags): Promise<void> {
  for (const [name, flag, peers] of ONLY)
    if (flags[name] !== undefined && !(flags.like && peers.includes(flags.like)))
      throw new UsageProblem(`${flag} is for --like ${peers.join(' and --like ')}.`)
  const store = await Store.open()
  try {
    const { acting, files, on, others } = await readActions(store, await allSources(paths), {
      ...flags,
      asQut: flags.like === 'qut',
      emptyKeys: flags.emptyKeys === true,
    })
    if (others.length > 0 && !flags.on)
      narrate(faint(`On ${on.join(', ')}; there is also ${others.join(', ')} (choose with --on)`))
    await store.run('CREATE OR REPLACE TEMP VIEW post AS SELECT "at" FROM acting')
    const resolution = await resolutionOf(store)
    if (resolution > 1000 && resolution >= flags.window / 2)
      narrate(
        `These times are ${resolution === 60_000 ? 'whole minutes' : 'days'}: what is at most ${flags.window / 1000} s apart cannot be told from what is up to ${(flags.window + resolution) / 1000} s apart.`,
      )
    const { network, summary } = await weighed(store, acting, flags)
    const run = {
      sillage: VERSION,
      like: flags.like ?? 'sillage',
      on,
      window_s: flags.window / 1000,
      ...summary,
    }
    const { evidence } = await inPlace(
      null,
      {
        path: flags.out,
        kind: 'folder',
        force: flags.force === true,
        isOurs: name => WRITTEN.includes(name),
      },
      dir => writeNetwork(store, dir, { ...network, window: flags.window, files, run }),
    )
    const accounts = new Set([...network.edges.source, ...network.edges.target]).size
    const counts = { edges: network.edges.weight.length, accounts, evidence }
    if (flags.json) printJson({ ...run, ...counts, files, out: flags.out })
    else tell(counts, run, files, flags)
    process.exitCode = files.some(file => file.rejects > 0) ? EXIT.rejected : EXIT.done
  } finally {
    await store.close()
  }
}

type Weighed = {
  network: Omit<Network, 'window' | 'files' | 'run'>
  /** What run.json and stdout say of how edges were chosen. */
  summary: Record<string, number | boolean | string>
}

async function weighed(store: Store, acting: Acting, flags: Flags): Promise<Weighed> {
  const { window } = flags
  const threads = flags.threads ? { threads: flags.threads } : {}
  if (flags.like === 'cooRTweet') return weighedLikeCooRTweet(store, acting, flags)
  const minParticipation = flags.minParticipation ?? 1
  const repeats = flags.repeats ?? 2
  const actions = ofActive(acting, minParticipation)
  const said = { min_participation: minParticipation, repeats }
  if (flags.like === 'qut') {
    const loops = flags.keepLoops === true
    const edges = await qutPairs(actions, { window, minWeight: repeats, loops, ...threads })
    return { network: { actions, edges, columns: {}, distinctPosts: true }, summary: { ...said, loops } }
  }
  const edges = await coActions(actions, { window, repeats, ...threads })
  const { tested, shuffles } = await lookCloser(feedOf(actions), edges, {
    ...{ window, repeats },
    shuffles: shufflesWithin(EFFORT, actions.at.length, MOST_SHUFFLES),
    seed: String(flags.seed ?? 1),
  })
  const { p, q, validated, choiceP } = tested
  return {
    network: {
      ...{ actions, edges },
      columns: { p, q, validated, choice_p: choiceP },
      chosen: { name: 'validated', edges: validated },
      distinctPosts: false,
    },
    summary: {
      ...said,
      shuffles,
      seed: flags.seed ?? 1,
      validated: validated.reduce((sum, is) => sum + is, 0),
      ...(edges.weight.length > 0 ? { expected_by_chance: tested.expected } : {}),
    },
  }
}

/** Each kind of objects is detected by itself, as a user of CooRTweet does, and the rows are then one network. */
async function weighedLikeCooRTweet(store: Store, acting: Acting, flags: Flags): Promise<Weighed> {
  const { window, minParticipation = 2, quantile = 0.5, participation = 'either', repeats = 1 } = flags
  const removeLoops = flags.keepLoops !== true
  const postAsObject = await postsAsObjects(store)
  const networks = []
  for (const { kind } of acting.kinds)
    networks.push(
      await cooRTweetPairs(actionsOf(acting, kind), {
        window,
        minParticipation,
        participation,
        removeLoops,
        postAsObject,
        ...(flags.threads ? { threads: flags.threads } : {}),
      }),
    )
  const all = pooled(networks)
  const { threshold, marked } = markedAbove(all, quantile)
  const rows = all.weight.reduce((sum, weight) => sum + weight, 0)
  const kept = Uint8Array.from(all.weight, weight => (weight >= repeats ? 1 : 0))
  const chosen = marked.filter((_, e) => kept[e] === 1)
  const picked = (column: Uint32Array) => column.filter((_, e) => kept[e] === 1)
  const edges = { source: picked(all.source), target: picked(all.target), weight: picked(all.weight) }
  return {
    network: {
      actions: acting.actions,
      edges,
      columns: { weight_threshold: chosen },
      chosen: { name: 'marked', edges: chosen },
      distinctPosts: removeLoops,
    },
    summary: {
      min_participation: minParticipation,
      participation,
      loops: !removeLoops,
      repeats,
      rows,
      quantile,
      threshold,
      marked: chosen.reduce((sum, is) => sum + is, 0),
    },
  }
}

/** Without accounts that have fewer actions. */
function ofActive({ actions }: Acting, least: number) {
  if (least <= 1) return actions
  const acted = new Uint32Array(actions.accounts)
  for (const account of actions.account) acted[account] = (acted[account] ?? 0) + 1
  return someActions(
    actions,
    Uint8Array.from(actions.account, account => ((acted[account] ?? 0) >= least ? 1 : 0)),
  )
}

function tell(
  counts: { edges: number; accounts: number; evidence: number },
  run: Record<string, unknown>,
  files: readonly ReadFile[],
  flags: Flags,
): void {
  const f = formatter('en', 'UTC')
  const sum = (of: (file: (typeof files)[number]) => number) => files.reduce((n, file) => n + of(file), 0)
  const { edges, accounts, evidence } = counts
  print(
    `${bold(f.number(edges))} edges between ${bold(f.number(accounts))} accounts, from ${f.number(sum(file => file.posts))} posts (${String(run.on)}, within ${flags.window / 1000} s)`,
  )
  if (typeof run.validated === 'number')
    print(
      `${f.number(run.validated)} of them met more often than chance gives (q < 0.05)${typeof run.expected_by_chance === 'number' ? `; of so many edges chance alone gives about ${f.number(Math.round(run.expected_by_chance))}` : ''}`,
    )
  if (typeof run.marked === 'number')
    print(
      `${f.number(run.marked)} of them weigh more than ${f.number(Number(run.threshold))}, the quantile ${run.quantile}`,
    )
  print(
    `${bold('Written')}  ${oneLine(flags.out)}   (edges.csv, nodes.csv, evidence.csv with ${f.number(evidence)} co-actions, run.json)`,
  )
  for (const { file, reasons } of files)
    for (const [reason, n] of Object.entries(reasons).slice(0, 5))
      narrate(`${oneLine(file)}: ${f.number(n)} rows were not taken: ${oneLine(reason)}`)
  narrate(
    `An edge is a lead, not a finding: fans of one source and newsrooms act together too${run.like === 'sillage' ? '' : ', and whether it is coincidence is not tested here'}. It names accounts as captured.`,
  )
  narrate(`\nNext: sillage trace FILE… --about SUBJECT   (who was first, how fast, by whom it was passed on)`)
}
