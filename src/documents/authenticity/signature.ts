import type { Canonicalisation } from './canonical.ts'
import type { HeaderField } from './message.ts'
import { base64, tagsOf } from './tags.ts'

/** What a DKIM-Signature field says (RFC 6376, 3.5; RFC 8463). Times are milliseconds UTC. */
export interface Signature {
  field: HeaderField
  keyType: 'rsa' | 'ed25519'
  hash: 'sha1' | 'sha256'
  head: Canonicalisation
  body: Canonicalisation
  domain: string
  selector: string
  /** The names of `h=`, lower case. */
  names: readonly string[]
  bodyHash: Buffer
  bytes: Buffer
  /** How much of the body is signed; null for all of it. */
  length: number | null
  signedAt: number | null
  expiresAt: number | null
  /** The domain of `i=`. */
  identity: string
}

const ALGORITHM = /^(rsa|ed25519)-(sha1|sha256)$/
const HOST = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i

/** The signature of a field, or why it is none. */
export function readSignature(field: HeaderField): Signature | { problem: string } {
  const tags = tagsOf(field.value)
  if (!tags) return { problem: 'it is not a list of tags' }
  const version = tags.get('v')
  if (version !== undefined && version !== '1') return { problem: 'its version (v=) is unknown' }
  const algorithm = ALGORITHM.exec((tags.get('a') ?? '').toLowerCase())
  if (!algorithm || algorithm[0] === 'ed25519-sha1') return { problem: 'its algorithm (a=) is unknown' }
  const domain = hostFrom(tags.get('d'))
  const selector = hostFrom(tags.get('s'))
  if (!domain || !selector) return { problem: 'it names no domain (d=) or no selector (s=)' }
  const bodyHash = base64(tags.get('bh'))
  const bytes = base64(tags.get('b'))
  if (!bodyHash || !bytes) return { problem: 'it holds no body hash (bh=) or no signature (b=)' }
  const names = (tags.get('h') ?? '')
    .split(':')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '')
  if (names.length === 0) return { problem: 'it names no header (h=)' }
  const [head, body = 'simple'] = (tags.get('c') ?? 'simple/simple').toLowerCase().split('/')
  if (!isCanonicalisation(head) || !isCanonicalisation(body))
    return { problem: 'its canonicalisation (c=) is unknown' }
  const length = whole(tags.get('l'))
  const signedAt = whole(tags.get('t'))
  const expiresAt = whole(tags.get('x'))
  if (length === undefined || signedAt === undefined || expiresAt === undefined)
    return { problem: 'one of l=, t= and x= is not a number' }
  const identity = tags.get('i')
  return {
    field,
    keyType: algorithm[1] as 'rsa' | 'ed25519', // the pattern has only these
    hash: algorithm[2] as 'sha1' | 'sha256',
    head,
    body,
    domain,
    selector,
    names,
    bodyHash,
    bytes,
    length,
    signedAt: signedAt === null ? null : signedAt * 1000,
    expiresAt: expiresAt === null ? null : expiresAt * 1000,
    identity: identity === undefined ? domain : identity.slice(identity.lastIndexOf('@') + 1).toLowerCase(),
  }
}

const isCanonicalisation = (name: string | undefined): name is Canonicalisation =>
  name === 'simple' || name === 'relaxed'

function hostFrom(text: string | undefined): string | null {
  const host = text?.trim().toLowerCase().replace(/\.$/, '')
  return host && HOST.test(host) ? host : null
}

/** A count of at most 12 digits (RFC 6376 for t=, x=); null where the tag is absent, undefined where it is something else. */
function whole(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  return /^\d{1,12}$/.test(text)
    ? Number(text)
    : /^\d{13,76}$/.test(text)
      ? Number.MAX_SAFE_INTEGER
      : undefined
}
