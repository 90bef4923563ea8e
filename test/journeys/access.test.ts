import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { PAGE_KINDS } from '../../scripts/page-kinds.ts'
import { faults, smallControls } from './faults.ts'
import { closing, openFor, readToTheEnd, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(Object.entries(PAGE_KINDS))('%s', (_, path) => {
  test.each([
    ['light', 360],
    ['dark', 360],
    ['light', 1280],
    ['dark', 1280],
  ] as const)('has no fault that axe knows of, %s at %d px', async (scheme, width) => {
    const { context, page } = await openFor(browser, { width, scheme })
    await closing(context, async () => {
      await page.goto(siteUrl(path))
      await readToTheEnd(page)
      expect(await faults(page)).toEqual([])
    })
  })

  test('reflows at 320 px without scrolling sideways', async () => {
    const { context, page } = await openFor(browser, { width: 320 })
    await closing(context, async () => {
      await page.goto(siteUrl(path))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  })

  test('has controls of 44 px', async () => {
    const { context, page } = await openFor(browser, { width: 360 })
    await closing(context, async () => {
      await page.goto(siteUrl(path))
      expect(await page.evaluate(smallControls)).toEqual([])
    })
  })
})

test.each(['front', 'empty search', 'not found', 'article, right to left'] as const)('with the menu open, %s has no fault that axe knows of', async (kind) => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl(PAGE_KINDS[kind]))
    await page.locator('.menu > summary').click()
    expect(await faults(page)).toEqual([])
  })
})

test('without JavaScript, the page offline has no heading of a list that cannot come', async () => {
  const { context, page } = await openFor(browser, { script: false })
  await closing(context, async () => {
    await page.goto(siteUrl(PAGE_KINDS.offline))
    expect(await page.locator('main :is(h1, h2):visible').allInnerTexts()).toEqual(['You’re offline'])
  })
})

test.each(['saved', 'offline'] as const)('with nothing saved, the page %s shows a sentence and no empty list', async (kind) => {
  const { context, page } = await openFor(browser)
  await closing(context, async () => {
    await page.goto(siteUrl(PAGE_KINDS[kind]))
    await page.locator('[data-empty-words]:visible').waitFor()
    expect(await page.locator('main :is(ul, ol):not(:has(li))').count()).toBe(0)
  })
})

test.each([320, 375])('on a front %d px wide nothing that can be tapped lies over another', async (width) => {
  const { context, page } = await openFor(browser, { width })
  await closing(context, async () => {
    await page.goto(siteUrl('/'))
    expect(await page.evaluate(overlaps)).toEqual([])
  })
})

test('the keyboard reaches the text first, then the menu, and is never trapped', async () => {
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl('/'))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('text')
    await page.goto(siteUrl('/'))
    const visited = new Set<string>()
    for (let step = 0; step < 300; step++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const { activeElement } = document
        return activeElement === document.body || !activeElement
          ? 'out'
          : `${activeElement.tagName} ${[...document.querySelectorAll('*')].indexOf(activeElement)}`
      })
      if (at === 'out') break
      visited.add(at)
    }
    const reachable = await page.locator('a[href]:visible, button:visible, summary:visible, input:visible').count()
    expect(visited.size).toBeGreaterThanOrEqual(reachable - 1)
  })
})

/** Rows of the front that reach into the next one, before the reader has come to them. */
function overlaps(): string[] {
  const links = [...document.querySelectorAll<HTMLElement>('.section-row')].map((row) => ({
    row: row.querySelector('h2')?.textContent ?? '',
    top: row.getBoundingClientRect().top,
    bottom: Math.max(...[...row.querySelectorAll('a')].map((link) => link.getBoundingClientRect().bottom)),
  }))
  return links.flatMap(({ row, bottom }, at) => ((links[at + 1]?.top ?? Infinity) < bottom ? [row] : []))
}
