import type { CopyKind } from './copies.ts'
import type { Language } from './phrases/index.ts'

export type Role =
  | 'ordinary'
  | 'first poster'
  | 'publisher'
  | 'vice-president'
  | 'influencer'
  | 'heaviest'
  | 'pushed'
  | 'pushed source'
  | 'fan'
  | 'newsroom'
  | 'anonymous'
  | 'page'
  | 'pushed page'
  | 'site'
  | 'pushed site'
/** How carefully a pushed account hides: a difference of degree. */
export type Grade = 'crude' | 'moderate' | 'careful'

export interface Account {
  /** Unique within X's simulated accounts, from 0. */
  index: number
  id: string
  handle: string
  name: string
  description: string
  location: string
  language: Language
  createdAt: number
  followers: number
  following: number
  statuses: number
  listed: number
  verified: boolean
  defaultImage: boolean
  client: string
  /** Hours from UTC where the account lives, its local hour of going to bed, and its hours of sleep. */
  offset: number
  bed: number
  sleep: number
  role: Role
  group?: string
  grade?: Grade
  /** Posts made so far by chance, not by plan. */
  made: number
}

export interface Link {
  short: string
  url: string
}

export interface Copy {
  group: string
  kind: CopyKind
}

export interface Post {
  index: number
  id: string
  /** Milliseconds UTC; the id carries these, `created_at` only the second. */
  at: number
  author: Account
  kind: 'post' | 'repost' | 'quote' | 'reply'
  /** What is reposted, quoted or answered. A repost's parent is always an original, as the platform reports it. */
  parent?: Post
  /** Id of an answered post that the capture does not hold. */
  unseen?: string
  /** The post through which a reposter really met it: known here, hidden by the platform. */
  via?: Post
  text: string
  language: Language
  links: readonly Link[]
  /** How well it travels: 1 is ordinary. */
  appeal: number
  /** About how many reposts exhaust its public; it grows when someone with a large following passes it on. */
  room: number
  reposts: number
  quotes: number
  replies: number
  likes: number
  copy?: Copy
}
