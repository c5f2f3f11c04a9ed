import type { Text } from '../../model/finding.ts'
import { type ArchivedKey, keyName } from './archived-key.ts'
import { displayUnsigned, leftOpen } from './coverage.ts'
import { type PublicKey, readKeyRecord } from './key-record.ts'
import { messageId, type RawMessage, readMessage } from './message.ts'
import { because, type Reason } from './reasons.ts'
import { type Receipt, receiptOf } from './receipt.ts'
import { readSignature, type Signature } from './signature.ts'
import { MAIL_VERDICTS, type MailVerdictName, proves } from './verdicts.ts'
import { type BodyCheck, bodyChecker, headHolds } from './verify.ts'

/** What messages are judged with. */
export interface Judging {
  keys: ReadonlyMap<string, readonly ArchivedKey[]>
  /** Since when these very bytes are known to exist (the dump's release, a time-stamped hash); milliseconds UTC. */
  heldSince?: number | null
  /** Servers whose Received fields are trusted; none: the topmost is. */
  trustedHosts?: readonly string[]
}

export interface SignatureVerdict {
  verdict: MailVerdictName
  domain: string | null
  selector: string | null
  /** `rsa-sha256`, … */
  algorithm: string | null
  /** Of the key that fits, or of the widest one that was tried. */
  bits: number | null
  receipt: Receipt | null
  reasons: readonly Reason[]
  /** The reasons as sentences. */
  because: readonly Text[]
  /** One sentence on what this does and does not prove. */
  proves: Text
}

export interface MailVerdict {
  verdict: MailVerdictName
  proves: Text
  because: readonly Text[]
  messageId: string | null
  signatures: readonly SignatureVerdict[]
}

/** More signatures than this no honest message carries. */
const MOST_SIGNATURES = 50
const DAY = 86_400_000

/**
 * Judges every DKIM signature of a message with keys from an archive, and the message by the best of them. Reads no
 * network and no clock: the same bytes and keys give the same verdict.
 *
 * @example
 * judgeMail(await readFile('a.eml'), { keys: (await readKeyArchive('keys')).keys }).verdict
 */
export function judgeMail(bytes: Uint8Array, judging: Judging): MailVerdict {
  const message = readMessage(bytes)
  const body = bodyChecker(message)
  const signatures = message.fields
    .filter(field => field.name === 'dkim-signature')
    .slice(0, MOST_SIGNATURES)
    .map(field => {
      const signature = readSignature(field)
      return 'problem' in signature
        ? told('UNSIGNED', null, [{ code: 'unreadable-signature', about: signature.problem }])
        : judged(message, signature, body(signature), judging)
    })
  const best = signatures.toSorted(
    (a, b) => MAIL_VERDICTS.indexOf(a.verdict) - MAIL_VERDICTS.indexOf(b.verdict),
  )[0]
  const { verdict, proves, because } = best ?? told('UNSIGNED', null, [])
  return { verdict, proves, because, messageId: messageId(message), signatures }
}

/** A key that fits the algorithm, with the span over which this same key was seen. */
interface Candidate {
  key: PublicKey
  firstSeen: number | null
  lastSeen: number | null
  published: number | null
  isRecovered: boolean
}

function judged(
  message: RawMessage,
  signature: Signature,
  body: BodyCheck,
  judging: Judging,
): SignatureVerdict {
  const name = keyName(signature.selector, signature.domain)
  const records = judging.keys.get(name) ?? []
  const { candidates, problems } = candidatesOf(records, signature)
  const fitting = candidates.filter(({ key }) => headHolds(message, signature, key))
  const receipt = receiptOf(message, signature.signedAt, judging.trustedHosts)
  const bits = Math.max(0, ...(fitting.length > 0 ? fitting : candidates).map(({ key }) => key.bits)) || null
  const tell = (verdict: MailVerdictName, reasons: Reason[], published: number | null = null) =>
    told(verdict, signature, reasons, { receipt, bits, published })
  const keyless: Reason[] =
    records.length === 0
      ? [{ code: 'no-record', about: name }]
      : problems.map(about => ({ code: 'unusable-key', about }))
  if (!body.holds) {
    const head: Reason[] =
      candidates.length === 0 ? keyless : [{ code: fitting.length > 0 ? 'head-holds' : 'head-fails' }]
    return tell('BODY-ALTERED', [{ code: 'body-differs' }, ...head])
  }
  if (candidates.length === 0) return tell('NO-KEY', keyless)
  if (fitting.length === 0) return tell('HEADER-ALTERED-OR-WRONG-KEY', [{ code: 'head-fails' }])

  const graded = fitting.map(candidate => {
    const weak = weakness(signature, candidate.key)
    const { published } = candidate
    const isPublished =
      published !== null && !((judging.heldSince ?? null) !== null && Number(judging.heldSince) < published)
    const open: Reason[] = [
      ...leftOpen(message, signature, candidate.key.isStrict),
      ...(body.beyond > 0 ? [{ code: 'beyond-length', count: body.beyond } as const] : []),
      ...outOfTime(signature, candidate, receipt),
    ]
    const verdict: MailVerdictName =
      weak.length > 0
        ? 'WEAK-KEY'
        : isPublished
          ? 'KEY-LATER-PUBLISHED'
          : open.length > 0
            ? 'PARTIAL-PASS'
            : 'ANCHORED-PASS'
    const reasons: Reason[] = [
      ...weak,
      ...(isPublished ? [{ code: 'private-key-published', at: published } as const] : []),
      ...open,
      ...notes(message, signature, candidate, body),
    ]
    return tell(verdict, reasons, published)
  })
  return graded.reduce((best, one) =>
    MAIL_VERDICTS.indexOf(one.verdict) < MAIL_VERDICTS.indexOf(best.verdict) ? one : best,
  )
}

