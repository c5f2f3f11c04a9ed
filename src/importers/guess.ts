import { NAMES, TARGETS, type Target } from './column-names.ts'
import { InputProblem } from './importer.ts'

/** Columns that several targets may share: an author's name serves as account and as handle. */
const SHARED: ReadonlySet<string> = new Set(['handle', 'name'])

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
/** `publishedAt` as `published_at`. */
const snake = (name: string) => plain(name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2'))

/**
 * The mapping as guessed from names, with what the user said put over it. `samples` gives some of a column's cells: an
 * id that most rows share is that of what they are about (a comment's `video_id`), not their own.
 */
export function guessMapping(
  columns: readonly string[],
  said: Readonly<Record<string, string>> = {},
  samples: (column: string) => readonly string[] = () => [],
): Partial<Record<Target, string>> {
  const mapping: Partial<Record<Target, string>> = {}
  const taken = new Set<string>()
  for (const [target, column] of Object.entries(said)) {
    if (!isTarget(target))
      throw new InputProblem(`--map knows no column '${target}'; it knows ${TARGETS.join(', ')}.`)
    if (column === '') continue // "lang=" says: none
    const found =
      columns.find(c => c === column) ?? columns.find(c => c.toLowerCase() === column.toLowerCase())
    if (!found)
      throw new InputProblem(
        `--map ${target}=${column}: the source has no column '${column}'; it has ${columns.join(', ')}.`,
      )
    mapping[target] = found
    taken.add(found)
  }
  guess('')
  if (!mapping.at) {
    const inner = innerObject(columns)
    if (inner !== null) guess(`${inner}.`)
  }
  return mapping

  /** Of columns that are alike but for signs, the first; only those inside an object, when one is named. */
  function guess(inside: string): void {
    const own = columns.filter(column => column.startsWith(inside)).reverse()
    const byName = new Map(
      [snake, plain].flatMap(written => own.map(column => [written(column.slice(inside.length)), column])),
    )
    for (const target of TARGETS) {
      if (target in said || mapping[target]) continue
      const named = NAMES[target]
        .map(name => byName.get(name))
        .filter((column): column is string => column !== undefined)
        .filter(column => !taken.has(column) || SHARED.has(target))
      const column = target === 'post_id' ? mostDistinct(named, samples) : named[0]
      if (column === undefined) continue
      mapping[target] = column
      taken.add(column)
    }
  }
}

const TELLS_APART = 0.9

/** The first column that tells its rows apart, else the one that does so best, unless most rows share what it says. */
function mostDistinct(
  columns: readonly string[],
  samples: (column: string) => readonly string[],
): string | undefined {
  const shares = columns.map(column => {
    const stated = samples(column).filter(cell => cell !== '')
    // Ids that a spreadsheet has rounded come out alike; the import says so of each.
    const isOne = stated.length < 2 || stated.some(cell => /^\d([.,]\d+)?[eE]\+\d{2}$/.test(cell))
    return { column, share: isOne ? 1 : new Set(stated).size / stated.length }
  })
  const best = Math.max(...shares.map(({ share }) => share))
  if (best < 0.5) return undefined
  return shares.find(({ share }) => share >= Math.min(best, TELLS_APART))?.column
}

/** Objects inside a record that are not the record's own post: a time in them is another's. */
const OTHERS =
  /(^|\.)(\w*(user|author|account|profile|owner|sender|actor|channel|page|parent|embed|quote|retweet|repost|reblog|share|reply|subject)\w*)(\.|$)/i

/** Where records wrap the post in an object (`post`, `data`, `record`): the shallowest that has a time of its own. */
function innerObject(columns: readonly string[]): string | null {
  const times = new Set<string>(NAMES.at)
  const found = columns
    .map(column => column.split('.'))
    .filter(steps => steps.length > 1 && times.has(plain(steps.at(-1) ?? '')))
    .map(steps => steps.slice(0, -1).join('.'))
    .filter(object => !OTHERS.test(object))
  return found.sort((a, b) => a.split('.').length - b.split('.').length)[0] ?? null
}

function isTarget(name: string): name is Target {
  return Object.hasOwn(NAMES, name)
}
