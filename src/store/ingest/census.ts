import type { Store } from '../store.ts'

/** Of how many records of a batch the inner structure is looked at; their own keys are read in all of them. */
const SAMPLE = 1000
const MOST_FIELDS = 5000
const DEEPEST = 8

/** The fields that the JSON records in `raw` have, as dotted paths; arrays add nothing to a path. */
export async function fieldsInBatch(store: Store): Promise<string[]> {
  const keys = await store.rows<{ key: string }>(`
    SELECT DISTINCT unnest(json_keys(json)) AS key FROM raw WHERE json_type(json) = 'OBJECT' LIMIT ${MOST_FIELDS}`)
  const { structure } = await store.row<{ structure: string | null }>(`
    SELECT json_group_structure(json)::VARCHAR AS structure
    FROM (SELECT json, row_number() OVER () AS n, count(*) OVER () AS records FROM raw)
    WHERE n % greatest(records // ${SAMPLE}, 1) = 0`)
  const fields = new Set<string>()
  if (structure !== null) walk(JSON.parse(structure), [], fields)
  const above = new Set([...fields].map(field => field.split('.')[0]))
  for (const { key } of keys) if (!above.has(key)) fields.add(key)
  return [...fields]
}

/** A structure is an object of structures, a list of one, or a type's name. */
function walk(structure: unknown, path: readonly string[], into: Set<string>): void {
  if (into.size >= MOST_FIELDS) return
  if (Array.isArray(structure)) walk(structure[0], path, into)
  else if (structure !== null && typeof structure === 'object' && path.length < DEEPEST)
    for (const [key, inner] of Object.entries(structure)) walk(inner, [...path, key], into)
  else if (path.length > 0) into.add(path.join('.'))
}
