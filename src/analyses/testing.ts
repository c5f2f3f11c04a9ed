import { classOf } from '../documents/fact-names.ts'
import type { ParamValue, Row } from '../model/finding.ts'
import { TABLE_NAMES, TABLES, type TableName } from '../model/tables.ts'
import { literal, Store } from '../store/store.ts'
import { mountViews, type Parts, parseSubject } from '../store/views.ts'
import type { Analysis, Outcome, Params } from './analysis.ts'

/** When a story's 0s is. */
export const START = Date.UTC(2017, 4, 5, 18, 49)
const TAG = '#leak'

const UNIT: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
const LINE =
  /^(?<who>\S+)( \((?<followers>\d+)\))? (?<verb>posts|reposts|quotes) (?<what>\S+)( of (?<whose>\S+))? at (?<time>\d+)(?<unit>ms|s|min|h|d)( on (?<platform>\S+))?(?<off> off topic)?$/
const PROFILE = /^(?<who>\S+) has (?<followers>\d+) followers( on (?<platform>\S+))?$/

type Tables = Record<TableName, Row[]>

/**
 * A case's tables from a story, told a line a post:
 *
 *     ann (1000) posts a at 0s          1,000 followers, as seen with this very post
 *     bob reposts a at 60s              on X, unless "on facebook"
 *     cat quotes a at 2min
 *     dan reposts z of zoe at 5s        an original that was not captured
 *     nobody posts n at 3h on 4chan     a post without an account
 *     ann posts b at 4h off topic       not on the case's subject
 *     eve has 20 followers              a profile seen elsewhere
 *
 * Lines are parted by line ends or semicolons. A repost's id is its account and its line's number: "bob-2".
 */
function tablesOf(story: string): Tables {
  const tables: Tables = { post: [], account: [], action: [], document: [], fact: [] }
  const lines = story
    .split(/[;\n]/)
    .map(line => line.trim())
    .filter(line => line !== '')
  const authors = new Map<string, string | null>()
  for (const [at, line] of lines.entries()) {
    const told = LINE.exec(line)?.groups ?? PROFILE.exec(line)?.groups
    if (!told) throw new SyntaxError(`A story has no such line: ${line}`)
    const { who = '', what = '', platform = 'x', verb } = told
    const seat = { source: 'story', row: at + 1, platform }
    const account_id = who === 'nobody' ? null : who
    if (told.followers)
      tables.account.push({ ...seat, account_id, handle: who, followers: Number(told.followers) })
    if (!verb) continue
    const original = verb === 'posts'
    const post_id = original ? what : `${who}-${at + 1}`
    const time = START + Number(told.time) * (UNIT[told.unit ?? ''] ?? Number.NaN)
    if (original) authors.set(what, account_id)
    const parent = original
      ? {}
      : { parent_id: what, parent_account_id: told.whose ?? authors.get(what) ?? null }
    tables.post.push({ ...seat, post_id, account_id, at: time, kind: verb.slice(0, -1), ...parent })
    if (verb === 'reposts')
      tables.action.push({
        ...seat,
        post_id,
        account_id,
        at: time,
        object_kind: 'repost',
        object: what,
      })
    if (!told.off)
      tables.action.push({
        ...seat,
        post_id,
        account_id,
        at: time,
        object_kind: 'hashtag',
        object: TAG.slice(1),
      })
  }
  return tables
}

/**
 * A dump's tables, told a document a line: its name, a colon, and its facts, each `name=value`, parted by bars. A value
 * that is a time in ISO 8601 is one, on UTC where it ends in Z.
 *
 *     a.xls: last_modified_by=bob | modified=2017-03-27T13:00:00Z
 */
