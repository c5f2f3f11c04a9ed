import type { Selects } from './importer.ts'

/** An id is a word or a number. Where a record has an object or a list instead, its text as JSON is nobody's id. */
const plain = (column: string) =>
  `CASE WHEN NOT regexp_matches("${column}", '[\\[\\]{}"]') THEN "${column}" END AS "${column}"`

/** The same SELECTs, whose ids are ids or null; `columns` are those ids of posts that they give. */
export function plainIds({ posts, accounts, ...rest }: Selects, columns: readonly string[]): Selects {
  return {
    ...rest,
    posts: `SELECT * REPLACE (${columns.map(plain).join(', ')}) FROM (${posts})`,
    ...(accounts
      ? { accounts: `SELECT * FROM (${accounts}) WHERE NOT regexp_matches(account_id, '[\\[\\]{}"]')` }
      : {}),
  }
}
