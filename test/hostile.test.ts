import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Became } from './adding-each.ts'
import { bundled } from './bundled.ts'
import { HOSTILE, write } from './hostile-files.ts'

/** Limits of issue 3: milliseconds of processor time, and MB. By the clock, other tests count; that one ends what would never end. */
const SLOW = 10_000
const HANG = 90_000
const MOST_MEMORY = 1500

const became = new Map<string, Became>()
let folder: string
let hung: string | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-hostile-'))
  const program = await bundled('adding-each.ts')
  try {
    // A few at a time: together they would take gigabytes of disk.
    for (let at = 0; at < HOSTILE.length && !hung; at += 12) {
      const some = HOSTILE.slice(at, at + 12)
      const place = await mkdtemp(join(folder, 'some-'))
      const paths = some.map(({ name }) => join(place, name))
      for (const [i, path] of paths.entries()) await write(path, some[i] as (typeof some)[0]) // one path each
      hung = await addEach(program.path, paths)
      await rm(place, { recursive: true })
    }
  } finally {
    await program.remove()
  }
}, 600_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Notes what became of each; returns the name of one that hung or brought the process down. */
function addEach(program: string, paths: readonly string[]): Promise<string | undefined> {
  const child = spawn(process.execPath, [program, join(folder, 'cases'), ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let current: string | undefined
  let watch: NodeJS.Timeout | undefined
  createInterface(child.stdout).on('line', line => {
    clearTimeout(watch)
    const said = JSON.parse(line) as Became & { begins?: string } // as adding-each.ts writes it
    current = said.begins
    if (said.begins === undefined) became.set(said.name, said)
    else watch = setTimeout(() => child.kill('SIGKILL'), HANG)
  })
  return new Promise(resolve =>
    child.on('close', () => {
      clearTimeout(watch)
      resolve(current)
    }),
  )
}

test('none hangs or brings the process down', () => {
  expect(hung).toBeUndefined()
  expect(became.size).toBe(HOSTILE.length)
})

test('none takes more time or memory than allowed', () => {
  const slow = [...became.values()].filter(({ ms }) => ms > SLOW)
  expect(slow.map(({ name, ms }) => `${name}: ${ms} ms`)).toEqual([])
  const most = [...became.values()].sort((a, b) => b.mb - a.mb)[0]
  expect(most?.mb, most?.name).toBeLessThan(MOST_MEMORY)
})

describe('is taken as far as it goes, or refused in a sentence that says why:', () => {
  for (const { name, becomes } of HOSTILE)
    test(name, () => {
      const is = became.get(name)
      expect(is?.sound).toBe(true)
      if ('refused' in becomes && becomes.refused) {
        expect(is?.refused).toMatch(becomes.refused)
        expect(is?.refused).not.toMatch(/should not have/)
        return
      }
      expect(is?.refused).toBeUndefined()
      for (const [key, value] of Object.entries(becomes))
        if (key === 'reasons')
          for (const reason of value as RegExp[]) expect(is?.reasons?.join('\n')).toMatch(reason)
        else if (!Number.isNaN(value)) expect(is?.[key as keyof Became], key).toBe(value)
      // Every row is a post, was there already, or stands among the rejects.
      expect(is?.rows).toBe((is?.posts ?? 0) + (is?.duplicates ?? 0) + (is?.rejects ?? 0))
    })
})
