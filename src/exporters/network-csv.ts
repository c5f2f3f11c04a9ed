import type { Cell } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import { relation, type Types } from './lines.ts'
import { edgeId, type Network, nodeId, nodeLabel } from './network.ts'
import type { ExportTable } from './table-format.ts'
import { withIsoTimes } from './tables.ts'

const NODES: Types = {
  id: 'VARCHAR',
  label: 'VARCHAR',
  platform: 'VARCHAR',
  account_id: 'VARCHAR',
  handle: 'VARCHAR',
  posts: 'BIGINT',
  group: 'BIGINT',
  group_status: 'VARCHAR',
  first_at: 'BIGINT',
  last_at: 'BIGINT',
}

const EDGES: Types = {
  id: 'VARCHAR',
  source: 'VARCHAR',
  target: 'VARCHAR',
  source_account: 'VARCHAR',
  target_account: 'VARCHAR',
  object_kind: 'VARCHAR',
  weight: 'BIGINT',
  p: 'DOUBLE',
  q: 'DOUBLE',
  validated: 'VARCHAR',
  choice_p: 'DOUBLE',
  first_at: 'BIGINT',
  last_at: 'BIGINT',
}

/** Whose post is whose: an edge's two accounts, beside each of its meetings. */
const ENDS: Types = { edge: 'BIGINT', id: 'VARCHAR', source_account: 'VARCHAR', target_account: 'VARCHAR' }

/** The network as three tables: accounts, edges, and the meetings that each edge rests on. */
export async function networkTables(store: Store, network: Network): Promise<ExportTable[]> {
  const account = new Map(network.nodes.map(node => [node.node, `${node.platform}:${node.account_id}`]))
  const nodes = network.nodes.map(
    (node): Record<string, Cell> => ({
      id: nodeId(node.node),
      label: nodeLabel(node),
      platform: node.platform,
      account_id: node.account_id,
      handle: node.handle,
      posts: node.posts,
      group: node.group,
      group_status: statusOf(network, node.group),
      first_at: node.first_at,
      last_at: node.last_at,
    }),
  )
  const edges = network.edges.map(
    (edge): Record<string, Cell> => ({
      ...edge,
      id: edgeId(edge.edge),
      source: nodeId(edge.source),
      target: nodeId(edge.target),
      source_account: account.get(edge.source) ?? null,
      target_account: account.get(edge.target) ?? null,
      validated: String(edge.validated),
    }),
  )
  return [
    await table(
      store,
      'nodes',
      'One account that acted together with another',
      await relation(store, NODES, nodes),
    ),
    await table(
      store,
      'edges',
      'Two accounts and how often they met on objects of one kind',
      await relation(store, EDGES, edges),
    ),
    await evidenceTable(store, network),
  ]
}

/** What every edge rests on: the object, both posts, and the gap between them. */
export async function evidenceTable(store: Store, network: Network): Promise<ExportTable> {
  const account = new Map(network.nodes.map(node => [node.node, `${node.platform}:${node.account_id}`]))
  const ends = network.edges.map(
    ({ edge, source, target }): Record<string, Cell> => ({
      edge,
      id: edgeId(edge),
      source_account: account.get(source) ?? null,
      target_account: account.get(target) ?? null,
    }),
  )
  return table(
    store,
    'evidence',
    'One meeting: two posts on one object',
    `SELECT ends.id AS edge, ends.source_account, ends.target_account, met.object_kind, met.object,
       met.source_post, met.target_post, met.source_at, met.target_at, met.gap_ms
     FROM (${network.meetings}) AS met JOIN (${await relation(store, ENDS, ends)}) AS ends ON ends.edge = met.edge
     ORDER BY met.edge, least(met.source_at, met.target_at), met.object`,
  )
}

export const statusOf = (network: Network, group: number | null): string | null =>
  group === null ? null : (network.groups.get(group)?.status ?? null)

async function table(store: Store, name: string, title: string, rows: string): Promise<ExportTable> {
  return { name, title, ...(await withIsoTimes(store, rows)), bytes: 0 }
}
