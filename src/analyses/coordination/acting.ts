import type { Actions } from '../../kernels/co-action/actions.ts'
import type { Store } from '../../store/store.ts'

/** Actions as the kernel takes them, and which of them are of which kind: objects are numbered kind by kind. */
export interface Acting {
  actions: Actions
  /** The actions of one kind stand at `from … to − 1`. */
  kinds: readonly { kind: string; from: number; to: number }[]
}

/** Kinds of objects that are posts: their ids may be those of captured ones. */
const POSTS = `('repost', 'reply', 'object')`

const numberedTables = (relation: string) => `
  CREATE OR REPLACE TEMP TABLE acting_account AS
  SELECT row_number() OVER (ORDER BY platform, account_id) - 1 AS i, platform, account_id
  FROM (SELECT DISTINCT platform, account_id FROM ${relation});
  CREATE OR REPLACE TEMP TABLE acting_object AS
  SELECT row_number() OVER (ORDER BY object_kind, object) - 1 AS i, object_kind, object
  FROM (SELECT DISTINCT object_kind, object FROM ${relation});
  CREATE OR REPLACE TEMP TABLE acting_post AS
  SELECT row_number() OVER (ORDER BY platform, post_id) - 1 AS i, platform, post_id, source, "row"
  FROM (SELECT platform, post_id, min(source) AS source, min("row") AS "row" FROM ${relation} GROUP BY platform, post_id)`

const columnsOf = (relation: string) => `
  SELECT CAST(a.i AS DOUBLE) AS account, CAST(o.i AS DOUBLE) AS object, CAST(p.i AS DOUBLE) AS post,
    CAST(acting."at" AS DOUBLE) AS "at"
  FROM ${relation} AS acting
  JOIN acting_account AS a ON a.platform = acting.platform AND a.account_id = acting.account_id
  JOIN acting_object AS o ON o.object_kind = acting.object_kind AND o.object = acting.object
  JOIN acting_post AS p ON p.platform = acting.platform AND p.post_id = acting.post_id
  ORDER BY o.i, acting."at", a.i, p.i`

const COUNTS = `
  SELECT (SELECT count(*) FROM acting_account) AS accounts, (SELECT count(*) FROM acting_object) AS objects`

const OWN_OBJECTS = `
  WITH original AS (SELECT i, object FROM acting_object WHERE object_kind IN ${POSTS})
  SELECT CAST(p.i AS DOUBLE) AS post, CAST(o.i AS DOUBLE) AS object
  FROM acting_post AS p JOIN original AS o ON o.object = p.post_id
  UNION
  SELECT CAST(p.i AS DOUBLE), CAST(o.i AS DOUBLE)
  FROM acting_post AS p JOIN original AS o ON o.object = p.platform || ':' || p.post_id`

/**
 * Reads a relation of platform, account_id, post_id, "at", object_kind, object, source and "row" into columns. What the
 * numbers stand for is then in the tables `acting_account`, `acting_object` and `acting_post` (`i` and the names).
 */
export async function actingIn(store: Store, relation: string): Promise<Acting> {
  await store.run(numberedTables(relation))
  const { accounts, objects } = await store.row<Record<'accounts' | 'objects', number>>(COUNTS)
  const columns = await store.columns<'account' | 'object' | 'post' | 'at'>(columnsOf(relation))
  const actions = {
    account: Uint32Array.from(columns.account),
    object: Uint32Array.from(columns.object),
    at: columns.at,
    post: Uint32Array.from(columns.post),
    accounts,
    objects,
  }
  const kinds = await store.rows<{ kind: string; actions: number }>(
    `SELECT object_kind AS kind, count(*) AS actions FROM ${relation} GROUP BY object_kind ORDER BY object_kind`,
  )
  let from = 0
  return {
    actions,
    kinds: kinds.map(({ kind, actions: n }) => {
      const slice = { kind, from, to: from + n }
      from += n
      return slice
    }),
  }
}

/** Of each post, the object that bears the same id, or −1: an original among its own reposts. Reads what `actingIn` made. */
export async function postsAsObjects(store: Store): Promise<Int32Array> {
  const { posts } = await store.row<{ posts: number }>('SELECT count(*) AS posts FROM acting_post')
  const own = await store.columns<'post' | 'object'>(OWN_OBJECTS)
  const as = new Int32Array(posts).fill(-1)
  for (const [k, post] of own.post.entries()) as[post] = own.object[k] ?? -1
  return as
}

/** The actions of one kind alone; indices stay. */
export function actionsOf({ actions, kinds }: Acting, kind: string): Actions {
  const { from, to } = kinds.find(slice => slice.kind === kind) ?? { from: 0, to: 0 }
  return {
    ...actions,
    account: actions.account.subarray(from, to),
    object: actions.object.subarray(from, to),
    at: actions.at.subarray(from, to),
    post: actions.post.subarray(from, to),
  }
}
