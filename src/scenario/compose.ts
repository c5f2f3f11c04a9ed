import { sentence } from './grammar.ts'
import { type Language, phrases } from './phrases/index.ts'
import { HASHTAG } from './places.ts'
import type { Link } from './post.ts'
import type { Random } from './random.ts'

const LIMIT = 140

export interface Wanted {
  language: Language
  /** Its handle's length decides how much of the text survives a repost. */
  handle: string
  /** What to say; by default something about the documents. */
  body?: string
  /** The handle that is answered. */
  answers?: string
  /** What to link to; the last link of a quote is the quoted post. */
  urls?: readonly string[]
}

function tag(random: Random): string {
  const style = random.next()
  return style < 0.9
    ? `#${HASHTAG}`
    : style < 0.98
      ? `#${HASHTAG.toLowerCase()}`
      : `#${HASHTAG.toUpperCase()}`
}

/**
 * The text of a post in 140 characters, with the hashtag placed early enough to survive the cut that a
 * repost makes ("RT @handle: " before it, "…" after 139 characters): a repost carries the tag too.
 */
export function compose(wanted: Wanted, random: Random): { text: string; links: Link[] } {
  const links = (wanted.urls ?? []).map(url => ({ short: `https://t.co/${random.token(10)}`, url }))
  const linkText = links.map(link => ` ${link.short}`).join('')
  const before = wanted.answers ? `@${wanted.answers} ` : ''
  const hashtag = tag(random)
  const cut = LIMIT - 1 - `RT @${wanted.handle}: `.length
  const room = LIMIT - before.length - linkText.length - hashtag.length - 1
  const say = () => wanted.body ?? ordinaryBody(wanted, random)
  let body = say()
  for (let attempt = 0; body.length > room && attempt < 6; attempt++) body = say()
  if (body.length > room) body = cutAtWord(body, room)

  const orders = [
    `${before}${body}${linkText} ${hashtag}`,
    `${before}${body} ${hashtag}${linkText}`,
    `${before}${hashtag} ${body}${linkText}`,
  ]
  const start = random.int(0, 2)
  for (let i = 0; i < 3; i++) {
    const text = orders[(start + i) % 3] ?? ''
    if (text.indexOf(hashtag) + hashtag.length <= cut) return { text, links }
  }
  return { text: orders[2] ?? '', links }
}

function ordinaryBody({ language, answers }: Wanted, random: Random): string {
  const grammar = phrases[language]
  if (random.chance(0.07)) return sentence(grammar, 'short', random)
  return sentence(grammar, answers ? 'reply' : 'post', random)
}

function cutAtWord(text: string, room: number): string {
  const kept = text.slice(0, Math.max(0, room - 1))
  return `${kept.slice(0, Math.max(kept.lastIndexOf(' '), 1))}…`
}

/** What a repost shows: cut to 140 characters as X did. */
export function repostText(handle: string, text: string): string {
  const whole = `RT @${handle}: ${text}`
  return whole.length > LIMIT ? `${whole.slice(0, LIMIT - 1)}…` : whole
}
