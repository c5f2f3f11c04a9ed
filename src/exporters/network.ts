import { readFile } from 'node:fs/promises'
import type {
  Meeting,
  NetworkEdge,
  NetworkFigures,
  NetworkGroup,
  NetworkNode,
} from '../analyses/coordination/shape.ts'
import { type Case, exists } from '../case/open.ts'
import { CaseProblem } from '../case/problems.ts'
import type { AnalysisRecord } from '../model/finding.ts'
import { literal, type Store } from '../store/store.ts'
import { harmless } from '../words/harmless.ts'
import { handleShown } from '../words/names.ts'
import { relation, type Types } from './lines.ts'

const ANALYSIS = 'coordination'

/** Who acted together, as the case's record has it. */
export interface Network {
  title: string
  /** What made it, with its parameters, in one line. */
  made: string
  nodes: readonly NetworkNode[]
  edges: readonly NetworkEdge[]
  groups: ReadonlyMap<number, NetworkGroup>
  /** A SELECT over every meeting of these edges, with the columns of `MEETINGS`. */
  meetings: string
}

const MEETINGS = {
  edge: 'BIGINT',
  object_kind: 'VARCHAR',
  object: 'VARCHAR',
  source_post: 'VARCHAR',
  target_post: 'VARCHAR',
  source_at: 'BIGINT',
  target_at: 'BIGINT',
  gap_ms: 'BIGINT',
} as const satisfies Types & Record<Exclude<keyof Meeting, number>, string>

/** A node's id in every format: short, and fit for XML whatever the account is called. */
export const nodeId = (node: number): string => `n${node}`
export const edgeId = (edge: number): string => `e${edge}`

/** How an account is written: its handle where it is known, else its id. */
export const nodeLabel = ({ handle, account_id, platform }: NetworkNode): string =>
  harmless(handle === null || handle === '' ? account_id : handleShown(handle, platform))

/** @throws CaseProblem when nobody has asked who acted together, or nobody did. */
export async function readNetwork(given: Case, store: Store): Promise<Network> {
  const path = given.at.finding(ANALYSIS)
  if (!(await exists(path)))
    throw new CaseProblem(`${given.dir} holds no coordination network; make it with: sillage run ${ANALYSIS}`)
  const record = JSON.parse(await readFile(path, 'utf8')) as AnalysisRecord // written by writeFindings
  const { nodes = [], edges = [], meetings = [], groups = [] } = record.figures as Partial<NetworkFigures> // the analysis' own shapes
  if (edges.length === 0)
    throw new CaseProblem(
      `${given.dir} has no two accounts that acted together often enough${record.reason ? `: ${record.reason.en}` : ''}; there is no network to write.`,
    )
  return {
    title: given.config.title,
    made: `Sillage ${record.sillage}, ${record.analysis}, method ${record.method}, ${JSON.stringify(record.params)}`,
    nodes,
    edges,
    groups: new Map(groups.map(group => [group.group, group])),
    meetings: (await keptMeetings(given, store)) ?? (await relation(store, MEETINGS, meetings)),
  }
}

/** The rows beside the record, where they are the meetings: the record itself holds no more than a page shows. */
async function keptMeetings(given: Case, store: Store): Promise<string | null> {
  const path = given.at.findingRows(ANALYSIS)
  if (!(await exists(path))) return null
  const rows = `SELECT * FROM read_parquet(${literal(path)})`
  const columns = await store.rows<{ column_name: string }>(`DESCRIBE ${rows}`)
  const names = Object.keys(MEETINGS)
  if (!names.every(name => columns.some(column => column.column_name === name))) return null
  return `SELECT ${names.join(', ')} FROM read_parquet(${literal(path)})`
}

/** Meetings in the order of their edges, then of time, as columns: for millions of them. */
export async function meetingTimes(
  store: Store,
  { meetings }: Network,
): Promise<{ edge: Float64Array; source_at: Float64Array; target_at: Float64Array }> {
  return store.columns<'edge' | 'source_at' | 'target_at'>(
    `SELECT CAST(edge AS DOUBLE) AS edge, CAST(source_at AS DOUBLE) AS source_at, CAST(target_at AS DOUBLE) AS target_at
     FROM (${meetings}) ORDER BY edge, least(source_at, target_at), greatest(source_at, target_at)`,
  )
}
