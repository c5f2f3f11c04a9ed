import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { InputProblem } from '../importers/importer.ts'

const PAGE = /\.(html?|xhtml)$/i

/** The sources that paths, folders and patterns stand for, each once, in the order given. */
export async function allSources(paths: readonly string[]): Promise<string[]> {
  return [...new Set((await Promise.all(paths.map(sourcesAt))).flat())]
}

/**
 * The sources that one path stands for: a file is one; a folder of web pages is one; any other folder is the files in
 * it; a pattern (`data/*.csv`, for shells that do not expand it) is what it matches.
 */
async function sourcesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found && isDynamicPattern(path)) {
    const matches = (await glob(path.replaceAll('\\', '/'), { expandDirectories: false })).sort()
    if (matches.length === 0) throw new InputProblem(`${path}: no file matches this pattern.`)
    return matches
  }
  if (!found) throw new InputProblem(`${path}: there is no such file or folder.`)
  if (!found.isDirectory()) return [path]
  const files = (await readdir(path, { recursive: true, withFileTypes: true })).filter(
    entry => entry.isFile() && !entry.name.startsWith('.'),
  )
  if (files.length === 0) throw new InputProblem(`${path}: the folder is empty.`)
  if (files.some(file => PAGE.test(file.name))) return [path]
  return files.map(file => join(file.parentPath, file.name)).sort()
}
