import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measure } from '../src/analyses/automation/measure.ts'
import { type Band, judge, type Reference } from '../src/analyses/automation/score.ts'
import { addSource } from '../src/case/add.ts'
import { mountCase } from '../src/case/mount.ts'
import { createCase } from '../src/case/open.ts'
import { simulateLeak } from '../src/scenario/index.ts'

const SEEDS = [2017, 7, 19]
const SCALE = 0.1
/** Pushed accounts by how carefully they hide, then those who are not pushed. */
export const GRADES = ['crude', 'moderate', 'careful', 'fan', 'ordinary'] as const

export type Grades = Record<string, Record<Band | 'not enough data', number>>

/** In which band the simulated leak's accounts on X are, by the grade of care that the ground truth gives them. */
export async function gradesOnLeak(folder: string, reference: Reference): Promise<Grades> {
  const grades: Grades = {}
  for (const seed of SEEDS) {
    const leak = await simulateLeak(join(folder, `leak-${seed}`), { seed, scale: SCALE })
    let given = await createCase(join(folder, `case-${seed}`), { about: leak.about })
    for (const file of leak.files) given = (await addSource(given, file)).case
    const store = await mountCase(given)
    const { figures } = await measure(store, 1000)
    const accounts = await store.rows<{ platform: string; account_id: string }>(
      'SELECT platform, account_id FROM automation_account ORDER BY place',
    )
    await store.close()
    const truth = new Map(
      readFileSync(leak.accounts, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map(line => line.split(','))
        .map(([platform, id, , role = '', , grade = '']) => [`${platform}:${id}`, grade || role]),
    )
    for (const [place, { platform, account_id }] of accounts.entries()) {
      const name = truth.get(`${platform}:${account_id}`)
      if (platform !== 'x' || name === undefined) continue
      const { band } = judge(reference, platform, id => figures.get(id)?.[place] ?? Number.NaN)
      grades[name] ??= { none: 0, weak: 0, some: 0, strong: 0, 'not enough data': 0 }
      grades[name][band ?? 'not enough data']++
    }
  }
  return grades
}
