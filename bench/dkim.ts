/**
 * Ten thousand messages with DKIM: `npx tsx bench/dkim.ts [COUNT]`. Limit (issue 6): 30 s. The baseline is one SHA-256 over
 * the same bytes, in the same run. Messages are of 4 to 40 kB, one in a hundred of 1.3 MB, and each carries two signatures
 * by keys of 2048 bits, as a list's or a mailer's do.
 */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { byName, keyName } from '../src/documents/authenticity/archived-key.ts'
import { judgeMail } from '../src/documents/authenticity/judge.ts'
import { recordOf, signMail } from '../src/documents/authenticity/sign.ts'
import { seconds } from './timing.ts'

const LIMIT = 30
const DISTINCT = 200
const count = Number(process.argv[2] ?? 10_000)

const pairs = ['a', 'b'].map(selector => ({
  selector,
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
}))
const keys = byName(
  pairs.map(({ selector, publicKey }) => ({
    name: keyName(selector, 'ville.example'),
    record: recordOf(publicKey),
    firstSeen: Date.UTC(2017, 0, 1),
    lastSeen: Date.UTC(2017, 11, 31),
    privateKeyPublished: null,
    isRecovered: false,
    file: 'bench',
  })),
)

const messages = Array.from({ length: DISTINCT }, (_, i) => {
  const lines = i % 100 === 0 ? 17_000 : 50 + ((i * 37) % 470)
  const line = createHash('sha512').update(String(i)).digest('base64').slice(0, 76)
  const text = `From: Ann <ann@ville.example>\nTo: Bob <bob@ville.example>\nSubject: Message ${i}\nDate: Fri, 5 May 2017 12:00:00 +0200\nMessage-ID: <${i}@ville.example>\n\n${`${line}\n`.repeat(lines)}`
  return pairs.reduce<Buffer>(
    (mail, { selector, privateKey }) =>
      signMail(mail, { key: privateKey, domain: 'ville.example', selector }),
    Buffer.from(text.replaceAll('\n', '\r\n')),
  )
})
const nth = (i: number) => messages[i % DISTINCT] ?? Buffer.alloc(0)

let bytes = 0
const baseline = await seconds(async () => {
  for (let i = 0; i < count; i++) {
    bytes += nth(i).length
    createHash('sha256').update(nth(i)).digest()
  }
})
let passed = 0
const before = process.cpuUsage()
const took = await seconds(async () => {
  for (let i = 0; i < count; i++) if (judgeMail(nth(i), { keys }).verdict === 'ANCHORED-PASS') passed++
})
const { user, system } = process.cpuUsage(before)
const rate = (bytes / 1e6 / took).toFixed(0)
console.log(`${count} messages, ${(bytes / 1e6).toFixed(0)} MB, ${passed} anchored`)
console.log(`one SHA-256  ${baseline.toFixed(1)} s`)
console.log(
  `judged       ${took.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU)  ${rate} MB/s  ${(took / baseline).toFixed(1)} × the baseline  (limit ${LIMIT} s)`,
)
process.exitCode = passed === count && took <= (LIMIT * count) / 10_000 ? 0 : 1
