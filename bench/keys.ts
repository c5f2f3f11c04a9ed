/**
 * How long it takes to recover a key of 1024 and of 2048 bits with e = 65537 from two messages: `npx tsx bench/keys.ts [BITS…]`.
 * The baseline is one product of two numbers as long as those whose common divisor is sought.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { recoverKeys } from '../src/documents/authenticity/recover-key.ts'
import { recordOf, signMail } from '../src/documents/authenticity/sign.ts'
import { seconds } from './timing.ts'

const asked = process.argv.slice(2).map(Number)
let isExact = true
for (const bits of asked.length > 0 ? asked : [1024, 2048]) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const originals = [1, 2].map(n => ({
    name: `${n}.eml`,
    bytes: signMail(`From: Ann <ann@ville.example>\nSubject: ${n}\n\nHello ${n}\n`, {
      key: privateKey,
      domain: 'ville.example',
      selector: 'bench',
      names: ['from', 'subject'],
    }),
  }))
  const long = () => BigInt(`0x${randomBytes((bits * 65537) / 8).toString('hex')}`)
  const [a, b] = [long(), long()]
  let product = 0n
  const baseline = await seconds(async () => {
    product = a * b
  })
  let found: string | undefined
  const before = process.cpuUsage()
  const took = await seconds(async () => {
    const [key] = await recoverKeys(originals)
    found = key && recordOf(key.key)
  })
  const cpu = process.cpuUsage(before).user / 1e6
  isExact &&= found === recordOf(publicKey) && product > 0n
  console.log(
    `${bits} bits  ${found === recordOf(publicKey) ? 'exact' : 'WRONG'}  ${took.toFixed(0)} s (${cpu.toFixed(0)} s of CPU)  ${(took / baseline).toFixed(0)} × a product of that length`,
  )
}
process.exitCode = isExact ? 0 : 1
