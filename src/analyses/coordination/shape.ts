import type { Row } from '../../model/finding.ts'
import type { GroupStatus } from '../../model/network.ts'

/** An account that a kept edge touches. `node` numbers them from 0, for the other figures to point to. */
export interface NetworkNode extends Row {
  node: number
  platform: string
  account_id: string
  handle: string | null
  /** Captured posts on the subject. */
  posts: number
  /** The group it belongs to, or null. */
  group: number | null
  /** Its first and last co-action, ms UTC. */
  first_at: number
  last_at: number
}

/** Two accounts that co-acted on at least `repeats` objects of one kind. `source` < `target` are nodes. */
export interface NetworkEdge extends Row {
  edge: number
  object_kind: string
  source: number
  target: number
  /** Distinct objects on which the pair co-acted. */
  weight: number
  /** The together test and its permutation q; validated where q < 0.05. */
  p: number
  q: number
  validated: boolean
  /** The choice test. */
  choice_p: number
  first_at: number
  last_at: number
}

/** One co-action of an edge: the closest pair of posts on one object. */
export interface Meeting extends Row {
  edge: number
  object_kind: string
  object: string
  source_post: string
  target_post: string
  source_at: number
  target_at: number
  /** |Δt| in ms. */
  gap_ms: number
}

/** A community over validated edges. A group is a claim where `status` is `reported`, else a lead. */
export interface NetworkGroup extends Row {
  group: number
  status: GroupStatus
  accounts: number
  edges: number
  objects: number
  /** Kinds of objects that tie it, comma-separated. */
  object_kinds: string
  timing_p: number | null
  timing_q: number | null
  /** Its posts on the subject, and their share of all of these. */
  posts: number
  share: number
  /** Other accounts that acted on its objects, and on how many objects anyone else did. */
  others: number
  shared_objects: number
  /** On how many of these a member was the first who was captured. */
  led_objects: number
  first_at: number
  last_at: number
}

/** What one window would show, so that nobody hangs the result on one choice. */
export interface WindowRow extends Row {
  object_kind: string
  window_s: number
  edges: number
  validated: number
  accounts: number
}

/** An account that reposts another's posts within seconds, again and again, against how fast others repost that account. */
export interface Responder extends Row {
  platform: string
  account_id: string
  handle: string | null
  of_account_id: string
  of_handle: string | null
  reposts: number
  within: number
  median_s: number
  others_median_s: number
  p: number
  q: number
}

/** The figures of the analysis, by name. */
export interface NetworkFigures extends Record<string, Row[]> {
  nodes: NetworkNode[]
  edges: NetworkEdge[]
  meetings: Meeting[]
  groups: NetworkGroup[]
  windows: WindowRow[]
  responders: Responder[]
}
