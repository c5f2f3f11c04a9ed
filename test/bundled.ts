import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { ROOT } from './house.ts'

/** One file of a program of `test/`, which starts in less than half a second; gone when it is removed. */
export async function bundled(entry: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const name = basename(entry, '.ts')
  // Inside node_modules, where the packages are found.
  const outDir = join(ROOT, 'node_modules', `.sillage-${name}-${process.pid}`)
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { external: true },
    build: {
      ssr: join(ROOT, 'test', entry),
      outDir,
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return {
    path: join(outDir, `${name}.mjs`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  }
}
