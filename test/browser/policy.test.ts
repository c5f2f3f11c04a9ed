import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inBrowser, launch } from './chromium.ts'
import { dropFolder, newFolder, reportOf } from './report.ts'
import { watched } from './watch.ts'

const POSTS = `created_at,user_id,screen_name,text
2024-01-01T12:00:00Z,1,ann,a first word #subject
2024-01-01T12:01:00Z,2,bob,a second word #subject`

inBrowser('the report’s content security policy', () => {
  let folder: string
  let browser: Browser
  let url: string
  let html: string

  beforeAll(async () => {
    folder = await newFolder()
    const file = join(folder, 'posts.csv')
    await writeFile(file, POSTS)
    url = (await reportOf(folder, [file], { about: ['#subject'] })).url
    html = await readFile(fileURLToPath(url), 'utf8')
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  /** The report with something smuggled in, opened. */
  async function openedWith(smuggled: string, before: string) {
    const path = join(folder, 'changed.html')
    await writeFile(
      path,
      html.replace(before, () => `${smuggled}${before}`),
    )
    return watched(browser, pathToFileURL(path).href)
  }

  test('names one script by its hash, and no source for anything else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    const rules = Object.fromEntries(
      policy.split('; ').map(rule => {
        const [name = '', ...values] = rule.split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(rules['default-src']).toBe("'none'")
    expect(rules['script-src']).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/)
    expect(rules['connect-src'] ?? "'none'").toBe("'none'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
    expect(policy.replace(/style-src 'unsafe-inline'/, '')).not.toContain('unsafe-inline')
  })

  test('lets the page’s own script run, without trouble', async () => {
    const open = await watched(browser, url)
    expect(await open.page.locator('main').count()).toBe(1)
    expect(await open.trouble()).toEqual([])
    await open.close()
  })

  test.for([
    ['an inline script', '<script>window.pwned = 1</script>'],
    ['a handler', '<img src="data:," onerror="window.pwned = 1">'],
    ['a script from elsewhere', '<script src="data:text/javascript,window.pwned=1"></script>'],
  ] as const)('stops %s that someone wrote into the file', async ([, smuggled]) => {
    const open = await openedWith(smuggled, '<div id="page">')
    await open.page.waitForTimeout(200)
    expect(await open.page.evaluate(() => window.pwned)).toBeUndefined()
    expect((await open.trouble()).some(line => line.startsWith('policy: script-src'))).toBe(true)
    await open.close()
  })

  test('stops requests, pictures, frames and forms that go out', async () => {
    const open = await watched(browser, url)
    const refused = await open.page.evaluate(async () => {
      const stopped: string[] = []
      document.addEventListener('securitypolicyviolation', event => stopped.push(event.effectiveDirective))
      await fetch('https://evil.example/').catch(() => {})
      document.body.append(
        Object.assign(new Image(), { src: 'https://evil.example/i.png' }),
        Object.assign(document.createElement('iframe'), { src: 'https://evil.example/' }),
      )
      const form = Object.assign(document.createElement('form'), { action: 'https://evil.example/' })
      document.body.append(form)
      form.submit()
      await new Promise(done => setTimeout(done, 300))
      return stopped
    })
    expect(new Set(refused)).toEqual(new Set(['connect-src', 'img-src', 'frame-src', 'form-action']))
    await open.close()
  })
})
