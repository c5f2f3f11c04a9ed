/**
 * Signs that pass for a Latin letter, by the letter that they are compared as. A text with such letters looks the same
 * and is another to a program. The list is Unicode's confusables.txt cut to what is found in posts: Cyrillic, Greek,
 * Armenian, Cherokee, small capitals, letters with a stroke. Mathematical, circled and full-width letters are NFKC's.
 * Each Cyrillic or Greek letter has one letter for both cases, so that texts in those scripts stay themselves whatever
 * their case. `i`, `l` and `1` within a word are one.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀᎪ',
  b: 'вβьʙƀᏴ',
  c: 'сϲᴄᏟ',
  d: 'ԁđᴅᎠ',
  e: 'еεєɛᴇᎬ',
  f: 'ғꜰ',
  g: 'ɡɢց',
  h: 'нһħʜհᎻ',
  i: 'lіιӏıɩɪʟłƚǀΙᏞ',
  j: 'јᴊյᎫ',
  k: 'кκᴋᏦ',
  m: 'мᴍᎷ',
  n: 'пηɴո',
  o: 'оοσøᴏօ',
  p: 'рρᴘᏢ',
  q: 'ԛǫզ',
  r: 'гʀᏒ',
  s: 'ѕꜱᏚ',
  t: 'тτŧᴛᎢ',
  u: 'иυμᴜս',
  v: 'νѵᴠᏙ',
  w: 'ԝωᴡᎳ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ζᴢᏃ',
}

const LETTER = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([letter, alikes]) => [...alikes].map(sign => [sign, letter] as const)),
)

/** Greek capitals whose small letters look like another Latin one: only beside Latin letters are they what they look like. */
export const GREEK_CAPITALS: ReadonlyMap<number, number> = new Map(
  [...'ΝnΗhΥyΜm'.matchAll(/(.)(.)/gu)].map(([, sign = '', letter = '']) => [
    sign.charCodeAt(0),
    letter.charCodeAt(0),
  ]),
)

/** Without accents, harakat, niqqud, and the bar that lengthens Arabic words. Marks that spell (Indic, Thai) stay. */
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4]|[\u06ea-\u06ed]|[\u20d0-\u20ff]|\u0640/g
/** Seen by nobody: soft hyphens, zero-width signs, marks of direction, variation selectors, tags. */
const UNSEEN =
  /\u00ad|\u034f|\u17b4|\u17b5|[\u180b-\u180d\ufe00-\ufe0f]|[\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|[\u{e0000}-\u{e01ef}]/gu
const WORDLY = /[\p{L}\p{M}\p{N}]/u
/** Pictures that Unicode makes of letters (ℹ, ™, Ⓜ) are pictures. */
const PICTURE = /(?![0-9#*])\p{Emoji}/u
/** Written as two letters, or looking like one of another name. */
const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ς: 'σ' }

/**
 * A sign as it is compared: lower case, NFKC, without accents, look-alikes as the Latin letter. An empty string is a
 * sign to be passed over, null one that parts words.
 */
export function folded(sign: string): string | null {
  if (sign.replace(UNSEEN, '') === '' || sign.replace(ACCENTS, '') === '') return ''
  if (PICTURE.test(sign)) return null
  let said = ''
  for (const part of sign.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()) {
    const letter = SPELT[part] ?? part
    for (const one of letter.normalize('NFKD').replace(ACCENTS, '').normalize('NFC'))
      if (WORDLY.test(one)) said += LETTER.get(one) ?? one
  }
  return said === '' ? null : said
}
