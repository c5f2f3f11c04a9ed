import type { Store } from '../../store/store.ts'
import { type KeptRows, keepRows } from '../rows.ts'
import type { Merged } from './merged.ts'
import { objectShown } from './objects.ts'
import { type Pushed, pushedBy } from './pushed.ts'
import type { Meeting, NetworkEdge, NetworkGroup, NetworkNode } from './shape.ts'

/**
 * The record holds so many meetings of an edge, and so many in all, groups' first, and of every edge one before another's
 * second; the rows beside it hold every one.
 */
const MEETINGS_AN_EDGE = 12
const MOST_MEETINGS = 12_000

/** Accounts that a kept edge touches, numbered from 0. */
const NODES = `
  CREATE OR REPLACE TEMP TABLE coordination_node AS
  WITH met AS (
    SELECT edge.edge, edge.source, edge.target,
      least(meeting.source_at, meeting.target_at) AS first_at, greatest(meeting.source_at, meeting.target_at) AS last_at
    FROM coordination_edge AS edge JOIN coordination_meeting AS meeting ON meeting.edge = edge.edge
  ),
  touched AS (
    SELECT source AS account, first_at, last_at FROM met
    UNION ALL
    SELECT target, first_at, last_at FROM met
  )
  SELECT row_number() OVER (ORDER BY account) - 1 AS node, account, min(first_at) AS first_at, max(last_at) AS last_at
  FROM touched GROUP BY account`

const NAMED_NODES = `
  WITH posted AS (
    SELECT platform, account_id, count(*) AS posts FROM coordination_actor GROUP BY platform, account_id
  )
  SELECT node.node, name.platform, name.account_id, profile.handle, posted.posts, member."group", node.first_at, node.last_at
  FROM coordination_node AS node
  JOIN acting_account AS name ON name.i = node.account
  JOIN posted ON posted.platform = name.platform AND posted.account_id = name.account_id
  LEFT JOIN profile ON profile.platform = name.platform AND profile.account_id = name.account_id
  LEFT JOIN coordination_member AS member ON member.account = node.account
  ORDER BY node.node`

const EDGES = `
  SELECT edge.edge, edge.object_kind, source.node AS source, target.node AS target, edge.weight, edge.p, edge.q,
    edge.validated = 1 AS validated, edge.choice_p,
    min(least(meeting.source_at, meeting.target_at)) AS first_at,
    max(greatest(meeting.source_at, meeting.target_at)) AS last_at
  FROM coordination_edge AS edge
  JOIN coordination_meeting AS meeting ON meeting.edge = edge.edge
  JOIN coordination_node AS source ON source.account = edge.source
  JOIN coordination_node AS target ON target.account = edge.target
  GROUP BY edge.edge, edge.object_kind, source.node, target.node, edge.weight, edge.p, edge.q, edge.validated, edge.choice_p
  ORDER BY edge.edge`

const MEETINGS = `
  WITH ranked AS (
    SELECT meeting.*, edge.object_kind, edge.source, edge.validated,
      row_number() OVER (
        PARTITION BY meeting.edge ORDER BY least(meeting.source_at, meeting.target_at), meeting.object
      ) AS place,
      CASE WHEN edge.validated = 1 AND one."group" = other."group" THEN one."group" END AS "group"
    FROM coordination_meeting AS meeting
    JOIN coordination_edge AS edge ON edge.edge = meeting.edge
    LEFT JOIN coordination_member AS one ON one.account = edge.source
    LEFT JOIN coordination_member AS other ON other.account = edge.target
  )
  SELECT ranked.edge, ranked.object_kind, ${objectShown('named.object', 'ranked.object_kind', 'account.platform')} AS object,
    source.post_id AS source_post, target.post_id AS target_post, ranked.source_at, ranked.target_at, ranked.gap_ms
  FROM ranked
  JOIN acting_object AS named ON named.i = ranked.object
  JOIN acting_account AS account ON account.i = ranked.source
  JOIN acting_post AS source ON source.i = ranked.source_post
  JOIN acting_post AS target ON target.i = ranked.target_post
  WHERE ranked.place <= $each
  ORDER BY CASE WHEN ranked."group" IS NULL THEN 1 ELSE 0 END, ranked.validated DESC, ranked.place, ranked."group", ranked.edge
  LIMIT $most`

