import { amplifiers } from './amplifiers/amplifiers.ts'
import type { Analysis } from './analysis.ts'
import { automation } from './automation/automation.ts'
import { coverage } from './coverage/coverage.ts'
import { crossings } from './crossings/crossings.ts'
import { origin } from './origin/origin.ts'
import { velocity } from './velocity/velocity.ts'
import { volume } from './volume/volume.ts'

/** Every analysis, one a line, in the order of the page's sections. */
// biome-ignore format: a line each, so that adding one touches no other
export const analyses: readonly Analysis[] = [
  origin,
  volume,
  velocity,
  amplifiers,
  automation,
  crossings,
  coverage,
]
