import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAnalyses } from '../../src/analyses/run-all.ts'
import { mountCase } from '../../src/case/mount.ts'
import { createCase, writeWhole } from '../../src/case/open.ts'
import { addDump } from '../../src/documents/add-dump.ts'
import { docxFile, mailFile, xlsFile } from '../../src/documents/testing/office.ts'
import { zipFile } from '../../src/documents/testing/zip.ts'
import { gatherReport } from '../../src/report/gather.ts'
import { reportHtml } from '../../src/report/html.ts'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, type Report } from './report.ts'
import { watched } from './watch.ts'

const PATIENCE = 120_000
const HOSTILE = "it's <img src=x onerror=pwned=1>.docx"

inBrowser('the report of a dump', () => {
  let folder: string
  let browser: Browser
  let report: Report

  beforeAll(async () => {
    folder = await newFolder()
    const path = join(folder, 'leak.zip')
    await writeFile(
      path,
      zipFile([
        { name: 'a.xls', data: xlsFile() },
        { name: HOSTILE, data: docxFile() },
        { name: '1.eml', data: mailFile() },
        ...Array.from({ length: 110 }, (_, n) => ({ name: `n/${n}.txt`, data: `note ${n}` })),
      ]),
    )
    const { case: given } = await addDump(await createCase(join(folder, 'case')), path, { workers: 2 })
    const store = await mountCase(given)
    try {
      const data = await gatherReport(given, store, await runAnalyses(given, store), 'en')
      await writeWhole(given.at.report, await reportHtml(data))
      report = { url: `file://${given.at.report}`, data }
    } finally {
      await store.close()
    }
    browser = await launch()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  const opened = async (name: string, options = {}) => {
    const open = await watched(browser, report.url, options)
    await open.page.locator('.triage input[type=search]').fill(name)
    await open.page.locator('.triage button.document').first().click()
    await open.page.locator('.document-facts tr').first().waitFor({ timeout: 5000 })
    return open
  }
  const facts = (page: Awaited<ReturnType<typeof opened>>['page']) =>
    page.$$eval('.document-facts tr', rows =>
      rows.map(row => [
        row.querySelector('code')?.textContent,
        row.querySelector('bdi')?.textContent,
        row.querySelector('.locator')?.textContent,
      ]),
    )

  test('a row opens to what its document says and where in it, and to the command for the rest', async () => {
    const open = await opened('a.xls')
    expect((await facts(open.page)).slice(0, 3)).toEqual([
      ['author', 'Анна Опытова', expect.stringContaining('SummaryInformation')],
      ['last_modified_by', 'Борис Пробный', expect.stringContaining('SummaryInformation')],
      ['xls_user', 'ann', expect.stringMatching(/Workbook/)],
    ])
    const command = open.page.locator('.document-facts .command')
    expect(await command.innerText()).toMatch(
      /Shown: 12 \/ \d+\. Every fact of it: sillage show 'leak\.zip!\/a\.xls'/,
    )
    await open.page.getByRole('button', { name: 'Français' }).click()
    expect(await command.innerText()).toMatch(/Tous ses faits/)
    expect(await open.trouble()).toEqual([])
    await open.close()
  })

  test('the facts are those of the row, also beyond the first hundred and when sorted anew', async () => {
    const open = await opened('n/109.txt')
    expect(await open.page.locator('.document-facts .command').innerText()).toContain("n/109.txt'")
    expect((await facts(open.page)).map(([name]) => name)).toContain('text_encoding')
    await open.page.locator('.triage input[type=search]').fill('l')
    await open.page.locator('.triage th button').first().click()
    await open.page.locator('.triage th button').first().click()
    await open.page.locator('.triage input[type=search]').fill('xls')
    await open.page.locator('.triage button.document', { hasText: 'a.xls' }).first().click()
    await open.page.locator('.document-facts tr', { hasText: 'Борис Пробный' }).waitFor({ timeout: 5000 })
    expect(await open.trouble()).toEqual([])
    await open.close()
  })

  test('a hostile name stays text, and is quoted for the shell; a phone shows the facts whole', async () => {
    const open = await opened("it's", { viewport: { width: 360, height: 800 } })
    expect(await open.page.locator('.document-facts .command').innerText()).toContain("it'\\''s <img")
    const wide = await open.page.$$eval('.document-facts .locator', all =>
      all.filter(one => one.getBoundingClientRect().right > window.innerWidth).map(one => one.textContent),
    )
    expect(wide).toEqual([])
    expect(await open.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    expect(await open.trouble()).toEqual([])
    await open.close()
  })
})
