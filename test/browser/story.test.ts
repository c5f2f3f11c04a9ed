import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, type Report, simulatedReport } from './report.ts'
import { type Watch, watched } from './watch.ts'

inBrowser('the report of a simulated leak', () => {
  let folder: string
  let browser: Browser
  let report: Report
  let open: Watch
  let page: Page

  beforeAll(async () => {
    folder = await newFolder()
    report = await simulatedReport(folder)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })
  beforeEach(async () => {
    open = await watched(browser, report.url, { viewport: { width: 1280, height: 900 } })
    page = open.page
  })
  afterEach(async () => {
    expect(await open.trouble()).toEqual([])
    await open.close()
  })

  const sheet = () => page.locator('dialog[open]')
  const headline = () =>
    report.data.analyses.flatMap(a => a.findings).find(f => f.id === report.data.story[0])

  test('says on top what happened, and that the data are simulated', async () => {
    expect(await page.locator('h1').innerText()).toContain(
      (headline()?.claim.en ?? '?').split(' ').slice(0, 3).join(' '),
    )
    expect(await page.locator('.simulated').innerText()).toContain('Simulated data')
  })

  test('names its subject in short: the hashtag and how many links', async () => {
    expect(await page.locator('.masthead').innerText()).toContain('#MacronLeaks and 2 links')
    expect(await page.locator('.covers').innerText()).not.toContain('https://')
  })

  test('draws the first picture without being asked', async () => {
    const first = page.locator('figure svg').first()
    await first.waitFor({ state: 'visible', timeout: 5000 })
    expect(await first.locator('path, rect, circle').count()).toBeGreaterThan(3)
  })

  test('draws no chart twice: what the story shows, the sections link to', async () => {
    await drawAll(page)
    const titles = await page.$$eval('figure figcaption b', all => all.map(one => one.textContent))
    expect(titles.length).toBeGreaterThan(6)
    expect(new Set(titles).size).toBe(titles.length)
    const links = await page.$$eval('.above a', all =>
      all.map(one => one.getAttribute('href')?.slice(1) ?? ''),
    )
    expect(links.length).toBeGreaterThan(0)
    for (const id of links) expect(await page.locator(`[id="${id}"]`).count()).toBe(1)
  })

  test('opens the evidence behind a number: claim, definition, posts, source row and SHA-256', async () => {
    await page.locator('h1 .door').first().click()
    const text = await sheet().innerText()
    expect(text).toContain(headline()?.id)
    expect(text).toMatch(/Definition\s+\S/)
    expect(text).toMatch(/Coverage\s+[\d,]+ posts/)
    expect(text).toMatch(/row [\d,]+/)
    expect(text).toMatch(/SHA-256 [0-9a-f]{64}/)
    expect(await sheet().locator('li.post').count()).toBeGreaterThan(0)
    expect(page.url()).toContain(`#evidence/${headline()?.id}`)
  })

  test('shows the posts in time order', async () => {
    await page.locator('h1 .door').first().click()
    const times = await sheet()
      .locator('li.post time')
      .evaluateAll(all => all.map(t => t.getAttribute('datetime')))
    expect(times).toEqual([...times].sort())
  })

  test('Esc closes the sheet, gives the focus back and leaves the address', async () => {
    const door = page.locator('.story .door').nth(2)
    await door.focus()
    await page.keyboard.press('Enter')
    await sheet().waitFor()
    await page.keyboard.press('Escape')
    await sheet().waitFor({ state: 'hidden' })
    expect(await door.evaluate(one => one === document.activeElement)).toBe(true)
    expect(page.url()).not.toContain('#evidence')
  })

  test('a click beside the sheet closes it', async () => {
    await page.locator('h1 .door').first().click()
    await sheet().waitFor()
    await page.mouse.click(20, 450)
    await sheet().waitFor({ state: 'hidden' })
  })

  test('an address with a finding opens its evidence; one with another name says so', async () => {
    const id = report.data.story.at(-1) ?? ''
    await page.goto('about:blank')
    await page.goto(`${report.url}#evidence/${id}`)
    expect(await sheet().innerText()).toContain(id)
    await page.evaluate(() => {
      location.hash = '#evidence/no-such-finding'
    })
    await page.getByText('This page holds no finding of that name.').waitFor()
  })

  test('goes by keyboard alone: skip link, doors, sheet and back', async () => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#story')
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.classList.contains('door'))) break
    }
    await page.keyboard.press('Enter')
    await sheet().waitFor()
    const inside = await page.evaluate(() =>
      document.querySelector('dialog')?.contains(document.activeElement),
    )
    expect(inside).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.classList.contains('door'))).toBe(true)
  })

  test('speaks French when asked: the page’s language, its sentences, its windows and its figures', async () => {
    await page.getByRole('button', { name: 'Français' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    const [first = ''] = (headline()?.claim.fr ?? '').split(/[\s\u202f\u00a0]\d/)
    expect(await page.locator('h1').innerText()).toContain(first.replaceAll("'", '’').slice(0, 20))
    expect(await page.locator('.masthead').innerText()).toContain('et 2 liens')
    const text = await page.locator('main').innerText()
    expect(text).toContain('silence électoral')
    expect(text).not.toContain('election silence')
    await page.locator('h1 .door').first().click()
    expect(await sheet().innerText()).toMatch(/Preuves[\s\S]*Définition[\s\S]*ligne/)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test('turns dark and light when asked, and remembers', async () => {
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await paper()
    await page.getByRole('button', { name: 'Dark' }).click()
    const dark = await paper()
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await paper()).toBe(dark)
    await page.getByRole('button', { name: 'Light' }).click()
    expect(await paper()).toBe(light)
  })

  test('gives the wall clock and UTC of each post', async () => {
    await page.locator('h1 .door').first().click()
    expect(await sheet().locator('li.post time').first().getAttribute('title')).toMatch(
      /^\d{4}-\d\d-\d\d .* UTC$/,
    )
  })
})

/** Charts are drawn when they come near the window: goes past all of them. */
async function drawAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
      window.scrollTo(0, y)
      await new Promise(done => setTimeout(done, 40))
    }
  })
}
