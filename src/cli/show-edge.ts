import { accountName } from '../analyses/scope.ts'
import { type Case, exists, sourcesOf } from '../case/open.ts'
import type { Row } from '../model/finding.ts'
import { literal, type Store } from '../store/store.ts'
import { formatter } from '../words/format.ts'
import type { Common } from './options.ts'
import { bold, faint, oneLine, print, printJson } from './terminal.ts'

/** What a row beside the coordination record holds: one meeting of one edge. */
interface Met extends Row {
  edge: number
  object_kind: string
  object: string
  platform: string
  source_account: string
  source_handle: string | null
  target_platform: string
  target_account: string
  target_handle: string | null
  weight: number
  p: number
  q: number
  validated: boolean
  choice_p: number
  source_post: string
  target_post: string
  source_at: number
  target_at: number
  gap_ms: number
  source_sha256: string
  source_row: number
  target_sha256: string
  target_row: number
}

const meetings = (path: string) => `
  SELECT met.*, one.handle AS source_handle, other.handle AS target_handle
  FROM read_parquet(${literal(path)}) AS met
  LEFT JOIN profile AS one ON one.platform = met.platform AND one.account_id = met.source_account
  LEFT JOIN profile AS other ON other.platform = met.target_platform AND other.account_id = met.target_account
  WHERE met.edge = $edge
  ORDER BY least(met.source_at, met.target_at), met.object`

/** An edge of the coordination network, e12 as exports call it: each meeting, both posts, the gap, and where both stand. */
export async function showEdge(given: Case, store: Store, id: string, flags: Common): Promise<boolean> {
  const [, edge] = /^e(\d{1,9})$/.exec(id) ?? []
  const path = given.at.findingRows('coordination')
  if (edge === undefined || !(await exists(path))) return false
  const met = await store.rows<Met>(meetings(path), { edge: Number(edge) })
  const [first] = met
  if (!first) return false
  if (flags.json) {
    printJson({ edge: id, meetings: met })
    return true
  }
  const f = formatter(flags.lang ?? 'en', given.config.zone)
  const chance = (p: number) => (p < 0.001 ? '< 0.001' : f.number(p))
  const sources = new Map(sourcesOf(given).map(source => [source.sha256, source.name]))
  const name = (platform: string, account_id: string, handle: string | null) =>
    oneLine(accountName({ platform, account_id, handle }) ?? account_id)
  const one = name(first.platform, first.source_account, first.source_handle)
  const other = name(first.target_platform, first.target_account, first.target_handle)
  print(
    `${bold(`${one} – ${other}`)}  ${f.number(first.weight)} × ${oneLine(first.object_kind)}  ${faint(id)}`,
  )
  print(
    `  together p ${chance(first.p)}, q ${chance(first.q)}, ${first.validated ? 'validated' : 'not validated'}; choice p ${chance(first.choice_p)}`,
  )
  print(
    `  ${faint('· A pair is a lead, never a finding by itself: fans of one source and newsrooms act together too.')}`,
  )
  for (const row of met) {
    print(`\n${bold(oneLine(row.object))}  ${f.span(row.gap_ms / 1000)} apart`)
    const sides = [
      [row.source_at, one, row.platform, row.source_post, row.source_sha256, row.source_row],
      [row.target_at, other, row.target_platform, row.target_post, row.target_sha256, row.target_row],
    ] as const
    for (const [at, who, platform, post, sha256, n] of sides.toSorted(([a], [b]) => a - b))
      print(
        `  ${f.utc(at)}  ${who}  ${oneLine(`${platform}:${post}`)}  ${faint(`${oneLine(sources.get(sha256) ?? sha256)}, row ${n}, SHA-256 ${sha256.slice(0, 16)}…`)}`,
      )
  }
  return true
}
