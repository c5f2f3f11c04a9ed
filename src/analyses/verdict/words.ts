import type { Text } from '../../model/finding.ts'

/** What holds of every verdict. */
export const CAVEATS: readonly Text[] = [
  {
    en: 'Unknown is not fake: the victim’s originals are never whole, and much honest mail carries no signature.',
    fr: 'Inconnu ne veut pas dire faux : les originaux de la victime ne sont jamais complets, et bien des messages honnêtes ne sont pas signés.',
  },
  {
    en: 'Authentic says that nothing was changed since the original or the signature; it does not say that what a document states is true.',
    fr: 'Authentique dit que rien n’a changé depuis l’original ou la signature ; cela ne dit pas que ce qu’énonce un document soit vrai.',
  },
]
export const ALTERED_CAVEAT: Text = {
  en: 'A draft or a later version by its own authors differs from the original as well, and programs save anew without intent: the difference is shown so that people can judge.',
  fr: 'Un brouillon ou une version ultérieure de ses propres auteurs diffère aussi de l’original, et les logiciels réenregistrent sans intention : la différence est montrée pour que chacun juge.',
}
export const PLANTED_CAVEAT: Text = {
  en: 'Planted says that the victim made it as a decoy; who took it is not said by that.',
  fr: 'Leurre dit que la victime l’a fabriqué comme tel ; cela ne dit pas qui l’a pris.',
}
export const MAIL_CAVEAT: Text = {
  en: 'A signature is the sending domain’s, not a person’s; a missing key or signature is no sign of forgery.',
  fr: 'Une signature est celle du domaine expéditeur, pas d’une personne ; une clé ou une signature absente n’est pas un signe de falsification.',
}

export const METHOD: Text = {
  en: `Each document is judged while it is read, by the first of these that holds. Planted: the registry of decoys has its bytes, it says what only one decoy says, or its text is nearly a decoy’s. Authentic: it is, byte for byte, one of the victim’s originals, or a message (or what came inside one) that its sender’s domain signed as a whole with a key of that time. Altered: it has an original’s Message-ID, or shares at least 70 % of its runs of four words with one (MinHash finds the candidates, the whole texts decide), and differs; what differs is told apart as saved anew with the same text, or content changed. Unknown: everything else. Absence from the originals never means fake. Archives and mailboxes are not judged, but what is in them.

The verdict on a message’s signatures follows docs/mail.md: a pass counts only where each header that is shown was signed as often as it occurs and nothing follows the signed body. Texts under 20 words resemble too many others and are compared by their bytes and Message-ID alone.`,
  fr: `Chaque document est jugé pendant sa lecture, par la première de ces règles qui tient. Leurre : le registre des leurres a ses octets, il dit ce qu’un seul leurre dit, ou son texte est presque celui d’un leurre. Authentique : c’est, octet pour octet, un original de la victime, ou un message (ou ce qu’il portait) que le domaine de son expéditeur a signé en entier avec une clé d’alors. Altéré : il a le Message-ID d’un original, ou partage avec lui au moins 70 % de ses suites de quatre mots (MinHash trouve les candidats, les textes entiers décident), et en diffère ; on distingue l’enregistrement nouveau du même texte et le contenu changé. Inconnu : tout le reste. L’absence parmi les originaux ne veut jamais dire faux. Les archives et boîtes aux lettres ne sont pas jugées, mais ce qu’elles contiennent.

Le verdict sur les signatures d’un message suit docs/mail.md : une signature ne compte que si chaque en-tête montré a été signé autant de fois qu’il apparaît et que rien ne suit le corps signé. Les textes de moins de 20 mots ressemblent à trop d’autres et ne sont comparés que par leurs octets et leur Message-ID.`,
}
