/**
 * A report's size, and the time until its first picture is drawn: `npx tsx bench/page.ts REPORT.html`.
 * Limits: 6 MB; 2 s, as the median of five opens in headless Chromium.
 */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launch } from '../test/browser/launch.ts'

const LIMIT_MB = 6
const LIMIT_S = 2
const OPENS = 5

const file = process.argv[2]
if (!file) throw new TypeError('Say which report: npx tsx bench/page.ts REPORT.html')
const path = resolve(file)
const megabytes = (await stat(path)).size / 1e6
const browser = await launch()
const times: number[] = []
try {
  for (let open = 0; open < OPENS; open++) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    await page.goto(pathToFileURL(path).href, { waitUntil: 'commit' })
    // milliseconds after the page was asked for, at the first frame on which a figure holds a picture
    const first = await page.waitForFunction(() =>
      (document.querySelector('figure svg')?.getBoundingClientRect().height ?? 0) > 0 ? performance.now() : 0,
    )
    times.push((await first.jsonValue()) / 1000)
    await page.close()
  }
} finally {
  await browser.close()
}
const median = times.sort((a, b) => a - b)[Math.floor(OPENS / 2)] ?? Number.NaN
console.log(`report size            ${megabytes.toFixed(2)} MB  (limit ${LIMIT_MB} MB)`)
console.log(
  `time to first picture  ${median.toFixed(2)} s   (limit ${LIMIT_S} s; ${times.map(t => t.toFixed(2)).join(', ')})`,
)
if (megabytes > LIMIT_MB || median > LIMIT_S) process.exitCode = 1
