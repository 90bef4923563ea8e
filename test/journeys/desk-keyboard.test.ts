import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { faults } from './newsroom.ts'
import { closing, siteUrl } from './reader.ts'
import { aStory, aWriter, openStory, untilSaved, writeIn } from './writer.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string, most = 80) {
  for (let step = 0; step < most; step++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab doesn't lead to ${selector}; it is at ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))}`)
}

test('by keyboard alone, from a new story to its page', async () => {
  const { context, page, troubles } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, '/desk/new')
    const headline = `By keyboard alone ${Date.now()}`
    await tabTo(page, '#headline')
    await page.keyboard.type(headline)
    await page.keyboard.press('Enter')
    await page.keyboard.type('Nobody touched a mouse.')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.matches('.ProseMirror'))).toBe(true)
    await page.keyboard.type('The whole story.')
    await tabTo(page, '#topics')
    await page.keyboard.type('Keyboards')
    await page.keyboard.press('Enter')
    await tabTo(page, 'button[value=publish]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/publish$/)
    await tabTo(page, '.publish-form button[type=submit]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/done=published/)
    const slug = /stories\/([\w-]+)/.exec(page.url())?.[1] ?? ''
    const response = await page.request.get(siteUrl(`/world/${slug}`))
    expect(await response.text()).toContain(headline)
    expect(troubles).toEqual([])
  })
})

test('published by mistake: Undo is offered for ten seconds, and readers find nothing', async () => {
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, '/desk/new')
    await page.getByLabel('Headline', { exact: true }).fill(`Too early ${Date.now()}`)
    await page.locator('.ProseMirror').click()
    await page.keyboard.type('Not yet.')
    await page.getByRole('button', { name: 'Publish …' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.waitForURL(/done=published/)
    const address = await page.getByRole('link', { name: 'Read it on the site' }).getAttribute('href')
    await page.locator('main > .message').getByRole('button', { name: 'Undo publishing' }).click()
    await page.waitForURL(/done=undone/)
    expect((await page.request.get(siteUrl(address ?? ''))).status()).toBe(404)
    expect(await page.locator('.story-state').innerText()).toContain('Draft')
  })
})

test('what blocks is said beside the text, and leads to its place; house style and the like are mended by a press', async () => {
  const slug = await aStory(['Two  spaces stand here.', 'The second one.'])
  const { context, page, troubles } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    const checks = page.locator('[data-checks]')
    await checks.getByText('Double space').waitFor()
    await expect.poll(() => page.locator('.ProseMirror .found').count()).toBe(1)
    await checks.getByRole('button', { name: /^Change to/ }).click()
    await expect.poll(() => page.locator('.ProseMirror > p').first().innerText()).toBe('Two spaces stand here.')
    await expect.poll(() => checks.innerText()).not.toContain('Double space')
    expect(troubles).toEqual([])
  })
})

test('two words mended right after each other, and one pressed twice, cut no other words', async () => {
  const slug = await aStory(['A gap  stands here.', 'Another  one.'])
  const { context, page } = await aWriter(browser)
  await closing(context, async () => {
    await openStory(page, slug)
    await page.locator('[name=headline]').fill('A ferry  at noon')
    const gaps = page.locator('[data-checks] li', { hasText: 'Double space' }).getByRole('button', { name: /^Change to/ })
    await expect.poll(() => gaps.count()).toBe(3)
    await page.evaluate(() => {
      const headline = document.querySelector<HTMLTextAreaElement>('[name=headline]')
      if (headline) headline.value = `Breaking: ${headline.value}`
      headline?.dispatchEvent(new Event('input', { bubbles: true }))
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-checks] button')].filter(({ textContent }) =>
        textContent?.startsWith('Change to'),
      )
      for (const button of buttons) {
        button.click()
        button.click()
      }
    })
    await expect.poll(() => gaps.count()).toBe(0)
    expect(await page.locator('[name=headline]').inputValue()).toBe('Breaking: A ferry at noon')
    expect(await page.locator('.ProseMirror > p').first().innerText()).toBe('A gap stands here.')
    expect(await page.locator('.ProseMirror > p').last().innerText()).toBe('Another one.')
  })
})

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
  ['dark', 320],
] as const)('%s at %d px', (scheme, width) => {
  test('writing and publishing have no fault that axe knows of, no violation of the policy, and no scrolling sideways', async () => {
    const slug = await aStory(['A link to <a href="/world/nothing-here">nothing</a>.', 'Two  spaces.'])
    const { context, page, troubles } = await aWriter(browser, { scheme, width })
    await closing(context, async () => {
      const look = async () => {
        expect(await faults(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
      await openStory(page, slug)
      await writeIn(page, 1, ' And three.')
      await untilSaved(page)
      await page.locator('[data-checks]').getByText('Double space').waitFor()
      await look()
      await openStory(page, slug)
      await page.locator('.draft-offer summary').click()
      await look()
      await page.getByRole('link', { name: 'Continue with it' }).click()
      await page.locator('.notices').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: 'Publish …' }).click()
      await page.waitForURL(/\/publish/)
      await page.frameLocator('iframe').locator('ins').first().waitFor()
      await look()
      await openStory(page, '/desk/new')
      await look()
      expect(troubles).toEqual([])
    })
  })
})
