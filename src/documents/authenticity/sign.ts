import { constants, createHash, type KeyObject, privateEncrypt, sign } from 'node:crypto'
import { type Canonicalisation, canonicalBody, signedBytes } from './canonical.ts'
import { readMessage } from './message.ts'
import { digestInfo } from './verify.ts'

/** How the simulated leak and the tests sign the mail that they make. Times are milliseconds UTC. */
export interface Signing {
  key: KeyObject
  domain: string
  selector: string
  names?: readonly string[]
  hash?: 'sha1' | 'sha256'
  head?: Canonicalisation
  body?: Canonicalisation
  length?: number
  signedAt?: number
  expiresAt?: number
  identity?: string
}

/** A message with a DKIM-Signature on top of it. */
export function signMail(text: string | Uint8Array, signing: Signing): Buffer {
  const raw =
    typeof text === 'string' ? Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8') : Buffer.from(text)
  const { key, hash = 'sha256', head = 'relaxed', body = 'relaxed' } = signing
  const { names = ['from', 'to', 'subject', 'date', 'message-id'] } = signing
  const message = readMessage(raw)
  const type = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'rsa'
  const hashed = canonicalBody(message.body, body).subarray(0, signing.length)
  const seconds = (at: number) => Math.floor(at / 1000)
  const tags = [
    `v=1; a=${type}-${hash}; c=${head}/${body}; d=${signing.domain}; s=${signing.selector};`,
    ...(signing.identity === undefined ? [] : [`i=${signing.identity};`]),
    ...(signing.signedAt === undefined ? [] : [`t=${seconds(signing.signedAt)};`]),
    ...(signing.expiresAt === undefined ? [] : [`x=${seconds(signing.expiresAt)};`]),
    ...(signing.length === undefined ? [] : [`l=${signing.length};`]),
    `h=${names.join(':')};`,
    `bh=${createHash(hash).update(hashed).digest('base64')};`,
    'b=',
  ]
  const value = ` ${tags.join('\r\n\t')}`
  const own = { name: 'dkim-signature', raw: `DKIM-Signature:${value}`, value }
  const digest = createHash(hash)
    .update(
      signedBytes(
        message.fields,
        names.map(name => name.toLowerCase()),
        own,
        head,
      ),
    )
    .digest()
  const bytes =
    type === 'ed25519'
      ? sign(null, digest, key)
      : privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(hash, digest))
  const folded = bytes
    .toString('base64')
    .replace(/.{1,70}/g, '$&\r\n\t')
    .trimEnd()
  return Buffer.concat([Buffer.from(`${own.raw}${folded}\r\n`, 'latin1'), raw])
}

/** The record under which a key is published. */
export function recordOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'ed25519') {
    const raw = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url')
    return `v=DKIM1; k=ed25519; p=${raw.toString('base64')}`
  }
  return `v=DKIM1; k=rsa; p=${key.export({ format: 'der', type: 'spki' }).toString('base64')}`
}
