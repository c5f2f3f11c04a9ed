import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gunzipped } from './gunzip.ts'

/** Words that pack to about a third, so that a slice of the file is more than a handful. */
const TEXT = Array.from({ length: 40_000 }, (_, i) => Math.floor(Math.sin(i) * 9999)).join(' ')
const PACKED = gzipSync(TEXT)

async function unpacked(bytes: Buffer): Promise<{ text: string; problem: string }> {
  async function* packed() {
    for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
  }
  const pieces: Uint8Array[] = []
  let problem = ''
  try {
    for await (const piece of gunzipped(packed)) pieces.push(piece)
  } catch (error) {
    problem = (error as Error).message
  }
  return { text: Buffer.concat(pieces).toString(), problem }
}

test('members and the zeros behind them make one text', async () => {
  const whole = Buffer.concat([PACKED, gzipSync(' and more'), Buffer.alloc(70_000)])
  expect(await unpacked(whole)).toEqual({ text: `${TEXT} and more`, problem: '' })
})

test('what follows the end and is no gzip costs nothing of what came before', async () => {
  for (const behind of [
    Buffer.from('garbage'),
    Buffer.concat([Buffer.alloc(40_000), Buffer.from('garbage')]),
  ]) {
    const { text, problem } = await unpacked(Buffer.concat([PACKED, behind]))
    expect(text === TEXT).toBe(true)
    expect(problem).toBe('bytes that are no gzip follow its end')
  }
})

test('a wrong checksum costs nothing either', async () => {
  const { text, problem } = await unpacked(Buffer.concat([PACKED.subarray(0, -8), Buffer.alloc(8)]))
  expect(text === TEXT).toBe(true)
  expect(problem).toBe('incorrect data check')
})

test('of a file cut short, all that its bytes hold is there', async () => {
  for (const length of [100, 20_000, 40_000, PACKED.length - 9]) {
    const { text, problem } = await unpacked(PACKED.subarray(0, length))
    expect(problem).toBe('unexpected end of file')
    expect(TEXT.startsWith(text)).toBe(true)
    expect(text.length / TEXT.length).toBeGreaterThan((length / PACKED.length) * 0.9 - 0.01)
  }
})
