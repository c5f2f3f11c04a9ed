import type { NetworkDossier } from '../../model/index.ts'

/** Reported groups have a colour of their own, the first ones the set's; only a claim is worth one. */
const COLOURS = 6

/** A group's colour, as the name of a variable in look/colours.css. */
export function groupColour(groups: readonly NetworkDossier[], at: number | null): string {
  const status = at === null ? undefined : groups[at]?.status
  if (at === null || status === 'not reported' || status === undefined) return 'var(--group-rest)'
  if (status !== 'reported') return 'var(--ink)'
  return `var(--group-${(at % COLOURS) + 1})`
}
