/**
 * Fits the bands of the analysis `automation` to labelled accounts, measures them on campaigns that were left out and on the
 * simulated leak, and writes src/analyses/automation/reference.ts and by-care.ts, docs/validity-automation.md and its part of
 * docs/validity.md:
 * `npx tsx bench/automation.ts`. It reads ../shared/data; the same data give the same bytes.
 */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reference } from '../src/analyses/automation/score.ts'
import type { Part } from '../src/analyses/automation/signals.ts'
import { randomStream } from '../src/kernels/random.ts'
import { isHere, type Labelled, labelledProfiles, labelledRhythms } from './automation-data.ts'
import {
  calibrationInterval,
  enough,
  finalModel,
  type Held,
  heldOut,
  logLoss,
  tablesOf,
} from './automation-held-out.ts'
import { type Measured as PartMeasured, page, pictureOf, summary } from './automation-page.ts'
import { writeCare, writeReference } from './automation-reference.ts'
import { gradesOnLeak } from './automation-scenario.ts'
import { writeTable } from './validity.ts'

const SHRINKS = [0.003, 0.03, 0.3]

/** How strongly weights are drawn together is chosen by the log loss on what was left out. */
function measured(accounts: readonly Labelled[], part: Part): PartMeasured {
  const judged = enough(accounts, part)
  const tried = SHRINKS.map(shrink => ({ shrink, held: heldOut(judged, part, shrink) }))
  const [first, ...others] = tried
  if (!first) throw new RangeError('There is nothing to choose from.')
  const loss = (one: { held: Held[] }) => logLoss(one.held)
  const { shrink, held } = others.reduce((best, one) => (loss(one) < loss(best) ? one : best), first)
  const { model } = finalModel(judged, part, shrink, held)
  return {
    part,
    accounts,
    judged,
    shrink,
    tried: tried.map(one => ({ shrink: one.shrink, loss: loss(one) })),
    held,
    calibrationInterval: calibrationInterval(held, randomStream(`automation calibration ${part}`)),
    model,
  }
}

if (!isHere()) console.log('skipped: ../shared/data is not here')
else {
  const folder = await mkdtemp(join(tmpdir(), 'sillage-bench-'))
  try {
    const profiles = await labelledProfiles(folder)
    const { cut, whole } = await labelledRhythms(folder, randomStream('automation cut'))
    console.log(`${profiles.length} profiles, ${cut.length} rhythms`)
    const [profile, rhythm] = [measured(profiles, 'profile'), measured(cut, 'rhythm')]
    const genuine = (accounts: readonly Labelled[]) => accounts.filter(({ campaign }) => campaign === null)
    const tables = {
      ...tablesOf(genuine(cut), 'rhythm'),
      ...tablesOf(genuine(profiles), 'profile'),
    }
    const reference: Reference = { tables, models: { profile: profile.model, rhythm: rhythm.model } }
    writeReference(tables, reference.models)
    const grades = await gradesOnLeak(folder, reference)
    writeCare(grades)
    writeTable('automation', 'bench/automation.ts', summary([profile, rhythm]))
    for (const part of [profile, rhythm])
      writeFileSync(new URL(`../docs/images/automation-${part.part}.svg`, import.meta.url), pictureOf(part))
    writeFileSync(
      new URL('../docs/validity-automation.md', import.meta.url),
      page(profile, rhythm, enough(whole, 'rhythm'), tables, grades),
    )
    console.log('docs/validity-automation.md, src/analyses/automation/reference.ts')
  } finally {
    await rm(folder, { recursive: true })
  }
}
