import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, type Report, simulatedReport } from './report.ts'
import { watched } from './watch.ts'

inBrowser('an account’s sheet on the page', () => {
  let folder: string
  let browser: Browser
  let report: Report

  beforeAll(async () => {
    folder = await newFolder()
    report = await simulatedReport(folder)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  const figures = () => {
    const found = report.data.analyses.find(({ analysis }) => analysis === 'automation')
    if (!found) throw new Error('the report has the analysis')
    return found.figures
  }

  const onPage = (name: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
    test(name, async () => {
      const open = await watched(browser, report.url, { viewport: { width: 1280, height: 900 }, ...options })
      await look(open.page)
      expect(await open.trouble()).toEqual([])
      await open.close()
    })

  for (const analysis of ['automation', 'amplifiers'])
    onPage(`opens from the table of ${analysis}, with a week, signals and a URL`, async page => {
      const link = page.locator(`#${analysis} .table td a.door`).first()
      const name = await link.innerText()
      await link.click()
      const sheet = page.locator('dialog[open]')
      expect(await sheet.locator('.sheet-claim').innerText()).toBe(name)
      expect(await sheet.locator('.account-clock rect').count()).toBe(168)
      expect(await sheet.locator('.account-signals tbody tr').count()).toBe(figures().signals?.length)
      expect(await sheet.innerText()).toContain('not a verdict')
      expect(new URL(page.url()).hash).toMatch(/^#account\/x%3A\d+$/)
      await page.keyboard.press('Escape')
      expect(await page.locator('dialog[open]').count()).toBe(0)
    })

  onPage(
    'is whole on a phone, and a name that is not there says so',
    async page => {
      const [first] = figures().sheets ?? []
      const go = (name: string) =>
        page.evaluate(
          hash => {
            location.hash = hash
          },
          `#account/${encodeURIComponent(name)}`,
        )
      await go(`${first?.platform}:${first?.account_id}`)
      await page.locator('dialog[open] .account-clock').waitFor()
      const overflow = await page.evaluate(() => {
        const sheet = document.querySelector('dialog[open]')
        return sheet ? sheet.scrollWidth - sheet.clientWidth : -1
      })
      expect(overflow).toBe(0)
      await go('x:nobody')
      await page.getByText('This page holds no account of that name.').waitFor()
    },
    { viewport: { width: 360, height: 740 } },
  )
})
