import type { Text } from '../../model/finding.ts'
import { AGENCIES } from './credits.ts'

const agencies = AGENCIES.replaceAll('|', ', ')

export const method: Text = {
  en: `Posts and pages on the subject that have words of their own, over all platforms together: no reposts, none that begin with “RT @”, no lines quoted with >. Texts are compared in NFKC, lower case, without accents, links, mentions, emoji and punctuation, #tag as tag, letters of other scripts that look like Latin ones as those. Texts of fewer than five words (three signs a word where a script has no blanks) are counted and never called alike; the subject itself does not count among the five.

Two texts are near-identical when, by their sets of five-sign grams, their Jaccard similarity is at least 0.7 (or that of their three-word shingles); when at least 85 % of the shorter, of eight words or more, stands in the other, at most twice as long; when one word of eight or more is another; or when the same words stand in another order. Candidates are found by MinHash and each is verified. Long texts (50 words and more) are near-identical when shared passages of at least 12 words, found by winnowing (Schleimer, Wilkerson & Aiken 2003), make up 40 % of the shorter; a short text stands in a long one when half of it does. Similarity is the share that was verified.

Groups are built around a representative, the text with most copies, of those the earliest. What is at least 0.7 alike to a member joins only if it shares at least 0.5 with the representative, so that a chain of small edits cannot join strangers. First is the one earliest post; where several share that time, none is named.

Credit is looked for, not presumed: an agency (${agencies}) in brackets, after © or a dash, at the head of a dispatch, after “via” or an @; a quotation, where most of a post stands between quotation marks beside an account or a name, or where a page has the passage between marks and links to the page it is from, or names its site. Quotations with credit are no copies; dispatches are shown as such. A credit that is not written is not seen.

Of pages: ids of measuring and advertising accounts in their code (UA-, G-, GTM-, AW-, ca-pub-, Yandex Metrica, Meta’s pixel) that stand on several sites; links that several sites have, the subject’s own aside; titles that say the subject more than once; the most sites that published one text within ten minutes.`,
  fr: `Les messages et pages sur le sujet qui ont leurs propres mots, toutes plateformes ensemble : ni relais, ni textes commençant par « RT @ », ni lignes citées par >. Les textes sont comparés en NFKC, en minuscules, sans accents, liens, mentions, émojis ni ponctuation, #mot comme mot, les lettres d’autres écritures qui ressemblent à des latines comme celles-ci. Les textes de moins de cinq mots (trois signes par mot là où l’écriture n’a pas d’espaces) sont comptés et jamais dits semblables ; le sujet lui-même ne compte pas parmi les cinq.

Deux textes sont presque identiques quand, par leurs ensembles de suites de cinq signes, leur similarité de Jaccard atteint 0,7 (ou celle de leurs suites de trois mots) ; quand au moins 85 % du plus court, de huit mots ou plus, se trouve dans l’autre, deux fois plus long au plus ; quand un mot sur huit ou plus est un autre ; ou quand les mêmes mots sont dans un autre ordre. Les candidats sont trouvés par MinHash et chacun est vérifié. Les longs textes (50 mots et plus) sont presque identiques quand des passages communs d’au moins 12 mots, trouvés par winnowing (Schleimer, Wilkerson & Aiken 2003), font 40 % du plus court ; un court est dans un long quand la moitié y est. La similarité est la part vérifiée.

Les groupes se forment autour d’un représentant, le texte le plus copié, parmi ceux-là le plus ancien. Ce qui ressemble à un membre (0,7 au moins) ne rejoint le groupe que s’il partage au moins 0,5 avec le représentant, pour qu’une chaîne de petites retouches ne réunisse pas des étrangers. Le premier est l’unique message le plus ancien ; si plusieurs ont cette heure, aucun n’est nommé.

La source est cherchée, non supposée : une agence (${agencies}) entre parenthèses, après © ou un tiret, en tête de dépêche, après « via » ou un @ ; une citation, quand l’essentiel d’un message est entre guillemets près d’un compte ou d’un nom, ou quand une page a le passage entre guillemets et renvoie à la page d’où il vient, ou nomme son site. Les citations avec source ne sont pas des copies ; les dépêches sont montrées comme telles. Une source qui n’est pas écrite ne se voit pas.

Des pages : les identifiants de comptes de mesure et de publicité dans leur code (UA-, G-, GTM-, AW-, ca-pub-, Yandex Metrica, pixel de Meta) présents sur plusieurs sites ; les liens que plusieurs sites ont, ceux du sujet mis à part ; les titres qui répètent le sujet ; le plus de sites à avoir publié un texte en dix minutes.`,
}
