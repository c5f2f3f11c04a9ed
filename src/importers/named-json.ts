import { literal } from './sql.ts'

type Names = Readonly<Record<string, readonly string[]>>

const pathOf = (keys: readonly string[]) => literal(`$${keys.map(key => `."${key}"`).join('')}`)

/** `post_owner.id` as objects nest it, and as one key where a table was made of them. */
const waysTo = (name: string) =>
  name.includes('.') ? [pathOf(name.split('.')), pathOf([name])] : [pathOf([name])]

/** Every field of a record as text, read in one pass: the list that `namedIn` takes its names from. */
export function cellsOf(json: string, names: Names): string {
  return `json_extract_string(${json}, [${Object.values(names).flat().flatMap(waysTo).join(', ')}])`
}

/** The SELECT list of `named` for a list that `cellsOf` made: of each field the first of its names that states something. */
export function namedIn(cells: string, names: Names): string {
  let place = 0
  return Object.entries(names)
    .map(([field, theirs]) => {
      const given = theirs.flatMap(waysTo).map(() => `stated(${cells}[${++place}])`)
      return `${given.length > 0 ? `coalesce(${given.join(', ')}, NULL)` : 'NULL::VARCHAR'} AS "${field}"`
    })
    .join(', ')
}
