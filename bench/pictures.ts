/** Takes the README's pictures of a report: `npx tsx bench/pictures.ts demo/case/report.html`, at most 300 kB each. */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { launch } from '../test/browser/launch.ts'

const LIMIT_KB = 300
const report = process.argv[2]
if (!report) throw new TypeError('Say which report: npx tsx bench/pictures.ts REPORT.html')
const picture = (name: string) => fileURLToPath(new URL(`../docs/images/${name}`, import.meta.url))

const browser = await launch()
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 }, colorScheme: 'light' })
  await page.goto(pathToFileURL(resolve(report)).href)
  const map = page.locator('#map')
  await page.waitForTimeout(2500) // fonts move the page, and the map's light is laid in over some frames
  // Brought under the simulation's banner, which stays on top of the page.
  await map.evaluate(element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 32))
  await page.waitForTimeout(1000)
  const clip = await map.evaluate(element => {
    const { top, bottom } = element.getBoundingClientRect()
    return {
      x: 0,
      y: Math.ceil(top),
      width: innerWidth,
      height: Math.floor(Math.min(bottom, innerHeight) - Math.ceil(top)),
    }
  })
  await page.screenshot({ path: picture('map.jpg'), type: 'jpeg', quality: 82, clip })
  const below = await map.evaluate(element => element.getBoundingClientRect().bottom + scrollY)
  await page.evaluate(y => scrollTo(0, y - 30), below)
  await page.waitForTimeout(1000)
  await page.screenshot({ path: picture('report.png') })
} finally {
  await browser.close()
}
for (const name of ['map.jpg', 'report.png']) {
  const kb = statSync(picture(name)).size / 1000
  console.log(`docs/images/${name}  ${Math.round(kb)} kB`)
  if (kb > LIMIT_KB) process.exitCode = 1
}
