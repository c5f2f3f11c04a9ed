import { describe } from 'vitest'
import { chromiumPath } from './launch.ts'

export { launch } from './launch.ts'

/**
 * Tests that open a page, each tried once more where it fails: on a busy machine a browser now and then draws nothing for
 * half a minute. The runner says which were (`retry x1`). Skipped where there is no browser, and the name says so.
 */
export function inBrowser(name: string, tests: () => void): void {
  if (chromiumPath()) describe(name, { retry: 1 }, tests)
  else describe.skip(`${name} (skipped: no Chromium found; install one or set SILLAGE_CHROMIUM)`, tests)
}
