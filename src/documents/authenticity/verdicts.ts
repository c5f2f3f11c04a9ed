import type { Text } from '../../model/finding.ts'
import { formatter } from '../../words/format.ts'
import { harmless } from '../../words/harmless.ts'

/** From what proves most to what proves least; docs/mail.md says what each means. */
export const MAIL_VERDICTS = [
  'ANCHORED-PASS',
  'PARTIAL-PASS',
  'KEY-LATER-PUBLISHED',
  'WEAK-KEY',
  'BODY-ALTERED',
  'HEADER-ALTERED-OR-WRONG-KEY',
  'NO-KEY',
  'NOT-VERIFIABLE',
  'UNSIGNED',
] as const
export type MailVerdictName = (typeof MAIL_VERDICTS)[number]

/** What the sentence on a verdict speaks about. */
export interface Subject {
  /** The signing domain, and the name its key stands under. */
  domain: string
  keyName: string
  /** When the private key was published; milliseconds UTC. */
  published: number | null
}

/** One sentence on what a verdict does and does not prove. */
export function proves(verdict: MailVerdictName, { domain, keyName, published }: Subject): Text {
  const d = harmless(domain)
  switch (verdict) {
    case 'ANCHORED-PASS':
      return {
        en: `Whoever held the signing key of ${d} signed these headers and the whole body, and nothing of them was changed since; it does not prove who wrote it, nor that what it says is true.`,
        fr: `Qui détenait la clé de signature de ${d} a signé ces en-têtes et tout le corps, et rien n’en a changé depuis ; cela ne prouve ni qui l’a écrit, ni que ce qui est dit soit vrai.`,
      }
    case 'PARTIAL-PASS':
      return {
        en: `The signature of ${d} holds for what it covers, but it does not vouch for the whole message as it is shown, from that sender and at that time; what it leaves open may be anyone’s doing.`,
        fr: `La signature de ${d} tient pour ce qu’elle couvre, mais ne répond pas du message entier tel qu’il est montré, de cet expéditeur et à ce moment ; ce qu’elle laisse ouvert peut venir de n’importe qui.`,
      }
    case 'KEY-LATER-PUBLISHED': {
      const day = (lang: 'en' | 'fr') =>
        published === null ? '–' : formatter(lang, 'UTC').utc(published).slice(0, 10)
      return {
        en: `The signature fits, but the private key of ${d} has been public since ${day('en')}: anyone could have made it since, so it proves nothing unless these very bytes were in hand before.`,
        fr: `La signature convient, mais la clé privée de ${d} est publique depuis le ${day('fr')} : n’importe qui a pu la faire depuis, elle ne prouve donc rien à moins que ces octets mêmes n’aient été en main auparavant.`,
      }
    }
    case 'WEAK-KEY':
      return {
        en: `The signature fits, but the key or hash of ${d} is so weak that someone else could have made it; alone it proves nothing, and it is no sign of forgery.`,
        fr: `La signature convient, mais la clé ou le condensat de ${d} est si faible qu’un autre a pu la faire ; seule, elle ne prouve rien, et n’est pas un signe de falsification.`,
      }
    case 'BODY-ALTERED':
      return {
        en: `The body is not the one that the signature of ${d} was made over; it does not prove what was changed or by whom: a mailing list’s footer or an export does it as well as a forger.`,
        fr: `Le corps n’est pas celui sur lequel la signature de ${d} a été faite ; cela ne prouve ni ce qui a changé ni par qui : le pied d’une liste de diffusion ou un export le fait aussi bien qu’un faussaire.`,
      }
    case 'HEADER-ALTERED-OR-WRONG-KEY':
      return {
        en: `With no key known for ${d} does the signature fit these headers: a signed header was changed, or another key was used; it does not prove which of the two, nor who did it.`,
        fr: `Avec aucune clé connue de ${d} la signature ne convient à ces en-têtes : un en-tête signé a changé, ou une autre clé a servi ; cela ne prouve ni lequel des deux, ni qui l’a fait.`,
      }
    case 'NO-KEY':
      return {
        en: `The archive holds no usable key ${harmless(keyName)}, so the signature can be neither confirmed nor refuted; that is no sign of forgery.`,
        fr: `L’archive ne contient pas de clé utilisable ${harmless(keyName)} : la signature ne peut être ni confirmée ni réfutée ; ce n’est pas un signe de falsification.`,
      }
    case 'NOT-VERIFIABLE':
      return {
        en: 'An Outlook item does not keep the bytes that were sent, so that no signature of it can be checked, whether it had one or not; that is no sign of forgery. The same message as its server kept it (EML, MBOX) can be checked.',
        fr: 'Un élément Outlook ne garde pas les octets envoyés : aucune signature ne peut être vérifiée, qu’il en ait eu une ou non ; ce n’est pas un signe de falsification. Le même message tel que son serveur l’a gardé (EML, MBOX) peut l’être.',
      }
    case 'UNSIGNED':
      return {
        en: 'It carries no signature that can be read, so signatures say nothing for or against it; much honest mail is unsigned.',
        fr: 'Il ne porte aucune signature lisible : les signatures ne disent rien pour ou contre lui ; bien des messages honnêtes ne sont pas signés.',
      }
  }
}
