import type { Head } from './head.ts'

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

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
