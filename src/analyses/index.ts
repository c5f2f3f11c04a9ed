import { amplifiers } from './amplifiers/amplifiers.ts'
import { anachronisms } from './anachronisms/anachronisms.ts'
import type { Analysis } from './analysis.ts'
import { automation } from './automation/automation.ts'
import { coordination } from './coordination/coordination.ts'
import { coverage } from './coverage/coverage.ts'
import { crossings } from './crossings/crossings.ts'
import { languages } from './languages/languages.ts'
import { origin } from './origin/origin.ts'
import { phrasing } from './phrasing/phrasing.ts'
import { quoted } from './quoted/quoted.ts'
import { resaves } from './resaves/resaves.ts'
import { traces } from './traces/traces.ts'
import { velocity } from './velocity/velocity.ts'
import { verdict } from './verdict/verdict.ts'
import { versions } from './versions/versions.ts'
import { volume } from './volume/volume.ts'

/** Every analysis, one a line, in the order of the page's sections. */
// biome-ignore format: a line each, so that adding one touches no other
export const analyses: readonly Analysis[] = [
  origin,
  volume,
  velocity,
  amplifiers,
  coordination,
  automation,
  crossings,
  phrasing,
  verdict,
  versions,
  quoted,
  traces,
  languages,
  resaves,
  anachronisms,
  coverage,
]
