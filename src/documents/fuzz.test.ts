import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { memory } from './bytes.ts'
import {
  docFile,
  docxFile,
  mailFile,
  odtFile,
  pdfFile,
  rtfFile,
  xlsFile,
  xlsxFile,
} from './testing/office.ts'
import { tarFile, zipFile } from './testing/zip.ts'
import { LIMITS } from './walk/limits.ts'
import { walk } from './walk/walk.ts'

const MUTANTS = 2000
/** One document that takes longer than this, on a busy machine, hangs. */
const HANG_MS = 10_000

const scratch = mkdtempSync(join(tmpdir(), 'sillage-fuzz-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const mail = mailFile()
const OWN: readonly Buffer[] = [
  docFile(),
  xlsFile(),
  docxFile(),
  xlsxFile(),
  odtFile(),
  pdfFile(),
  rtfFile(),
  mail,
  Buffer.concat([Buffer.from('From a Fri May  5 20:49:00 2017\n'), mail]),
  zipFile([
    { name: 'a.doc', data: docFile() },
    { name: 'b.eml', data: mail },
  ]),
  gzipSync(tarFile([{ name: 'a.xls', data: xlsFile() }])),
]

/** Real containers and mails, where they are. */
function real(): Buffer[] {
  const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url))
  return ['containers', 'mail'].flatMap(folder =>
    existsSync(join(shared, folder))
      ? readdirSync(join(shared, folder)).map(name => readFileSync(join(shared, folder, name)))
      : [],
  )
}

test('two thousand mutated files crash nothing, hang nothing, and leave nothing behind', {
  timeout: 240_000,
}, async () => {
  const seeds = [...OWN, ...OWN, ...real()]
  const random = numbers(20170505)
  const slow: string[] = []
  for (let n = 0; n < MUTANTS; n++) {
    const mutant = mutated(seeds[n % seeds.length] ?? Buffer.alloc(0), random)
    const since = performance.now()
    let visited = 0
    for await (const found of walk(
      memory(mutant),
      { document: 'm', parent: null, name: 'm' },
      { scratch, limits: LIMITS },
    )) {
      visited++
      if (!('reading' in found)) expect(found.reason).not.toBe('')
    }
    expect(visited).toBeGreaterThan(0)
    if (performance.now() - since > HANG_MS) slow.push(`mutant ${n}`)
  }
  expect(slow).toEqual([])
  expect(readdirSync(scratch)).toEqual([])
})

/** Numbers from 0 to 1 that are the same every time (a linear congruence). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const NASTY = [0, 0xff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff, 0x10000]

function mutated(seed: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(seed)
  const below = (n: number) => Math.floor(random() * n)
  const at = below(bytes.length)
  switch (below(6)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      for (let n = 0; n < 20; n++) bytes[below(bytes.length)] = below(256)
      return bytes
    case 2:
      for (let n = 0; n < 4 && bytes.length > 4; n++)
        bytes.writeUInt32LE(NASTY[below(NASTY.length)] ?? 0, below(bytes.length - 4))
      return bytes
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(bytes.length))])
    case 4:
      for (let n = 0; n < 6; n++) bytes[below(Math.min(512, bytes.length))] = below(256)
      return bytes
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(200, below(256)), bytes.subarray(at)])
  }
}
