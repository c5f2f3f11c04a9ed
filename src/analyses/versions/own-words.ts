import type { Store } from '../../store/store.ts'

const EDGES = /^[ \t\r]+|[ \t\r]+$/g
/** A line of somebody else's message in an answer to it. */
const QUOTED = /^[ \t]*>/

/** Lines of texts that differ, one by one. */
const LINES = `
  SELECT unnest(list_distinct(list_transform(string_split(d.text, chr(10)), l -> trim(l, ' ' || chr(9) || chr(13))))) AS line
  FROM document AS d
  JOIN dump_text AS t ON d.document = t.document AND d.source = t.source
  JOIN dump_text_distinct AS one ON one.i = t.i`

// Texts and lines are told apart by their hashes: otherwise all of them would have to be held.
const DIFFERENT = `
  CREATE OR REPLACE TEMP TABLE dump_text_distinct AS
  SELECT min(t.i) AS i
  FROM document AS d JOIN dump_text AS t ON d.document = t.document AND d.source = t.source
  GROUP BY md5(d.text)`

const COUNTED = `
  CREATE OR REPLACE TEMP TABLE common_line AS
  SELECT hash(line) AS hash FROM (${LINES}) WHERE line <> '' GROUP BY hash(line) HAVING count(*) > $most`

const COMMON = `SELECT DISTINCT line FROM (${LINES}) SEMI JOIN common_line ON hash(line) = common_line.hash`

/**
 * Takes out of a text what is no one document's own: lines that stand in more than `most` different texts (a letterhead,
 * a signature, a disclaimer, the rows of a form), and lines of a message that an answer repeats.
 */
export async function ownWords(store: Store, most: number): Promise<(text: string) => string> {
  await store.run(DIFFERENT)
  await store.run(COUNTED, { most })
  const common = new Set((await store.rows<{ line: string }>(COMMON)).map(({ line }) => line))
  await store.run('DROP TABLE common_line; DROP TABLE dump_text_distinct')
  return text =>
    text
      .split('\n')
      .filter(line => !QUOTED.test(line) && !common.has(line.replace(EDGES, '')))
      .join('\n')
}
