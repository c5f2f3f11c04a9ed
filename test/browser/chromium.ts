import { describe } from 'vitest'
import { chromiumPath } from './launch.ts'

export { launch } from './launch.ts'

/** Tests that open a page: skipped where there is no browser, and the name says so. */
export function inBrowser(name: string, tests: () => void): void {
  if (chromiumPath()) describe(name, tests)
  else describe.skip(`${name} (skipped: no Chromium found; install one or set SILLAGE_CHROMIUM)`, tests)
}
