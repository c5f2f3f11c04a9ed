import { createPublicKey, type KeyObject } from 'node:crypto'
import gcd from 'bigint-gcd'
import { KeyRecoveryProblem } from '../problems.ts'
import { keyName } from './archived-key.ts'
import { apart, commonDivisor } from './divisor.ts'
import { type RawMessage, readMessage } from './message.ts'
import { receiptOf } from './receipt.ts'
import { readSignature, type Signature } from './signature.ts'
import { bodyChecker, digestInfo, headDigest } from './verify.ts'

/** One of the victim's own copies of a message. */
export interface Original {
  name: string
  bytes: Uint8Array
}

/** A signature s and what it was made over, m, so that sᵉ ≡ m modulo the key that is sought. */
export interface SignedValue {
  key: string
  original: string
  s: bigint
  m: bigint
  /** Bytes of the modulus. */
  size: number
  at: number | null
}

export interface RecoveredKey {
  /** `selector._domainkey.domain`. */
  name: string
  key: KeyObject
  bits: number
  exponent: number
  /** The originals that it was computed from; each of them verifies with it. */
  originals: readonly string[]
  /** From the first to the last receipt among them, milliseconds UTC. */
  from: number | null
  to: number | null
}

/** Almost every key has the last; the others are tried first because they cost nothing. */
const EXPONENTS = [3, 5, 17, 257, 65537]

/** What the RSA signatures of a message were made over; those whose body differs from the signed one are left out. */
export function signedValues({ name, bytes }: Original): SignedValue[] {
  const message = readMessage(bytes)
  const body = bodyChecker(message)
  return message.fields
    .filter(field => field.name === 'dkim-signature')
    .flatMap(field => {
      const signature = readSignature(field)
      if ('problem' in signature || signature.keyType !== 'rsa' || !body(signature).holds) return []
      return [signedValue(name, message, signature)]
    })
}

function signedValue(original: string, message: RawMessage, signature: Signature): SignedValue {
  const { bytes, hash } = signature
  const inner = digestInfo(hash, headDigest(message, signature))
  const padding = Buffer.alloc(Math.max(0, bytes.length - inner.length - 3), 0xff)
  return {
    key: keyName(signature.selector, signature.domain),
    original,
    s: number(bytes),
    m: number(Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), inner])),
    size: bytes.length,
    at: receiptOf(message, signature.signedAt)?.at ?? null,
  }
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)

/**
 * The keys that two or more of the originals were signed with: n divides sᵉ − m for each, so it is their greatest common
 * divisor but for small factors. Originals must be the victim's own and trusted: two forgeries give the forger's key.
 * A 2048-bit key with e = 65537 takes the divisor of two numbers of 134 million bits, which is minutes of work.
 *
 * @throws KeyRecoveryProblem where no key is shared, or none comes out
 */
export async function recoverKeys(
  originals: readonly Original[],
  onWork: (key: string, bits: number) => void = () => {},
): Promise<RecoveredKey[]> {
  const byKey = new Map<string, SignedValue[]>()
  for (const value of originals.flatMap(signedValues)) {
    const id = `${value.key} ${value.size}`
    byKey.set(id, [...(byKey.get(id) ?? []), value])
  }
  const shared = [...byKey.values()].map(distinct).filter(values => values.length > 1)
  if (shared.length === 0)
    throw new KeyRecoveryProblem(
      'No two of these messages carry a sound RSA signature of the same selector and domain; give two or more originals that the same key signed.',
    )
  const keys: RecoveredKey[] = []
  for (const values of shared) keys.push(await recoverKey(values, onWork))
  return keys
}

async function recoverKey(
  values: readonly SignedValue[],
  onWork: (key: string, bits: number) => void,
): Promise<RecoveredKey> {
  const [{ key, size } = { key: '', size: 0 }] = values
  onWork(key, size * 8)
  for (const exponent of EXPONENTS) {
    const modulus = await sharedModulus(values, exponent)
    if (modulus !== null) return recovered(values, modulus, exponent)
  }
  throw new KeyRecoveryProblem(
    `The messages signed with ${key} share no key: one of them was changed since, or the key was replaced in between; give others.`,
  )
}

/** One value a signature: a message that is given twice tells nothing new. */
const distinct = (values: readonly SignedValue[]): SignedValue[] => [
  ...new Map(values.map(value => [value.s, value])).values(),
]

/** The modulus that every value shares for this exponent; null where there is none. */
export async function sharedModulus(
  values: readonly SignedValue[],
  exponent: number,
): Promise<bigint | null> {
  const [first, second, ...rest] = values
  if (!first || !second) return null
  const e = BigInt(exponent)
  let n = await commonDivisor(first, second, e, first.size * 8)
  for (const { s, m } of rest) if (n > 1n) n = gcd(n, apart(power(s, e, n), m % n))
  n = withoutSmallFactors(n)
  const bits = n.toString(2).length
  const isLikely = bits <= first.size * 8 && bits > first.size * 8 - 16
  return isLikely && values.every(({ s, m }) => power(s, e, n) === m) ? n : null
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let b = base % modulus, e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % modulus
    b = (b * b) % modulus
  }
  return result
}

const SMALL = 1 << 20

function withoutSmallFactors(n: bigint): bigint {
  let rest = n
  const composite = new Uint8Array(SMALL)
  for (let p = 2; p < SMALL && rest > 1n; p++) {
    if (composite[p]) continue
    for (let multiple = p * p; multiple < SMALL; multiple += p) composite[multiple] = 1
    while (rest % BigInt(p) === 0n) rest /= BigInt(p)
  }
  return rest
}

function recovered(values: readonly SignedValue[], n: bigint, exponent: number): RecoveredKey {
  const times = values.flatMap(({ at }) => (at === null ? [] : [at]))
  const hex = (value: bigint | number) => {
    const digits = value.toString(16)
    return Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex').toString('base64url')
  }
  return {
    name: values[0]?.key ?? '',
    key: createPublicKey({ key: { kty: 'RSA', n: hex(n), e: hex(exponent) }, format: 'jwk' }),
    bits: n.toString(2).length,
    exponent,
    originals: values.map(({ original }) => original),
    from: times.length > 0 ? Math.min(...times) : null,
    to: times.length > 0 ? Math.max(...times) : null,
  }
}
