import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  Meeting,
  NetworkEdge,
  NetworkFigures,
  NetworkGroup,
  NetworkNode,
} from '../../analyses/coordination/shape.ts'
import { addSource } from '../../case/add.ts'
import { type Case, createCase, writeWhole } from '../../case/open.ts'
import { randomStream } from '../../kernels/random.ts'
import type { AnalysisRecord } from '../../model/finding.ts'
import { VERSION } from '../../model/version.ts'

/** A planted group: its accounts act on each of its objects within some seconds of one another. */
export interface Planted {
  accounts: number
  objects: number
  within: number
  kind: 'repost' | 'url' | 'hashtag' | 'text'
  status: NetworkGroup['status']
  /** How often an account leaves an object out (0–1). */
  skips?: number
}

export const PLANTED: readonly Planted[] = [
  { accounts: 14, objects: 9, within: 25, kind: 'repost', status: 'reported', skips: 0.3 },
  { accounts: 6, objects: 6, within: 40, kind: 'url', status: 'reported', skips: 0.1 },
  { accounts: 4, objects: 5, within: 15, kind: 'hashtag', status: 'no baseline' },
  { accounts: 5, objects: 3, within: 55, kind: 'url', status: 'not reported', skips: 0.2 },
]

interface Post {
  id: string
  account: number
  at: number
  kind: Planted['kind']
  object: string
}

const START = Date.UTC(2017, 4, 5, 18, 49)
const WINDOW = 60_000

/** How accounts and objects are called; a test of hostile names has its own. */
export interface Names {
  handle: (account: number) => string
  object: (object: string, kind: Planted['kind']) => string
}

const PLAIN: Names = {
  handle: account =>
    `${['liberte', 'patriot', 'truth', 'vigie', 'echo', 'nord', 'archive'][account % 7]}_${account + 17}`,
  object: (object, kind) =>
    kind === 'url'
      ? `https://blog-${object}.example/leak`
      : kind === 'hashtag'
        ? `leak${object}`
        : `86062634765${object.padStart(7, '0')}`,
}

/** The figures of a made-up network in the shapes of the analysis, and the posts that they rest on as a CSV. */
export function madeNetwork(
  planted: readonly Planted[] = PLANTED,
  names: Names = PLAIN,
): { figures: NetworkFigures; csv: string } {
  const random = randomStream('a made-up network')
  const posts: Post[] = []
  const groupOf: (number | null)[] = []
  let made = 0
  const act = (account: number, kind: Planted['kind'], object: string, at: number) =>
    posts.push({
      id: `8606263476${String(++made).padStart(8, '0')}`,
      account,
      at: Math.floor(at / 1000) * 1000,
      kind,
      object,
    })
  for (const [place, plan] of planted.entries()) {
    const group = place + 1
    const first = groupOf.length
    for (let n = 0; n < plan.accounts; n++) groupOf.push(group)
    for (let o = 0; o < plan.objects; o++) {
      const at = START + random() * 20 * 3_600_000
      for (let n = 0; n < plan.accounts; n++)
        if (random() >= (plan.skips ?? 0))
          act(first + n, plan.kind, `${group}${o}`, at + random() * plan.within * 1000)
    }
  }
  const grouped = groupOf.length
  for (let pair = 0; pair < 12; pair++) {
    const ends = pair < 4 ? [pair, grouped + pair] : [groupOf.length, groupOf.length + 1]
    while (groupOf.length <= Math.max(...ends)) groupOf.push(null)
    for (let o = 0; o < 2; o++) {
      const at = START + random() * 20 * 3_600_000
      for (const account of ends) act(account, 'repost', `9${pair}${o}`, at + random() * 40_000)
    }
  }
  const { edges, meetings } = metOf(posts, groupOf, names)
  return {
    figures: {
      ...networkOf(posts, groupOf, edges, planted, names),
      edges,
      meetings,
      windows: WINDOWS,
      responders: RESPONDERS,
    },
    csv: csvOf(posts, names),
  }
}

function metOf(posts: readonly Post[], groupOf: readonly (number | null)[], names: Names) {
  const closest = new Map<string, { a: Post; b: Post; gap: number }>()
  for (const a of posts)
    for (const b of posts) {
      const gap = Math.abs(a.at - b.at)
      if (a.account >= b.account || a.object !== b.object || a.kind !== b.kind || gap > WINDOW) continue
      const key = `${a.account} ${b.account} ${a.kind} ${a.object}`
      if ((closest.get(key)?.gap ?? Number.POSITIVE_INFINITY) > gap) closest.set(key, { a, b, gap })
    }
  const pairs = new Map<string, { a: Post; b: Post; gap: number }[]>()
  for (const met of closest.values()) {
    const key = `${met.a.account} ${met.b.account} ${met.a.kind}`
    pairs.set(key, [...(pairs.get(key) ?? []), met])
  }
  const edges: NetworkEdge[] = []
  const meetings: Meeting[] = []
  for (const met of pairs.values()) {
    const [one] = met
    if (!one || met.length < 2) continue
    const edge = edges.length
    const times = met.flatMap(({ a, b }) => [a.at, b.at])
    const isValid = groupOf[one.a.account] !== null && groupOf[one.a.account] === groupOf[one.b.account]
    edges.push({
      edge,
      object_kind: one.a.kind,
      source: one.a.account,
      target: one.b.account,
      weight: met.length,
      p: isValid ? 10 ** -(2 + met.length) : 0.02,
      q: isValid ? 10 ** -(1 + met.length) : 0.31,
      validated: isValid,
      choice_p: isValid ? 1e-4 : 0.2,
      first_at: Math.min(...times),
      last_at: Math.max(...times),
    })
    for (const { a, b, gap } of met)
      meetings.push({
        edge,
        object_kind: a.kind,
        object: names.object(a.object, a.kind),
        source_post: a.id,
        target_post: b.id,
        source_at: a.at,
        target_at: b.at,
        gap_ms: gap,
      })
  }
  return { edges, meetings }
}

