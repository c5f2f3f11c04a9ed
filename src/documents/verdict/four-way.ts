import type { Text } from '../../model/finding.ts'
import type { MailVerdictName } from '../authenticity/verdicts.ts'
import { type FactIndex, indexFacts, recognise } from '../decoys/recognise.ts'
import type { DecoyRegistry } from '../decoys/registry.ts'
import { changedFields, changedPassages, type Difference } from './difference.ts'
import { type FindNear, nearAmong } from './near.ts'
import * as say from './sentences.ts'

/** A document, as far as a verdict needs it. */
export interface JudgedDocument {
  /** What it is called in the case. */
  document: string
  sha256: string
  /** Its whole text; null where it has none or it could not be read. */
  text: string | null
  facts: readonly { name: string; value: string }[]
  messageId?: string | null
  /** Of a message: what its signatures tell. */
  mail?: MailVerdictName | null
  /** Of an attachment: the message that it came in. */
  carriedBy?: { document: string; mail: MailVerdictName } | null
}

export const VERDICTS = ['planted', 'authentic', 'altered', 'unknown'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface DocumentVerdict {
  document: string
  verdict: Verdict
  /** What it rests on. */
  basis:
    | 'decoy bytes'
    | 'decoy facts'
    | 'decoy text'
    | 'original bytes'
    | 'anchored signature'
    | 'message id'
    | 'likeness'
    | 'nothing'
  /** The decoy or original that it was held against. */
  against: string | null
  /** Of an altered one. */
  change: 're-saved, same content' | 'content changed' | null
  difference: Difference | null
  because: Text
}

export interface OriginalsIndex {
  byHash: ReadonlyMap<string, JudgedDocument>
  byMessageId: ReadonlyMap<string, readonly JudgedDocument[]>
  byName: ReadonlyMap<string, JudgedDocument>
  near: FindNear
}

export interface DecoysIndex {
  byHash: ReadonlyMap<string, string>
  facts: FactIndex
  near: FindNear
}

const textsOf = (documents: readonly { document: string; text: string | null }[]) =>
  documents.flatMap(({ document, text }) => (text === null ? [] : [{ id: document, text }]))

/** The victim's own originals, to be compared with. `near` may be a kernel built over the same texts. */
export function indexOriginals(
  originals: readonly JudgedDocument[],
  near: FindNear = nearAmong(textsOf(originals)),
): OriginalsIndex {
  const byMessageId = new Map<string, JudgedDocument[]>()
  for (const original of originals)
    if (original.messageId)
      byMessageId.set(original.messageId, [...(byMessageId.get(original.messageId) ?? []), original])
  return {
    byHash: new Map(originals.map(original => [original.sha256, original])),
    byMessageId,
    byName: new Map(originals.map(original => [original.document, original])),
    near,
  }
}

/** A registry's decoys, to be recognised. */
export function indexDecoys(
  { decoys }: Pick<DecoyRegistry, 'decoys'>,
  near: FindNear = nearAmong(decoys.map(({ id, text }) => ({ id, text }))),
): DecoysIndex {
  return {
    byHash: new Map(decoys.map(({ sha256, id }) => [sha256, id])),
    facts: indexFacts(decoys),
    near,
  }
}

/**
 * Planted, authentic, altered or unknown: the first that holds. Absence from the originals never means fake, and without
 * originals nothing is altered.
 */
export function judgeDocument(
  document: JudgedDocument,
  { originals = null, decoys = null }: { originals?: OriginalsIndex | null; decoys?: DecoysIndex | null },
): DocumentVerdict {
  return (
    (decoys && planted(document, decoys)) ??
    authentic(document, originals) ??
    (originals && altered(document, originals)) ??
    told(document, 'unknown', 'nothing', null, say.unknown(document, originals !== null))
  )
}

function planted(document: JudgedDocument, decoys: DecoysIndex): DocumentVerdict | null {
  const bytes = decoys.byHash.get(document.sha256)
  if (bytes !== undefined) return told(document, 'planted', 'decoy bytes', bytes, say.decoyBytes(bytes))
  // Properties carry facts too: a decoy's author is invented for it.
  const words = [document.text ?? '', ...document.facts.map(({ value }) => value)].join('\n\n')
  const [quoted] = recognise(words, decoys.facts)
  if (quoted)
    return told(document, 'planted', 'decoy facts', quoted.decoy, say.decoyFacts(quoted.decoy, quoted.facts))
  const [like] = document.text === null ? [] : decoys.near(document.text)
  return like ? told(document, 'planted', 'decoy text', like.id, say.decoyText(like.id, like.likeness)) : null
}

function authentic(document: JudgedDocument, originals: OriginalsIndex | null): DocumentVerdict | null {
  const same = originals?.byHash.get(document.sha256)
  if (same)
    return told(document, 'authentic', 'original bytes', same.document, say.originalBytes(same.document))
  if (document.mail === 'ANCHORED-PASS')
    return told(document, 'authentic', 'anchored signature', null, say.anchored())
  const carrier = document.carriedBy
  return carrier?.mail === 'ANCHORED-PASS'
    ? told(document, 'authentic', 'anchored signature', carrier.document, say.carried(carrier.document))
    : null
}

function altered(document: JudgedDocument, originals: OriginalsIndex): DocumentVerdict | null {
  const match = matching(document, originals)
  if (!match) return null
  const { original, basis } = match
  const { passages, isCoarse } = changedPassages(original.text ?? '', document.text ?? '')
  const fields = changedFields(original.facts, document.facts)
  const isContent = passages.length > 0 || fields.some(({ name }) => CONTENT.has(name))
  const change = isContent ? 'content changed' : 're-saved, same content'
  return {
    ...told(
      document,
      'altered',
      basis,
      original.document,
      say.altered(original.document, basis, change, fields, passages),
    ),
    change,
    difference: { fields, passages, isCoarse },
  }
}

/** Facts that are what a message says, not how it was kept. */
const CONTENT = new Set(['mail_from', 'mail_to', 'mail_cc', 'mail_reply_to', 'mail_subject', 'mail_date'])

/** The original that it is a version of: of several with its Message-ID, or that it resembles, the most alike. */
function matching(
  document: JudgedDocument,
  { byMessageId, byName, near }: OriginalsIndex,
): { original: JudgedDocument; basis: 'message id' | 'likeness' } | null {
  const alike = document.text === null ? [] : near(document.text)
  const named = document.messageId ? (byMessageId.get(document.messageId) ?? []) : []
  const nearest = named.find(
    ({ document: name }) => name === alike.find(({ id }) => named.some(one => one.document === id))?.id,
  )
  const original = nearest ?? named[0]
  if (original) return { original, basis: 'message id' }
  // Two messages with ids of their own are two messages, however alike.
  for (const { id } of alike) {
    const candidate = byName.get(id)
    if (candidate && !(document.messageId && candidate.messageId))
      return { original: candidate, basis: 'likeness' }
  }
  return null
}

const told = (
  { document }: JudgedDocument,
  verdict: Verdict,
  basis: DocumentVerdict['basis'],
  against: string | null,
  because: Text,
): DocumentVerdict => ({ document, verdict, basis, against, change: null, difference: null, because })
