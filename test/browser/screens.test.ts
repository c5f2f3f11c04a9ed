import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, type Report, simulatedReport } from './report.ts'
import { watched } from './watch.ts'

inBrowser('the parts of a report', () => {
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

  /** A test on an open page that must end without trouble. */
  const onPage = (name: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
    test(name, async () => {
      const open = await watched(browser, report.url, { viewport: { width: 1280, height: 900 }, ...options })
      await look(open.page)
      expect(await open.trouble()).toEqual([])
      await open.close()
    })

  const accounts = (page: Page) => page.locator('#amplifiers .table').first()

  onPage('a table sorts by a click on its column, and says so', async page => {
    const table = accounts(page)
    const column = table.getByRole('columnheader', { name: 'Followers' })
    const figures = async () => {
      const at = await column.evaluate(one => [...(one.parentElement?.children ?? [])].indexOf(one))
      const cells = await table.locator(`tbody td:nth-child(${at + 1})`).allInnerTexts()
      return cells.map(text => Number(text.replaceAll(',', '')))
    }
    expect(await column.getAttribute('aria-sort')).toBe('none')
    await column.getByRole('button').click()
    expect(await column.getAttribute('aria-sort')).toBe('descending')
    const falling = await figures()
    expect(falling).toEqual([...falling].sort((a, b) => b - a))
    await column.getByRole('button').press('Enter')
    expect(await column.getAttribute('aria-sort')).toBe('ascending')
    const rising = await figures()
    expect(rising).toEqual([...rising].sort((a, b) => a - b))
  })

  onPage('a table is searched, shows all its rows when asked, and says when nothing matches', async page => {
    const table = accounts(page)
    const rows = table.locator('tbody tr')
    expect(await rows.count()).toBe(10)
    await table.getByRole('button', { name: /Show all/ }).click()
    expect(await rows.count()).toBeGreaterThan(10)
    const name = (await rows.nth(3).locator('td').first().innerText()).trim()
    await table.getByRole('searchbox').fill(name.toUpperCase())
    expect(await rows.first().innerText()).toContain(name)
    await table.getByRole('searchbox').fill('no such thing anywhere')
    expect(await rows.count()).toBe(0)
    expect(await table.innerText()).toContain('No row matches.')
  })

  onPage('a table is downloaded as shown: sorted, searched, with plain numbers', async page => {
    const table = accounts(page)
    await table.getByRole('columnheader', { name: 'Followers' }).getByRole('button').click()
    const shown = await table.locator('tbody tr td:first-child').allInnerTexts()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      table.getByRole('button', { name: 'Download CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('sillage-amplifiers-accounts.csv')
    const text = await readFile(await download.path(), 'utf8')
    const [head, ...lines] = text
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n')
    expect(head).toMatch(/^Account,Platform,Posts,/)
    expect(lines.length).toBe(shown.length)
    expect(lines.map(line => line.split(',')[0])).toEqual(shown.map(name => name.trim().replace(/^@/, '')))
    expect(lines[0]).toMatch(/,\d{4,}(,|$)/)
  })

  onPage('the map plays, pauses, and goes to the moment that the slider says', async page => {
    const map = page.locator('#map')
    await map.scrollIntoViewIfNeeded()
    const slider = map.getByRole('slider')
    const time = () => map.locator('.clock').innerText()
    await map.locator('.clock-count', { hasText: /\d/ }).waitFor()
    const whole = await time()
    expect(await lit(page)).toBeGreaterThan(500)
    await slider.evaluate((one: HTMLInputElement) => one.focus())
    await page.keyboard.press('Home')
    expect(await time()).not.toBe(whole)
    await expect.poll(() => lit(page)).toBeLessThan(200)
    await map.getByRole('button', { name: 'Play' }).click()
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(0)
    await map.getByRole('button', { name: 'Pause' }).click()
    const stopped = await time()
    await page.waitForTimeout(300)
    expect(await time()).toBe(stopped)
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/May 2017 at \d\d:\d\d, Paris time/)
  })

  onPage(
    'the map goes by steps where the reader wants no motion',
    async page => {
      const step = page.locator('#map').getByRole('button', { name: 'Next step' })
      await step.click()
      await step.click()
      const at = await page.locator('#map').getByRole('slider').inputValue()
      await page.waitForTimeout(300)
      expect(await page.locator('#map').getByRole('slider').inputValue()).toBe(at)
      expect(Number(at)).toBeGreaterThan(0)
    },
    { reducedMotion: 'reduce' },
  )

  onPage('the names on the map cover neither one another nor the legend and the clock', async page => {
    await page.locator('#map').scrollIntoViewIfNeeded()
    await page.locator('.map-label').first().waitFor()
    const boxes = await page.$$eval('.map-label, .map-legend, .clock', all =>
      all.map(one => one.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x, y, width, height })),
    )
    const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map(b => [a, b] as const))
    const clash = pairs.filter(
      ([a, b]) =>
        a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height,
    )
    expect(clash).toEqual([])
  })

  for (const width of [360, 768, 1440])
    onPage(
      `nothing reaches beyond a screen of ${width} pixels, and no words are cut off in a picture`,
      async page => {
        for (const language of ['English', 'Français']) {
          await page.getByRole('button', { name: language }).click()
          await drawAll(page)
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
          expect(await page.$$eval('.picture', cutWords)).toEqual([])
        }
      },
      { viewport: { width, height: 800 } },
    )

  onPage(
    'a wide table on a phone shows that there is more beside, and the keyboard can reach it',
    async page => {
      const scroller = accounts(page).locator('.scroll')
      await scroller.scrollIntoViewIfNeeded()
      expect(await scroller.getAttribute('class')).toContain('more-right')
      expect(await scroller.getAttribute('tabindex')).toBe('0')
      await scroller.evaluate(one => one.scrollTo(10_000, 0))
      await expect.poll(() => scroller.getAttribute('class')).not.toContain('more-right')
    },
    { viewport: { width: 360, height: 800 } },
  )

  onPage('on paper the tools are gone, findings carry their names, and every chart is drawn', async page => {
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    for (const tool of ['.choices', '.tools input', '.map-controls', 'canvas'])
      expect(await page.locator(tool).first().isVisible()).toBe(false)
    expect(await page.locator('h1 .print-id').isVisible()).toBe(true)
    const empty = await page.$$eval(
      'figure:not([hidden]) .picture',
      all => all.filter(one => one.children.length === 0).length,
    )
    expect(empty).toBe(0)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  onPage('landmarks, headings, names and languages are there for those who do not see', async page => {
    await drawAll(page)
    expect(await page.locator('main').count()).toBe(1)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('header').count()).toBe(1)
    const nameless = await page.$$eval('button, a, input, select, summary', all =>
      all
        .filter(one => {
          const label = one.getAttribute('aria-label') ?? one.closest('label')?.textContent ?? ''
          return `${one.textContent}${label}`.trim() === ''
        })
        .map(one => one.outerHTML),
    )
    expect(nameless).toEqual([])
    const pictures = await page.$$eval('.picture > :not(.network-frame), .network-svg, canvas', all =>
      all.filter(
        one =>
          !['img', 'group'].includes(one.getAttribute('role') ?? '') ||
          (one.getAttribute('aria-label') ?? '').length < 20,
      ),
    )
    expect(pictures).toEqual([])
    const levels = await page.$$eval('h1, h2, h3', all => all.map(one => Number(one.localName[1])))
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 1)).toBeLessThan(2)
    const ids = await page.$$eval('[id]', all => all.map(one => one.id))
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  onPage('text stands out from its paper by 4.5 to 1, in both themes', async page => {
    for (const theme of ['Light', 'Dark']) {
      await page.getByRole('button', { name: theme }).click()
      const faint = await page.evaluate(contrasts)
      expect(faint).toEqual([])
    }
  })
})

