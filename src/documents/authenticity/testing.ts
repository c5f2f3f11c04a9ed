import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type ArchivedKey, byName, keyName } from './archived-key.ts'
import { type Judging, judgeMail, type MailVerdict } from './judge.ts'
import { recordOf, type Signing, signMail } from './sign.ts'

/** A pair of keys made for the test that asks. */
export const rsaPair = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits })
export const edPair = () => generateKeyPairSync('ed25519')

export const DOMAIN = 'ville.example'
export const MAY_5 = Date.UTC(2017, 4, 5, 10)

export const MAIL = `Received: from mta.${DOMAIN} by mx.maison.example; Fri, 5 May 2017 12:00:03 +0200
From: Ann <ann@${DOMAIN}>
To: Bob <bob@maison.example>
Subject: Lunch
 on Friday
Date: Fri, 5 May 2017 12:00:00 +0200
Message-ID: <1@${DOMAIN}>

Shall we  meet at noon?\t

Ann

`

export const archived = (key: KeyObject, more: Partial<ArchivedKey> = {}): ArchivedKey => ({
  name: keyName('may', DOMAIN),
  record: recordOf(key),
  firstSeen: null,
  lastSeen: null,
  privateKeyPublished: null,
  isRecovered: false,
  file: 'test',
  ...more,
})

export const signed = (privateKey: KeyObject, more: Partial<Signing> = {}, mail = MAIL): string =>
  signMail(mail, { key: privateKey, domain: DOMAIN, selector: 'may', ...more }).toString('latin1')

export const judgedWith = (
  mail: string,
  keys: readonly ArchivedKey[],
  judging: Partial<Judging> = {},
): MailVerdict => judgeMail(Buffer.from(mail, 'latin1'), { keys: byName(keys), ...judging })
