import type { Row, Text } from '../../model/index.ts'
import type { Voice } from '../voice.ts'

/** In which way a text is like the one that represents its group (kernels/near-text/verify.ts). */
const WAYS: Readonly<Record<string, Text>> = {
  exact: { en: 'the same words', fr: 'les mêmes mots' },
  letters: { en: 'nearly the same', fr: 'presque le même' },
  words: { en: 'nearly the same', fr: 'presque le même' },
  part: { en: 'one within the other', fr: 'l’un dans l’autre' },
  'one word': { en: 'one word is another', fr: 'un mot en est un autre' },
  order: { en: 'in another order', fr: 'dans un autre ordre' },
  passage: { en: 'shares a passage', fr: 'partage un passage' },
  between: { en: 'alike to a variant', fr: 'proche d’une variante' },
}

const SHARED = { en: 'marked: what both have', fr: 'surligné : ce que les deux ont' }

/**
 * What is said beside a text of a group: how it is like the text that the group is held against, how much, how many
 * times it stands there, that it is the first, and that what is marked is what both have. Empty where there is nothing to say.
 *
 * @param model what it is called where it is that text itself; null where it is another.
 */
export function likeness(
  { say, format }: Voice,
  { way, similarity, first, marked, marks }: Row,
  times: number,
  model: Text | null,
  firstWords: Text,
): string[] {
  const how = model ?? WAYS[String(way)]
  return [
    how ? say(how) : '',
    model || way === 'exact' ? '' : format.percent(Number(similarity)),
    times > 1 ? `× ${format.number(times)}` : '',
    first === true ? say(firstWords) : '',
    marked === 'shared' && marks ? say(SHARED) : '',
  ]
}
