import { createEmbers, type Embers } from './embers.ts'
import { LANGUAGES, type Language } from './phrases/index.ts'
import type { Account, Post } from './post.ts'
import type { Random } from './random.ts'

/** How readily readers of one language pick up what circulates among those of another; 1 among their own. */
const ABROAD: Readonly<Record<Language, Partial<Record<Language, number>>>> = {
  en: { fr: 0.012, es: 0.001 },
  fr: { en: 0.007 },
  es: { en: 0.008, fr: 0.006 },
  de: { en: 0.008, fr: 0.006 },
  it: { en: 0.006, fr: 0.008 },
  ru: { en: 0.008, fr: 0.003 },
  nl: { en: 0.008, fr: 0.006 },
  pl: { en: 0.008, fr: 0.003 },
}

/** What is reposted in the end: a repost's parent, any other post itself. */
export const rootOf = (post: Post): Post => (post.kind === 'repost' && post.parent ? post.parent : post)

/** What a post gets of attention from its author's followers; an original gets more than a repost. */
function glow(post: Post): number {
  const kind = { post: 1, quote: 0.5, reply: 0.12, repost: 0.3 }[post.kind]
  return (20 + post.author.followers) ** 0.75 * kind * rootOf(post).appeal
}

/** About how many reposts the following of one account is good for; the rest have seen it. */
export const roomOf = (author: Account, appeal: number, scale: number): number =>
  (2 + 0.8 * author.followers ** 0.55) * appeal * Math.max(0.05, scale)

/** What people see of one another's posts. */
export interface Feed {
  /** Lets a post glow among the readers of its author's language. */
  show: (post: Post) => void
  /** A post that a reader of that language meets now. */
  meet: (language: Language, now: number) => Post | undefined
}

/**
 * Posts are met in proportion to their glow, less the share of their public that has passed them on
 * already (a draw is thinned by it): without that the first to be lucky would take all.
 */
export function createFeed(posts: readonly Post[], random: Random): Feed {
  const embers = Object.fromEntries(LANGUAGES.map(language => [language, createEmbers()])) as Record<
    Language,
    Embers
  > // one a language
  return {
    show: post => embers[post.author.language].add(post.at, glow(post), post.index),
    meet: (language, now) => {
      const heats = Object.fromEntries(
        LANGUAGES.map(from => [
          from,
          embers[from].heat(now) * (from === language ? 1 : (ABROAD[language][from] ?? 0)),
        ]),
      ) as Record<Language, number> // one a language
      if (LANGUAGES.every(from => heats[from] === 0)) return undefined
      for (let attempt = 0; attempt < 40; attempt++) {
        const found = embers[random.weighted(heats)].pick(now, random)
        const met = found === undefined ? undefined : posts[found]
        if (met && random.chance(Math.exp(-rootOf(met).reposts / rootOf(met).room))) return met
      }
      return undefined
    },
  }
}
