import { expect, test } from 'vitest'
import { type Encoding, encodingOf, inUtf8, mended } from './encoding.ts'

const TEXT = 'id,text\n1,café – “ü” 🌊\n'

async function read(bytes: Buffer, encoding: Encoding, piece: number): Promise<string> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of inUtf8(pieces(), encoding)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

test('UTF-16 is known by its mark or by its zeros, and comes out as UTF-8 however it is cut', async () => {
  const wide = Buffer.from(TEXT, 'utf16le')
  const marked = Buffer.from(`\ufeff${TEXT}`, 'utf16le')
  const writings: [Buffer, Encoding][] = [
    [wide, 'utf-16le'],
    [marked, 'utf-16le'],
    [Buffer.from(wide).swap16(), 'utf-16be'],
    [Buffer.from(marked).swap16(), 'utf-16be'],
  ]
  for (const [bytes, encoding] of writings) {
    expect(encodingOf(bytes)).toBe(encoding)
    for (const piece of [1, 3, 1000]) expect(await read(bytes, encoding, piece)).toBe(TEXT)
  }
})

test('a byte that is no UTF-8 is read as Windows-1252, and the letters around it stay', async () => {
  const bytes = Buffer.concat([
    Buffer.from('é '),
    Buffer.from([0x93, 0xe9, 0x94, 0x20, 0x80]),
    Buffer.from(' 🌊\n'),
  ])
  expect(encodingOf(bytes)).toBe('windows-1252')
  for (const piece of [1, 2, 3, 1000]) expect(await read(bytes, 'windows-1252', piece)).toBe('é “é” € 🌊\n')
})

test('overlong writings and halves of pairs are no letters', () => {
  expect(Buffer.from(mended(Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]))).toString()).toBe('À¯í\u00a0€')
})

test('plain UTF-8 passes as it is', () => {
  const bytes = Buffer.from(TEXT)
  expect(encodingOf(bytes)).toBe('utf-8')
  expect(mended(bytes)).toBe(bytes)
})
