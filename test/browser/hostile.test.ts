import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { ATTACKS, hostilePosts, MAPPING } from './hostile.ts'
import { dropFolder, newFolder, type Report, reportOf } from './report.ts'
import { type Watch, watched } from './watch.ts'

const FILE = `"><img src=x onerror=alert(1)> $(id) \u202Egnp.jsonl`
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
    await writeFile(file, hostilePosts())
    report = await reportOf(
      folder,
      [file],
      {
        title: TITLE,
        about: ['#subject', 'javascript:alert(1)', `<img src=x onerror=alert('about')>`],
        windows: [
          {
            name: `<svg onload=alert('window')>`,
            from: Date.UTC(2024, 0, 1, 13),
            to: Date.UTC(2024, 0, 1, 14),
          },
          { name: '__proto__', from: Date.UTC(2024, 0, 1, 12), to: Date.UTC(2024, 0, 1, 13) },
        ],
      },
      { as: 'ndjson', map: MAPPING },
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
    [
      'script',
      'closing',
      'comment',
      'image',
      'vector',
      'style',
      'address',
      'template',
      'attribute',
      'frame',
      'entity',
      'formula',
      'prototype',
      'constructor',
    ], // prettier-ignore
  )('shows the %s attack as the text that it is, in both languages', name => {
    expect(read.map(text => text.includes(ATTACKS[name] ?? '?'))).toEqual([true, true])
  })

  test('shows signs that would turn or colour the line as signs', () => {
    for (const text of read) {
      expect(text.includes('⟨U+202E⟩') && text.includes('⟨U+001B⟩')).toBe(true)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(/.{0,60}[\u202A-\u202E\u001b].{0,20}/.exec(text)?.[0]).toBeUndefined()
    }
  })

  test('names the file, the title and the windows as text', async () => {
    expect(await open.page.locator('#custody .sources').textContent()).toContain(
      '"><img src=x onerror=alert(1)>',
    )
    expect(await open.page.title()).toContain('</title></script><script>')
    expect(read.map(text => text.includes(`<svg onload=alert('window')>`))).toEqual([true, true])
  })

  test('links to nowhere but itself', async () => {
    const elsewhere = await open.page.$$eval('[href], [src]', all =>
      all.map(one => one.getAttribute('href') ?? one.getAttribute('src')).filter(to => !to?.startsWith('#')),
    )
    expect(elsewhere).toEqual([])
  })

  test('neutralises formulas in the CSV of every table', async () => {
    const files = await open.page.evaluate(async () => {
      const blobs: Blob[] = []
      const made = URL.createObjectURL.bind(URL)
      URL.createObjectURL = (blob: Blob) => {
        blobs.push(blob)
        return made(blob)
      }
      for (const button of document.querySelectorAll<HTMLElement>('.table-head button')) button.click()
      URL.createObjectURL = made
      return Promise.all(blobs.map(blob => blob.text()))
    })
    expect(files.length).toBeGreaterThan(8)
    expect(files.join()).toContain(`'=HYPERLINK`)
    for (const file of files) expect(/(^|,|")[=@+\t](HYPERLINK|<|Z).*/m.exec(file)?.[0]).toBeUndefined()
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
    for (const button of document.querySelectorAll<HTMLElement>('.table > button.quiet'))
      if (/\(/.test(button.textContent ?? '')) button.click() // "Show all (61)"
    for (let y = 0; y < document.body.scrollHeight; y += 900) {
      window.scrollTo(0, y)
      await breath()
    }
  })
  texts.push((await page.locator('#page').textContent()) ?? '')
  const findings = await page.$$eval('.finding[id]', all => all.map(one => one.id.replace('finding/', '')))
  const sheets = await page.evaluate(async ids => {
    const breath = () => new Promise(done => setTimeout(done, 20))
    const read: { id: string; text: string }[] = []
    for (const id of ids) {
      location.hash = `#evidence/${encodeURIComponent(id)}`
      const sheet = () => document.querySelector('dialog[open]')
      for (let tries = 0; tries < 200 && !sheet()?.textContent?.includes(id); tries++) await breath()
      for (const more of sheet()?.querySelectorAll<HTMLElement>('button[aria-expanded=false]') ?? [])
        more.click()
      await breath()
      read.push({ id, text: sheet()?.textContent ?? '' })
    }
    return read
  }, findings)
  expect(sheets.filter(({ id, text }) => !text.includes(id)).map(({ id }) => id)).toEqual([])
  texts.push(...sheets.map(({ text }) => text))
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'hidden' })
  return texts.join('\n')
}
