import { roomOf, rootOf } from './feed.ts'
import type { Account, Post } from './post.ts'
import { createSnowflakes } from './snowflake.ts'

/** Followings above this re-ignite what they pass on: their readers are a public of their own. */
const LARGE = 30_000

export type Draft = Omit<Post, 'index' | 'id' | 'room' | 'reposts' | 'quotes' | 'replies' | 'likes'>

/** Everything published so far, in order, and who has passed on what. */
export interface Ledger {
  posts: Post[]
  publish: (draft: Draft) => Post
  hasReposted: (account: Account, root: Post) => boolean
  /** Those who reposted an account before, once for each time: the loyal are drawn more often. */
  regularsOf: (account: Account) => readonly Account[]
}

export function createLedger(scale: number, low: () => number): Ledger {
  const posts: Post[] = []
  const reposted = new Set<number>()
  const regulars = new Map<Account, Account[]>()
  const nextId = createSnowflakes(low)
  const key = (account: Account, root: Post) => account.index * 2 ** 22 + root.index

  const count = (post: Post, parent: Post) => {
    if (post.kind === 'quote') parent.quotes++
    if (post.kind === 'reply') parent.replies++
    if (post.kind !== 'repost') return
    parent.reposts++
    if (post.author.followers > LARGE) parent.room += 0.12 * roomOf(post.author, 1, scale)
    reposted.add(key(post.author, parent))
    const known = regulars.get(parent.author)
    if (known) known.push(post.author)
    else regulars.set(parent.author, [post.author])
  }

  return {
    posts,
    hasReposted: (account, root) => reposted.has(key(account, rootOf(root))),
    regularsOf: account => regulars.get(account) ?? [],
    publish: draft => {
      const room = roomOf(draft.author, draft.appeal, scale)
      const post: Post = {
        ...draft,
        index: posts.length,
        id: nextId(draft.at),
        room,
        reposts: 0,
        quotes: 0,
        replies: 0,
        likes: 0,
      }
      posts.push(post)
      if (post.parent) count(post, post.parent)
      return post
    },
  }
}
