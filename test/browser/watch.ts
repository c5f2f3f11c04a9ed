import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** What a page did that a report must never do, a line each. */
export interface Watch {
  page: Page
  /** Everything seen so far: dialogs, requests, errors, policy violations, and elements that run or fetch. */
  trouble: () => Promise<string[]>
  close: () => Promise<void>
}

/** Opens a report under watch. Nothing it does is answered: a dialog is dismissed, a request beyond the file fails. */
export async function watched(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watch> {
  const context = await browser.newContext({ acceptDownloads: true, ...options })
  const seen: string[] = []
  await context.route(/^(?!file:|data:|blob:)/, route => route.abort())
  const page = await context.newPage()
  page.on('dialog', dialog => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', request => {
    if (!/^(data:|blob:)/.test(request.url()) && request.url().split('#')[0] !== url.split('#')[0])
      seen.push(`request: ${request.url()}`)
  })
  page.on('popup', popup => seen.push(`popup: ${popup.url()}`))
  page.on('pageerror', error => seen.push(`error: ${error.message}`))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text()}`)
  })
  await page.addInitScript(watchDocument)
  await page.goto(url)
  await page.waitForSelector('h1')
  return {
    page,
    trouble: async () => [...seen, ...(await page.evaluate(() => window.seen ?? []))],
    close: () => context.close(),
  }
}

declare global {
  interface Window {
    /** What the watcher in the page has seen. */
    seen?: string[]
    /** Set by a script that was smuggled in, if one ever runs. */
    pwned?: unknown
  }
}

/** Runs in the page before its own script: notes what is inserted that could run or fetch, and what the policy stops. */
function watchDocument(): void {
  const seen: string[] = []
  window.seen = seen
  document.addEventListener('securitypolicyviolation', event => {
    seen.push(`policy: ${event.violatedDirective} ${event.blockedURI}`)
  })
  const forbidden =
    'script, iframe, frame, img, object, embed, video, audio, link, base, form, foreignObject, use, image'
  const look = (element: Element) => {
    const isOwn = element.localName === 'script' && document.readyState === 'loading'
    if (element.matches(forbidden) && !isOwn) seen.push(`element: ${element.outerHTML.slice(0, 120)}`)
    // Plot puts a stylesheet of its own into each picture; the page none but at its head and for "simulated".
    if (
      element.localName === 'style' &&
      document.readyState !== 'loading' &&
      !/^\s*:where\(\.plot|^@page/.test(element.textContent ?? '')
    )
      seen.push(`style: ${element.textContent?.slice(0, 120)}`)
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) seen.push(`handler: ${name}=${value.slice(0, 80)}`)
      if (/^(href|src|action|formaction|xlink:href|data)$/i.test(name) && !/^(#|blob:|data:font)/.test(value))
        seen.push(`address: ${name}=${value.slice(0, 80)}`)
    }
  }
  new MutationObserver(records => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes' && target instanceof Element) look(target)
      for (const node of addedNodes)
        if (node instanceof Element) for (const one of [node, ...node.querySelectorAll('*')]) look(one)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true })
}
