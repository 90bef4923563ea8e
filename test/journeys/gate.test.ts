import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, siteUrl } from './reader.ts'

const CALL = '/world/putin-mali-goita-phone-call'
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe('the newsletter box', () => {
  test('is a sentence for a reader in Germany, with and without scripts', async () => {
    for (const script of [true, false]) {
      const { context, page } = await openFor(browser, { country: 'DE', script })
      await closing(context, async () => {
        await page.goto(siteUrl(CALL))
        expect(await page.locator('.newsletter').innerText()).toMatch(/E\.U\.|European Union/)
        expect(await page.locator('.newsletter form').count()).toBe(0)
      })
    }
  })

  test('takes the address of a reader in Singapore, with scripts in place and without on a page', async () => {
    for (const script of [true, false]) {
      const { context, page, troubles } = await openFor(browser, { country: 'SG', script })
      await closing(context, async () => {
        await page.goto(siteUrl(CALL))
        const form = page.locator('.newsletter form')
        expect(await form.locator('.consent').innerText()).not.toBe('')
        await form.locator('input[type=email]').fill(`reader-${script ? 'with' : 'without'}@example.net`)
        await form.getByRole('button').click()
        await page.getByText('received your request').waitFor()
        expect(page.url()).toBe(siteUrl(script ? CALL : '/newsletters'))
        expect(troubles).toEqual([])
      })
    }
  })

  test('says what to mend in an address, and puts the reader where it is typed', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      const form = page.locator('.newsletter form')
      await form.locator('input[type=email]').evaluate((input) => {
        ;(input as HTMLInputElement).type = 'text'
      })
      await form.locator('[name=email]').fill('no address')
      await form.getByRole('button').click()
      await page.locator('.newsletter .flaw').waitFor()
      const again = page.locator('.newsletter [name=email]')
      expect(await again.getAttribute('aria-invalid')).toBe('true')
      // The button that was pressed is gone with the form it stood in.
      await expect.poll(() => again.evaluate((input) => input === document.activeElement)).toBe(true)
    })
  })

  test('refuses a post from withheld places with the same sentence', async () => {
    const response = await fetch(siteUrl('/newsletters'), {
      method: 'POST',
      headers: { 'CF-IPCountry': 'FR', Origin: siteUrl(''), 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'email=reader%40example.fr&list=daily&consent=1',
    })
    expect(response.status).toBe(451)
    expect(await response.text()).toMatch(/E\.U\.|European Union/)
  })
})
