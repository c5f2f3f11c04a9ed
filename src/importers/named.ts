import type { Head } from './head.ts'
import { InputProblem } from './importer.ts'
import { identifier } from './sql.ts'

/**
 * A SELECT list that gives a table's columns our names: of each field the first of its names that the table has and
 * that states something in the row; null where it has none of them.
 */
export function named(head: Head, names: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(names)
    .map(([field, theirs]) => {
      const given = theirs.filter(name => head.has(name)).map(name => `stated(${identifier(name)})`)
      return `${given.length > 0 ? `coalesce(${given.join(', ')})` : 'NULL::VARCHAR'} AS ${identifier(field)}`
    })
    .join(', ')
}

/** @throws InputProblem when a table lacks a column without which nothing in it can be read. */
export function mustHave(head: Head, columns: readonly string[]): void {
  const absent = columns.filter(column => !head.has(column))
  if (absent.length > 0)
    throw new InputProblem(
      `${head.name}: there is no column ${absent.map(column => `\`${column}\``).join(', ')}, without which it cannot be read so. Name its columns: --as table --map at=…,account=…,id=…,text=….`,
    )
}
