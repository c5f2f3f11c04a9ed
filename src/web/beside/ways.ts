import type { Text } from '../../model/index.ts'

/** In which way a text is like the one that represents its group (kernels/near-text/verify.ts). */
export const WAYS: Readonly<Record<string, Text>> = {
  exact: { en: 'the same words', fr: 'les mêmes mots' },
  letters: { en: 'nearly the same', fr: 'presque le même' },
  words: { en: 'nearly the same', fr: 'presque le même' },
  part: { en: 'one within the other', fr: 'l’un dans l’autre' },
  'one word': { en: 'one word is another', fr: 'un mot en est un autre' },
  order: { en: 'in another order', fr: 'dans un autre ordre' },
  passage: { en: 'shares a passage', fr: 'partage un passage' },
  between: { en: 'alike to a variant', fr: 'proche d’une variante' },
}