/** The archive's keys that the signature could have been made with; sightings of one key are one candidate. */
function candidatesOf(records: readonly ArchivedKey[], { keyType, hash }: Signature) {
  const same = new Map<string, Candidate>()
  const problems = new Set<string>()
  for (const record of records) {
    const key = parsed(record.record)
    if ('problem' in key) problems.add(key.problem)
    else if (key.type !== keyType) problems.add(`it is a key for ${key.type}`)
    else if (key.hashes && !key.hashes.includes(hash)) problems.add(`it is not for ${hash} (h=)`)
    else {
      const known = same.get(key.id)
      same.set(key.id, {
        key,
        firstSeen: known ? widest(Math.min, known.firstSeen, record.firstSeen) : record.firstSeen,
        lastSeen: known ? widest(Math.max, known.lastSeen, record.lastSeen) : record.lastSeen,
        published: earliest(known?.published ?? null, record.privateKeyPublished),
        isRecovered: record.isRecovered && (known?.isRecovered ?? true),
      })
    }
  }
  return { candidates: [...same.values()], problems: [...problems] }
}

/** An end that is not stated is open, and stays so. */
const widest = (pick: (a: number, b: number) => number, a: number | null, b: number | null) =>
  a === null || b === null ? null : pick(a, b)
const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))

const records = new Map<string, PublicKey | { problem: string }>()
/** A key is read once: thousands of messages share it. */
function parsed(record: string): PublicKey | { problem: string } {
  const known = records.get(record)
  if (known) return known
  if (records.size > 10_000) records.clear()
  const key = readKeyRecord(record)
  records.set(record, key)
  return key
}

/** Below 1024 bits keys were factored by amateurs in 2012; SHA-1 has collisions since 2017; an exponent of 1 signs nothing. */
function weakness({ hash, keyType }: Signature, { bits, exponent }: PublicKey): Reason[] {
  const isShort = keyType === 'rsa' && bits < 1024
  const isTrivial = exponent !== null && exponent < 3n
  return [
    ...(hash === 'sha1' ? [{ code: 'weak-hash', about: 'SHA-1' } as const] : []),
    ...(isShort || isTrivial
      ? [{ code: 'weak-key', count: bits, ...(isTrivial ? { about: String(exponent) } : {}) } as const]
      : []),
  ]
}

/** What does not go together between the signature's times, the key's and the receipt. */
function outOfTime({ signedAt, expiresAt }: Signature, key: Candidate, receipt: Receipt | null): Reason[] {
  const at = receipt?.at ?? null
  const expired = expiresAt !== null && Math.max(at ?? 0, signedAt ?? 0) > expiresAt
  const late = receipt?.from === 'received' && signedAt !== null && signedAt > receipt.at + DAY
  const isDated = key.firstSeen !== null || key.lastSeen !== null
  return [
    ...(expired ? [{ code: 'expired', at: expiresAt } as const] : []),
    ...(late ? [{ code: 'signed-after-receipt', at: signedAt } as const] : []),
    ...(isDated && at === null ? [{ code: 'no-receipt' } as const] : []),
    ...(at !== null && key.lastSeen !== null && at > key.lastSeen
      ? [{ code: 'key-retired', at: key.lastSeen } as const]
      : []),
    ...(at !== null && key.firstSeen !== null && at < key.firstSeen
      ? [{ code: 'key-not-yet-seen', at: key.firstSeen } as const]
      : []),
  ]
}

function notes(message: RawMessage, signature: Signature, key: Candidate, body: BodyCheck): Reason[] {
  const display = displayUnsigned(message, signature)
  return [
    ...(key.firstSeen === null && key.lastSeen === null ? [{ code: 'key-undated' } as const] : []),
    ...(key.isRecovered ? [{ code: 'key-recovered' } as const] : []),
    ...(display.length > 0 ? [{ code: 'display-unsigned', about: display.join(', ') } as const] : []),
    ...(body.unquoted ? [{ code: 'mbox-quoting' } as const] : []),
  ]
}

function told(
  verdict: MailVerdictName,
  signature: Signature | null,
  reasons: readonly Reason[],
  more: { receipt: Receipt | null; bits: number | null; published: number | null } = {
    receipt: null,
    bits: null,
    published: null,
  },
): SignatureVerdict {
  const domain = signature?.domain ?? null
  const selector = signature?.selector ?? null
  return {
    verdict,
    domain,
    selector,
    algorithm: signature ? `${signature.keyType}-${signature.hash}` : null,
    bits: more.bits,
    receipt: more.receipt,
    reasons,
    because: reasons.map(because),
    proves: proves(verdict, {
      domain: domain ?? '–',
      keyName: keyName(selector ?? '–', domain ?? '–'),
      published: more.published,
    }),
  }
}
