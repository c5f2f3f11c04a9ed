import { recordPosts } from './bluesky-record.ts'
import { tidTime, zonedTime } from './bluesky-times.ts'
import { type Head, wordAt } from './head.ts'
import { defineImporter } from './importer.ts'

const COMMIT = `"did": "VARCHAR", "operation": "VARCHAR", "action": "VARCHAR", "type": "VARCHAR", "collection": "VARCHAR",
  "rkey": "VARCHAR", "rev": "VARCHAR", "live": "VARCHAR", "record": "JSON"`
const EVENT = `{${COMMIT}, "$type": "VARCHAR", "payload": "JSON", "kind": "VARCHAR", "time_us": "VARCHAR", "time": "VARCHAR",
  "witnessedAt": "VARCHAR", "seq": "VARCHAR", "name": "VARCHAR", "error": "VARCHAR", "commit": {${COMMIT}},
  "identity": {"did": "VARCHAR", "handle": "VARCHAR"}, "account": {"active": "VARCHAR", "status": "VARCHAR"}}`

/**
 * Events in one shape. Jetstream 1 nests the commit (in its first weeks with `type` "com" and "c"); Jetstream 2 wraps
 * flat events as `payload` and may replay old records as new ones, as Tap does where it says `live: false`.
 */
const events = (given: string) => `
  given AS (SELECT "row", from_json(json, '${EVENT}') AS o FROM ${given}),
  event AS (
    SELECT "row", json_type(o.payload) = 'OBJECT' AS is_wrapped,
      CASE WHEN json_type(o.payload) = 'OBJECT' THEN from_json(o.payload, '${EVENT}') ELSE o END AS e
    FROM given
  ),
  spoken AS (
    SELECT "row", e, CASE
      WHEN is_wrapped THEN 'stream' WHEN e.time_us IS NOT NULL THEN 'jetstream' WHEN e.seq IS NOT NULL OR starts_with(e."$type", 'network.bsky.jetstream.') THEN 'stream'
      WHEN e.type IN ('record', 'identity') THEN 'tap' ELSE 'jetstream' END AS dialect
    FROM event
  ),
  parts AS (
    SELECT "row", e, dialect,
      CASE dialect WHEN 'jetstream' THEN e.commit WHEN 'tap' THEN from_json(e.record, '{${COMMIT}}')
        ELSE struct_pack(did := e.did, operation := e.operation, action := e.action, type := e.type, collection := e.collection,
          rkey := e.rkey, rev := e.rev, live := e.live, record := e.record) END AS c,
      coalesce(ms_epoch(e.time_us), ${zonedTime('e.witnessedAt')}, ${zonedTime('e.time')}) AS received,
      coalesce(CASE WHEN dialect = 'stream' THEN nullif(regexp_extract(e."$type", '#(\\w+)$', 1), '') END, e.kind, e.type, e."$type") AS named
    FROM spoken
  ),
  commit AS (
    SELECT "row", e, received, coalesce(c.did, e.did, e.identity.did) AS did, c.collection AS collection, c.rkey AS rkey, c.record AS record,
      CASE named WHEN 'com' THEN 'commit' WHEN 'record' THEN 'commit' WHEN 'id' THEN 'identity' WHEN 'acc' THEN 'account' ELSE named END AS kind,
      CASE coalesce(c.operation, c.action, c.type) WHEN 'c' THEN 'create' WHEN 'u' THEN 'update' WHEN 'd' THEN 'delete'
        ELSE coalesce(c.operation, c.action, c.type) END AS operation,
      ${tidTime('c.rev')} AS rev, dialect = 'jetstream' OR coalesce(c.live = 'true', false) AS is_live
    FROM parts
  ),
  told AS (
    SELECT *,
      kind = 'commit' AND operation IN ('create', 'update') AND coalesce(json_type(record), '') = 'OBJECT' AS has_record,
      coalesce(nullif(e.identity.handle, ''), 'handle.invalid') <> 'handle.invalid' AS has_handle
    FROM commit
  )`

/** What a record of each collection is called. */
const NAMES = `CASE collection
    WHEN 'app.bsky.feed.post' THEN 'post' WHEN 'app.bsky.feed.repost' THEN 'repost' WHEN 'app.bsky.feed.like' THEN 'like'
    WHEN 'app.bsky.graph.follow' THEN 'follow' WHEN 'app.bsky.graph.block' THEN 'block' WHEN 'app.bsky.actor.profile' THEN 'profile'
    WHEN 'app.bsky.graph.list' THEN 'list' WHEN 'app.bsky.graph.listitem' THEN 'list entry' WHEN 'app.bsky.feed.threadgate' THEN 'reply rule'
    WHEN 'app.bsky.feed.postgate' THEN 'quote rule' END`