function networkOf(
  posts: readonly Post[],
  groupOf: readonly (number | null)[],
  edges: readonly NetworkEdge[],
  planted: readonly Planted[],
  names: Names,
): { nodes: NetworkNode[]; groups: NetworkGroup[] } {
  const nodes = groupOf.flatMap((group, node): NetworkNode[] => {
    const own = edges.filter(({ source, target }) => source === node || target === node)
    if (own.length === 0) return []
    return [
      {
        node,
        platform: 'x',
        account_id: String(7000 + node),
        handle: names.handle(node),
        posts: posts.filter(({ account }) => account === node).length,
        group,
        first_at: Math.min(...own.map(edge => edge.first_at)),
        last_at: Math.max(...own.map(edge => edge.last_at)),
      },
    ]
  })
  const groups = planted.map((plan, place): NetworkGroup => {
    const group = place + 1
    const members = new Set(nodes.filter(node => node.group === group).map(({ node }) => node))
    const tied = edges.filter(({ source, target }) => members.has(source) && members.has(target))
    const own = posts.filter(({ account }) => members.has(account))
    const isJudged = plan.status !== 'no baseline'
    return {
      group,
      status: plan.status,
      accounts: members.size,
      edges: tied.length,
      objects: plan.objects,
      object_kinds: plan.kind,
      timing_p: isJudged ? (plan.status === 'reported' ? 0.004 : 0.2) : null,
      timing_q: isJudged ? (plan.status === 'reported' ? 0.008 : 0.2) : null,
      posts: own.length,
      share: own.length / (posts.length * 40),
      others: plan.status === 'no baseline' ? 1 : 40 + plan.objects,
      shared_objects: plan.status === 'no baseline' ? 0 : plan.objects,
      led_objects: plan.status === 'reported' ? 2 : 0,
      first_at: Math.min(...tied.map(edge => edge.first_at)),
      last_at: Math.max(...tied.map(edge => edge.last_at)),
    }
  })
  return { nodes, groups }
}

const WINDOWS: NetworkFigures['windows'] = ['repost', 'url'].flatMap(object_kind =>
  [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600].map((window_s, n) => ({
    object_kind,
    window_s,
    edges: Math.round(12 * 1.9 ** n),
    validated: Math.min(object_kind === 'url' ? 24 : 90, Math.round(8 * n ** 1.2)),
    accounts: Math.min(26, 3 * n),
  })),
)

const RESPONDERS: NetworkFigures['responders'] = [4, 9, 21].map((median_s, n) => ({
  platform: 'x',
  account_id: String(7100 + n),
  handle: `quick_${n}`,
  of_account_id: '7200',
  of_handle: 'the_archive',
  reposts: 31 - 7 * n,
  within: 29 - 8 * n,
  median_s,
  others_median_s: 840 + 90 * n,
  p: 1e-6,
  q: 1e-4,
}))

const COLUMNS = 'at,platform,post_id,account_id,handle,text,kind,parent_id,lang\n'

function csvOf(posts: readonly Post[], names: Names): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  return (
    COLUMNS +
    posts
      .map(({ id, account, at, kind, object }) => {
        const named = names.object(object, kind)
        const text =
          kind === 'repost'
            ? `RT: The archive is open, read it before they take it down #leak`
            : `Nobody in the press will show you this: ${kind === 'hashtag' ? '#' : ''}${named} #leak`
        return [
          new Date(at).toISOString(),
          'x',
          id,
          String(7000 + account),
          names.handle(account),
          text,
          kind === 'repost' ? 'repost' : 'post',
          kind === 'repost' ? named : '',
          account % 3 === 0 ? 'en' : 'fr',
        ]
          .map(cell)
          .join(',')
      })
      .join('\n')
  )
}

/** The record that the analysis would write. */
export const madeRecord = (figures: NetworkFigures): AnalysisRecord => ({
  analysis: 'coordination',
  method: 1,
  sillage: VERSION,
  status: 'found',
  params: { window: 60, repeats: 2 },
  findings: [],
  figures,
})

/** A case with a made-up network as its record, without any question having been asked of it. */
export async function networkCase(
  folder: string,
  { figures, csv }: { figures: NetworkFigures; csv: string } = madeNetwork(),
): Promise<Case> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'posts.csv')
  await writeFile(file, csv)
  const made = await createCase(join(folder, 'case'), {
    about: ['#leak'],
    title: 'The leak & <its> wake',
    zone: 'Europe/Paris',
  })
  const given = (await addSource(made, file)).case
  await writeWhole(given.at.finding('coordination'), JSON.stringify(madeRecord(figures)))
  return given
}
