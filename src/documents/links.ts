import { readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Links, pipes and devices under a folder, relative to it: what is not copied and never followed. */
export function linksUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return []
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isFile() && !entry.isDirectory())
    .map(entry => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
