import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { faults, smallControls } from './faults.ts'
import { closing, openFor, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function linkFor(path: string, body?: object) {
  const headers = { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json' }
  const response = await fetch(siteUrl(path), { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) })
  return ((await response.json()) as { url: string }).url
}

async function signIn(page: Page) {
  await page.goto(await linkFor('/api/sign-in-links'))
  await page.getByRole('button', { name: /Sign in as/ }).click()
  await page.waitForURL(siteUrl('/desk'))
}

/** Each leaves the browser on its page. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  'signing in': (page) => page.goto(siteUrl('/desk/sign-in')),
  'an invitation': async (page) =>
    page.goto(await linkFor('/api/people/invitations', { name: `Colleague ${Math.random()}, correspondent for a rather long-named region`, role: 'reporter' })),
  'a link that was used': async (page) => {
    const url = await linkFor('/api/sign-in-links')
    await fetch(url, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } })
    await page.goto(url)
  },
  'the account': async (page) => {
    await signIn(page)
    await page.goto(siteUrl('/desk/account?welcome=1'))
  },
  people: async (page) => {
    await signIn(page)
    await linkFor('/api/people/invitations', { name: 'Wolfeschlegelsteinhausenbergerdorff-Papadopoulos, correspondent', role: 'editor' })
    await page.goto(siteUrl('/desk/people'))
  },
  'a refused invitation': async (page) => {
    await signIn(page)
    await page.goto(siteUrl('/desk/people'))
    await page.getByLabel('Name', { exact: true }).fill('press')
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page.getByText('This name is reserved').first().waitFor()
  },
}

describe.each(Object.entries(PAGES))('%s', (_, open) => {
  test.each([
    ['light', 360],
    ['dark', 1280],
  ] as const)('has no fault that axe knows of and controls of 44 px, %s at %d px', async (scheme, width) => {
    const { context, page } = await openFor(browser, { width, scheme })
    await closing(context, async () => {
      await open(page)
      expect(await faults(page)).toEqual([])
      expect(await page.evaluate(smallControls)).toEqual([])
    })
  })

  test('reflows at 320 px and wider without scrolling sideways', async () => {
    const { context, page } = await openFor(browser, { width: 320 })
    await closing(context, async () => {
      await open(page)
      for (const width of [320, 768, 800, 1024, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    })
  })
})

test('a refused form is read from its flaws on, and they lead to their fields', async () => {
  const { context, page } = await openFor(browser)
  await closing(context, async () => {
    await PAGES['a refused invitation']?.(page)
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('refused')
    await page.getByRole('link', { name: /This name is reserved/ }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('name')
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('press')
  })
})
