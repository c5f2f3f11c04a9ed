import type { Edges } from '../../kernels/co-action/actions.ts'
import { evidenceOf } from '../../kernels/co-action/evidence.ts'
import type { Store } from '../../store/store.ts'
import type { Layer } from './layer.ts'
import type { Merged } from './merged.ts'

/** The case's record and its rows hold so many edges: validated ones first, then the most surprising. */
const MOST = 20_000

/** Edges that are kept, and how many there are in all. */
export interface Kept {
  edges: readonly KeptEdge[]
  found: number
}

export interface KeptEdge {
  edge: number
  kind: string
  source: number
  target: number
  weight: number
  p: number
  q: number
  validated: boolean
  choice_p: number
}

/** The edges of all layers that are kept, numbered by kind, source and target. */
function keptOf(layers: readonly Layer[]): Kept {
  const all = layers.flatMap(({ kind, edges, tested }) =>
    Array.from(edges.weight, (weight, e) => ({
      kind,
      source: edges.source[e] ?? 0,
      target: edges.target[e] ?? 0,
      weight,
      p: tested.p[e] ?? 1,
      q: tested.q[e] ?? 1,
      validated: tested.validated[e] === 1,
      choice_p: tested.choiceP[e] ?? 1,
    })),
  )
  const chosen =
    all.length <= MOST
      ? all
      : all
          .toSorted((a, b) => Number(b.validated) - Number(a.validated) || a.p - b.p || b.weight - a.weight)
          .slice(0, MOST)
          .sort(
            (a, b) =>
              (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) || a.source - b.source || a.target - b.target,
          )
  return { edges: chosen.map((edge, n) => ({ edge: n, ...edge })), found: all.length }
}

/**
 * Makes what figures, findings and rows are drawn from, in the numbers of `acting_account`, `acting_object` and
 * `acting_post`: `coordination_edge`, `coordination_meeting` (their evidence) and `coordination_member` (who is in which group).
 */
export async function keepEdges(
  store: Store,
  layers: readonly Layer[],
  groups: readonly Merged[],
  window: number,
): Promise<Kept> {
  const kept = keptOf(layers)
  await store.run(`
    CREATE OR REPLACE TEMP TABLE coordination_edge (
      edge BIGINT, object_kind VARCHAR, source BIGINT, target BIGINT, weight BIGINT,
      p DOUBLE, q DOUBLE, validated BIGINT, choice_p DOUBLE
    );
    CREATE OR REPLACE TEMP TABLE coordination_meeting (
      edge BIGINT, object BIGINT, source_post BIGINT, target_post BIGINT, source_at BIGINT, target_at BIGINT, gap_ms BIGINT
    );
    CREATE OR REPLACE TEMP TABLE coordination_member (account BIGINT, "group" BIGINT)`)
  await store.append(
    'coordination_edge',
    kept.edges.map(({ edge, kind, source, target, weight, p, q, validated, choice_p }) => [
      ...[edge, kind, source, target, weight, p, q],
      ...[validated ? 1 : 0, choice_p],
    ]),
  )
  for (const columns of meetings(layers, kept.edges, window))
    await store.appendColumns('coordination_meeting', columns)
  await store.append(
    'coordination_member',
    groups.flatMap(({ group, members }) => [...members].map(account => [account, group])),
  )
  return kept
}

/** The columns of `coordination_meeting`, some rows at a time. */
function* meetings(layers: readonly Layer[], edges: readonly KeptEdge[], window: number) {
  for (const {
    kind,
    feed: { actions },
    firstObject,
  } of layers) {
    const own = edges.filter(edge => edge.kind === kind)
    const columns: Edges = {
      source: Uint32Array.from(own, ({ source }) => source),
      target: Uint32Array.from(own, ({ target }) => target),
      weight: Uint32Array.from(own, ({ weight }) => weight),
    }
    const at = (places: Uint32Array) => Float64Array.from(places, place => actions.at[place] ?? 0)
    for (const batch of evidenceOf(actions, columns, { window }))
      yield [
        Float64Array.from(batch.edge, e => own[e]?.edge ?? 0),
        Float64Array.from(batch.object, object => firstObject + object),
        Float64Array.from(batch.sourcePost),
        Float64Array.from(batch.targetPost),
        at(batch.sourceAction),
        at(batch.targetAction),
        batch.gap,
      ]
  }
}
