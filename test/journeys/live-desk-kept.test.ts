/** What is typed at the live desk stays on the device of whoever typed it, whatever happens meanwhile. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, sitDown, tokenFor } from './newsroom.ts'
import { closing, siteUrl } from './reader.ts'
import { aWriter } from './writer.ts'

let browser: Browser
let editor = ''
beforeAll(async () => {
  browser = await launchBrowser()
  editor = await tokenFor('editor')
})
afterAll(() => browser.close())

let events = 0
async function anEvent() {
  const slug = `night-ferry-${++events}`
  const article = { v: 1, section: 'world', kind: 'live', headline: `Night ferry ${events}, live`, body: [{ type: 'paragraph', text: 'One ferry.' }] }
  expect((await api('PUT', `/api/articles/${slug}?publish=now`, article)).status).toBe(201)
  return slug
}
const open = (page: Page, slug: string) => page.goto(siteUrl(`/desk/live/${slug}`))
const texts = async (slug: string) =>
  (await api('GET', `/api/articles/${slug}/updates`)).body.items.map((item: { body: { text: string }[] }) => item.body[0]?.text)

async function tell(page: Page, text: string) {
  await page.locator('#markdown').fill(text)
  await page.keyboard.press('Control+Enter')
}

/** To the last character. */
const fillStorage = (page: Page) =>
  page.evaluate(() => {
    let names = 0
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (;;) localStorage.setItem(`other-${names++}`, 'x'.repeat(size))
      } catch {
        // Smaller ones may fit yet.
      }
    }
  })

test('on a device whose storage is full, what is sent offline is told as well when the connection is back', async () => {
  const slug = await anEvent()
  const { context, page, violations } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await context.setOffline(true)
    await tell(page, 'The ferry has left.')
    await fillStorage(page)
    await tell(page, 'It is late by ten minutes, they say on the pier.')
    await page.getByText('Leave this page open').waitFor()
    expect(await page.locator('.composer-outbox li').count()).toBe(2)
    await context.setOffline(false)
    await expect.poll(() => texts(slug), { timeout: 20_000 }).toEqual(['It is late by ten minutes, they say on the pier.', 'The ferry has left.'])
  })
  expect(violations).toEqual([])
})

test('what one tab has sent is in no other tab’s list of what waits', async () => {
  const slug = await anEvent()
  const { context, page } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    const other = await context.newPage()
    for (const tab of [page, other]) await open(tab, slug)
    await context.setOffline(true)
    await tell(page, 'From one tab.')
    await tell(other, 'From the other.')
    await context.setOffline(false)
    await expect.poll(async () => (await texts(slug)).toSorted(), { timeout: 20_000 }).toEqual(['From one tab.', 'From the other.'])
    for (const tab of [page, other]) await expect.poll(() => tab.locator('.composer-outbox li').count(), { timeout: 10_000 }).toBe(0)
  })
})

test('what was half typed when the story was renamed is in the box under its new name', async () => {
  const slug = await anEvent()
  const { context, page } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await page.locator('#markdown').fill('Half a sent')
    await api('POST', `/api/articles/${slug}/rename`, { slug: `${slug}-renamed` })
    await open(page, slug)
    await page.getByText('What you had typed is back.').waitFor()
    expect(page.url()).toBe(siteUrl(`/desk/live/${slug}-renamed`))
    expect(await page.locator('#markdown').inputValue()).toBe('Half a sent')
    await tell(page, 'A whole sentence.')
    await expect.poll(() => texts(`${slug}-renamed`), { timeout: 10_000 }).toEqual(['A whole sentence.'])
    await open(page, `${slug}-renamed`)
    await page.waitForTimeout(1000)
    expect(await page.locator('#markdown').inputValue()).toBe('')
  })
})

test('a colleague who tells from the same device leaves what somebody else had half typed', async () => {
  const slug = await anEvent()
  const { context, page, name } = await aWriter(browser)
  const signIn = async (as: string) => {
    const { body } = await api('POST', '/api/people/invitations', { name: as, role: 'editor' })
    await page.goto(body.url)
    await page.locator('main form button').first().click()
    await page.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'))
    await open(page, slug)
  }
  await open(page, slug)
  await page.locator('#markdown').fill('Half a sent')
  await signIn(`Colleague ${Date.now()}`)
  expect(await page.locator('#markdown').inputValue()).toBe('')
  await tell(page, 'The ferry is in.')
  await expect.poll(() => texts(slug), { timeout: 10_000 }).toEqual(['The ferry is in.'])
  await signIn(name)
  expect(await page.locator('#markdown').inputValue()).toBe('Half a sent')
  await context.close()
})
