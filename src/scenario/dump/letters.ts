import { createHash } from 'node:crypto'
import { type Signing, signMail } from '../../documents/authenticity/sign.ts'
import type { MailVerdictName } from '../../documents/authenticity/verdicts.ts'
import type { Content } from '../../documents/writers/content.ts'
import { docx } from '../../documents/writers/docx.ts'
import { type Envelope, eml, mailDate } from '../../documents/writers/eml.ts'
import type { Random } from '../random.ts'
import { drawPaper, type Office } from './papers.ts'
import type { KeyPair } from './rsa-key.ts'

export const DOMAIN = 'campaign.example'
const PRIVATE = 'mailbox.example'
const DAY = 86_400_000
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The selectors of the domain's keys, and how the archive saw them. */
export interface MailKeys {
  /** Until the end of 2016. */
  old: KeyPair
  /** From 2017. */
  current: KeyPair
  /** Of the newsletter; its private key was published in 2019. */
  published: KeyPair
  /** Of 512 bits. */
  weak: KeyPair
  /** Signs, and stands in no archive. */
  lost: KeyPair
  /** The forgers', for a domain of their own. */
  forgers: KeyPair
}

export interface Letter {
  name: string
  bytes: Buffer
  mail: MailVerdictName
  /** What the victim holds of it; null where nothing. */
  original: Buffer | null
  verdict: 'authentic' | 'altered' | 'unknown'
  /** The name of the paper that it carries. */
  attachment: string | null
}

interface Draft {
  content: Content
  raw: Buffer
  at: number
}

type Kind = keyof typeof KINDS

/** Every way in which a message stands in the dump, and how often of a hundred. */
const KINDS = {
  anchored: 40,
  'with a paper': 6,
  'old key': 8,
  kept: 8,
  unsigned: 6,
  'no key': 6,
  'weak key': 4,
  'published key': 4,
  'body altered': 6,
  'body altered, no original': 3,
  'subject altered': 4,
  'second sender': 3,
  'second sender, no original': 2,
  'text appended': 2,
  'forged with the old key': 2,
  'signed by the forgers': 2,
} as const

/** Messages of the office as they lie in the dump. Each kind comes at least once. */
export function drawLetters(random: Random, office: Office, keys: MailKeys, count: number): Letter[] {
  const kinds = Object.keys(KINDS) as Kind[] // keys of a record whose keys are Kind
  const drawn = Array.from(
    { length: Math.max(count, kinds.length) },
    (_, i) => kinds[i] ?? random.weighted(KINDS),
  )
  return drawn.map((kind, i) => ({
    name: `${String(i + 1).padStart(4, '0')}.eml`,
    ...letter(kind, draftOf(random, office), random, keys, office),
  }))
}

function draftOf(random: Random, office: Office): Draft {
  const paper = drawPaper(random, office, random.int(4, 14))
  const content = { ...paper, blocks: paper.blocks.filter(block => block.kind === 'paragraph') }
  const at = Date.UTC(2017, 0, 10) + random.int(0, 100 * DAY)
  return { content, at, raw: written(random, content, at, DOMAIN) }
}

function written(
  random: Random,
  content: Content,
  at: number,
  domain: string,
  attachment?: NonNullable<Envelope['attachment']>,
): Buffer {
  const address = (name: string) => `${name} <${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}>`
  return eml(
    { ...content, created: at },
    {
      from: address(content.creator),
      to: address(content.lastModifiedBy),
      messageId: `${random.token(16)}@${domain}`,
      ...(attachment ? { attachment } : {}),
    },
  )
}

