/** Trusted Types on readers’ pages: htmx and our scripts work under them, and plain text becomes neither HTML nor a script. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, readToTheEnd, siteUrl } from './reader.ts'

const ARTICLE = '/world/putin-mali-goita-phone-call'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test.each(['/', ARTICLE, '/latest', '/search?q=Mali', '/saved', '/newsletters', '/sport/harbour-cup-final-live', '/world/there-is-no-such-article'])(
  'everything that %s loads by itself is there, and nothing is forbidden',
  async (path) => {
    const { context, page, troubles } = await openFor(browser, { worker: true })
    await closing(context, async () => {
      await page.goto(siteUrl(path))
      await readToTheEnd(page)
      expect(await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active !== null))).toBe(true)
      if (path === ARTICLE) await expect.poll(() => page.locator('.also-space a').count()).toBeGreaterThan(2)
      // The browser itself writes down that a page isn't there.
      expect(troubles.filter((text) => !/status of 404/.test(text))).toEqual([])
    })
  },
)

test('stories that “More articles” brought are there again when the reader comes back', async () => {
  const { context, page, troubles } = await openFor(browser)
  await closing(context, async () => {
    // A browser that remembers no whole pages.
    await page.addInitScript(() => addEventListener('unload', () => undefined))
    await page.goto(siteUrl('/latest'))
    const before = await page.locator('.cards li').count()
    await page.locator('.pages-more').click()
    await expect.poll(() => page.locator('.cards li').count()).toBeGreaterThan(before)
    const brought = await page.locator('.cards li').count()
    await page.locator('.cards li a').last().click()
    await page.waitForSelector('article h1')
    await page.goBack()
    await expect.poll(() => page.locator('.cards li').count()).toBe(brought)
    expect(troubles).toEqual([])
  })
})

describe('a reader’s page', () => {
  const onPage = async (visit: (page: Page) => Promise<void>) => {
    const { context, page } = await openFor(browser)
    await closing(context, () => visit(page))
  }
  const outcome = (page: Page, attempt: () => unknown) =>
    page.evaluate(`(() => { try { (${attempt})(); return 'done' } catch (error) { return error.name } })()`)

  test('takes no plain text as HTML, nor as the address of a script', () =>
    onPage(async (page) => {
      await page.goto(siteUrl(ARTICLE))
      const attempts: (() => unknown)[] = [
        () => (document.body.innerHTML = '<p>Hello</p>'),
        () => document.body.insertAdjacentHTML('beforeend', '<p>Hello</p>'),
        () => new DOMParser().parseFromString('<p>Hello</p>', 'text/html'),
        () => (document.createElement('script').src = '/static/other.js'),
        () => new Worker('/other.js'),
      ]
      for (const attempt of attempts) expect(await outcome(page, attempt), String(attempt)).toBe('TypeError')
    }))

  test('lets nobody make a policy, of a new name or of ours again', () =>
    onPage(async (page) => {
      await page.goto(siteUrl(ARTICLE))
      await page.waitForFunction('window.htmx')
      const make = (name: string) =>
        page.evaluate(`(() => { try { trustedTypes.createPolicy('${name}', {}); return 'made' } catch (error) { return error.name } })()`)
      for (const name of ['default', 'other', 'htmx', 'dateline']) expect(await make(name), name).toBe('TypeError')
    }))

  test('runs no script of a fragment, whatever the fragment says', () =>
    onPage(async (page) => {
      await page.route('**/fragments/also/**', (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: '<p class="brought">Brought</p><script>window.ran = "inline"</script><script src="/static/other.js"></script><img src="/x" alt="" onerror="window.ran = \'handler\'">',
        }),
      )
      await page.goto(siteUrl(ARTICLE))
      await readToTheEnd(page)
      expect(await page.evaluate('window.ran')).toBeUndefined()
    }))

  test('says so in its policy, whatever kind of page it is', async () => {
    const policyOf = async (path: string) => (await fetch(siteUrl(path))).headers.get('content-security-policy') ?? ''
    for (const path of ['/', ARTICLE, '/latest', '/nowhere-at-all/here', '/offline'])
      expect(await policyOf(path), path).toMatch(/require-trusted-types-for 'script'; trusted-types htmx dateline live$/)
  })
})
