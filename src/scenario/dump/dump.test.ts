import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readKeyArchive } from '../../documents/authenticity/key-archive.ts'
import { parseRegistry } from '../../documents/decoys/registry.ts'
import {
  type DocumentVerdict,
  indexDecoys,
  indexOriginals,
  judgeDocument,
} from '../../documents/verdict/four-way.ts'
import { createRandom } from '../random.ts'
import { type DumpTruth, type SimulatedDump, simulateDump } from './index.ts'
import { RESAVED_BY, RESAVED_FROM, RESAVED_WITHIN } from './papers.ts'
import { drawRsaKey } from './rsa-key.ts'
import { readBack } from './testing.ts'

let folder = ''
let made: SimulatedDump
let truth: DumpTruth[]
let verdicts: Map<string, DocumentVerdict>
let mails: Map<string, string | null | undefined>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-simulated-dump-'))
  made = await simulateDump(join(folder, 'a'), 2017, 0.25)
  truth = JSON.parse(await readFile(made.truth, 'utf8')).files
  const judging = { keys: (await readKeyArchive(made.keys)).keys }
  const documents = await readBack(made.dump, judging)
  const originals = indexOriginals(await readBack(made.originals, judging))
  const decoys = indexDecoys(parseRegistry(await readFile(made.decoys, 'utf8'), 'registry'))
  verdicts = new Map(documents.map(one => [one.document, judgeDocument(one, { originals, decoys })]))
  mails = new Map(documents.map(one => [one.document, one.mail]))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('every planted, altered and re-saved file is found, no authentic one is called anything else', () => {
  expect(truth.length).toBeGreaterThan(150)
  expect(new Set(truth.map(({ verdict, change }) => `${verdict} ${change}`)).size).toBe(5)
  const told = truth.map(({ path }) => {
    const { verdict, change, against } = verdicts.get(path) ?? {}
    return { path, verdict, change, against }
  })
  expect(told).toEqual(
    // An anchored signature needs no original.
    truth.map(({ path, verdict, change, against }) => ({ path, verdict, change, against })),
  )
})

test('each message has the mail verdict that it was made for, and all eight come up', () => {
  const letters = truth.filter(({ mail }) => mail !== null)
  expect(letters.map(({ path }) => [path, mails.get(path)])).toEqual(
    letters.map(({ path, mail }) => [path, mail]),
  )
  expect(new Set(letters.map(({ mail }) => mail)).size).toBe(8)
})

test('absence is never called fake', () => {
  for (const { verdict, because } of verdicts.values())
    if (verdict === 'unknown') expect(because.en).toContain('does not mean that it is fake')
})

test('the workbooks that were saved anew form a burst of four minutes by one hand, over papers of more than a year', async () => {
  const burst = [...verdicts.values()].filter(({ change }) => change === 're-saved, same content')
  expect(burst.length).toBeGreaterThan(4)
  for (const { difference } of burst) {
    const field = (name: string) => difference?.fields.find(one => one.name === name)?.after ?? []
    expect(field('lastModifiedBy')).toEqual([RESAVED_BY])
    const at = Date.parse(field('modified')[0] ?? '')
    expect(at).toBeGreaterThanOrEqual(RESAVED_FROM)
    expect(at).toBeLessThanOrEqual(RESAVED_FROM + RESAVED_WITHIN)
  }
})

test('the same seed makes the same bytes, another makes others', async () => {
  const digest = async (name: string, seed: number) => {
    const { dump } = await simulateDump(join(folder, name), seed, 0.02)
    const hash = createHash('sha256')
    for (const file of (await readdir(join(dump, '..'), { recursive: true, withFileTypes: true }))
      .filter(one => one.isFile())
      .map(one => join(one.parentPath, one.name))
      .sort())
      hash.update(`${file.slice(dump.length)}\n`).update(await readFile(file))
    return hash.digest('hex')
  }
  const first = await digest('b', 7)
  await rm(join(folder, 'b'), { recursive: true })
  expect(await digest('b', 7)).toBe(first)
  await rm(join(folder, 'b'), { recursive: true })
  expect(await digest('b', 8)).not.toBe(first)
})

test('a drawn key has its length, and the same stream draws it again', () => {
  const draw = () => drawRsaKey(createRandom('keys'), 512).privateKey.export({ format: 'pem', type: 'pkcs8' })
  expect(draw()).toBe(draw())
  for (const bits of [512, 1024])
    expect(drawRsaKey(createRandom('x'), bits).publicKey.asymmetricKeyDetails).toMatchObject({
      modulusLength: bits,
      publicExponent: 65537n,
    })
})
