import { writeFileSync } from 'node:fs'
import type { PartModel, Reference } from '../src/analyses/automation/score.ts'
import type { Part } from '../src/analyses/automation/signals.ts'
import { GRADES, type Grades } from './automation-scenario.ts'
import { interval } from './validity.ts'

const FILE = new URL('../src/analyses/automation/reference.ts', import.meta.url)

/** Writes what was fitted into the program: shares of genuine accounts and weights, no account's own data. */
export function writeReference(tables: Reference['tables'], models: Readonly<Record<Part, PartModel>>): void {
  const lines = Object.entries(tables).map(([id, table]) => `    ${id}: ${inTypeScript(table)},`)
  const parts = Object.entries(models).map(([part, model]) => `    ${part}: ${inTypeScript(model)},`)
  writeFileSync(
    FILE,
    `import type { Reference } from './score.ts'

/**
 * How the signals are spread over genuine accounts (shares, no account's data), and what was fitted to them. Written by
 * bench/automation.ts from Cresci et al. 2017, MEIU22's Reddit authors and FiveThirtyEight's operation; see
 * docs/validity-automation.md.
 */
// biome-ignore format: written by a program
export const REFERENCE: Reference = {
  tables: {
${lines.join('\n')}
  },
  models: {
${parts.join('\n')}
  },
}
`,
  )
}

const CARE = new URL('../src/analyses/automation/by-care.ts', import.meta.url)

/** Writes how many of the simulated leak's accounts are in which band, by how carefully they hide. */
export function writeCare(grades: Grades): void {
  const rows = GRADES.flatMap(grade => {
    const bands = grades[grade]
    if (!bands) return []
    const accounts = Object.values(bands).reduce((sum, n) => sum + n, 0)
    const some = bands.strong + bands.some
    const [low, high] = interval(some, accounts).map(share => Number(share.toFixed(4)))
    return `  { grade: '${grade}', accounts: ${accounts}, strong: ${bands.strong}, some: ${some}, low: ${low}, high: ${high} },`
  })
  writeFileSync(
    CARE,
    `/**
 * Accounts on X of simulated leaks, where it is known who is automated and how carefully: how many there are, how many have
 * strong signs, and some or strong ones, with the 95 % interval of that share (Wilson). Written by bench/automation.ts.
 */
// biome-ignore format: written by a program
export const BY_CARE = [
${rows.join('\n')}
] as const
`,
  )
}

/** As biome would have it: no quotes around names, single ones around texts. */
function inTypeScript(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inTypeScript).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${inTypeScript(inner)}`)
    .join(', ')} }`
}
