import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { madeNetwork, PLANTED } from '../../src/exporters/testing/network.ts'
import { inBrowser, launch } from './chromium.ts'
import { ATTACKS } from './hostile.ts'
import { networkReport } from './network-report.ts'
import { dropFolder, newFolder, type Report } from './report.ts'
import { watched } from './watch.ts'

inBrowser('the coordination network on the page', () => {
  let folder: string
  let browser: Browser
  let report: Report

  beforeAll(async () => {
    folder = await newFolder()
    report = await networkReport(folder)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await dropFolder(folder)
  })

  /** A test on an open page, gone to the network, that must end without trouble. */
  const onPage = (name: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
    test(name, async () => {
      const open = await watched(browser, report.url, { viewport: { width: 1280, height: 900 }, ...options })
      await goToNetwork(open.page)
      await look(open.page)
      expect(await open.trouble()).toEqual([])
      await open.close()
    })

  const network = () => {
    if (!report.data.network) throw new Error('the report has a network')
    return report.data.network
  }
  const sheet = (page: Page) => page.locator('dialog[open]')

  onPage('draws every account of every group, in colour those that are reported', async page => {
    expect(await page.locator('.network-svg .dot').count()).toBe(network().accounts.length)
    const reported = PLANTED.flatMap(({ status, accounts }) => (status === 'reported' ? [accounts] : []))
    const filled = await page.locator('.network-svg .dot:not(.hollow)').count()
    expect(filled).toBe(reported.reduce((sum, n) => sum + n, 0))
    expect(await page.locator('.network-svg .group-name').count()).toBe(PLANTED.length)
  })

  onPage(
    'says where the reader looks that fans act together too, and how many leads are not drawn',
    async page => {
      const figure = await page.locator('#network figure').innerText()
      expect(figure).toContain('Fans and newsrooms act together too.')
      expect(figure).toContain(`${network().left.pairs}\u00a0other pairs are leads and no more`)
      expect(await page.locator('.network-svg .line.sure').count()).toBeGreaterThan(0)
    },
  )

  onPage('is the same picture each time', async page => {
    const places = () =>
      page.$$eval('.network-svg .dot', all =>
        all.map(dot => `${dot.getAttribute('cx')} ${dot.getAttribute('cy')}`),
      )
    const first = await places()
    await page.reload()
    await goToNetwork(page)
    expect(await places()).toEqual(first)
  })

  onPage('a click on a line opens both posts of each meeting, with gap, object and source', async page => {
    const { pairs, meetings } = network()
    // in a group of few, where lines lie apart
    const pair = pairs.find(({ source, target }) =>
      [source, target].every(end => network().accounts[end]?.group === 1),
    )
    const ends = await page.$$eval(
      '.network-svg .dot',
      (all, wanted) =>
        wanted.map(n => {
          const box = all[n]?.getBoundingClientRect()
          return box ? [box.x + box.width / 2, box.y + box.height / 2] : []
        }),
      [pair?.source ?? 0, pair?.target ?? 0],
    )
    const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = ends
    await page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    await sheet(page).waitFor()
    expect(page.url().split('#')[1]).toBe(`pair/${pair?.source}-${pair?.target}`)
    const text = await sheet(page).innerText()
    const shown = pair?.met.length ?? 0
    expect(shown).toBeGreaterThan(1)
    expect(await sheet(page).locator('.meeting').count()).toBe(shown)
    expect(await sheet(page).locator('.meeting li.post').count()).toBe(2 * shown)
    expect(text).toMatch(
      shown < (pair?.weight ?? 0) ? /Showing \d+ of \d+; all are in evidence.csv/ : /All \d+ of them/,
    )
    const [met] = pair?.met ?? []
    expect(text).toContain(meetings[met ?? -1]?.object)
    expect(text).toMatch(/\d+(\.\d)?\ss apart|at the same moment/)
    expect(text).toMatch(/SHA-256\s[0-9a-f]{64}/)
    expect(text).toContain('Fans and newsrooms act together too.')
    const times = await sheet(page)
      .locator('.meeting li.post time')
      .evaluateAll(all => all.map(time => time.getAttribute('datetime') ?? ''))
    for (let n = 0; n < times.length; n += 2) expect((times[n] ?? '') <= (times[n + 1] ?? '')).toBe(true)
  })

  onPage('a click on an account leads to its group', async page => {
    await page.evaluate(() => document.querySelector('.network-svg')?.scrollIntoView({ block: 'center' }))
    const member = network().accounts.findIndex(({ group }) => group === 2)
    const box = await page.locator('.network-svg .dot').nth(member).boundingBox()
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
    await page.waitForFunction(
      () =>
        document.querySelectorAll<HTMLDetailsElement>('.dossiers:not(.phrasing) details.dossier')[2]?.open,
    )
  })

  onPage('goes by keyboard: from a group’s name to its dossier, to a pair, and back', async page => {
    const name = page.locator('.network-svg .group-name').nth(1)
    await name.focus()
    await page.keyboard.press('Enter')
    const dossier = page.locator('.dossiers:not(.phrasing) details.dossier').nth(1)
    await page.waitForFunction(
      () =>
        (document.querySelectorAll('.dossiers:not(.phrasing) details.dossier')[1] as HTMLDetailsElement).open,
    )
    expect(await page.evaluate(() => document.activeElement?.closest('details')?.id)).toBe(
      await dossier.getAttribute('id'),
    )
    const door = dossier.locator('.pairs a').first()
    await door.focus()
    await page.keyboard.press('Enter')
    await sheet(page).waitFor()
    await page.keyboard.press('Escape')
    await sheet(page).waitFor({ state: 'hidden' })
    expect(await door.evaluate(one => one === document.activeElement)).toBe(true)
    expect(page.url()).not.toContain('#pair')
  })

  onPage('a dossier says who, on what, when, and shows the posts side by side', async page => {
    const dossier = page.locator('.dossiers:not(.phrasing) details.dossier').first()
    const [group] = network().groups
    expect(await dossier.locator('.members li').count()).toBe(group?.accounts)
    expect(await dossier.locator('.pushed li').count()).toBeGreaterThan(3)
    await dossier.locator('.lanes svg').waitFor()
    expect((await dossier.locator('.lanes .acts').getAttribute('d'))?.match(/M/g)?.length).toBe(
      group?.acts.length,
    )
    const posts = dossier.locator('.side-by-side li.post')
    expect(await posts.count()).toBeGreaterThan(4)
    expect(await dossier.locator('.after').first().innerText()).toBe('first')
    const text = await page.locator('.dossiers:not(.phrasing)').innerText()
    expect(text).toContain('closer in time than accounts drawn at random')
  })

  onPage('says of groups that are no claim that they are none', async page => {
    for (const dossier of await page.locator('.dossiers:not(.phrasing) details.dossier').all())
      if ((await dossier.getAttribute('open')) === null) await dossier.locator('> summary').click()
    const text = await page.locator('.dossiers:not(.phrasing)').innerText()
    expect(text).toContain('No baseline: hardly anyone else shared these objects.')
    expect(text).toContain('A lead, not a finding.')
  })

  onPage('speaks French', async page => {
    await page.getByRole('button', { name: 'Français' }).click()
    const text = (await page.locator('#network').innerText()).replaceAll(/[\u202f\u00a0]/g, ' ')
    expect(text).toContain('Les amateurs et les rédactions agissent ensemble, eux aussi.')
    expect(text).toMatch(/14 comptes, liés par \d+ paires validées/)
    expect(text).not.toMatch(/accounts|pairs|reported/)
  })

  onPage(
    'fits a phone',
    async page => {
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(beyond).toBe(0)
      const box = await page.locator('.network-svg').boundingBox()
      expect((box?.height ?? 0) / (box?.width ?? 1)).toBeGreaterThan(0.7)
      await page.evaluate(hash => {
        location.hash = hash
      }, '#pair/0-1')
      await sheet(page).waitFor()
      expect((await sheet(page).boundingBox())?.width).toBeLessThan(360.01)
    },
    { viewport: { width: 360, height: 800 } },
  )

  onPage('a pair that is none is said to be none', async page => {
    await page.evaluate(() => {
      location.hash = '#pair/900-901'
    })
    await page.getByText('This page holds no pair of that name.').waitFor()
  })

  test('is on paper: the picture, and every dossier open', async () => {
    const open = await watched(browser, report.url, { viewport: { width: 1280, height: 900 } })
    await open.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    await open.page.waitForTimeout(100)
    expect(await open.page.locator('.network-svg').getAttribute('width')).toBe('660')
    expect(await open.page.locator('.dossiers:not(.phrasing) details.dossier:not([open])').count()).toBe(0)
    expect(await open.trouble()).toEqual([])
    await open.close()
  })

  onPage('a pair that is asked for while the one before is closing opens', async page => {
    const [one, other] = network().pairs.map(({ source, target }) => `#pair/${source}-${target}`)
    await page.evaluate(hash => {
      location.hash = hash ?? ''
    }, one)
    await sheet(page).waitFor()
    const first = await sheet(page).textContent()
    await page.evaluate(hash => {
      document.querySelector<HTMLDialogElement>('dialog[open]')?.close()
      location.hash = hash ?? ''
    }, other)
    await sheet(page).waitFor()
    await page.waitForFunction(
      before => document.querySelector('dialog[open]')?.textContent !== before,
      first,
    )
    expect(new URL(page.url()).hash).toBe(other)
    await page.keyboard.press('Escape')
    await sheet(page).waitFor({ state: 'hidden' })
    await page.waitForFunction(() => location.hash === '')
  })

  test('shows hostile names and objects as the text that they are', async () => {
    const attacks = Object.values(ATTACKS).map(attack => attack.slice(0, 200))
    const made = madeNetwork(PLANTED, {
      handle: account => attacks[account % attacks.length] ?? 'plain',
      object: (object, kind) =>
        `${kind === 'repost' ? object : (attacks[Number(object) % attacks.length] ?? '')} ${object}`,
    })
    const hostile = await networkReport(`${folder}/hostile`, made)
    const open = await watched(browser, hostile.url, { viewport: { width: 1280, height: 900 } })
    await open.page.evaluate(async () => {
      for (const foldout of document.querySelectorAll('details')) foldout.open = true
      for (let y = 0; y < document.body.scrollHeight; y += 700) {
        window.scrollTo(0, y)
        await new Promise(done => setTimeout(done, 30))
      }
    })
    const read = [(await open.page.locator('#network').textContent()) ?? '']
    for (const pair of await open.page.locator('.pairs a').all()) {
      await pair.evaluate(one => (one as HTMLElement).click())
      await sheet(open.page).waitFor()
      read.push((await sheet(open.page).textContent()) ?? '')
      await open.page.keyboard.press('Escape')
      await sheet(open.page).waitFor({ state: 'hidden' })
      if (read.length > 12) break
    }
    expect(read.join()).toContain('<script>window.pwned = 1; alert(1)</script>')
    expect(read.join()).toContain('<img src=x onerror=')
    expect(read.join()).not.toContain('\u202e')
    expect(read.join()).not.toContain('\u001b')
    expect(await open.page.evaluate(() => window.pwned)).toBeUndefined()
    expect(await open.trouble()).toEqual([])
    await open.close()
  }, 60_000)
})

/** The picture is drawn when it comes near the window. */
async function goToNetwork(page: Page): Promise<void> {
  await page.evaluate(() => document.getElementById('network')?.scrollIntoView())
  await page.locator('.network-svg').waitFor()
}
