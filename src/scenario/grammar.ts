import type { Random } from './random.ts'

/** Named lists of phrases; `{name}` inside a phrase stands for one of that list, `{#3-40}` for a number. */
export type Grammar = Readonly<Record<string, readonly string[]>>

/** The phrases of `one | two | three`: written as running text, they read as a list and not as a column. */
export const list = (text: string): string[] => text.split('|').map(phrase => phrase.trim())

const SLOT = /\{(#?)([^}]+)\}/g

/**
 * One sentence of the grammar. Slots are many and far apart on purpose: two unrelated sentences must not
 * come out as near-copies of one another, or copied text could not be told from common talk.
 */
export function expand(grammar: Grammar, name: string, random: Random): string {
  const choices = grammar[name]
  if (!choices) throw new RangeError(`The scenario's phrases have no list called ${name}.`)
  return random.pick(choices).replace(SLOT, (_slot, number: string, inner: string) => {
    if (!number) return expand(grammar, inner, random)
    const [from = '0', to = from] = inner.split('-')
    return String(random.int(Number(from), Number(to)))
  })
}

/** The sentence with its first letter in upper case. */
export function sentence(grammar: Grammar, name: string, random: Random): string {
  const text = expand(grammar, name, random)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
