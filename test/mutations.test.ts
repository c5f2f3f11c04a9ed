import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundled } from './bundled.ts'
import { ROOT } from './house.ts'
import { MUTATIONS } from './mutation.ts'

/**
 * So many are part of every run of the tests; the 2,000 of issue 3 take some ten minutes:
 * `SILLAGE_MUTATIONS=2000 npx vitest run test/mutations.test.ts`.
 */
const COUNT = Number(process.env.SILLAGE_MUTATIONS ?? 300)
const PROCESSES = 2
/** Limits of issue 3: milliseconds of processor time, and MB. By the clock, other tests count; that one ends what would never end. */
const SLOW = 10_000
const HANG = 60_000
const MOST_MEMORY = 1500

const SAMPLES = [join(ROOT, 'src/importers/samples'), join(ROOT, '../shared/data/posts/formats')]

interface Outcome {
  n: number
  what: string
  outcome: string
  problems: string[]
  ms: number
  mb: number
}

let folder: string
let program: Awaited<ReturnType<typeof bundled>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sillage-mutations-'))
  program = await bundled('mutating.ts')
})
afterAll(async () => {
  await program?.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Every `PROCESSES`-th mutation from `first` on; after a crash or a hang, goes on with the next one. */
async function outcomes(first: number): Promise<Outcome[]> {
  const all: Outcome[] = []
  for (let from = first; from < COUNT; ) {
    const last = await stretch(from, join(folder, String(first)), all)
    from = (last ?? COUNT) + PROCESSES
  }
  return all
}

/** The mutation at which the process ended before its time; null when it came to its end. */
function stretch(from: number, place: string, all: Outcome[]): Promise<number | null> {
  const args = [program.path, place, from, PROCESSES, COUNT, ...SAMPLES].map(String)
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let current: { n: number; begins: string } | null = null
  let stderr = ''
  child.stderr.on('data', data => {
    stderr += data
  })
  let hung = false
  let watch: NodeJS.Timeout | undefined
  const await_ = () => {
    clearTimeout(watch)
    watch = setTimeout(() => {
      hung = true
      child.kill('SIGKILL')
    }, HANG)
  }
  createInterface(child.stdout).on('line', line => {
    await_()
    const said = JSON.parse(line) as Outcome & { begins?: string } // as mutating.ts writes it
    if (said.begins !== undefined) current = { n: said.n, begins: said.begins }
    else {
      all.push({ ...said, what: current?.begins ?? '' })
      current = null
    }
  })
  return new Promise(resolve =>
    child.on('close', () => {
      clearTimeout(watch)
      if (current)
        all.push({
          n: current.n,
          what: current.begins,
          outcome: hung ? 'hung' : 'crashed',
          problems: [stderr.trim().slice(-300)],
          ms: HANG,
          mb: 0,
        })
      resolve(current?.n ?? null)
    }),
  )
}

test(
  `${COUNT} damaged samples are read or refused: no crash, no hang, no row without a trace`,
  async () => {
    const all = (await Promise.all(Array.from({ length: PROCESSES }, (_, first) => outcomes(first)))).flat()
    const bad = all.filter(
      ({ problems, outcome, ms }) =>
        problems.length > 0 || ms > SLOW || outcome === 'hung' || outcome === 'crashed',
    )
    expect(
      bad.map(({ n, what, outcome, problems }) => `${n}: ${what}: ${outcome}: ${problems.join('; ')}`),
    ).toEqual([])
    expect(all).toHaveLength(COUNT)
    expect(Math.max(...all.map(({ mb }) => mb))).toBeLessThan(MOST_MEMORY)
    // Most get in with most of their rows: a reader that refuses everything would pass too.
    expect(all.filter(({ outcome }) => outcome !== 'refused').length).toBeGreaterThan(COUNT / 2)
    expect(new Set(all.map(({ n }) => n % Object.keys(MUTATIONS).length)).size).toBe(
      Object.keys(MUTATIONS).length,
    )
  },
  COUNT * 2_000,
)
