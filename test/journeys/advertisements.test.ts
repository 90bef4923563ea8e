/** Advertisements beside a story: each once, in a space that suits it, and no label over nothing. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, readToTheEnd, shiftsOn, siteUrl } from './reader.ts'

const LONG_READ = '/climate/the-forest-that-walks'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test.each([360, 1280])('a reader with %d px is shown no advertisement twice, and none for the story they are reading', async (width) => {
  const { context, page } = await openFor(browser, { width })
  await closing(context, async () => {
    await page.goto(siteUrl(LONG_READ))
    await readToTheEnd(page)
    const shown = await page.locator('.creative strong').allInnerTexts()
    expect(shown.length).toBeGreaterThanOrEqual(3)
    expect(new Set(shown).size).toBe(shown.length)
    const leadTo = await page.locator('.creative').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname))
    expect(leadTo).not.toContain(LONG_READ)
    expect(await shiftsOn(page)).toEqual([])
  })
})

test.each(['blocked', 'failed', 'empty'] as const)('where advertisements are %s no label is left over nothing, and no hole in the text', async (how) => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.route('**/fragments/ads/**', (route) =>
      how === 'blocked'
        ? route.abort('blockedbyclient')
        : route.fulfill({ status: how === 'failed' ? 503 : 200, contentType: 'text/html', body: how === 'failed' ? 'Busy' : '' }),
    )
    await page.goto(siteUrl(LONG_READ))
    await readToTheEnd(page)
    const slots = await page.locator('.slot').all()
    expect(slots.length).toBeGreaterThanOrEqual(3)
    for (const slot of slots) {
      await slot.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      await expect.poll(() => slot.locator('.slot-label').isVisible()).toBe(false)
    }
    expect(await page.locator('.slot-space').evaluateAll((all) => all.every((space) => space.textContent === ''))).toBe(true)
    expect(await shiftsOn(page)).toEqual([])
  })
})

test.each([360, 768, 1280])('a reader without JavaScript sees no frame that no advertisement comes into (%d px)', async (width) => {
  const { context, page } = await openFor(browser, { width, script: false })
  await closing(context, async () => {
    await page.goto(siteUrl(LONG_READ))
    expect(await page.locator('.slot').count()).toBeGreaterThanOrEqual(3)
    expect(await page.locator('.slot:visible').count()).toBe(0)
  })
})

test('the words of an advertisement begin where the text does', async () => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl(LONG_READ))
    const words = page.locator('.slot-leaderboard :is(.slot-label, .creative-words)')
    await page.locator('.slot-leaderboard .creative-words').waitFor()
    const lefts = await words.evaluateAll((all) => all.map((element) => Math.round(element.getBoundingClientRect().left)))
    const text = await page
      .locator('.text > p')
      .first()
      .evaluate((element) => Math.round(element.getBoundingClientRect().left))
    expect(lefts).toEqual([text, text])
  })
})

test('an advertisement in the text is as far from the paragraph above as from the one below', async () => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl(LONG_READ))
    await readToTheEnd(page)
    const gaps = await page.locator('.text > p + .slot:has(+ p)').evaluateAll((slots) =>
      slots.map((slot) => {
        const { top, bottom } = slot.getBoundingClientRect()
        const above = top - (slot.previousElementSibling?.getBoundingClientRect().bottom ?? 0)
        return [Math.round(above), Math.round((slot.nextElementSibling?.getBoundingClientRect().top ?? 0) - bottom)]
      }),
    )
    expect(gaps.length).toBeGreaterThanOrEqual(1)
    for (const [above, below] of gaps) expect(below).toBe(above)
  })
})
