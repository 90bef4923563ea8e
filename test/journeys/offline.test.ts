import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('an article opened lately can be read without a network, and another page says what can', async () => {
  const { context, page } = await openFor(browser, { worker: true })
  await closing(context, async () => {
    await page.goto(siteUrl('/'))
    await page.evaluate(() =>
      navigator.serviceWorker.ready
        .then(() => navigator.serviceWorker.controller ?? new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve)))
        .then(() => true),
    )
    await page.goto(siteUrl('/world/putin-mali-goita-phone-call'))
    const headline = await page.locator('h1').innerText()
    await expect.poll(() => page.evaluate(async () => (await (await caches.open('pages')).keys()).length)).toBe(1)

    await context.setOffline(true)
    await page.goto(siteUrl('/world/putin-mali-goita-phone-call'))
    expect(await page.locator('h1').innerText()).toBe(headline)
    await page.goto(siteUrl('/business'))
    expect(await page.locator('h1').innerText()).toBe('You’re offline')
    expect(await page.locator('[data-list=opened] a').allInnerTexts()).toEqual([headline])
  })
})
