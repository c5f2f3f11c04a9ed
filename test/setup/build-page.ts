import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What the page's bundle is made of. */
const SOURCES = [
  'src/web',
  'src/plot',
  'src/words',
  'src/model',
  'src/analyses',
  'src/report',
  'vite.config.ts',
]

/** Builds the page when it is missing or older than what it is made of, so that tests never open yesterday's. */
export default async function setup(): Promise<void> {
  const built = await Promise.all(['page.js', 'page.css'].map(file => changed(join(ROOT, 'dist/page', file))))
  const newest = Math.max(...(await Promise.all(SOURCES.map(path => newestIn(join(ROOT, path))))))
  if (Math.min(...built) > newest) return
  await build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error' })
}

async function changed(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function newestIn(path: string): Promise<number> {
  if (!(await stat(path)).isDirectory()) return changed(path)
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const times = entries
    .filter(entry => entry.isFile() && inBundle(join(entry.parentPath, entry.name)))
    .map(entry => changed(join(entry.parentPath, entry.name)))
  return Math.max(0, ...(await Promise.all(times)))
}

/** Of the analyses and the report, only the charts and the entry are in the page. */
function inBundle(path: string): boolean {
  if (/\.test\.tsx?$/.test(path)) return false
  if (/[\\/]analyses[\\/]/.test(path)) return path.endsWith('chart.ts')
  return /[\\/]report[\\/]/.test(path) ? path.endsWith('page.ts') : true
}
