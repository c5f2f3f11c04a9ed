import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where a Chromium is: `SILLAGE_CHROMIUM`, else Debian's, else the first that PATH knows; null when there is none. */
export function chromiumPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const wanted = process.env.SILLAGE_CHROMIUM
  const places = [
    ...(wanted ? [wanted, ...folders.map(folder => join(folder, wanted))] : []),
    '/usr/bin/chromium',
    ...NAMES.flatMap(name => folders.map(folder => join(folder, name))),
  ]
  return places.find(path => isAbsolute(path) && isExecutable(path)) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @throws when no Chromium is found. */
export async function launch(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath)
    throw new Error(
      'No Chromium found: install one (Debian: apt-get install chromium) or set SILLAGE_CHROMIUM.',
    )
  // A container's user is root, and there Chromium runs only without its own sandbox; on a busy machine its watchdog would
  // take the process that draws for dead.
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-gpu-watchdog', '--no-first-run'],
  })
}
