import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { readDumpMarks, refuseFromDump } from './dump-marks.ts'
import { recoverKeys, sharedModulus, signedValues } from './recover-key.ts'
import { recordOf } from './sign.ts'
import { archived, DOMAIN, judgedWith, MAIL, rsaPair, signed } from './testing.ts'

/** A small exponent takes the same path as 65537, in a blink. */
const pair = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 257 })
const mail = (n: number, more = {}, key = pair.privateKey) =>
  signed(key, more, MAIL.replace('<1@', `<${n}@`).replace('noon', `${n} o’clock`))
const originals = (...texts: string[]) =>
  texts.map((text, i) => ({ name: `${i}.eml`, bytes: Buffer.from(text, 'latin1') }))

test('two originals give the exact key, and with it they verify', async () => {
  const [key] = await recoverKeys(originals(mail(1), mail(2)))
  expect(key).toMatchObject({
    name: `may._domainkey.${DOMAIN}`,
    bits: 1024,
    exponent: 257,
    originals: ['0.eml', '1.eml'],
  })
  expect(key && recordOf(key.key)).toBe(recordOf(pair.publicKey))
  expect(key && judgedWith(mail(3), [archived(key.key)]).verdict).toBe('ANCHORED-PASS')
})

test('small factors that the two share by chance are taken out', async () => {
  for (let n = 10; n < 14; n++)
    expect((await recoverKeys(originals(mail(n), mail(n + 20))))[0]?.bits).toBe(1024)
})

test('SHA-1, other canonicalisations and more than two originals serve as well', async () => {
  const given = originals(mail(1, { hash: 'sha1' }), mail(2, { head: 'simple', body: 'simple' }), mail(3))
  expect((await recoverKeys(given))[0]?.originals).toHaveLength(3)
})

test('one message twice, an altered one and one by another key give none', async () => {
  const other = mail(2, {}, rsaPair(512).privateKey)
  const altered = mail(2).replace('2 o', '9 o')
  for (const second of [mail(1), altered, other])
    await expect(recoverKeys(originals(mail(1), second))).rejects.toThrow('No two of these messages')
})

test('values that no one key made have no modulus, whichever of them was changed', async () => {
  const values = originals(mail(1), mail(2), mail(3).replace('Lunch', 'Bribe')).flatMap(signedValues)
  expect(await sharedModulus(values, 257)).toBe(null)
  expect(await sharedModulus(values.toReversed(), 257)).toBe(null)
  expect(await sharedModulus(values.slice(0, 2), 257)).not.toBe(null)
  expect(await sharedModulus(values.slice(0, 2), 17)).toBe(null)
})

const SAMPLES = new URL('../../../../shared/data/mail/', import.meta.url)
test.skipIf(!process.env.SILLAGE_SLOW || !existsSync(SAMPLES))(
  'real mail gives the key of its domain (minutes: SILLAGE_SLOW=1)',
  { timeout: 1_200_000 },
  async () => {
    const real = ['authtest.eml', 'arc-pass.eml'].map(name => ({
      name,
      bytes: readFileSync(new URL(name, SAMPLES)),
    }))
    expect((await recoverKeys(real))[0]).toMatchObject({ bits: 1024, exponent: 65537 })
  },
)

test('originals that the dump holds are refused: by path, by content, by Message-ID', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-dump-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const put = async (name: string, bytes: string | Buffer) => {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), bytes, 'latin1')
    return { name: join(folder, name), bytes: Buffer.from(bytes as string, 'latin1') } // only texts are read back
  }
  const inside = await put('dump/a.eml', mail(1))
  await put('dump/box.mbox', `From x\r\n${mail(2)}\r\nFrom y\r\n${mail(3)}`)
  await put('dump/packed.mbox.gz', gzipSync(Buffer.from(mail(4), 'latin1')))
  await put('dump/no.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3]))
  const marks = await readDumpMarks([join(folder, 'dump')])
  const refusal = async (given: { name: string; bytes: Buffer }) =>
    refuseFromDump([given], marks).then(
      () => null,
      (error: Error) => error.message.slice(given.name.length + 1).split('.')[0],
    )
  expect(await refusal(inside)).toBe('lies in the dump')
  expect(await refusal(await put('mine/a.eml', mail(1)))).toBe('is byte for byte a file of the dump')
  for (const n of [2, 3, 4])
    expect(await refusal(await put(`mine/${n}.eml`, `X-Copy: 1\r\n${mail(n)}`))).toBe(
      'has the Message-ID of a message of the dump',
    )
  expect(await refusal(await put('mine/5.eml', mail(5)))).toBe(null)
})
