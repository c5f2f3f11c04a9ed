import type { CaseConfig } from '../model/case.ts'
import type { Finding, ParamValue, Row, Text } from '../model/finding.ts'
import type { Store } from '../store/store.ts'
import type { Subject } from '../store/views.ts'
import type { Rows } from './rows.ts'

/** A parameter of an analysis: its flag, its form field and its line in the methods are made from this. */
export interface Param<V extends ParamValue = ParamValue> {
  default: V
  unit?: string
  help: Text
}
export type Params = Record<string, Param>
type Widened<V> = V extends readonly number[]
  ? readonly number[]
  : V extends readonly string[]
    ? readonly string[]
    : V extends number
      ? number
      : V extends boolean
        ? boolean
        : V extends string
          ? string
          : never
export type Values<P extends Params> = { [K in keyof P]: Widened<P[K]['default']> }

/** What a name in a finding's `numbers` means, and in which unit. `Δ` in a name stands for any whole number. */
export type Numbers = Readonly<Record<string, Text & { unit: string }>>

/** A column that must be stated by at least one post (or account) for the question to make sense. */
export type Need =
  | 'post.text'
  | 'post.account_id'
  | 'post.parent_id'
  | 'post.lang'
  | 'account.followers'
  | 'fact.value'

export interface Asked<P extends Params = Params> {
  store: Store
  params: Values<P>
  config: CaseConfig
  about: readonly Subject[]
  /** The smallest unit in which the posts' times differ, in ms: 1, 1000, 60000. */
  resolution: number
}

export type Outcome =
  | { status: 'found'; rows: Rows; findings: Finding[]; figures: Record<string, Row[]> }
  | { status: 'nothing found' | 'not applicable'; reason: Text; figures?: Record<string, Row[]> }

export interface Analysis<P extends Params = Params> {
  id: string
  /** Counted up when a definition changes, so that findings of two versions are not compared. */
  version: number
  question: Text
  params: P
  needs: readonly Need[]
  run: (asked: Asked<P>) => Promise<Outcome>
  /** Every name that its findings' `numbers` may hold; docs/findings.md is written from these. */
  numbers: Numbers
  /** Definitions, interval rule and sources, in paragraphs. */
  method: Text
}

/** Checks an analysis' parameters against its own use of them; the registry sees all analyses alike. */
export function defineAnalysis<const P extends Params>(analysis: Analysis<P>): Analysis {
  return analysis as unknown as Analysis // `run` is only ever given values of its own parameters
}

export const notApplicable = (reason: Text): Outcome => ({ status: 'not applicable', reason })
export const nothingFound = (reason: Text): Outcome => ({ status: 'nothing found', reason })
