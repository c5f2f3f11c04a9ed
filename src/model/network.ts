/** The coordination network as the page draws it: what is drawn, where it stands, and the posts behind it. */
export interface NetworkData {
  /** Two accounts met where they acted on one object at most so many seconds apart; null when the record does not say. */
  window_s: number | null
  accounts: NetworkAccount[]
  clusters: NetworkCluster[]
  groups: NetworkDossier[]
  /** Validated pairs first; of the others those between two accounts that are drawn. */
  pairs: NetworkPair[]
  meetings: NetworkMeeting[]
  /** Pairs, and accounts that only they touch, that are leads and no more, and are not drawn; and validated pairs for which there is no room. */
  left: { pairs: number; validated: number; accounts: number }
}

export interface NetworkAccount {
  platform: string
  account_id: string
  handle: string | null
  /** Captured posts on the subject. */
  posts: number
  /** Index into `groups`, or null. */
  group: number | null
  /** Where it stands in its cluster, on a disc of radius 1. */
  x: number
  y: number
}

/** Accounts that are drawn together: a group, or a few accounts that validated edges tie without making a group. */
export interface NetworkCluster {
  group: number | null
  /** Indexes into `accounts`. */
  members: number[]
}

/**
 * What the timing says of a group: closer than others who acted about then; closer, but within ten minutes no closer than
 * others, as habits bring people; nothing, for want of others; or no closer. Claims before leads.
 */
export const GROUP_STATUSES = ['reported', 'may be habit', 'no baseline', 'not reported'] as const
export type GroupStatus = (typeof GROUP_STATUSES)[number]

export interface NetworkDossier {
  /** Its number in the analysis' record. */
  group: number
  status: GroupStatus
  accounts: number
  edges: number
  objects: number
  object_kinds: string[]
  timing_p: number | null
  timing_q: number | null
  posts: number
  share: number
  /** Other accounts that acted on its objects; on how many objects any did, and on how many of these a member was first. */
  others: number
  shared_objects: number
  led_objects: number
  first_at: number
  last_at: number
  /** What most of its accounts met on, first. */
  pushed: PushedObject[]
  /** Every act by which its accounts met, in time order. */
  acts: { account: number; at: number; pushed: number | null }[]
}

export interface PushedObject {
  kind: string
  object: string
  /** Accounts of the group that met on it. */
  accounts: number
  first_at: number
  last_at: number
  /** What was passed on, where it was captured: an index into the report's posts. */
  original: number | null
  /** The accounts' own posts on it, in time order: indexes into the report's posts. */
  posts: number[]
}

/** Two accounts, over all kinds of object. */
export interface NetworkPair {
  source: number
  target: number
  validated: boolean
  /** Distinct objects on which they met, over all kinds. */
  weight: number
  kinds: { kind: string; weight: number; q: number; validated: boolean; choice_p: number }[]
  /** Their meetings that the page holds: indexes into `meetings`. */
  met: number[]
}

export interface NetworkMeeting {
  kind: string
  object: string
  gap_ms: number
  /** Both posts: an index into the report's posts, or the post's id where the page does not hold it. Source first. */
  posts: [number | string, number | string]
  at: [number, number]
}