const GIVEN = `
  SELECT
    "row", 0 AS mark, 'at://' || did || '/' || collection || '/' || rkey AS uri,
    CASE WHEN collection = 'app.bsky.feed.post' THEN record END AS record,
    CASE WHEN collection = 'app.bsky.feed.repost' THEN coalesce(record ->> '$.subject.uri', '') END AS reposted,
    CASE WHEN collection = 'app.bsky.feed.repost' THEN record ->> '$.createdAt' END AS created,
    -- Where a record may be old, its commit may be a later one: it was made no later.
    CASE WHEN is_live THEN received ELSE least(received, rev) END AS seen,
    CASE WHEN is_live OR operation = 'update' THEN rev END AS committed, operation = 'update' AS is_update,
    NULL::BIGINT AS likes, NULL::BIGINT AS reposts, NULL::BIGINT AS replies, received AS observed_at
  FROM told
  WHERE has_record AND collection IN ('app.bsky.feed.post', 'app.bsky.feed.repost')`

const POSTS = `
  WITH ${events('raw')}
  SELECT * FROM (${recordPosts(GIVEN)})
  UNION ALL BY NAME
  SELECT "row", CASE
    WHEN kind = 'commit' AND operation = 'delete' THEN coalesce('the deletion of a ' || ${NAMES} || ', not a post', 'a deletion of another kind, not a post (' || collection || ')')
    WHEN has_record THEN coalesce('a ' || ${NAMES} || ', not a post', 'a record of another kind, not a post (' || collection || ')')
    WHEN kind = 'commit' THEN 'a change without its record, not a post'
    WHEN kind = 'identity' THEN 'an identity event that states no name, not a post'
    WHEN kind = 'account' THEN 'an account event, not a post (' || coalesce(e.account.status, CASE WHEN e.account.active = 'true' THEN 'active' END, 'no status') || ')'
    WHEN kind = 'sync' THEN 'a resynchronisation, not a post'
    WHEN kind IN ('info', 'error') THEN 'a notice of the stream, not a post (' || coalesce(e.name, e.error, kind) || ')'
    ELSE 'not a post: no event that is known' END AS problem
  FROM told
  WHERE NOT coalesce(has_record AND collection IN ('app.bsky.feed.post', 'app.bsky.feed.repost'), false)
    AND NOT coalesce(has_record AND collection = 'app.bsky.actor.profile', false)
    AND NOT coalesce(kind = 'identity' AND has_handle, false)`

/** Profiles as they are written, and the names that identity events state. */
const ACCOUNTS = `
  WITH ${events(`(SELECT * FROM raw WHERE contains(json::VARCHAR, '"app.bsky.actor.profile"') OR contains(json::VARCHAR, '"identity"') OR contains(json::VARCHAR, '#identity') OR contains(json::VARCHAR, '"id"'))`)}
  SELECT "row", 'bluesky' AS platform, did AS account_id, NULL AS handle, record ->> '$.displayName' AS name,
    record ->> '$.description' AS description, NOT json_exists(record, '$.avatar') AS default_image, received AS observed_at
  FROM told
  WHERE has_record AND collection = 'app.bsky.actor.profile'
  UNION ALL BY NAME
  SELECT "row", 'bluesky' AS platform, did AS account_id, e.identity.handle AS handle, received AS observed_at
  FROM told
  WHERE kind = 'identity' AND has_handle`

export const blueskyJetstream = defineImporter({
  id: 'bluesky-jetstream',
  title: 'Bluesky events from Jetstream (both versions) or Tap, one per line',
  reads: 'json',
  fields: {
    read: [
      'did',
      'time_us',
      'time',
      'witnessedAt',
      'kind',
      'type',
      'commit',
      'identity',
      'account',
      'record',
      'payload',
      'operation',
      'collection',
      'rkey',
      'rev',
      '$type',
      'name',
      'error',
    ],
    left: ['cursor', 'seq', 'id', 'cid', 'recordCbor', 'sync', 'message'],
  },
  detect: head => {
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (
      head.has('did', 'time_us') &&
      (head.has('commit.collection') || head.has('identity.did') || head.has('account.did'))
    )
      return { sure: 0.98, saw: 'events with `did`, `time_us` and `commit`, as Jetstream sends them' }
    if (typeIs(head, 'payload.$type') || typeIs(head, '$type'))
      return { sure: 0.98, saw: 'events of `network.bsky.jetstream`, as Jetstream 2 sends them' }
    if (head.has('type', 'record.did', 'record.collection', 'record.rkey', 'record.action'))
      return { sure: 0.95, saw: 'events with `record.collection` and `record.action`, as Tap sends them' }
    return null
  },
  select: () => ({
    posts: POSTS,
    accounts: ACCOUNTS,
    notes: ['a post’s time is its author’s `createdAt` only where the stream’s own clocks bear it out'],
  }),
})

function typeIs({ records }: Head, path: string): boolean {
  return records.some(record => wordAt(record, path).startsWith('network.bsky.jetstream.'))
}
