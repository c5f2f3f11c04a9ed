import { constants, createHash, type KeyObject, publicDecrypt, verify } from 'node:crypto'
import { canonicalBody, signedBytes } from './canonical.ts'
import type { PublicKey } from './key-record.ts'
import type { RawMessage } from './message.ts'
import type { Signature } from './signature.ts'

/** DER of DigestInfo up to the digest (RFC 8017, 9.2). */
const DIGEST_INFO = {
  sha1: Buffer.from('3021300906052b0e03021a05000414', 'hex'),
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
}

/** The padded digest's inner part: what RSA signs. */
export const digestInfo = (hash: 'sha1' | 'sha256', digest: Uint8Array): Buffer =>
  Buffer.concat([DIGEST_INFO[hash], digest])

/** The digest of the signed headers, which is what the signature is made over. */
export const headDigest = (message: RawMessage, { names, field, head, hash }: Signature): Buffer =>
  createHash(hash)
    .update(signedBytes(message.fields, names, field, head))
    .digest()

/** Whether a key made a signature over this head. */
export function headHolds(message: RawMessage, signature: Signature, { type, key }: PublicKey): boolean {
  const digest = headDigest(message, signature)
  if (type === 'ed25519') return signature.bytes.length === 64 && verify(null, digest, key, signature.bytes)
  return rsaHolds(signature, digest, key)
}

/** Compares the whole of what the key unwraps, so that no policy of the platform on old hashes gets in the way. */
function rsaHolds({ bytes, hash }: Signature, digest: Buffer, key: KeyObject): boolean {
  try {
    const inner = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, bytes)
    return inner.equals(digestInfo(hash, digest))
  } catch {
    return false // it is not even padded as a signature
  }
}

/** How a body stands to a signature: whether it is the signed one, and how many bytes go beyond what is signed. */
export interface BodyCheck {
  holds: boolean
  beyond: number
  /** It holds only after taking back what an mbox does to lines that begin with "From ". */
  unquoted: boolean
}

/** Bodies are long and signatures often agree on how to hash them: each way is computed once for a message. */
export function bodyChecker({ body }: RawMessage): (signature: Signature) => BodyCheck {
  const canonical = new Map<string, Buffer>()
  const digests = new Map<string, Buffer>()
  const forms = body.includes('>From ') ? [false, true] : [false]
  const bodyAs = (how: Signature['body'], unquoted: boolean) => {
    const key = `${how} ${unquoted}`
    const made = canonical.get(key) ?? canonicalBody(unquoted ? unquote(body) : body, how)
    canonical.set(key, made)
    return made
  }
  return ({ body: how, hash, length, bodyHash }) => {
    for (const unquoted of forms) {
      const whole = bodyAs(how, unquoted)
      if (length !== null && length > whole.length) continue
      const key = `${how} ${unquoted} ${hash} ${length}`
      const digest =
        digests.get(key) ??
        createHash(hash)
          .update(whole.subarray(0, length ?? undefined))
          .digest()
      digests.set(key, digest)
      if (digest.equals(bodyHash))
        return { holds: true, beyond: length === null ? 0 : whole.length - length, unquoted }
    }
    return { holds: false, beyond: 0, unquoted: false }
  }
}

const unquote = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replace(/(^|\n)>(>*From )/g, '$1$2'), 'latin1')
