import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { filesUnder } from '../src/case/hash.ts'
import { mountCase } from '../src/case/mount.ts'
import { openCase, sourcesOf } from '../src/case/open.ts'

/**
 * All that a case's tables and rejects hold, in short, and the names of its files, which are made of its sources'
 * hashes: two cases of the same sources, added in whatever order, have the same.
 */
export async function caseDigest(
  dir: string,
): Promise<{ tables: string; rejects: string[]; files: string[] }> {
  const given = await openCase(dir)
  const store = await mountCase(given)
  try {
    const tables = await store.rows(
      (['post', 'account', 'action'] as const)
        .map(
          table =>
            `SELECT '${table}' AS "table", count(*) AS n, bit_xor(hash(t))::VARCHAR AS rows, sum(hash(t))::VARCHAR AS total FROM ${table} AS t`,
        )
        .join(' UNION ALL '),
    )
    const rejects = sourcesOf(given)
      .filter(source => source.parts.rejects)
      .map(source => readFile(given.at.rejects(source), 'utf8'))
    return {
      tables: JSON.stringify(tables),
      rejects: (await Promise.all(rejects)).sort(),
      files: await filesUnder(join(dir)),
    }
  } finally {
    await store.close()
  }
}