/** What of a group's own kind it rests on: pairs, objects, and first and last meeting. */
const INSIDE = `
  SELECT one."group", count(DISTINCT CAST(edge.source AS VARCHAR) || ' ' || CAST(edge.target AS VARCHAR)) AS edges,
    count(DISTINCT meeting.object) AS objects,
    min(least(meeting.source_at, meeting.target_at)) AS first_at, max(greatest(meeting.source_at, meeting.target_at)) AS last_at
  FROM coordination_edge AS edge
  JOIN coordination_member AS one ON one.account = edge.source
  JOIN coordination_member AS other ON other.account = edge.target AND other."group" = one."group"
  JOIN coordination_meeting AS meeting ON meeting.edge = edge.edge
  WHERE edge.validated = 1
  GROUP BY one."group"`

const POSTED = `
  SELECT member."group", count(*) AS posts
  FROM coordination_member AS member
  JOIN acting_account AS name ON name.i = member.account
  JOIN coordination_actor AS p ON p.platform = name.platform AND p.account_id = name.account_id
  GROUP BY member."group"`

/** Every meeting with its edge, its accounts, and the row of each post in its source. */
const ROWS = `
  SELECT edge.edge, edge.object_kind, ${objectShown('named.object', 'edge.object_kind', 'one.platform')} AS object,
    one.platform, one.account_id AS source_account, other.account_id AS target_account, other.platform AS target_platform,
    edge.weight, edge.p, edge.q, edge.validated = 1 AS validated, edge.choice_p,
    CASE WHEN edge.validated = 1 AND grouped."group" = beside."group" THEN grouped."group" END AS "group",
    source.post_id AS source_post, target.post_id AS target_post, meeting.source_at, meeting.target_at, meeting.gap_ms,
    source.source AS source_sha256, source."row" AS source_row, target.source AS target_sha256, target."row" AS target_row
  FROM coordination_meeting AS meeting
  JOIN coordination_edge AS edge ON edge.edge = meeting.edge
  JOIN acting_object AS named ON named.i = meeting.object
  JOIN acting_account AS one ON one.i = edge.source
  JOIN acting_account AS other ON other.i = edge.target
  JOIN acting_post AS source ON source.i = meeting.source_post
  JOIN acting_post AS target ON target.i = meeting.target_post
  LEFT JOIN coordination_member AS grouped ON grouped.account = edge.source
  LEFT JOIN coordination_member AS beside ON beside.account = edge.target
  ORDER BY edge.edge, least(meeting.source_at, meeting.target_at), meeting.object`

interface Drawn {
  nodes: NetworkNode[]
  edges: NetworkEdge[]
  meetings: Meeting[]
  groups: NetworkGroup[]
  pushed: ReadonlyMap<number, Pushed>
  rows: KeptRows
}

/** The figures of the network, and its rows, from what `keepEdges` made. `posts` is how many there are on the subject. */
export async function drawn(store: Store, groups: readonly Merged[], posts: number): Promise<Drawn> {
  await store.run(NODES)
  const inside = await byGroup<Record<'edges' | 'objects' | 'first_at' | 'last_at', number>>(store, INSIDE)
  const pushed = await pushedBy(store)
  const posted = await byGroup<{ posts: number }>(store, POSTED)
  return {
    nodes: await store.rows<NetworkNode>(NAMED_NODES),
    edges: await store.rows<NetworkEdge>(EDGES),
    meetings: await store.rows<Meeting>(MEETINGS, { each: MEETINGS_AN_EDGE, most: MOST_MEETINGS }),
    groups: groups.flatMap(({ group, status, members, kinds, p, q }): NetworkGroup[] => {
      const own = inside.get(group)
      const stands = pushed.get(group)
      const ofIt = posted.get(group)?.posts ?? 0
      if (!own || !stands) return []
      return [
        {
          group,
          status,
          accounts: members.length,
          edges: own.edges,
          objects: own.objects,
          object_kinds: kinds.join(','),
          timing_p: p,
          timing_q: q,
          posts: ofIt,
          share: ofIt / Math.max(1, posts),
          others: stands.others,
          shared_objects: stands.shared,
          led_objects: stands.led,
          first_at: own.first_at,
          last_at: own.last_at,
        },
      ]
    }),
    pushed,
    rows: await keepRows(store, 'coordination', ROWS),
  }
}

async function byGroup<T>(store: Store, sql: string): Promise<Map<number, T>> {
  const rows = await store.rows<T & { group: number }>(sql)
  return new Map(rows.map(row => [row.group, row]))
}
