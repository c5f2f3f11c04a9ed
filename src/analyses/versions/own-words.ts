import type { Store } from '../../store/store.ts'

const EDGES = /^[ \t\r]+|[ \t\r]+$/g
/** A line of somebody else's message in an answer to it. */
const QUOTED = /^[ \t]*>/

const COMMON = `
  WITH distinct_text AS (
    SELECT any_value(d.text) AS text
    FROM dump_text AS t JOIN document AS d ON d.document = t.document AND d.source = t.source
    GROUP BY md5(d.text)
  ),
  line AS (
    SELECT unnest(list_distinct(list_transform(string_split(text, chr(10)), l -> trim(l, ' ' || chr(9) || chr(13))))) AS line
    FROM distinct_text
  )
  SELECT line FROM line WHERE line <> '' GROUP BY line HAVING count(*) > $most`

/**
 * Takes out of a text what is no one document's own: lines that stand in more than `most` different texts (a letterhead,
 * a signature, a disclaimer, the rows of a form), and lines of a message that an answer repeats.
 */
export async function ownWords(store: Store, most: number): Promise<(text: string) => string> {
  const common = new Set((await store.rows<{ line: string }>(COMMON, { most })).map(({ line }) => line))
  return text =>
    text
      .split('\n')
      .filter(line => !QUOTED.test(line) && !common.has(line.replace(EDGES, '')))
      .join('\n')
}
