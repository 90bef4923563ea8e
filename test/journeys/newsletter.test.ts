/** From the box to the last unsubscribe, in a browser, by the letters as they lie in the outbox. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, siteUrl } from './reader.ts'

const CALL = '/world/putin-mali-goita-phone-call'
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The newest letter to an address, once one is there. */
async function letterTo(address: string): Promise<ParsedMail> {
  const outbox = inject('outbox')
  for (let wait = 0; wait < 200; wait++) {
    const files = existsSync(outbox) ? readdirSync(outbox).sort().reverse() : []
    for (const file of files) {
      const mail = await simpleParser(readFileSync(join(outbox, file)))
      if ([mail.to].flat().some((to) => to?.text === address)) return mail
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`No letter came to ${address}.`)
}
const linkIn = ({ text = '' }: ParsedMail) => /https?:\/\/\S+/.exec(text)?.[0] ?? ''

describe.each([
  ['with scripts', true],
  ['without', false],
])('a reader in Singapore, %s,', (name, script) => {
  const email = `whole-${name.replace(' ', '-')}@example.net`

  test('subscribes, confirms, chooses, pauses, takes what is held, and is erased', async () => {
    const { context, page, troubles } = await openFor(browser, { script })
    await closing(context, async () => {
      await page.goto(siteUrl(CALL))
      await page.locator('.newsletter [name=email]').fill(email)
      await page.locator('.newsletter form').getByRole('button', { name: 'Subscribe' }).click()
      await page.getByText('received your request').waitFor()

      const letter = await letterTo(email)
      expect(letter.subject).toBe('Confirm your subscription to Dateline')
      expect(letter.text).toContain('Breaking news')
      await page.goto(linkIn(letter))
      await page.getByText(`Press Confirm to get Breaking news at ${email}`).waitFor()
      await page.getByRole('button', { name: 'Confirm' }).click()
      await page.getByRole('heading', { name: 'You’re subscribed' }).waitFor()
      expect(page.url()).toBe(siteUrl('/newsletters/confirm'))

      await page.getByRole('link', { name: /^Your newsletters/ }).click()
      await page.getByLabel('High Water').check()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Your choice has been saved.').waitFor()
      expect(await page.getByLabel('High Water').isChecked()).toBe(true)

      const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
      await page.getByLabel('Until').fill(day)
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByText('We won’t send you anything until').waitFor()
      await page.getByRole('button', { name: 'Resume now' }).click()
      await page.getByText('Your newsletters have been resumed.').waitFor()

      const held = await (await context.request.get(`${siteUrl('/newsletters/preferences/export')}${new URL(page.url()).search}`)).json()
      expect(held).toMatchObject({ email, subscriptions: [{ list: 'breaking' }, { list: 'climate' }] })

      await page.getByRole('button', { name: 'Unsubscribe and erase' }).click()
      await page.getByRole('heading', { name: 'Your data has been erased' }).waitFor()
      await page.goto(linkIn(letter))
      await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
      expect(troubles.filter((trouble) => !trouble.includes('410'))).toEqual([])
    })
  })
})

test('nothing of a reader’s own pages is told to other sites, and a letter reads on a phone by day and by night', async () => {
  const email = 'looks@example.net'
  for (const [width, scheme] of [
    [360, 'light'],
    [600, 'dark'],
  ] as const) {
    const { context, page } = await openFor(browser, { width, scheme })
    await closing(context, async () => {
      if (scheme === 'light') {
        await page.goto(siteUrl('/newsletters'))
        await page.locator('.newsletter [name=email]').fill(email)
        await page.locator('.newsletter form').getByRole('button', { name: 'Subscribe' }).click()
        await page.getByText('received your request').waitFor()
      }
      const letter = await letterTo(email)
      expect((await context.request.get(linkIn(letter))).headers()['referrer-policy']).toBe('no-referrer')
      // Not within our own page, whose policy allows no style of a letter's.
      await page.goto('about:blank')
      await page.setContent(String(letter.html))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      const colours = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color])
      expect(colours).toEqual(scheme === 'light' ? ['rgb(255, 255, 255)', 'rgb(26, 26, 26)'] : ['rgb(20, 20, 20)', 'rgb(242, 242, 242)'])
    })
  }
})
