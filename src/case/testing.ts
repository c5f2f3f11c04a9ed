import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { CustodySource, Reject } from '../model/case.ts'
import type { Row } from '../model/finding.ts'
import { type AddOptions, addSource } from './add.ts'
import { mountCase } from './mount.ts'
import { type Case, createCase, exists } from './open.ts'

/** A folder for a test file's fixtures, gone when its tests are done. */
export function fixtures(): {
  at: (name: string) => string
  write: (name: string, content: string | Uint8Array) => Promise<string>
} {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sillage-test-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  return {
    at,
    write: async (name, content) => {
      await writeFile(at(name), content)
      return at(name)
    },
  }
}

/** What a query over the mounted case yields. */
export async function asked<T = Row>(given: Case, sql: string): Promise<T[]> {
  const store = await mountCase(given)
  try {
    return await store.rows<T>(sql)
  } finally {
    await store.close()
  }
}

/** Every row of the case's tables, in an order of its own. */
export async function everything(given: Case): Promise<Record<string, Row[]>> {
  return {
    post: await asked(given, 'SELECT * FROM post ORDER BY ALL'),
    account: await asked(given, 'SELECT * FROM account ORDER BY ALL'),
    action: await asked(given, 'SELECT * FROM action ORDER BY ALL'),
  }
}

/** What a case holds of one source. */
export interface Imported {
  given: Case
  source: CustodySource
  notes: readonly string[]
  posts: Row[]
  accounts: Row[]
  /** "hashtag leak", once for each post that has it, in the posts' order. */
  actions: string[]
  /** "row: reason" */
  rejects: string[]
}

/** A file's way through a whole import, into a case of its own or one that there is. */
export async function imported(
  into: string | Case,
  path: string,
  options: AddOptions = {},
): Promise<Imported> {
  const made = typeof into === 'string' ? await createCase(into) : into
  const { case: given, added } = await addSource(made, path, options)
  const { source } = added
  const store = await mountCase(given)
  const own = `WHERE source = '${source.sha256}' ORDER BY "row"`
  try {
    return {
      given,
      source,
      notes: added.status === 'added' ? added.notes : [],
      posts: await store.rows(`SELECT * EXCLUDE (source) FROM post ${own}, post_id`),
      accounts: await store.rows(`SELECT * EXCLUDE (source) FROM account ${own}, account_id`),
      actions: (
        await store.rows<{ object_kind: string; object: string }>(
          `SELECT object_kind, object FROM action ${own}, post_id, object_kind, object`,
        )
      ).map(({ object_kind, object }) => `${object_kind} ${object}`),
      rejects: (await refused(given, source)).map(({ row, reason }) => `${row}: ${reason}`),
    }
  } finally {
    await store.close()
  }
}

/** The rejects of a source as they are kept. */
export async function refused(given: Case, source: CustodySource): Promise<Reject[]> {
  const path = given.at.rejects(source)
  if (!(await exists(path))) return []
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  return lines.map(line => JSON.parse(line) as Reject) // written by addSource
}
