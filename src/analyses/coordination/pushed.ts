import type { EvidenceRef } from '../../model/finding.ts'
import type { Store } from '../../store/store.ts'
import { onePost } from '../find.ts'
import { objectShown } from './objects.ts'

const MOST_EVIDENCE = 100
const MOST_OBJECTS = 20

/** How a group stands to all others who acted on the same objects. */
export interface Pushed {
  group: number
  /** Distinct objects that anyone outside the group acted on too, and on how many of them a member was the first. */
  shared: number
  led: number
  /** Other accounts that acted on the group's objects. */
  others: number
  /** The members' actions on these objects, as a share of all actions on them (0–1). */
  of_actions: number
}

/** A group's objects: what validated pairs inside it met on. */
const GROUPED = `
  CREATE OR REPLACE TEMP TABLE coordination_grouped AS
  SELECT one."group", meeting.object, meeting.source_post, meeting.target_post
  FROM coordination_edge AS edge
  JOIN coordination_member AS one ON one.account = edge.source
  JOIN coordination_member AS other ON other.account = edge.target AND other."group" = one."group"
  JOIN coordination_meeting AS meeting ON meeting.edge = edge.edge
  WHERE edge.validated = 1`

const PUSHED = `
  WITH pushed AS (SELECT DISTINCT "group", object FROM coordination_grouped),
  acted AS (
    SELECT pushed."group", pushed.object, name.i AS account, min(acting."at") AS first_at, count(*) AS actions
    FROM pushed
    JOIN acting_object AS o ON o.i = pushed.object
    JOIN coordination_acting AS acting ON acting.object_kind = o.object_kind AND acting.object = o.object
    JOIN acting_account AS name ON name.platform = acting.platform AND name.account_id = acting.account_id
    GROUP BY pushed."group", pushed.object, name.i
  ),
  stood AS (
    SELECT acted.*, CASE WHEN member.account IS NULL THEN 0 ELSE 1 END AS inside
    FROM acted LEFT JOIN coordination_member AS member ON member.account = acted.account AND member."group" = acted."group"
  ),
  object AS (
    SELECT "group", object,
      min(CASE WHEN inside = 1 THEN first_at END) AS own_first, min(CASE WHEN inside = 0 THEN first_at END) AS others_first
    FROM stood GROUP BY "group", object
  ),
  first AS (
    SELECT "group", sum(CASE WHEN others_first IS NOT NULL THEN 1 ELSE 0 END) AS shared,
      sum(CASE WHEN own_first < others_first THEN 1 ELSE 0 END) AS led
    FROM object GROUP BY "group"
  )
  SELECT stood."group", first.shared, first.led,
    count(DISTINCT CASE WHEN stood.inside = 0 THEN stood.account END) AS others,
    sum(CASE WHEN stood.inside = 1 THEN stood.actions ELSE 0 END) * 1.0 / sum(stood.actions) AS of_actions
  FROM stood JOIN first ON first."group" = stood."group"
  GROUP BY stood."group", first.shared, first.led`

const POSTS = `
  WITH post AS (
    SELECT source_post AS i FROM coordination_grouped WHERE "group" = $group
    UNION
    SELECT target_post FROM coordination_grouped WHERE "group" = $group
  )
  SELECT named.platform, named.post_id, named.source, named."row"
  FROM post JOIN acting_post AS named ON named.i = post.i
  ORDER BY named.i`

const OBJECTS = `
  WITH pushed AS (
    SELECT object, count(*) AS times FROM coordination_grouped WHERE "group" = $group GROUP BY object
  )
  SELECT o.object_kind, ${objectShown('o.object', 'o.object_kind', '$platform')} AS object
  FROM pushed JOIN acting_object AS o ON o.i = pushed.object
  ORDER BY pushed.times DESC, o.i
  LIMIT ${MOST_OBJECTS}`

/** What each group pushed, and how it stands to others; reads what `keepEdges` made. */
export async function pushedBy(store: Store): Promise<ReadonlyMap<number, Pushed>> {
  await store.run(GROUPED)
  return new Map((await store.rows<Pushed>(PUSHED)).map(row => [row.group, row]))
}

/** The posts by which a group's members met, as evidence, and its objects, those with most meetings first. */
export async function evidenceFor(
  store: Store,
  group: number,
  platform: string,
): Promise<{ evidence: EvidenceRef[]; objects: string[]; posts: number }> {
  const posts = await store.rows<Parameters<typeof onePost>[0]>(POSTS, { group })
  const objects = await store.rows<{ object_kind: string; object: string }>(OBJECTS, { group, platform })
  const step = Math.max(1, posts.length / MOST_EVIDENCE)
  const shown = Array.from(
    { length: Math.min(posts.length, MOST_EVIDENCE) },
    (_, n) => posts[Math.floor(n * step)],
  )
  return {
    posts: posts.length,
    evidence: shown.flatMap(post => (post ? [onePost(post)] : [])),
    objects: objects.map(({ object_kind, object }) => `${object_kind}:${object}`),
  }
}
