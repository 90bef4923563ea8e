import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, readToTheEnd, shiftsOn, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(['/', '/world', '/opinion', '/topic/port-averil', '/author/ruth-amadi', '/latest', '/search?q=ferry'])('a reader of %s', (path) => {
  test.each([360, 768, 1280])('sees nothing move at %d px, from the first paint to the end', async (width) => {
    const { context, page } = await openFor(browser, { width })
    await closing(context, async () => {
      await page.goto(siteUrl(path))
      await readToTheEnd(page)
      expect(await shiftsOn(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  })
})

describe('“More articles”', () => {
  test('brings the next page here, puts the focus on its first story and says how many came', async () => {
    const { context, page, troubles } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/latest'))
      const before = await page.locator('.cards li').count()
      await page.locator('.pages-more').click()
      await expect.poll(() => page.locator('.cards li').count()).toBeGreaterThan(before)
      await expect.poll(() => page.locator('#said').innerText()).toMatch(/^\d+ more articles loaded$/)
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('href'))
      expect(focused).toBe(await page.locator('.cards li').nth(before).locator('a').first().getAttribute('href'))
      expect(page.url()).toBe(siteUrl('/latest'))
      expect(troubles).toEqual([])
    })
  })

  test('leaves what it brought, and the reader’s place, for when they come back from one of those stories', async () => {
    const { context, page, troubles } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/latest'))
      const before = await page.locator('.cards li').count()
      await page.locator('.pages-more').click()
      await expect.poll(() => page.locator('.cards li').count()).toBeGreaterThan(before)
      const headlines = await page.locator('.cards h3').allInnerTexts()
      const opened = page.locator('.cards h3 a').nth(before + 4)
      await opened.scrollIntoViewIfNeeded()
      const top = await page.evaluate(() => scrollY)
      await opened.click()
      await page.waitForURL((url) => url.pathname.split('/').length === 3)
      await page.goBack()
      await expect.poll(() => page.locator('.cards h3').allInnerTexts()).toEqual(headlines)
      await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(top))
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
      await page.reload()
      expect(await page.locator('.cards li').count()).toBe(before)
      expect(troubles).toEqual([])
    })
  })

  test('without a script is the way to the next page, and back', async () => {
    const { context, page } = await openFor(browser, { script: false })
    await closing(context, async () => {
      await page.goto(siteUrl('/latest'))
      const first = await page.locator('.cards a').first().getAttribute('href')
      await page.locator('.pages-more').click()
      expect(page.url()).toMatch(/\/latest\?after=[\dTZ:-]+_[a-z\d-]+$/)
      expect(await page.locator('.cards a').first().getAttribute('href')).not.toBe(first)
      await page.locator('.pages a[rel=prev]').click()
      expect(page.url()).toBe(siteUrl('/latest'))
    })
  })

  test('stays a link when the request fails', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.route('**/fragments/listing/**', (route) => route.fulfill({ status: 503, body: '' }))
      await page.goto(siteUrl('/latest'))
      const answered = page.waitForResponse('**/fragments/listing/**')
      await page.locator('.pages-more').click()
      await answered
      expect(await page.locator('.pages-more').getAttribute('href')).toMatch(/^\/latest\?after=/)
    })
  })
})

describe('the search', () => {
  test('answers while the reader types, keeps what was typed in the address, and answers as a page when they press Enter', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/search'))
      await page.locator('#q').pressSequentially('ferry')
      await expect.poll(() => page.locator('.search-count').innerText()).toMatch(/results? for “ferry”/)
      await expect.poll(() => page.locator('#said').innerText()).toMatch(/results? for “ferry”/)
      expect(await page.locator('mark').count()).toBeGreaterThan(0)
      await page.locator('.hit a').first().click()
      await page.goBack()
      expect(new URL(page.url()).search).toBe('?q=ferry')
      expect(await page.locator('.search-count').innerText()).toMatch(/results? for “ferry”/)
      await page.locator('#q').fill('')
      await expect.poll(() => new URL(page.url()).search).toBe('')
      await page.locator('#q').fill('ferry')
      await page.locator('#q').press('Enter')
      await page.waitForURL('**/search?q=ferry*')
      expect(await page.locator('.hit').count()).toBeGreaterThan(0)
    })
  })

  test('works without a script', async () => {
    const { context, page } = await openFor(browser, { script: false })
    await closing(context, async () => {
      await page.goto(siteUrl('/search'))
      await page.locator('#q').fill('ferry')
      await page.locator('#q').press('Enter')
      expect(await page.locator('.search-count').innerText()).toMatch(/results? for “ferry”/)
    })
  })
})
