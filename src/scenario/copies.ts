import type { Random } from './random.ts'

/** The ways in which a planted copy differs from its model. */
export type CopyKind =
  | 'exact'
  | 'one word changed'
  | 'sentence added'
  | 'reordered'
  | 'punctuation and case'
  | 'emoji'
  | 'homoglyphs'
export const COPY_KINDS: readonly CopyKind[] = [
  'exact',
  'one word changed',
  'sentence added',
  'reordered',
  'punctuation and case',
  'emoji',
  'homoglyphs',
]

/** Sentences of one text. `{a|b}` in them is a word with its substitute. */
export type Model = readonly string[]

const ADDED = {
  en: ['Spread the word.', 'Please read it all.', 'You decide.', 'Keep a copy at home.'],
  fr: ['Faites passer.', 'Lisez bien tout.', 'À vous de juger.', 'Gardez une copie chez vous.'],
}
const EMOJI = ['🔥', '🚨', '👀', '⚡', '🇫🇷', '📂']
const CYRILLIC: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', x: 'х', y: 'у' }

const CHOICE = /\{([^|}]*)\|([^}]*)\}/g
const plain = (text: string): string => text.replace(CHOICE, '$1')

function oneWordChanged(model: Model, random: Random): string {
  const text = model.join(' ')
  const choices = [...text.matchAll(CHOICE)]
  const chosen = choices.length > 0 ? random.pick(choices).index : -1
  return text.replace(CHOICE, (_all, first: string, second: string, at: number) =>
    at === chosen ? second : first,
  )
}

/** The text of one copy, and what it was made by. Latin letters give way to Cyrillic ones of the same look. */
export function copyOf(model: Model, kind: CopyKind, language: 'en' | 'fr', random: Random): string {
  const sentences = model.map(plain)
  const text = sentences.join(' ')
  switch (kind) {
    case 'exact':
      return text
    case 'one word changed':
      return oneWordChanged(model, random)
    case 'sentence added':
      return random.chance(0.5)
        ? `${text} ${random.pick(ADDED[language])}`
        : `${random.pick(ADDED[language])} ${text}`
    case 'reordered':
      return [...sentences.slice(1), ...sentences.slice(0, 1)].join(' ')
    case 'punctuation and case': {
      const marked = text.replace(/\./g, random.pick(['!', '!!', '…', ' -'])).replace(/,/g, '')
      return random.chance(0.5) ? marked.toUpperCase() : marked.toLowerCase()
    }
    case 'emoji':
      return `${random.pick(EMOJI)} ${sentences.join(` ${random.pick(EMOJI)} `)}`
    case 'homoglyphs':
      return text.replace(/[aeocpxy]/g, letter =>
        random.chance(0.35) ? (CYRILLIC[letter] ?? letter) : letter,
      )
  }
}
