import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, faults, sidewaysScroll, sitDown, smallControls, tokenFor } from './newsroom.ts'
import { closing, openFor, siteUrl } from './reader.ts'

const [FOREST, SEA, FERRIES, GLACIER] = [
  'the-forest-that-walks',
  'the-people-who-mend-the-sea-floor',
  'ferries-stop-as-storm-nears-port-averil',
  'the-people-who-measure-a-vanishing-glacier',
] as const
const PINS = [FOREST, SEA, FERRIES]

let browser: Browser
let [edith, eva] = ['', '']
let before: string[] = []
beforeAll(async () => {
  browser = await launchBrowser()
  before = await pins()
  ;[edith, eva] = await Promise.all([tokenFor('editor', 'Edith at the front'), tokenFor('editor', 'Eva at the front')])
})
beforeEach(() => api('PUT', '/api/front', { pins: PINS }, edith))
afterAll(async () => {
  await api('PUT', '/api/front', { pins: before })
  await browser.close()
})

const pins = async () => (await api('GET', '/api/front')).body.pins as string[]
const shownPins = (page: Page) => page.locator('.pins > li').evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.slug))
const pin = (page: Page, at: number, order: string) => page.locator('.pins > li').nth(at).getByRole('button', { name: order })

describe.each([
  ['with a script', true, 1280],
  ['without a script, on a phone', false, 360],
])('%s', (_, script, width) => {
  test('stories are found, pinned, moved and removed, and nothing changes for readers until it is published', async () => {
    const { context, page, violations } = await sitDown(browser, { token: edith, script, width })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/front'))
      expect(await shownPins(page)).toEqual(PINS)
      await pin(page, 1, 'Up').click()
      await expect.poll(() => shownPins(page)).toEqual([SEA, FOREST, FERRIES])
      // At the top it goes no further up: the focus is on Down.
      if (script) expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Down/)
      await pin(page, 2, 'Remove').click()
      await page.getByLabel('Words in the headline').fill('glacier')
      await page.getByRole('button', { name: 'Find' }).click()
      await page.getByRole('button', { name: /^Pin The people who measure/ }).click()
      await expect.poll(() => shownPins(page)).toEqual([SEA, FOREST, GLACIER])
      expect(await page.locator('#changes').innerText()).toContain('Up from 2')
      expect(await pins()).toEqual(PINS)
      await page.getByRole('button', { name: 'Publish this order' }).click()
      await page.getByText('The front is published in this order.').waitFor()
      expect(await pins()).toEqual([SEA, FOREST, GLACIER])
      await page.getByRole('link', { name: 'See the previous order' }).click()
      await expect.poll(() => shownPins(page)).toEqual(PINS)
    })
    expect(violations).toEqual([])
  })

  test('the second of two editors is told who was first, sees both orders and chooses', async () => {
    const { context, page, violations } = await sitDown(browser, { token: eva, script, width })
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/front'))
      await pin(page, 0, 'Down').click()
      await page.getByRole('button', { name: 'Publish this order' }).waitFor()
      await api('PUT', '/api/front', { pins: [GLACIER] }, edith)
      await page.getByRole('button', { name: 'Publish this order' }).click()
      await page.getByText('Edith at the front changed the front while you were working on it.').waitFor()
      expect(await pins()).toEqual([GLACIER])
      expect(await page.locator('ol.pins').allInnerTexts()).toHaveLength(2)
      await page.getByRole('button', { name: 'Publish your order' }).click()
      await page.getByText('The front is published in this order.').waitFor()
      expect(await pins()).toEqual([SEA, FOREST, FERRIES])
    })
    expect(violations).toEqual([])
  })

  test('the breaking banner is set and ended', async () => {
    const { context, page, violations } = await sitDown(browser, { token: edith, script, width })
    const reader = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl('/desk/front'))
      await page.getByLabel('Text').fill('The bridge is closed')
      await page.getByLabel('Link (optional)').fill('not an address')
      await page.getByRole('button', { name: 'Show the banner' }).click()
      await page.getByRole('link', { name: 'An address must start with' }).waitFor()
      expect(await page.getByLabel('Text').inputValue()).toBe('The bridge is closed')
      await page.getByLabel('Link (optional)').fill('/world')
      await page.getByLabel('How long').selectOption('For 3 hours')
      await page.getByRole('button', { name: 'Show the banner' }).click()
      await page.getByText('The banner is on every page.').waitFor()
      expect((await api('GET', '/api/breaking')).body).toMatchObject({ text: 'The bridge is closed', url: '/world', until: expect.any(String) })
      await reader.page.goto(siteUrl('/latest'))
      expect(await reader.page.locator('.breaking').innerText()).toContain('The bridge is closed')
      await page.getByRole('button', { name: 'End the banner' }).click()
      await page.getByText('The banner has ended.').waitFor()
      expect((await api('GET', '/api/breaking')).status).toBe(404)
    })
    await reader.context.close()
    expect(violations).toEqual([])
  })
})