/** Runs in the page: colours of the theme that are too near to its paper. */
function contrasts(): string[] {
  const style = getComputedStyle(document.documentElement)
  const luminance = (name: string) => {
    const hex = style.getPropertyValue(name).trim()
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const paper = luminance('--paper')
  const names = [
    'ink',
    'soft',
    'faint',
    'accent',
    'lang-en',
    'lang-fr',
    'lang-es',
    'lang-de',
    'lang-ru',
    'lang-it',
    'lang-nl',
    'lang-rest',
    'on-x',
    'on-4chan',
    'on-facebook',
    'on-web',
  ] // prettier-ignore
  return names.filter(name => {
    const text = luminance(`--${name}`)
    return (Math.max(text, paper) + 0.05) / (Math.min(text, paper) + 0.05) < 4.5
  })
}

/** Runs in the page: words of pictures that reach beyond their frames, and so are cut off. */
function cutWords(frames: Element[]): (string | null)[] {
  return frames.flatMap(frame => {
    const { left, right } = frame.getBoundingClientRect()
    return [...frame.querySelectorAll('text')]
      .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.left < left - 1 || box.right > right + 1))
      .map(({ text }) => text)
  })
}

/** How many pixels of the map are lit. */
function lit(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')
    if (!canvas) return 0
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {
      willReadFrequently: true,
    })
    copy?.drawImage(canvas, 0, 0)
    const pixels = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let count = 0
    for (let i = 0; i < pixels.length; i += 4)
      if ((pixels[i] ?? 0) + (pixels[i + 1] ?? 0) + (pixels[i + 2] ?? 0) > 90) count++
    return count
  })
}

/** Charts are drawn when they come near the window: goes past all of them. */
async function drawAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
      window.scrollTo(0, y)
      await new Promise(done => setTimeout(done, 40))
    }
  })
}
