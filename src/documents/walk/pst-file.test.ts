import { PSTNodeInputStream } from 'pst-extractor/dist/PSTNodeInputStream.class.js'
import { expect, test } from 'vitest'
import './pst-file.ts'

test('a mailbox’s stream that gives nothing more ends, where the library would ask for ever', () => {
  const given = [3, 0]
  const stream = { readFromOffset: () => given.shift() ?? 0 }
  expect(() => PSTNodeInputStream.prototype.readCompletely.call(stream as never, Buffer.alloc(8))).toThrow(
    'ends before its length',
  )
})
