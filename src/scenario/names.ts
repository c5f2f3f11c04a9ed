import type { Random } from './random.ts'

/** Invented throughout: syllables that make no known name, joined to plain nouns. */
const START = [
  'Ba',
  'Cor',
  'Del',
  'Fen',
  'Gar',
  'Hol',
  'Ju',
  'Kel',
  'Lor',
  'Mav',
  'Nes',
  'Orv',
  'Pel',
  'Quo',
  'Ras',
  'Sel',
  'Tov',
  'Ul',
  'Ves',
  'Wyn',
  'Yor',
  'Zel',
]
const MIDDLE = ['a', 'e', 'i', 'o', 'ari', 'eno', 'ido', 'ula', 'ive', 'oma', 'ast', 'uri']
const LAST = [
  'bec',
  'dray',
  'fane',
  'grun',
  'lisk',
  'mond',
  'nix',
  'quet',
  'rand',
  'sorn',
  'tave',
  'vel',
  'wick',
  'zan',
  'phor',
  'darn',
]
const NOUN = [
  'Harbor',
  'Lantern',
  'Maple',
  'Ridge',
  'Copper',
  'Falcon',
  'Garden',
  'Velvet',
  'Canyon',
  'Willow',
  'Pebble',
  'Thunder',
  'Marble',
  'Tulip',
  'Anchor',
  'Cedar',
  'Pixel',
  'Echo',
  'Comet',
  'Saffron',
  'Phare',
  'Colline',
  'Ardoise',
  'Brume',
  'Cigale',
  'Sentier',
]

export const inventedWord = (random: Random): string =>
  random.pick(START) + random.pick(MIDDLE) + random.pick(LAST)
export const inventedNoun = (random: Random): string => random.pick(NOUN)

/** A handle of at most 15 characters that `taken` does not hold yet (case aside); it is added. */
export function inventHandle(random: Random, taken: Set<string>, digits: number): string {
  for (let more = 0; ; more++) {
    // Short names run out, as they did on the real platform: later comers get digits.
    const wanted = more < 2 ? digits : Math.max(digits, random.int(1, Math.min(8, more)))
    const base = random.pick([
      () => inventedWord(random),
      () => inventedNoun(random) + random.pick(LAST),
      () => inventedNoun(random) + inventedWord(random).slice(0, 8),
      () => inventedWord(random) + inventedNoun(random),
      () => `${random.pick(START)}${random.pick(MIDDLE)}_${random.pick(LAST)}`,
    ])()
    const tail = wanted > 0 ? String(random.int(10 ** (wanted - 1), 10 ** wanted - 1)) : ''
    const styled = random.chance(0.3) ? base.toLowerCase() : base
    const handle = styled.slice(0, 15 - tail.length) + tail
    if (taken.has(handle.toLowerCase())) continue
    taken.add(handle.toLowerCase())
    return handle
  }
}
