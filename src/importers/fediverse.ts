import { ACTIVITY_POSTS, activities } from './fediverse-activity.ts'
import { FEDIVERSE_FIELDS } from './fediverse-fields.ts'
import { profiles, STATUS_POSTS, statuses } from './fediverse-status.ts'
import { fediverseRecords, homeOf, isEventStream, isOutbox } from './fediverse-stream.ts'
import { defineImporter } from './importer.ts'
import { literal } from './sql.ts'

/** What a stream's frames carry, as text or as it is; truthbrush says when it pulled a status. */
const given = (tz: string) => `
  SELECT "row", event, CASE WHEN event IS NULL THEN json WHEN json_type(json, '$.payload') = 'VARCHAR' THEN try_cast(json ->> '$.payload' AS JSON)
      ELSE json -> '$.payload' END AS json, ms_text(json ->> '$._pulled', ${literal(tz)}) AS observed_at
  FROM (
    SELECT "row", json, CASE WHEN json_exists(json, '$.payload') OR json_type(json, '$.stream') = 'ARRAY' THEN json ->> '$.event' END AS event FROM raw
  )`

const EVENTS = `CASE event WHEN 'delete' THEN 'the deletion of a post, not a post' WHEN 'notification' THEN 'a notification, not a post'
  WHEN 'conversation' THEN 'a private message, not a post' ELSE 'an event of the stream that brings no post (' || event || ')' END`

const posts = (tz: string, home: string | null) => {
  const taken = `SELECT * FROM captured WHERE event IS NULL OR event IN ('update', 'status.update')`
  return `
    WITH captured AS (${given(tz)}),
    ${statuses(taken, home === null ? 'NULL' : literal(home))},
    ${activities(taken)}
    SELECT * FROM (${STATUS_POSTS})
    UNION ALL BY NAME
    SELECT * FROM (${ACTIVITY_POSTS})
    UNION ALL BY NAME
    SELECT "row", CASE
      WHEN event IN ('update', 'status.update') AND json IS NULL THEN 'not a post: what the stream sent is no JSON'
      WHEN event IS NOT NULL THEN ${EVENTS}
      WHEN json_type(json, '$.error') = 'VARCHAR' THEN 'an error of the server, not a post (' || (json ->> '$.error') || ')'
      WHEN json_type(json) = 'OBJECT' THEN 'not a post: it has ' || array_to_string(json_keys(json)[:5], ', ')
      ELSE 'not a post: ' || coalesce(lower(json_type(json)), 'no JSON') END AS problem
    FROM captured
    WHERE "row" NOT IN (SELECT "row" FROM answered) AND "row" NOT IN (SELECT "row" FROM listed_activity)
      AND NOT coalesce(json_exists(json, '$.acct') AND event IS NULL, false)
      AND NOT coalesce(json_type(json, '$.statuses') = 'ARRAY' OR json_type(json, '$.accounts') = 'ARRAY' OR json_type(json, '$.descendants') = 'ARRAY'
        OR json_type(json, '$.orderedItems') = 'ARRAY', false)`
}

export const fediverse = defineImporter({
  id: 'mastodon',
  title:
    'Mastodon and its kin: statuses of the API and its streams, Truth Social’s too, and ActivityPub outboxes',
  reads: 'json',
  fields: FEDIVERSE_FIELDS,
  detect: head => {
    if (isEventStream(head)) return { sure: 0.95, saw: 'a stream of events with their data' }
    if (head.shape !== 'json-lines' && head.shape !== 'json') return null
    if (isOutbox(head)) return { sure: 0.95, saw: 'an ActivityPub outbox: `orderedItems`' }
    for (const prefix of ['', 'statuses.0.', 'descendants.0.', 'status.', 'payload.'])
      if (head.has(...['account.acct', 'content', 'created_at', 'uri'].map(path => prefix + path)))
        return { sure: 0.95, saw: 'statuses with `account.acct` and `content`' }
    if (
      head.has('event', 'payload') &&
      (head.has('stream') || /"event":\s*"(status\.)?update"/.test(head.text))
    )
      return { sure: 0.95, saw: 'frames of a stream with `event` and `payload`' }
    if (head.has('actor', 'object', 'type', 'published') && head.text.includes('activitystreams'))
      return { sure: 0.9, saw: 'ActivityPub activities with `actor` and `object`' }
    for (const prefix of ['', 'accounts.0.'])
      if (head.has(...['acct', 'statuses_count', 'followers_count'].map(path => prefix + path)))
        return { sure: 0.9, saw: 'accounts with `acct` and `statuses_count`' }
    return null
  },
  select: (head, { tz = 'UTC' }) => {
    const home = homeOf(head)
    return {
      posts: posts(tz, home),
      accounts: profiles(given(tz)),
      notes: [
        'an edited post has its last text, and the time at which it was first posted',
        home
          ? `numbers of statuses that are not in the file are read as ${home}’s`
          : 'numbers of statuses that are not in the file are read as of the server that each record shows',
      ],
    }
  },
  records: fediverseRecords,
})
