import { createPublicKey, type KeyObject } from 'node:crypto'
import { base64, tagsOf } from './tags.ts'

/** A public key as a domain publishes it (RFC 6376, 3.6.1). */
export interface PublicKey {
  type: 'rsa' | 'ed25519'
  key: KeyObject
  /** The same for two records of one key. */
  id: string
  bits: number
  /** Of RSA; null for Ed25519. */
  exponent: bigint | null
  /** The hashes it may be used with; null for any. */
  hashes: readonly string[] | null
  /** `t=s`: signatures may not speak for subdomains. */
  isStrict: boolean
}

/** The key of a TXT record, or why it holds none. */
export function readKeyRecord(record: string): PublicKey | { problem: string } {
  const tags = tagsOf(record)
  if (!tags?.has('p')) return { problem: 'it holds no key (p=)' }
  if (tags.has('v') && tags.get('v') !== 'DKIM1') return { problem: 'it is not a DKIM record (v=)' }
  if (tags.get('p') === '') return { problem: 'the key is revoked (p= is empty)' }
  const services = listed(tags.get('s'))
  if (services && !services.includes('*') && !services.includes('email'))
    return { problem: 'it is not for mail (s=)' }
  const type = (tags.get('k') ?? 'rsa').toLowerCase()
  const bytes = base64(tags.get('p'))
  if (!bytes) return { problem: 'its key (p=) is not base64' }
  const key = type === 'rsa' ? rsaKey(bytes) : type === 'ed25519' ? edKey(bytes) : null
  if (!key) return { problem: `its key (k=${/^\w{1,12}$/.test(type) ? type : '…'}) cannot be read` }
  return {
    type: type === 'rsa' ? 'rsa' : 'ed25519',
    key,
    id: key.export({ format: 'der', type: 'spki' }).toString('base64'),
    bits: key.asymmetricKeyDetails?.modulusLength ?? 256,
    exponent: key.asymmetricKeyDetails?.publicExponent ?? null,
    hashes: listed(tags.get('h')),
    isStrict: listed(tags.get('t'))?.includes('s') ?? false,
  }
}

const listed = (text: string | undefined): string[] | null =>
  text === undefined || text === '' ? null : text.split(':').map(item => item.trim().toLowerCase())

/** SubjectPublicKeyInfo as the standard has it, or the bare RSAPublicKey that some publish. */
function rsaKey(der: Buffer): KeyObject | null {
  for (const type of ['spki', 'pkcs1'] as const)
    try {
      const key = createPublicKey({ key: der, format: 'der', type })
      if (key.asymmetricKeyType === 'rsa') return key
    } catch {
      // the other form is tried next
    }
  return null
}

function edKey(raw: Buffer): KeyObject | null {
  if (raw.length !== 32) return null
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
}
