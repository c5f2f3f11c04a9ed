import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { simulateLeak, type Truth } from '../src/scenario/index.ts'
import type { Act } from './organic.ts'

/** The reposts of one simulated leak, and who belongs together in it. */
export interface LeakReposts {
  acts: Act[]
  accounts: number
  objects: number
  /** By the ground truth: pushed groups, and fans who act alike without knowing one another. */
  groups: { name: string; grade: string; members: number[] }[]
  fans: number[][]
}

interface Page {
  data: { author_id: string; created_at: string; referenced_tweets?: { type: string; id: string }[] }[]
}

/** Simulates a leak (`src/scenario/`) and reads the reposts in it back from the files that it writes. */
export async function leakReposts(seed: number, scale: number): Promise<LeakReposts> {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-bench-leak-'))
  try {
    const leak = await simulateLeak(folder, { seed, scale })
    const truth: Truth = JSON.parse(await readFile(leak.truth, 'utf8'))
    const account = numbering()
    const object = numbering()
    const acts: Act[] = []
    for (const file of leak.files.filter(path => path.includes('x-search')))
      for (const line of gunzipSync(await readFile(file))
        .toString()
        .trim()
        .split('\n')) {
        const page: Page = JSON.parse(line)
        for (const { author_id, created_at, referenced_tweets } of page.data) {
          const original = referenced_tweets?.find(({ type }) => type === 'retweeted')
          if (original) acts.push([account.of(author_id), object.of(original.id), Date.parse(created_at)])
        }
      }
    const groups = truth.groups.map(({ name, grade, members }) => ({
      name,
      grade,
      members: members.map(account.of),
    }))
    const fans = truth.controls.map(({ members }) => members.map(account.of))
    return { acts, accounts: account.size(), objects: object.size(), groups, fans }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function numbering() {
  const numbers = new Map<string, number>()
  return {
    of: (name: string) => {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    },
    size: () => numbers.size,
  }
}
