import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { type Dict, Name, type Pdf } from './syntax.ts'

/** Opens what an encrypted PDF lets anyone read who has no password (ISO 32000-2 7.6). */
export interface Cipher {
  text(bytes: Buffer, id: number, generation: number): Buffer
  stream(bytes: Buffer, id: number, generation: number): Buffer
}

type Method = 'none' | 'rc4' | 'aes128' | 'aes256'

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** The cipher under the empty password; null where the file asks for another, or for a handler that is not the standard one. */
export function cipherOf(dict: Dict, id: Buffer): Cipher | null {
  const number = (key: string) => (typeof dict.get(key) === 'number' ? Number(dict.get(key)) : 0)
  const bytes = (key: string) => {
    const value = dict.get(key)
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0)
  }
  const filter = dict.get('Filter')
  if (!(filter instanceof Name) || filter.text !== 'Standard') return null
  const [version, revision] = [number('V'), number('R')]
  const clearMetadata = dict.get('EncryptMetadata') === false
  const key =
    revision >= 5
      ? keyOfR5(revision, bytes('U'), bytes('UE'))
      : keyOfR4(
          revision,
          version === 1 ? 5 : (number('Length') || (version === 4 ? 128 : 40)) / 8,
          bytes('O'),
          bytes('U'),
          number('P'),
          id,
          clearMetadata,
        )
  if (!key) return null
  const text = version >= 4 ? methodOf(dict, 'StrF') : 'rc4'
  const stream = version >= 4 ? methodOf(dict, 'StmF') : 'rc4'
  const open = (method: Method, data: Buffer, object: number, generation: number): Buffer => {
    if (method === 'none') return data
    if (method === 'aes256') return aes(key, data)
    const tail = Buffer.from([
      object & 255,
      (object >> 8) & 255,
      (object >> 16) & 255,
      generation & 255,
      (generation >> 8) & 255,
    ])
    const salt = method === 'aes128' ? Buffer.from('sAlT', 'latin1') : Buffer.alloc(0)
    const own = md5(key, tail, salt).subarray(0, Math.min(16, key.length + 5))
    return method === 'aes128' ? aes(own, data) : rc4(own, data)
  }
  return {
    text: (data, object, generation) => open(text, data, object, generation),
    stream: (data, object, generation) => open(stream, data, object, generation),
  }
}

function methodOf(dict: Dict, which: string): Method {
  const name = dict.get(which)
  const filters = dict.get('CF')
  const filter = filters instanceof Map && name instanceof Name ? filters.get(name.text) : undefined
  const method = filter instanceof Map ? filter.get('CFM') : undefined
  const text = method instanceof Name ? method.text : 'None'
  return text === 'V2' ? 'rc4' : text === 'AESV2' ? 'aes128' : text === 'AESV3' ? 'aes256' : 'none'
}

function keyOfR4(
  revision: number,
  length: number,
  owner: Buffer,
  user: Buffer,
  rights: Pdf,
  id: Buffer,
  clearMetadata: boolean,
): Buffer | null {
  const size = Math.min(16, Math.max(5, Math.trunc(length)))
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(Number(rights) | 0)
  let key = md5(
    PADDING,
    owner.subarray(0, 32),
    permissions,
    id,
    revision >= 4 && clearMetadata ? Buffer.from('ffffffff', 'hex') : Buffer.alloc(0),
  )
  if (revision >= 3) for (let n = 0; n < 50; n++) key = md5(key.subarray(0, size))
  key = key.subarray(0, size)
  if (revision < 3) return rc4(key, PADDING).equals(user.subarray(0, 32)) ? key : null
  let check = rc4(key, md5(PADDING, id))
  for (let n = 1; n <= 19; n++) check = rc4(Buffer.from(key.map(byte => byte ^ n)), check)
  return check.subarray(0, 16).equals(user.subarray(0, 16)) ? key : null
}

function keyOfR5(revision: number, user: Buffer, wrapped: Buffer): Buffer | null {
  const hash = (salt: Buffer) => (revision >= 6 ? hardened(salt) : createHash('sha256').update(salt).digest())
  if (user.length < 48 || wrapped.length < 32) return null
  if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32))) return null
  const decipher = createDecipheriv(
    'aes-256-cbc',
    hash(user.subarray(40, 48)),
    Buffer.alloc(16),
  ).setAutoPadding(false)
  return Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()])
}

/** ISO 32000-2, algorithm 2.B, for an empty password. */
function hardened(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest()
  for (let round = 0; ; round++) {
    const block = Buffer.concat(Array<Buffer>(64).fill(key))
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const sealed = cipher.update(block)
    const rest = sealed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(rest === 0 ? 'sha256' : rest === 1 ? 'sha384' : 'sha512')
      .update(sealed)
      .digest()
    if (round >= 63 && (sealed.at(-1) ?? 0) <= round - 31) break
  }
  return key.subarray(0, 32)
}

function aes(key: Buffer, data: Buffer): Buffer {
  if (data.length < 32) return Buffer.alloc(0)
  const whole = data.subarray(16, data.length - (data.length % 16))
  try {
    const decipher = createDecipheriv(
      key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc',
      key,
      data.subarray(0, 16),
    ).setAutoPadding(false)
    const clear = Buffer.concat([decipher.update(whole), decipher.final()])
    const padding = clear.at(-1) ?? 0
    return padding >= 1 && padding <= 16 ? clear.subarray(0, clear.length - padding) : clear
  } catch {
    return data
  }
}

const md5 = (...parts: Buffer[]): Buffer => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    const held = state[i] ?? 0
    state[i] = state[j] ?? 0
    state[j] = held
  }
  const out = Buffer.alloc(data.length)
  for (let at = 0, i = 0, j = 0; at < data.length; at++) {
    i = (i + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    const held = state[i] ?? 0
    state[i] = state[j] ?? 0
    state[j] = held
    out[at] = (data[at] ?? 0) ^ (state[((state[i] ?? 0) + held) & 255] ?? 0)
  }
  return out
}
