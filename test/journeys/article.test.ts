import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, readToTheEnd, shiftsOn, siteUrl } from './reader.ts'

const CALL = '/world/putin-mali-goita-phone-call'
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe('a reader of the article on the phone call', () => {
  test.each([360, 768, 1280])('sees nothing move at %d px, from the first paint to the end', async (width) => {
    const { context, page, troubles } = await openFor(browser, { width })
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      await readToTheEnd(page)
      expect(await shiftsOn(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(troubles).toEqual([])
    })
  })

  test('waits for one request before the first paint', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      const blocking = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => (entry as PerformanceResourceTiming & { renderBlockingStatus: string }).renderBlockingStatus === 'blocking')
          .map(({ name }) => name),
      )
      expect(blocking).toEqual([])
    })
  })

  test('reads that “Also worth reading” is loading, then finds articles there', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await page.route('**/fragments/also/**', async (route) => {
        await held
        await route.continue()
      })
      await page.goto(siteUrl(CALL))
      await page.locator('.also').scrollIntoViewIfNeeded()
      await expect.poll(() => page.locator('.also .loading').innerText()).toContain('Content is loading…')
      release()
      await page.locator('.also-cards li').first().waitFor()
      expect(await page.locator('.also-cards li').count()).toBeGreaterThanOrEqual(4)
      await readToTheEnd(page)
      expect(await shiftsOn(page)).toEqual([])
      const [space, cards] = [await page.locator('.also-space').boundingBox(), await page.locator('.also-cards').boundingBox()]
      expect(space?.height).toBe(cards?.height)
    })
  })

  test('finds a sentence with a link, not a hole, when “Also worth reading” does not come', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.route('**/fragments/also/**', (route) => route.abort())
      await page.goto(siteUrl(CALL))
      await page.locator('.also').scrollIntoViewIfNeeded()
      await expect.poll(() => page.locator('.also').innerText()).toContain('We couldn’t load these articles.')
      expect(await page.locator('.also a').first().getAttribute('href')).toBe('/topic/russia')
    })
  })

  test('sees ads that are labelled, move nothing in view, and never stand before the second paragraph', async () => {
    const { context, page } = await openFor(browser, { width: 1280 })
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      await readToTheEnd(page)
      expect(await page.locator('.slot').count()).toBeGreaterThanOrEqual(3)
      expect(await shiftsOn(page)).toEqual([])
      expect(await page.locator('.slot .creative').count()).toBeGreaterThanOrEqual(2)
      expect(new Set(await page.locator('.slot-label').allInnerTexts())).toEqual(new Set(['Advertisement']))
      expect(
        await page
          .locator('.text > .slot')
          .first()
          .evaluate((slot) => slot.parentElement?.querySelectorAll(':scope > p:nth-child(-n+2)').length),
      ).toBe(2)
    })
  })

  test('is shared from rows of links without bullets', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      expect(await page.locator('.share ul').evaluateAll((rows) => rows.map((row) => getComputedStyle(row).listStyleType))).toEqual(['none', 'none', 'none'])
    })
  })

  test('prints it with its address, and without one on the screen', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      const address = page.locator('.printed-address')
      expect(await address.isVisible()).toBe(false)
      await page.emulateMedia({ media: 'print' })
      expect(await address.isVisible()).toBe(true)
      expect(await address.innerText()).toMatch(new RegExp(`^https?://.+${CALL}$`))
    })
  })

  test('prints what is folded away in the text, but no drawing’s data', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/climate/the-forest-that-walks'))
      const folded = page.locator('.text .html details :not(summary)').first()
      expect(await folded.evaluate((element) => element.checkVisibility())).toBe(false)
      await page.emulateMedia({ media: 'print' })
      expect(await folded.evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }))).toBe(true)
      expect(await page.locator('.drawing summary:visible').count()).toBe(0)
    })
  })

  test('needs no script for any of it', async () => {
    const { context, page } = await openFor(browser, { script: false })
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      expect(await page.locator('h1').innerText()).not.toBe('')
      expect(await page.locator('.also a').first().getAttribute('href')).toBe('/topic/russia')
      expect(await page.locator('.slot').first().isVisible()).toBe(false)
      await page.locator('.menu summary').click()
      await page.locator('.menu-page').getByRole('link', { name: 'Climate' }).click()
      expect(page.url()).toBe(siteUrl('/climate'))
      await page.goBack()
      await page.locator('.topics a', { hasText: 'Mali' }).click()
      expect(page.url()).toBe(siteUrl('/topic/mali'))
    })
  })

  test('saves it for later, and finds it again', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      const headline = await page.locator('h1').innerText()
      await page.getByRole('button', { name: 'Save for later' }).click()
      await page.getByRole('button', { name: 'Saved' }).waitFor()
      await page.goto(siteUrl('/saved'))
      expect(await page.locator('[data-list=saved] a').allInnerTexts()).toEqual([headline])
      await page.getByRole('button', { name: `Remove: ${headline}` }).click()
      expect(await page.getByText('You haven’t saved any articles yet.').isVisible()).toBe(true)
    })
  })

  test.each([360, 1280])('sees nothing move at %d px while the saved articles are listed', async (width) => {
    const { context, page } = await openFor(browser, { width })
    await closing(context, async () => {
      await page.goto(siteUrl('/saved'))
      await page.getByText('You haven’t saved any articles yet.').waitFor()
      expect(await shiftsOn(page)).toEqual([])
    })
  })

  test('chooses dark, and the next page is dark before anything is painted', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      await page.locator('.menu summary').click()
      await page.getByRole('radio', { name: 'Dark' }).check()
      await page.goto(siteUrl('/world'))
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
      const [red = 255] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g)?.map(Number) ?? []
      expect(red).toBeLessThan(60)
    })
  })

  test('comes back to where they stopped', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/climate/the-forest-that-walks'))
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 3))
      await page.goto(siteUrl('/saved'))
      expect(await page.locator('[data-list=reading] a').count()).toBe(1)
      await page.locator('[data-list=reading] a').click()
      await page.getByRole('button', { name: 'Continue where you left off' }).click()
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000)
      expect(await shiftsOn(page)).toEqual([])
    })
  })
})

test('there is no advertisement beside an article on victims of an earthquake', async () => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl('/world/atlas-villages-rebuild-after-the-earthquake'))
    await readToTheEnd(page)
    expect(await page.locator('.slot').count()).toBe(0)
    expect(await page.getByText('Advertisement').count()).toBe(0)
  })
})