function letter(
  kind: Kind,
  draft: Draft,
  random: Random,
  keys: MailKeys,
  office: Office,
): Omit<Letter, 'name'> {
  const { raw, content, at } = draft
  const sign = (more: Partial<Signing> = {}, bytes = raw, day = at) =>
    received(
      signMail(bytes, {
        key: keys.current.privateKey,
        domain: DOMAIN,
        selector: 's2017',
        signedAt: day,
        ...more,
      }),
      day,
    )
  const whole = sign()
  const held = (bytes: Buffer, mail: MailVerdictName, original: Buffer | null): Omit<Letter, 'name'> => ({
    bytes,
    mail,
    original,
    verdict:
      mail === 'ANCHORED-PASS' || original?.equals(bytes) ? 'authentic' : original ? 'altered' : 'unknown',
    attachment: null,
  })
  const retold = (from: RegExp, to: string) =>
    Buffer.from(whole.toString('latin1').replace(from, to), 'latin1')
  const body = Buffer.from(
    whole.toString('latin1').replace('\r\n\r\n', '\r\n\r\nBurn this after reading. '),
    'latin1',
  )
  const second = Buffer.concat([Buffer.from(`From: Treasurer <treasurer@${DOMAIN}>\r\n`), whole])
  switch (kind) {
    case 'anchored':
      return held(whole, 'ANCHORED-PASS', null)
    case 'with a paper': {
      const attachment = {
        name: 'note.docx',
        type: DOCX,
        bytes: docx(drawPaper(random, office, random.int(12, 20))),
      }
      const carrying = sign({}, written(random, content, at, DOMAIN, attachment))
      return { ...held(carrying, 'ANCHORED-PASS', null), attachment: attachment.name }
    }
    case 'kept':
      return held(whole, 'ANCHORED-PASS', whole)
    case 'old key': {
      const day = Date.UTC(2016, 4, 1) + random.int(0, 200 * DAY)
      return held(
        sign({ key: keys.old.privateKey, selector: 's2016' }, written(random, content, day, DOMAIN), day),
        'ANCHORED-PASS',
        null,
      )
    }
    case 'unsigned':
      return held(received(written(random, content, at, PRIVATE), at), 'UNSIGNED', null)
    case 'no key':
      return held(
        sign(
          { key: keys.lost.privateKey, domain: PRIVATE, selector: 'k1' },
          written(random, content, at, PRIVATE),
        ),
        'NO-KEY',
        null,
      )
    case 'weak key':
      return held(sign({ key: keys.weak.privateKey, selector: 'fax' }), 'WEAK-KEY', null)
    case 'published key':
      return held(sign({ key: keys.published.privateKey, selector: 'news' }), 'KEY-LATER-PUBLISHED', null)
    case 'body altered':
      return held(body, 'BODY-ALTERED', whole)
    case 'body altered, no original':
      return held(body, 'BODY-ALTERED', null)
    case 'subject altered':
      return held(retold(/^Subject: /m, 'Subject: Confidential. '), 'HEADER-ALTERED-OR-WRONG-KEY', whole)
    case 'second sender':
      return held(second, 'PARTIAL-PASS', whole)
    case 'second sender, no original':
      return held(second, 'PARTIAL-PASS', null)
    case 'text appended': {
      const signed = sign({ length: raw.length - raw.indexOf('\r\n\r\n') - 4 })
      return held(
        Buffer.concat([signed, Buffer.from('Do not tell the auditors.\r\n')]),
        'PARTIAL-PASS',
        signed,
      )
    }
    case 'forged with the old key':
      return held(sign({ key: keys.old.privateKey, selector: 's2016' }), 'PARTIAL-PASS', null)
    case 'signed by the forgers':
      return held(
        sign({ key: keys.forgers.privateKey, domain: 'forger.example', selector: 'f' }),
        'PARTIAL-PASS',
        null,
      )
  }
}

/** With the line that the office's own server writes on top. */
function received(bytes: Buffer, at: number): Buffer {
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return Buffer.concat([
    Buffer.from(
      `Received: from out.${DOMAIN} by mx.${DOMAIN} with ESMTPS id ${id};\r\n\t${mailDate(at + 4000)}\r\n`,
    ),
    bytes,
  ])
}