test('a story is dragged into the order, and pins within it', async () => {
  const { context, page, violations } = await sitDown(browser, { token: edith })
  await closing(context, async () => {
    await page.goto(siteUrl('/desk/front?q=glacier'))
    await page
      .locator('.candidates > li')
      .first()
      .dragTo(page.locator('.pins > li').nth(1), { targetPosition: { x: 20, y: 4 } })
    await expect.poll(() => shownPins(page)).toEqual([FOREST, GLACIER, SEA, FERRIES])
    await page
      .locator('.pins > li')
      .nth(3)
      .dragTo(page.locator('.pins > li').first(), { targetPosition: { x: 20, y: 4 } })
    await expect.poll(() => shownPins(page)).toEqual([FERRIES, FOREST, GLACIER, SEA])
    expect(await pins()).toEqual(PINS)
  })
  expect(violations).toEqual([])
})

test('the frames show the front as it would be, and no other page may frame it', async () => {
  const { context, page, violations } = await sitDown(browser, { token: edith })
  await closing(context, async () => {
    await page.goto(siteUrl(`/desk/front?pins=${GLACIER}`))
    for (const title of ['The front on a phone, 360 pixels wide', 'The front on a desktop, 1280 pixels wide']) {
      const frame = page.locator(`iframe[title="${title}"]`)
      await frame.scrollIntoViewIfNeeded()
      expect(await frame.contentFrame().locator('h2').first().innerText()).toContain('The people who measure a glacier')
    }
    const response = await context.request.get(siteUrl('/desk/front/preview'))
    expect(response.headers()['cache-control']).toBe('no-store')
    expect(response.headers()['content-security-policy']).toMatch(/^default-src 'none'; style-src '[^']+'; .*frame-ancestors 'self'$/)
    const readers = await fetch(siteUrl('/'))
    expect(readers.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })
  expect(violations).toEqual([])
})

test('the front is none of a reporter’s', async () => {
  const { context, page } = await sitDown(browser, { token: await tokenFor('reporter') })
  await closing(context, async () => {
    expect((await page.goto(siteUrl('/desk/front')))?.status()).toBe(403)
    expect((await page.goto(siteUrl('/desk/front/preview')))?.status()).toBe(403)
  })
})

test.each([
  ['light', 360],
  ['dark', 360],
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const)('the page of the front has no fault that axe knows of, %s at %d px, and does not scroll sideways', async (scheme, width) => {
  const { context, page, violations } = await sitDown(browser, { token: edith, width, scheme })
  await closing(context, async () => {
    for (const path of ['/desk/front', `/desk/front?pins=${SEA},${FOREST}`]) {
      await page.goto(siteUrl(path))
      expect(await faults(page)).toEqual([])
      expect(await smallControls(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
    }
  })
  expect(violations).toEqual([])
})
