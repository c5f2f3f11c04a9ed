import { checkPrimeSync, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { Random } from '../random.ts'

export interface KeyPair {
  privateKey: KeyObject
  publicKey: KeyObject
}

const E = 65537n

/** An RSA key that the same stream of chance makes again. It signs invented mail, and is as public as its seed. */
export function drawRsaKey(random: Random, bits: number): KeyPair {
  for (;;) {
    const [p, q] = [drawPrime(random, bits / 2), drawPrime(random, bits / 2)]
    const phi = (p - 1n) * (q - 1n)
    if (p === q || phi % E === 0n) continue
    const d = inverse(E, phi)
    const parts = { n: p * q, e: E, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) }
    const jwk = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, base64url(value)]))
    const privateKey = createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' })
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }
}

/** With its two highest bits set, so that the product of two has full length. */
function drawPrime(random: Random, bits: number): bigint {
  for (;;) {
    let n = 3n
    for (let drawn = 2; drawn < bits; drawn += 16) n = (n << 16n) | BigInt(random.int(0, 65535))
    n = (n >> BigInt(n.toString(2).length - bits)) | 1n
    if (n % 3n !== 0n && n % 5n !== 0n && n % 7n !== 0n && checkPrimeSync(n)) return n
  }
}

function inverse(a: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, a % modulus, 0n, 1n]
  while (r1 !== 0n) {
    const q = r0 / r1
    ;[r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]
  }
  return ((t0 % modulus) + modulus) % modulus
}

function base64url(n: bigint): string {
  const digits = n.toString(16)
  return Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex').toString('base64url')
}
