import type { Actions } from './actions.ts'

/** An object can tell whether a group is closer together than others if at least so many of the group acted on it … */
const MEMBERS = 3
/** … and so many others. */
const OUTSIDERS = 5
/** ms */
const SECOND = 1000
/** Members are drawn anew among those who acted about then: strata of twice the group, and of at least so many. */
const PER_MEMBER = 2
const FEWEST = 10
/** After so many draws that are as close, more would only say more finely that it is no wonder. */
const NO_WONDER = 20

/** The p of a community's timing, or why there is none: hardly anyone else acted on what its members acted on. */
export type Timing = { p: number; objects: number } | 'no baseline'

/** The first actions of an object's accounts, in the order of time. */
interface Turn {
  at: Float64Array
  isMember: Uint8Array
  members: number
}

/** A stratum lasts `within` ms at most, or longer until so many others are in it. */
export interface Near {
  within: number
  others: number
}

export interface TimingOptions {
  /** ms between two actions that still are together. */
  window: number
  /** The most random subsets that the community is compared with. */
  draws: number
  /** Compared with those who acted near in time alone; without it, strata last as long as it takes to hold enough accounts. */
  near?: Near
  random: () => number
}

/**
 * Are these accounts closer in time than others who acted on the same objects about then? Over the objects on which at
 * least 3 of them and at least 5 others acted, with each account's first action, closeness is the sum of 1 + ln(window ÷
 * gap) over pairs of members at most `window` apart (gaps of less than 1 s count as 1 s, which is as fine as most platforms
 * tell time). It is compared with random subsets of the same size, drawn within strata of consecutive accounts: drawn from
 * all who ever acted on the object, everyone who is merely early, or awake at the same hours, would look close.
 * p = (1 + draws that are as close) ÷ (1 + draws); where 20 draws were, 20 ÷ those drawn till then (Besag & Clifford 1991).
 */
export function timingOf(actions: Actions, members: ReadonlySet<number>, options: TimingOptions): Timing {
  const turns = turnsOf(actions, members)
  if (turns.length === 0) return 'no baseline'
  const { window, draws, random, near } = options
  const observed = turns.reduce((sum, { at, isMember }) => sum + closeness(at, isMember, window), 0)
  const strata = turns.map(turn => strataOf(turn, near))
  let reached = 0
  for (let draw = 1; draw <= draws; draw++) {
    const close = turns.reduce(
      (sum, turn, t) => sum + closeness(turn.at, redrawn(turn, strata[t] as number[], random), window),
      0,
    )
    // Sums of the same terms in another order may differ by their rounding.
    if (close >= observed * (1 - 1e-9)) reached++
    if (reached === NO_WONDER) return { p: NO_WONDER / draw, objects: turns.length }
  }
  return { p: (1 + reached) / (1 + draws), objects: turns.length }
}

/** Whether there is an object on which these accounts can be compared with others. */
export const hasBaseline = (actions: Actions, members: ReadonlySet<number>): boolean =>
  turnsOf(actions, members).length > 0

function turnsOf({ account, object, at, accounts }: Actions, members: ReadonlySet<number>): Turn[] {
  const turns: Turn[] = []
  const isOf = new Uint8Array(accounts)
  for (const member of members) isOf[member] = 1
  /** One more than the object on which an account was seen last. */
  const seenOn = new Uint32Array(accounts)
  for (let from = 0, to = 0; from < at.length; from = to) {
    const o = object[from] as number // from < length, as all indices here
    let inside = 0
    for (to = from; to < at.length && object[to] === o; to++) inside += isOf[account[to] as number] as number
    if (inside < MEMBERS || to - from - inside < OUTSIDERS) continue
    const times: number[] = []
    const isMember: number[] = []
    for (let i = from; i < to; i++) {
      const a = account[i] as number
      if (seenOn[a] === o + 1) continue
      seenOn[a] = o + 1
      times.push(at[i] as number)
      isMember.push(isOf[a] as number)
    }
    const distinct = isMember.reduce((sum, is) => sum + is, 0)
    if (distinct >= MEMBERS && isMember.length - distinct >= OUTSIDERS)
      turns.push({ at: Float64Array.from(times), isMember: Uint8Array.from(isMember), members: distinct })
  }
  return turns
}

/** Where each stratum of consecutive accounts begins, and the end of the last: as many as hold enough accounts each. */
function strataOf(turn: Turn, near?: Near): number[] {
  const size = Math.max(FEWEST, PER_MEMBER * turn.members)
  const spells = near ? spellsOf(turn, near) : [0, turn.at.length]
  const bounds = [0]
  for (let spell = 0; spell + 1 < spells.length; spell++) {
    const from = spells[spell] as number // up to the last but one
    const length = (spells[spell + 1] as number) - from
    const parts = Math.max(1, Math.floor(length / size))
    for (let part = 1; part <= parts; part++) bounds.push(from + Math.floor((part * length) / parts))
  }
  return bounds
}

/** Where each spell begins that lasts no longer than it should, or until it holds enough others; and the end of the last. */
function spellsOf({ at, isMember }: Turn, { within, others: enough }: Near): number[] {
  const spells = [0]
  let others = 0
  for (let from = 0, i = 0; i < at.length; i++) {
    if ((at[i] as number) - (at[from] as number) > within && others >= enough) {
      spells.push(i)
      from = i
      others = 0
    }
    if (isMember[i] === 0) others++
  }
  if (others < enough && spells.length > 1) spells.pop()
  spells.push(at.length)
  return spells
}

/** Members shuffled within strata, each of which keeps as many as it had. */
function redrawn({ isMember }: Turn, strata: readonly number[], random: () => number): Uint8Array {
  const drawn = isMember.slice()
  for (let stratum = 0; stratum + 1 < strata.length; stratum++) {
    const from = strata[stratum] as number // up to the last but one
    const to = strata[stratum + 1] as number
    for (let i = to - 1; i > from; i--) {
      const j = from + Math.floor(random() * (i - from + 1))
      const kept = drawn[i] as number // both lie in the stratum
      drawn[i] = drawn[j] as number
      drawn[j] = kept
    }
  }
  return drawn
}

/** `at` ascends; those marked are compared. */
function closeness(at: Float64Array, marked: Uint8Array, window: number): number {
  let close = 0
  for (let i = 0; i < at.length; i++) {
    if (marked[i] === 0) continue
    for (let j = i + 1; j < at.length; j++) {
      const gap = (at[j] as number) - (at[i] as number) // both are below the length
      if (gap > window) break
      if (marked[j] === 1) close += 1 + Math.log(window / Math.max(gap, Math.min(SECOND, window)))
    }
  }
  return close
}