function dumpOf(story: string): Tables {
  const tables: Tables = { post: [], account: [], action: [], document: [], fact: [] }
  const lines = story
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  for (const [at, line] of lines.entries()) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    const document = `dump!/${name}`
    const seat = { source: 'dump', row: at + 1, document }
    tables.document.push({ ...seat, name, format: name.replace(/^.*\./, ''), sha256: `hash of ${name}` })
    for (const fact of line.slice(colon + 1).split('|')) {
      const [key = '', ...rest] = fact.split('=')
      const value = rest.join('=').trim()
      const time = /^\d{4}-\d\d-\d\dT[\d:]+Z?$/.test(value)
      tables.fact.push({
        ...seat,
        name: key.trim(),
        class: classOf(key.trim()),
        value,
        locator: `at ${key.trim()}`,
        time_basis: time ? (value.endsWith('Z') ? 'utc' : 'local') : null,
        at: time ? Date.parse(value.endsWith('Z') ? value : `${value}Z`) : null,
      })
    }
  }
  return tables
}

/** Asks a question of a dump. */
export const askDump = <P extends Params>(
  analysis: Analysis<P>,
  story: string,
  params: Record<string, ParamValue> = {},
): ReturnType<typeof ask> => askTables(analysis, dumpOf(story), { params })

type Told = Extract<Outcome, { status: 'found' }> & { rows: Row[] }

/** Asks a question of a story. Rows that the engine has kept are read back. */
export const ask = <P extends Params>(
  analysis: Analysis<P>,
  story: string,
  given: Given = {},
): Promise<Told | Exclude<Outcome, { status: 'found' }>> => askTables(analysis, tablesOf(story), given)

interface Given {
  params?: Record<string, ParamValue>
  resolution?: number
}

async function askTables<P extends Params>(
  analysis: Analysis<P>,
  tables: Tables,
  given: Given,
): Promise<Told | Exclude<Outcome, { status: 'found' }>> {
  const store = await Store.open({ threads: 1 })
  try {
    await mountViews(store, await parts(store, tables), [parseSubject(TAG)])
    const defaults = Object.fromEntries(
      Object.entries(analysis.params).map(([name, param]) => [name, param.default]),
    )
    const outcome = await analysis.run({
      store,
      params: { ...defaults, ...given.params } as never, // the analysis' own parameters, by their names
      config: { sillage: 1, title: TAG, about: [TAG], windows: [], zone: 'UTC' },
      about: [parseSubject(TAG)],
      resolution: given.resolution ?? 1000,
    })
    if (outcome.status !== 'found') return outcome
    const { rows } = outcome
    const read = Array.isArray(rows)
      ? rows
      : await store.rows(`SELECT * FROM read_parquet(${literal(rows.parquet)})`)
    return { ...outcome, rows: read }
  } finally {
    await store.close()
  }
}

/** The tables as Parquet parts in the store's scratch folder. */
async function parts(store: Store, tables: Tables): Promise<Parts> {
  const written: Record<TableName, string[]> = { post: [], account: [], action: [], document: [], fact: [] }
  for (const table of TABLE_NAMES) {
    const columns = Object.entries(TABLES[table])
    const list = columns.map(([name, type]) => `"${name}" ${type}`).join(', ')
    await store.run(`CREATE TEMP TABLE told_${table} (${list})`)
    await store.append(
      `told_${table}`,
      cells(
        tables[table],
        columns.map(([name]) => name),
      ),
    )
    const path = `${store.scratch}/${table}.parquet`
    await store.run(`COPY told_${table} TO ${literal(path)} (FORMAT parquet)`)
    written[table].push(path)
  }
  return written
}

function* cells(rows: Row[], names: string[]): Generator<(string | number | null)[]> {
  for (const row of rows) {
    yield names.map(name => {
      const cell = row[name] ?? null
      return typeof cell === 'boolean' ? null : cell
    })
  }
}

/** What was found. @throws when nothing was, with the reason. */
export function found(outcome: Awaited<ReturnType<typeof ask>>): Told {
  if (outcome.status !== 'found') throw new Error(`${outcome.status}: ${outcome.reason.en}`)
  return outcome
}
