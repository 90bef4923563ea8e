import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, shiftsOn, siteUrl } from './reader.ts'

const CALL = '/world/putin-mali-goita-phone-call'
const PLACES = ['/', CALL, '/newsletters']
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The browser's own check is passed over, so that ours is seen. */
async function fill(page: Page, email: string) {
  const field = page.locator('.newsletter form [name=email]').first()
  await field.evaluate((input) => {
    ;(input as HTMLInputElement).type = 'text'
  })
  await field.fill(email)
}
const press = (page: Page) => page.locator('.newsletter form').getByRole('button', { name: 'Subscribe' }).click()
const isFocused = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector), { message: selector }).toBe(true)

describe('the newsletter box', () => {
  test('is a sentence for a reader in Greece, with and without scripts, wherever it stands', async () => {
    for (const script of [true, false]) {
      const { context, page, troubles } = await openFor(browser, { country: 'GR', script })
      await closing(context, async () => {
        for (const path of PLACES) {
          await page.goto(siteUrl(path))
          expect(await page.locator('.newsletter .withheld').innerText()).toMatch(/European Union\..*\.$/)
          expect(await page.locator('.newsletter form').count()).toBe(0)
        }
        expect(troubles).toEqual([])
      })
    }
  })

  test('takes the address of a reader in Singapore, with scripts in place and without on a page', async () => {
    for (const script of [true, false]) {
      const { context, page, troubles } = await openFor(browser, { country: 'SG', script })
      await closing(context, async () => {
        for (const [at, path] of PLACES.entries()) {
          await page.goto(siteUrl(path))
          const form = page.locator('.newsletter form')
          expect(await form.locator('.consent').innerText()).toContain('not intended for persons residing in the E.U.')
          await form.locator('[name=email]').fill(`reader-${at}-${script ? 'with' : 'without'}@example.net`)
          await form.getByRole('button', { name: 'Subscribe' }).click()
          await page.getByText('received your request').waitFor()
          if (script) expect(page.url()).toBe(siteUrl(path))
          else expect(page.url()).toMatch(/\/newsletters\/requested\?list=[a-z]+$/)
          expect(page.url()).not.toContain('example')
        }
        expect(troubles).toEqual([])
      })
    }
  })

  test('offers breaking news beside a story of the world, and moves nothing when it is filled in', async () => {
    const { context, page } = await openFor(browser)
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      await page.locator('.newsletter').scrollIntoViewIfNeeded()
      expect(await page.locator('.newsletter h2').innerText()).toBe('Breaking news')
      await page.locator('.newsletter [name=email]').fill('reader@example.net')
      await page.locator('.newsletter [name=stamp]').waitFor({ state: 'attached' })
      expect(await shiftsOn(page)).toEqual([])
    })
  })

  test('says what to mend in an address, and puts the reader where it is typed, with scripts and without', async () => {
    for (const script of [true, false]) {
      const { context, page } = await openFor(browser, { script: true })
      await closing(context, async () => {
        await page.goto(siteUrl(CALL))
        await fill(page, 'no address')
        if (script) await press(page)
        // Without htmx the form is sent by the browser itself.
        else await page.locator('.newsletter form').evaluate((form) => (form as HTMLFormElement).submit())
        await page.locator('.newsletter .flaw').waitFor()
        const again = page.locator('.newsletter [name=email]')
        expect(await again.getAttribute('aria-invalid')).toBe('true')
        expect(await again.inputValue()).toBe('no address')
        // The button that was pressed is gone with the form it stood in.
        await isFocused(page, '[name=email]')
      })
    }
  })

  test('keeps its boxes and its address where none is ticked, with scripts and without', async () => {
    for (const script of [true, false]) {
      const { context, page } = await openFor(browser, { script })
      await closing(context, async () => {
        await page.goto(siteUrl('/newsletters'))
        const boxes = page.locator('.newsletter [type=checkbox]')
        const count = await boxes.count()
        expect(count).toBeGreaterThan(2)
        await page.locator('.newsletter [type=checkbox]:checked').uncheck()
        await page.locator('.newsletter [name=email]').fill('unticked@example.net')
        await press(page)
        await page.locator('.newsletter .flaw').waitFor()
        expect(await boxes.count()).toBe(count)
        expect(await page.locator('.newsletter [name=email]').inputValue()).toBe('unticked@example.net')
        if (script) await isFocused(page, '[name=list]')
        await boxes.nth(1).check()
        await press(page)
        await page.getByText('received your request').waitFor()
      })
    }
  })

  test('asks about a slip, takes what was meant by a button, and what was typed when it is sent again', async () => {
    for (const takes of ['meant', 'typed'] as const) {
      const { context, page } = await openFor(browser)
      await closing(context, async () => {
        await page.goto(siteUrl(CALL))
        await page.locator('.newsletter [name=email]').first().fill('somebody@gmial.com')
        await press(page)
        await page.getByText('Did you mean somebody@gmail.com?').waitFor()
        await isFocused(page, 'button[value="somebody@gmail.com"]')
        if (takes === 'meant') await page.getByRole('button', { name: 'Yes, use somebody@gmail.com' }).click()
        else await press(page)
        await page.getByText('received your request').waitFor()
      })
    }
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

  test('is not advertised where it would be refused', async () => {
    for (const slot of ['leaderboard', 'body', 'rail', 'footer'])
      for (let place = 0; place < 9; place++) {
        const response = await fetch(siteUrl(`/fragments/ads/${slot}?section=world&place=${place}`), { headers: { 'CF-IPCountry': 'GR' } })
        expect(await response.text()).not.toContain('href="/newsletters"')
      }
  })
})
