import type { Draw } from './draw.ts'

/** Something that only one decoy says: invented for it, and remembered in the registry. */
export interface SeededFact {
  kind: 'name' | 'reference' | 'amount' | 'room' | 'date'
  /** As it is first written in the document. */
  value: string
  /** How it reads when spaces, punctuation, case, accents and the habits of a language are gone; see `keysOf`. */
  keys: readonly string[]
}

/** How many bits of chance each carries that no other text shares; dates and rooms stand in many texts. */
export const BITS: Readonly<Record<SeededFact['kind'], number>> = {
  name: 36,
  reference: 40,
  amount: 26,
  room: 8,
  date: 4,
}
/** From so many bits on, facts found together are no chance: one name or reference, or two amounts. */
export const ENOUGH_BITS = 34

const START = [
  'b',
  'br',
  'c',
  'cl',
  'd',
  'dr',
  'f',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'qu',
  'r',
  's',
  't',
  'v',
]
const VOWEL = ['a', 'e', 'i', 'o', 'u', 'ai', 'eau', 'ou']
const MIDDLE = ['b', 'd', 'f', 'g', 'l', 'ld', 'm', 'nd', 'nt', 'r', 'rv', 'st', 't', 'v', 'z', 'ch']
const END = [
  'bec',
  'dal',
  'fane',
  'gny',
  'lan',
  'mer',
  'nay',
  'quet',
  'rand',
  'sel',
  'tave',
  'vin',
  'ric',
  'zan',
  'don',
  'loire',
]

const invented = (draw: Draw): string => {
  const word = draw.pick(START) + draw.pick(VOWEL) + draw.pick(MIDDLE) + draw.pick(VOWEL) + draw.pick(END)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

const MONTHS = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
} as const

/** A first and a last name that no one bears: two invented words of three syllables. */
export function nameFact(draw: Draw): SeededFact {
  const [first, last] = [invented(draw), invented(draw)]
  return {
    kind: 'name',
    value: `${first} ${last}`,
    keys: [normalised(first + last), normalised(last + first)],
  }
}

export function referenceFact(draw: Draw): SeededFact {
  const letters = Array.from({ length: 3 }, () => draw.pick([...'BCDFGHJKLMNPQRSTVWXZ'])).join('')
  const value = `${letters}-${draw.int(1000, 9999)}-${draw.int(1000, 9999)}`
  return { kind: 'reference', value, keys: [normalised(value)] }
}

/** An amount of eight figures, cents counted, in the way of the language. */
export function amountFact(draw: Draw, language: 'en' | 'fr'): SeededFact {
  const whole = draw.int(100_000, 999_999)
  const cents = String(draw.int(11, 98))
  const thousands = String(Math.floor(whole / 1000))
  const rest = String(whole % 1000).padStart(3, '0')
  const value =
    language === 'fr' ? `${thousands}\u00a0${rest},${cents}\u00a0€` : `€${thousands},${rest}.${cents}`
  return { kind: 'amount', value, keys: [`${whole}${cents}`] }
}

export function roomFact(draw: Draw, language: 'en' | 'fr'): SeededFact {
  const door = `${draw.pick([...'ABCDEFGH'])}-${draw.int(101, 989)}`
  return { kind: 'room', value: `${language === 'fr' ? 'salle' : 'room'} ${door}`, keys: [normalised(door)] }
}

export function dateFact(draw: Draw, language: 'en' | 'fr', near: number): SeededFact {
  const at = new Date(near + draw.int(-60, 60) * 86_400_000)
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  const two = (n: number) => String(n).padStart(2, '0')
  const spoken = (lang: 'en' | 'fr') => `${day} ${MONTHS[lang][month]} ${year}`
  return {
    kind: 'date',
    value: spoken(language),
    keys: [
      normalised(spoken('en')),
      normalised(spoken('fr')),
      normalised(`${MONTHS.en[month]} ${day} ${year}`),
      `${year}${two(month + 1)}${two(day)}`,
      `${two(day)}${two(month + 1)}${year}`,
    ],
  }
}

/** A text without case, accents, spaces and punctuation. */
export const normalised = (text: string): string => tokensOf(text).join('')

/** Runs of letters and runs of digits: what is left of a text after any retyping. */
export const tokensOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z]+|\d+/g) ?? []
