import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AddOptions, addSource } from '../case/add.ts'
import { askCase } from '../case/ask.ts'
import { createCase } from '../case/open.ts'
import { InputProblem } from '../importers/importer.ts'
import { parseSubject } from '../store/views.ts'
import { folded } from './words-in.ts'

/** A post as its importer reads it. */
export interface ReadPost {
  /** Which of the lines it came in, from 0. */
  line: number
  id: string
  parent: string | null
  /** Whether it is on the subject, as the case's own views judge it. */
  isAbout: boolean
}

const POSTS = `
  SELECT p."row" - 1 AS line, p.post_id AS id, p.parent_id AS parent, about_post.post_id IS NOT NULL AS "isAbout"
  FROM post AS p
  LEFT JOIN about_post ON about_post.platform = p.platform AND about_post.post_id = p.post_id
  ORDER BY line`

/**
 * What these lines say, and what of it is on the subject: they go through a whole import into a case of their own, so
 * that no second reading of `--about` can differ from the one by which the case is analysed.
 */
export async function readPosts(
  dir: string,
  about: readonly string[],
  raws: readonly string[],
  options: AddOptions,
): Promise<ReadPost[]> {
  const folder = join(dir, 'sieve')
  await rm(folder, { recursive: true, force: true })
  const path = join(dir, 'sieve.jsonl')
  await writeFile(path, raws.map(raw => `${raw}\n`).join(''))
  try {
    const { case: read } = await addSource(await createCase(folder, { about: [...about] }), path, options)
    return await askCase(read, store => store.rows<ReadPost>(POSTS), options.onFall)
  } catch (error) {
    if (error instanceof InputProblem) return [] // none of it can be read: none of it is on the subject
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(path, { force: true })
  }
}

/**
 * Whether a post with these words could be on one of the subjects. What it refuses cannot match (see `wordsIn`); a URL
 * is looked for by its host.
 */
export function couldMatch(about: readonly string[]): (words: string) => boolean {
  const wanted = about.map(said => {
    const { kind, object } = parseSubject(said)
    return folded(
      kind === 'url' && URL.canParse(object) ? (/^[^/?#]*\/\/([^/?#:]*)/.exec(object)?.[1] ?? '') : object,
    )
  })
  return words => wanted.some(letters => words.includes(letters))
}
