import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cell } from '../model/finding.ts'
import { literal, nothing, type Store } from '../store/store.ts'

/** Columns of ours and their types. */
export type Types = Readonly<Record<string, 'VARCHAR' | 'BIGINT' | 'DOUBLE'>>

let made = 0

/** Rows of our own as a relation: through a file, so that their types are those said and not those guessed. */
export async function relation(
  store: Store,
  types: Types,
  rows: readonly Record<string, Cell>[],
): Promise<string> {
  const columns = Object.entries(types)
  if (rows.length === 0) return nothing(columns)
  const path = join(store.scratch, `relation-${made++}.ndjson`)
  await writeFile(path, rows.map(row => JSON.stringify(row, whole)).join('\n'))
  return linesOf([path], types, await longestLine([path]))
}

/** Half of a surrogate pair is no character: no UTF-8 holds it, and the engine refuses the file. */
const whole = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value

/** JSON lines of files as a relation. */
export const linesOf = (paths: readonly string[], types: Types, longest: number, more = ''): string =>
  `SELECT * FROM read_json([${paths.map(literal).join(', ')}], format = 'newline_delimited',
    maximum_object_size = ${Math.max(longest + 2, 1 << 24)}, columns = {${Object.entries(types)
      .map(([name, type]) => `${literal(name)}: '${type}'`)
      .join(', ')}}${more})`

/** Bytes of the longest line; of small files their size will do. The engine sets so much memory aside. */
export async function longestLine(paths: readonly string[]): Promise<number> {
  let longest = 0
  for (const path of paths) {
    const { size } = await stat(path)
    if (size < 1 << 24) longest = Math.max(longest, size)
    else {
      let line = 0
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
        let from = 0
        for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
          longest = Math.max(longest, line + end - from)
          line = 0
          from = end + 1
        }
        line += chunk.length - from
      }
      longest = Math.max(longest, line)
    }
  }
  return longest
}
