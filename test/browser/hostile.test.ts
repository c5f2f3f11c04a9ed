import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { ATTACKS, hostileTable, MAPPING } from './hostile.ts'
import { dropFolder, newFolder, type Report, reportOf } from './report.ts'
import { type Watch, watched } from './watch.ts'

const FILE = `"><img src=x onerror=alert(1)> $(id) \u202Egnp.csv`
const TITLE = `</title></script><script>window.pwned = 'title'</script>${ATTACKS.direction}`

inBrowser('a report of posts that attack the page', () => {
  let folder: string
  let browser: Browser
  let report: Report
  let open: Watch
  /** What could be read on the page with everything opened, per language. */
  let read: string[]

  beforeAll(async () => {
    folder = await newFolder()
    const file = join(folder, FILE)
    await writeFile(file, hostileTable())
    report = await reportOf(
      folder,
      [file],
      {
        title: TITLE,
        about: ['#subject', 'javascript:alert(1)', `<img src=x onerror=alert('about')>`],
        windows: [
          { name: `<svg onload=alert('window')>`, from: Date.UTC(2024, 0, 1, 13), to: Date.UTC(2024, 0, 1, 14) },
          { name: '__proto__', from: Date.UTC(2024, 0, 1, 12), to: Date.UTC(2024, 0, 1, 13) },
        ],
      },
      { as: 'table', map: MAPPING },
    )
    browser = await launch()
    open = await watched(browser, report.url)
    read = [await openEverything(open.page)]
    await open.page.click('.choices button[lang=fr]')
    read.push(await openEverything(open.page))
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  test('finds something to say and to draw, so that the attacks reach every part of the page', async () => {
    expect(report.data.analyses.filter(({ status }) => status === 'found').length).toBeGreaterThan(4)
    expect(await open.page.locator('figure svg').count()).toBeGreaterThan(4)
    expect(await open.page.locator('canvas').count()).toBe(1)
  })

  test('runs nothing, fetches nothing, and puts in nothing that could', async () => {
    expect(await open.page.evaluate(() => window.pwned)).toBeUndefined()
    expect(await open.trouble()).toEqual([])
  })

  test('leaves the prototypes of the page as they were', async () => {
    const extra = await open.page.evaluate(() => {
      const keys: string[] = []
      for (const key in {}) keys.push(key)
      return keys
    })
    expect(extra).toEqual([])
  })

  test.for(
    ['script', 'closing', 'comment', 'image', 'vector', 'style', 'address', 'template', 'attribute', 'frame', 'entity', 'formula', 'prototype', 'constructor'], // prettier-ignore
  )('shows the %s attack as the text that it is, in both languages', name => {
    for (const text of read) expect(text).toContain(ATTACKS[name])
  })

  test('shows signs that would turn or colour the line as signs', () => {
    for (const text of read) {
      expect(text).toContain('⟨U+202E⟩')
      expect(text).toContain('⟨U+001B⟩')
      expect(text).not.toMatch(/[\u202A-\u202E\u001b]/)
    }
  })

  test('names the file, the title and the windows as text', async () => {
    expect(await open.page.locator('#custody').textContent()).toContain('"><img src=x onerror=alert(1)>')
    expect(await open.page.title()).toContain('</title></script><script>')
    expect(read.join()).toContain(`<svg onload=alert('window')>`)
  })

  test('links to nowhere but itself', async () => {
    const elsewhere = await open.page.$$eval('[href], [src]', all =>
      all.map(one => one.getAttribute('href') ?? one.getAttribute('src')).filter(to => !to?.startsWith('#')),
    )
    expect(elsewhere).toEqual([])
  })

  test('neutralises formulas in the CSV of every table', async () => {
    const { page } = open
    for (const table of await page.locator('.table').all()) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        table.getByRole('button', { name: /CSV/ }).click(),
      ])
      const text = await textOf(await download.createReadStream())
      expect(text).not.toMatch(/(^|,|")[=@\t](HYPERLINK|SUM|cmd)/im)
    }
    expect(await open.trouble()).toEqual([])
  })
})

/** Opens every foldout, every row and every evidence sheet, and returns all text that was to be read. */
async function openEverything(page: Page): Promise<string> {
  const texts: string[] = []
  await page.evaluate(async () => {
    const breath = () => new Promise(done => setTimeout(done, 60))
    for (const foldout of document.querySelectorAll('details')) foldout.open = true
    await breath()
    for (const button of document.querySelectorAll<HTMLElement>('.table > button.quiet')) button.click()
    for (let y = 0; y < document.body.scrollHeight; y += 900) {
      window.scrollTo(0, y)
      await breath()
    }
  })
  texts.push((await page.locator('body').textContent()) ?? '')
  const findings = await page.$$eval('.finding[id]', all => all.map(one => one.id.replace('finding/', '')))
  for (const id of findings) {
    await page.evaluate(to => {
      location.hash = to
    }, `#evidence/${encodeURIComponent(id)}`)
    const sheet = page.locator('dialog[open]')
    await sheet.waitFor()
    for (const more of await sheet.locator('button[aria-expanded=false]').all()) await more.click({ force: true })
    texts.push((await sheet.textContent()) ?? '')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
  }
  return texts.join('\n')
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array)) // a file's stream gives bytes
  return Buffer.concat(parts).toString()
}
