import type { Text } from '../../model/finding.ts'
import { formatter } from '../../words/format.ts'
import { harmless } from '../../words/harmless.ts'

/** Why a signature's verdict is what it is. `about` names headers, a domain or a fault; `at` is in milliseconds UTC. */
export interface Reason {
  code: keyof typeof SENTENCES
  about?: string
  at?: number
  count?: number
}

type Say = (about: string, day: string, count: string) => string

const SENTENCES = {
  // a pass that is not whole
  'injected-header': {
    en: about => `More headers ${about} are there than were signed.`,
    fr: about => `Il y a plus d’en-têtes ${about} qu’il n’en fut signé.`,
  },
  'unsigned-header': {
    en: about => `Not signed: ${about}.`,
    fr: about => `Non signé : ${about}.`,
  },
  'malformed-header': {
    en: () => 'The head holds lines that mail programs read in different ways.',
    fr: () => 'L’en-tête contient des lignes que les logiciels lisent de plusieurs façons.',
  },
  'beyond-length': {
    en: (_, __, count) => `${count} bytes of the body lie beyond what was signed (l=).`,
    fr: (_, __, count) => `${count} octets du corps dépassent ce qui fut signé (l=).`,
  },
  'other-domain': {
    en: about => `It was signed by another domain than the sender’s (${about}).`,
    fr: about => `Un autre domaine que celui de l’expéditeur l’a signé (${about}).`,
  },
  'other-identity': {
    en: about => `The signer’s identity (${about}) is outside the signing domain.`,
    fr: about => `L’identité du signataire (${about}) est hors du domaine qui signe.`,
  },
  expired: {
    en: (_, day) => `It was only meant to hold until ${day}.`,
    fr: (_, day) => `Elle ne devait valoir que jusqu’au ${day}.`,
  },
  'signed-after-receipt': {
    en: (_, day) => `It says that it was signed on ${day}, after the message came in.`,
    fr: (_, day) => `Elle se dit signée le ${day}, après la réception du message.`,
  },
  'key-retired': {
    en: (_, day) => `Its key was last seen on ${day}, before the message came in.`,
    fr: (_, day) => `Sa clé fut vue pour la dernière fois le ${day}, avant la réception du message.`,
  },
  'key-not-yet-seen': {
    en: (_, day) => `Its key was first seen on ${day}, after the message came in.`,
    fr: (_, day) => `Sa clé fut vue pour la première fois le ${day}, après la réception du message.`,
  },
  'no-receipt': {
    en: () => 'Nothing says when the message came in, so the dates of the key cannot be held against it.',
    fr: () => 'Rien ne dit quand le message est arrivé : les dates de la clé ne peuvent lui être opposées.',
  },
  // a pass that proves nothing
  'weak-hash': {
    en: about => `Its hash is ${about}.`,
    fr: about => `Son condensat est ${about}.`,
  },
  'weak-key': {
    en: (about, __, count) => `Its key has ${count} bits${about ? ` and exponent ${about}` : ''}.`,
    fr: (about, __, count) => `Sa clé a ${count} bits${about ? ` et l’exposant ${about}` : ''}.`,
  },
  'private-key-published': {
    en: (_, day) => `Its private key was published on ${day}.`,
    fr: (_, day) => `Sa clé privée fut publiée le ${day}.`,
  },
  // a failure
  'body-differs': {
    en: () => 'The body’s hash is not the one that was signed (bh=).',
    fr: () => 'Le condensat du corps n’est pas celui qui fut signé (bh=).',
  },
  'head-holds': {
    en: () => 'The signed headers are as they were signed.',
    fr: () => 'Les en-têtes signés sont tels qu’ils furent signés.',
  },
  'head-fails': {
    en: () => 'The signature does not fit the signed headers.',
    fr: () => 'La signature ne convient pas aux en-têtes signés.',
  },
  'no-record': {
    en: about => `The archive has no record ${about}.`,
    fr: about => `L’archive n’a pas d’enregistrement ${about}.`,
  },
  'unusable-key': {
    en: about => `The record cannot be used: ${about}.`,
    fr: about => `L’enregistrement est inutilisable : ${about}.`,
  },
  'unreadable-signature': {
    en: about => `The signature cannot be read: ${about}.`,
    fr: about => `La signature est illisible : ${about}.`,
  },
  'no-original-bytes': {
    en: () =>
      'It is an Outlook item: its headers and its body are stored as properties, not as the bytes that were sent.',
    fr: () =>
      'C’est un élément Outlook : ses en-têtes et son corps sont gardés comme propriétés, non comme les octets envoyés.',
  },
  'signature-named': {
    en: about => `The headers that it keeps name a signature of ${about}.`,
    fr: about => `Les en-têtes qu’il garde nomment une signature de ${about}.`,
  },
  // worth knowing, and taking nothing away
  'key-undated': {
    en: () => 'The archive does not say when its key was seen.',
    fr: () => 'L’archive ne dit pas quand sa clé fut vue.',
  },
  'key-recovered': {
    en: () => 'Its key was computed from trusted originals, not seen in the DNS.',
    fr: () => 'Sa clé fut calculée d’originaux sûrs, non vue dans le DNS.',
  },
  'display-unsigned': {
    en: about => `How the body is to be displayed (${about}) is not signed.`,
    fr: about => `La façon d’afficher le corps (${about}) n’est pas signée.`,
  },
  'mbox-quoting': {
    en: () => 'The body holds once the “>” that mailboxes put before “From” is taken away.',
    fr: () => 'Le corps convient une fois ôté le « > » que les boîtes mettent devant « From ».',
  },
} satisfies Record<string, Record<'en' | 'fr', Say>>

/** A reason as a sentence. */
export function because({ code, about = '', at, count }: Reason): Text {
  const say = (lang: 'en' | 'fr') => {
    const f = formatter(lang, 'UTC')
    const tell: Say = SENTENCES[code][lang]
    return tell(
      harmless(about),
      at === undefined ? '–' : f.utc(at).slice(0, 10),
      count === undefined ? '–' : f.number(count),
    )
  }
  return { en: say('en'), fr: say('fr') }
}
