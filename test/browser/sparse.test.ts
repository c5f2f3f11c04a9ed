import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseChoice } from '../../src/case/open.ts'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, reportOf } from './report.ts'
import { watched } from './watch.ts'

const LONG =
  'An uncommonly long title for a case that says all there is to say about it and then some more '.repeat(6)

inBrowser('a report of very little', () => {
  let folder: string
  let browser: Browser

  beforeAll(async () => {
    folder = await newFolder()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  /** Opens the report of a few posts on a phone, in both languages, and returns what it says in English. */
  async function readOnPhone(name: string, csv: string, choice: CaseChoice): Promise<string> {
    const file = join(folder, `${name}.csv`)
    await writeFile(file, csv)
    const { url } = await reportOf(join(folder, name), [file], choice)
    const open = await watched(browser, url, { viewport: { width: 360, height: 800 } })
    const text = await open.page.locator('#page').innerText()
    await open.page.getByRole('button', { name: 'Français' }).click()
    expect(await open.page.locator('html').getAttribute('lang')).toBe('fr')
    const beyond = await open.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(beyond).toBe(0)
    expect(await open.trouble()).toEqual([])
    await open.close()
    return text
  }

  test('one post is a report: when it was, and why the other questions have no answer', async () => {
    const text = await readOnPhone('one', 'created_at,text\n2024-01-01T12:00:00Z,a word #subject', {
      about: ['#subject'],
    })
    expect(text).toContain('#subject')
    expect(text).toContain('1 post')
    expect(text).toContain('This data cannot answer it.')
    expect(text).not.toMatch(/NaN|undefined|Infinity|1970/)
  })

  test('a subject that nobody names leaves the title on top, and reasons in place of answers', async () => {
    const text = await readOnPhone(
      'none',
      'created_at,user_id,text\n2024-01-01T12:00:00Z,1,one\n2024-01-01T12:01:00Z,2,two',
      { about: ['#nobody'], title: LONG },
    )
    expect(text).toContain('An uncommonly long title')
    expect(text).toMatch(/Nothing was found\.|This data cannot answer it\./)
    expect(text).not.toMatch(/NaN|undefined|Infinity|1970/)
  })

  test('accounts whose followers are not known, or whose names run from right to left, break no line', async () => {
    const rows = ['حساب', 'שלום', 'ann', 'ﷺ'.repeat(30)].flatMap((who, n) =>
      [0, 1, 2].map(i => `2024-01-01T12:0${n}:0${i}Z,${n},${who},-1,en,word ${i} #subject`),
    )
    const text = await readOnPhone(
      'names',
      `created_at,user_id,screen_name,followers_count,lang,text\n${rows.join('\n')}`,
      { about: ['#subject'] },
    )
    expect(text).toContain('حساب')
    expect(text).not.toMatch(/NaN|undefined|Infinity|1970/)
  })
})
