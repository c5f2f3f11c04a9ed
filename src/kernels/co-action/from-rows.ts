import type { Actions } from './actions.ts'

/** One account acting on one object in one post. */
export interface ActionRow {
  account: string
  object: string
  /** Milliseconds UTC. */
  at: number
  post: string
}

/** Actions as columns, and what their indices stand for; each list is in the order of its texts. */
export interface NamedActions {
  actions: Actions
  accounts: string[]
  objects: string[]
  posts: string[]
  /** Of each post, the object that bears the same id, or −1. */
  postAsObject: Int32Array
}

/** Columns from rows in any order. Rows without an account or an object are left out: an empty key is never an object. */
export function actionsFrom(rows: readonly ActionRow[]): NamedActions {
  const stated = rows.filter(({ account, object }) => account !== '' && object !== '')
  const [accounts, accountOf] = numbered(stated.map(row => row.account))
  const [objects, objectOf] = numbered(stated.map(row => row.object))
  const [posts, postOf] = numbered(stated.map(row => row.post))
  const sorted = stated
    .map(({ account, object, at, post }) => ({
      account: accountOf(account),
      object: objectOf(object),
      at,
      post: postOf(post),
    }))
    .sort((a, b) => a.object - b.object || a.at - b.at || a.account - b.account || a.post - b.post)
  return {
    actions: {
      account: Uint32Array.from(sorted, row => row.account),
      object: Uint32Array.from(sorted, row => row.object),
      at: Float64Array.from(sorted, row => row.at),
      post: Uint32Array.from(sorted, row => row.post),
      accounts: accounts.length,
      objects: objects.length,
    },
    accounts,
    objects,
    posts,
    postAsObject: Int32Array.from(posts, post => objectOf(post)),
  }
}

/** Distinct texts in order, and the place of each; −1 for one that is not among them. */
function numbered(texts: readonly string[]): [string[], (text: string) => number] {
  const distinct = [...new Set(texts)].sort()
  const places = new Map(distinct.map((text, place) => [text, place]))
  return [distinct, text => places.get(text) ?? -1]
}
