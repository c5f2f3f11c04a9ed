/**
 * Adds each file to a case of its own and says, a line of JSON each, what became of it: `adding-each.mjs FOLDER FILE…`.
 * A process of its own, so that a test can see how much memory it takes, and end it when it hangs.
 */
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { addSource } from '../src/case/add.ts'
import { filesUnder } from '../src/case/hash.ts'
import { createCase, openCase } from '../src/case/open.ts'
import { verifyCase } from '../src/case/verify.ts'
import { ending } from '../src/cli/exit.ts'
import { memory, processorTime } from './spending.ts'

/** What became of a file. */
export interface Became {
  name: string
  /** The counts of one that was added. */
  rows?: number
  posts?: number
  duplicates?: number
  rejects?: number
  reasons?: string[]
  /** The sentence of one that was not. */
  refused?: string
  /** Whether the case is whole and nothing is left in it that should not be. */
  sound: boolean
  /** Processor time: another's load does not count. */
  ms: number
  /** By the clock. */
  seconds: number
  mb: number
}

const [folder = '', ...paths] = process.argv.slice(2)

for (const path of paths) {
  const name = basename(path)
  process.stdout.write(`${JSON.stringify({ begins: name })}\n`)
  const given = await createCase(join(folder, 'case'))
  const begun = process.cpuUsage()
  const clock = performance.now()
  const became = await addSource(given, path).then(
    ({ added: { source } }) => ({ ...source.counts, reasons: Object.keys(source.counts.reasons) }),
    (error: unknown) => ({ refused: ending(error).sentence }),
  )
  const ms = processorTime(begun)
  const seconds = (performance.now() - clock) / 1000
  const { mismatches } = await verifyCase(await openCase(given.dir))
  const left = (await filesUnder(given.dir)).filter(file => /\.part$|\.lock|scratch/.test(file))
  const sound = mismatches.length === 0 && left.length === 0
  process.stdout.write(`${JSON.stringify({ name, ...became, sound, ms, seconds, mb: memory() })}\n`)
  await rm(given.dir, { recursive: true })
}
process.exit()
