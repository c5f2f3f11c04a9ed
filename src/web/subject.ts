import type { Lang } from '../model/index.ts'
import { harmless } from '../words/harmless.ts'

const KINDS = [
  { of: (said: string) => /^https?:/i.test(said), en: ['link', 'links'], fr: ['lien', 'liens'] },
  {
    of: (said: string) => said.startsWith('#'),
    en: ['hashtag', 'hashtags'],
    fr: ['mot-dièse', 'mots-dièse'],
  },
  { of: () => true, en: ['other subject', 'other subjects'], fr: ['autre sujet', 'autres sujets'] },
] as const

/** What the case is about, in a few words: its first subject, and how many others of what kind. */
export function subjectInShort(about: readonly string[], lang: Lang): string {
  const [first, ...others] = about
  if (first === undefined) return ''
  const kind = KINDS.find(({ of }) => others.every(of))
  if (others.length === 0 || !kind) return harmless(first)
  const word = kind[lang][others.length === 1 ? 0 : 1]
  return `${harmless(first)} ${lang === 'fr' ? 'et' : 'and'} ${others.length} ${word}`
}

/** Every subject in full, for the methods and for who asks. */
export const subjectInFull = (about: readonly string[]): string => about.map(harmless).join(' · ')
