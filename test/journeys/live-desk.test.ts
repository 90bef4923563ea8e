import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, faults, sidewaysScroll, sitDown, smallControls, tokenFor } from './newsroom.ts'
import { closing, openFor, siteUrl } from './reader.ts'
import { aWriter } from './writer.ts'

let browser: Browser
let [editor, reporter] = ['', '']
beforeAll(async () => {
  browser = await launchBrowser()
  ;[editor, reporter] = await Promise.all([tokenFor('editor', 'Edith Coyle'), tokenFor('reporter', 'Rex Bell')])
})
afterAll(() => browser.close())

let events = 0
/** A live article that readers have. */
async function anEvent() {
  const slug = `harbour-regatta-${++events}`
  const article = { v: 1, section: 'sport', kind: 'live', headline: `Harbour regatta ${events}, live`, body: [{ type: 'paragraph', text: 'Eight boats.' }] }
  expect((await api('PUT', `/api/articles/${slug}?publish=now`, article)).status).toBe(201)
  return slug
}
const told = async (slug: string) =>
  (await api('GET', `/api/articles/${slug}/updates`)).body as {
    items: { id: string; headline?: string; body: { text: string }[]; pinned?: boolean; key?: boolean; corrections?: { text: string }[]; takenBack?: string }[]
    waiting: { headline?: string; refused?: object }[]
    ended?: string
  }
const texts = async (slug: string) => (await told(slug)).items.map(({ headline, body }) => headline ?? body[0]?.text)
const open = (page: Page, slug: string) => page.goto(siteUrl(`/desk/live/${slug}`))

/** Writes in the box, which has the focus, and sends it from the keyboard. */
async function tell(page: Page, text: string) {
  await page.keyboard.type(text)
  await page.keyboard.press('Control+Enter')
}

test('forty updates from two editors are forty, none twice, and the box never loses the focus', async () => {
  const slug = await anEvent()
  const seats = await Promise.all([sitDown(browser, { token: editor }), sitDown(browser, { token: await tokenFor('editor') })])
  for (const { page } of seats) await open(page, slug)
  await Promise.all(
    seats.map(async ({ page }, who) => {
      for (let n = 0; n < 20; n++) {
        await tell(page, `Boat ${who} buoy ${n}`)
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('markdown')
      }
    }),
  )
  const expected = [0, 1].flatMap((who) => Array.from({ length: 20 }, (_, n) => `Boat ${who} buoy ${n}`))
  await expect.poll(() => texts(slug).then((all) => all.length), { timeout: 90_000, interval: 500 }).toBe(40)
  expect((await texts(slug)).toSorted()).toEqual(expected.toSorted())
  for (const { page } of seats) await expect.poll(() => page.locator('#told > ul > li').count(), { timeout: 20_000 }).toBe(40)
  for (const { context, violations } of seats) {
    expect(violations).toEqual([])
    await context.close()
  }
})

test('what is sent offline is kept through a closed page, and told once when the connection is back', async () => {
  const slug = await anEvent()
  const { context, page, violations } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await context.setOffline(true)
    await tell(page, 'Sent from the pier')
    await page.keyboard.type('Half a sent')
    await page.locator('.composer-outbox li').waitFor()
    expect(await page.locator('.composer-said').textContent()).toContain('offline')
    await page.close()
    expect(await texts(slug)).toEqual([])
    await context.setOffline(false)
    const again = await context.newPage()
    await open(again, slug)
    expect(await again.locator('#markdown').inputValue()).toBe('Half a sent')
    await expect.poll(() => texts(slug), { timeout: 20_000 }).toEqual(['Sent from the pier'])
    await again.waitForTimeout(1000)
    expect(await texts(slug)).toEqual(['Sent from the pier'])
  })
  expect(violations).toEqual([])
})

test('somebody else signs in in the same browser: nothing is told under their name, and it is sent when its writer is back', async () => {
  const slug = await anEvent()
  const { context, page, name } = await aWriter(browser)
  const signIn = async (as: string) => {
    const { body } = await api('POST', '/api/people/invitations', { name: as, role: 'editor' })
    const tab = await context.newPage()
    await tab.goto(body.url)
    await tab.locator('main form button').first().click()
    await tab.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'))
    await tab.close()
  }
  await open(page, slug)
  await signIn(`Colleague ${Date.now()}`)
  await page.bringToFront()
  await page.locator('#markdown').focus()
  await tell(page, 'The first boat is in')
  await expect.poll(() => page.locator('.composer-said').innerText()).toContain(`sent when ${name} is signed in again`)
  expect(await texts(slug)).toEqual([])
  await signIn(name)
  await expect.poll(() => texts(slug), { timeout: 20_000 }).toEqual(['The first boat is in'])
  await context.close()
})

test('signed out in the middle of it: what waits says so, nothing is lost, and it is sent when its writer has signed in', async () => {
  const slug = await anEvent()
  const { context, page, name } = await aWriter(browser)
  // Its lists are asked for once when it opens.
  const refreshed = Promise.all(['told', 'tray'].map((list) => page.waitForResponse((response) => response.url().endsWith(`/${list}`))))
  await open(page, slug)
  await refreshed
  await context.clearCookies()
  await page.locator('#markdown').focus()
  await tell(page, 'The first boat is in')
  await page.getByRole('dialog').getByText('Your session has ended').waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  expect(await page.locator('.composer-outbox li .hint').innerText()).toBe('Kept on this device. It’s sent when you’ve signed in again.')
  // It tries again every five seconds, and asks nobody twice by itself.
  await page.waitForTimeout(6000)
  expect(await page.getByRole('dialog').isVisible()).toBe(false)
  await page.locator('.composer-outbox').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await texts(slug)).toEqual([])
  const { body } = await api('POST', '/api/people/invitations', { name, role: 'editor' })
  const tab = await context.newPage()
  await tab.goto(body.url)
  await tab.locator('main form button').first().click()
  await tab.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'))
  await expect.poll(() => texts(slug), { timeout: 20_000 }).toEqual(['The first boat is in'])
  await page.locator('.composer-outbox li').waitFor({ state: 'detached' })
  await context.close()
})

test('an event that ended meanwhile takes nothing, and what was written for it is kept until it goes on', async () => {
  const slug = await anEvent()
  const { context, page } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await api('PUT', `/api/articles/${slug}/end`)
    await tell(page, 'One more boat')
    await page.locator('.composer-outbox').getByText('This event ended').waitFor()
    await page.keyboard.type('Half a sentence')
    await open(page, slug)
    expect(await page.locator('.composer-outbox li').innerText()).toContain('One more boat')
    expect(await page.locator('.composer-said').innerText()).toContain('back in the box if the event is reopened')
    await api('DELETE', `/api/articles/${slug}/end`)
    await page.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(() => texts(slug), { timeout: 10_000 }).toEqual(['One more boat'])
    await open(page, slug)
    expect(await page.locator('#markdown').inputValue()).toBe('Half a sentence')
  })
})

test('of a story that was renamed or withdrawn meanwhile nothing is lost either', async () => {
  const slug = await anEvent()
  const { context, page } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await context.setOffline(true)
    await tell(page, 'From under the old name')
    await page.locator('.composer-outbox li').waitFor()
    await api('POST', `/api/articles/${slug}/rename`, { slug: `${slug}-renamed` })
    await context.setOffline(false)
    await open(page, `${slug}-renamed`)
    await expect.poll(() => texts(`${slug}-renamed`), { timeout: 20_000 }).toEqual(['From under the old name'])
    await api('DELETE', `/api/articles/${slug}-renamed/publication`)
    await tell(page, 'Too late')
    await page.getByText('The story has been withdrawn, so readers don’t get it.').waitFor()
    expect(await texts(`${slug}-renamed`)).toEqual(['Too late', 'From under the old name'])
  })
})

/** Of which nothing has been said. */
async function newPicture() {
  const background = { r: Math.floor(Math.random() * 256), g: Math.floor(Math.random() * 256), b: Math.floor(Math.random() * 256) }
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { name: 'harbour.jpg', mimeType: 'image/jpeg', buffer }
}

test('without a script an update has a picture, uploaded or chosen, and is not sent without its description', async () => {
  const slug = await anEvent()
  const { context, page, violations } = await sitDown(browser, { token: editor, script: false, width: 360 })
  await closing(context, async () => {
    await open(page, slug)
    await page.locator('#markdown').fill('The fleet.')
    await page.locator('summary', { hasText: 'Add a picture' }).click()
    await page.getByLabel('Upload a file').setInputFiles(await newPicture())
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('link', { name: /^Describe the picture/ }).waitFor()
    expect(await page.locator('#markdown').inputValue()).toBe('The fleet.')
    expect(await page.getByLabel('Or choose one').inputValue()).toMatch(/^[\da-f]{32}$/)
    await page.getByLabel('What the picture shows').fill('Cranes over a harbour')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.locator('#told img').waitFor()
    expect((await told(slug)).items[0]?.body).toMatchObject([{ text: 'The fleet.' }, { type: 'picture', alt: 'Cranes over a harbour' }])
  })
  expect(violations).toEqual([])
})

test('an answer that is lost on the way makes no second update', async () => {
  const slug = await anEvent()
  const { context, page } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    let lost = 0
    await page.route('**/updates', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await tell(page, 'Only once')
    await expect.poll(() => page.locator('.composer-outbox li').count(), { timeout: 20_000 }).toBe(0)
    expect(lost).toBeGreaterThan(1)
    expect(await texts(slug)).toEqual(['Only once'])
  })
})

test('a reporter’s update is approved by one key, wherever the editor is typing', async () => {
  const slug = await anEvent()
  const [rex, edith] = [await sitDown(browser, { token: reporter }), await sitDown(browser, { token: editor })]
  await open(edith.page, slug)
  await edith.page.keyboard.type('Still writ')
  await open(rex.page, slug)
  await tell(rex.page, 'A mast has broken')
  await rex.page.locator('#tray li').waitFor()
  expect(await texts(slug)).toEqual([])
  await edith.page.locator('#tray li').waitFor({ timeout: 20_000 })
  expect(await edith.page.evaluate(() => document.activeElement?.id)).toBe('markdown')
  await edith.page.keyboard.press('Alt+a')
  await expect.poll(() => texts(slug), { timeout: 10_000 }).toEqual(['A mast has broken'])
  await edith.page.locator('#told li').waitFor()
  expect(await edith.page.locator('#markdown').inputValue()).toBe('Still writ')
  expect(await edith.page.evaluate(() => document.activeElement?.id)).toBe('markdown')
  for (const { context, violations } of [rex, edith]) {
    expect(violations).toEqual([])
    await context.close()
  }
})

describe.each([
  ['with a script', true],
  ['without a script', false],
])('%s', (_, script) => {
  test('an update is published, pinned, made a key moment, corrected and taken back, and the event ended', async () => {
    const slug = await anEvent()
    const { context, page, violations } = await sitDown(browser, { token: editor, script, width: 360 })
    await closing(context, async () => {
      await open(page, slug)
      await page.getByLabel('Headline (optional)').fill('They are off')
      await page.locator('#markdown').fill('All **eight** of them.')
      await page.getByRole('button', { name: 'Publish' }).click()
      await page.locator('#told li').waitFor()
      expect((await told(slug)).items).toMatchObject([{ headline: 'They are off', body: [{ text: 'All <strong>eight</strong> of them.' }] }])

      await page.getByRole('button', { name: /^Pin / }).click()
      await expect.poll(async () => (await told(slug)).items[0]?.pinned).toBe(true)
      await page.getByRole('button', { name: /^Unpin / }).waitFor()
      await page.getByRole('button', { name: /^Key moment / }).click()
      await expect.poll(async () => (await told(slug)).items[0]?.key).toBe(true)
      await page.getByRole('button', { name: /^Not a key moment / }).waitFor()

      await page.locator('summary', { hasText: 'Correct' }).click()
      await page.getByLabel('Text').fill('All seven of them.')
      await page.getByLabel(/^What was wrong/).fill('An earlier version said eight.')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect.poll(async () => (await told(slug)).items[0]?.corrections?.[0]?.text).toBe('An earlier version said eight.')
      await page.getByText('Correction,').waitFor()

      await page.locator('summary', { hasText: 'Take back' }).click()
      await page.getByRole('button', { name: 'Take it back' }).click()
      await expect.poll(async () => (await told(slug)).items[0]?.takenBack).toBeTruthy()
      await page.getByText('Readers see that there was an update.').waitFor()

      await page.getByRole('button', { name: 'End the event' }).click()
      await page.getByRole('button', { name: 'Reopen the event' }).waitFor()
      expect((await told(slug)).ended).toBeTruthy()
      expect(await page.locator('#composer').count()).toBe(0)
    })
    expect(violations).toEqual([])
    const reader = await openFor(browser)
    await closing(reader.context, async () => {
      await reader.page.goto(siteUrl(`/sport/${slug}`))
      await reader.page.getByText('We took this update back.').waitFor()
      await reader.page.getByText('This live coverage ended').waitFor()
    })
  })

  test('a reporter sends an update, an editor sends it back, and what was refused can be sent again', async () => {
    const slug = await anEvent()
    const [rex, edith] = [await sitDown(browser, { token: reporter, script }), await sitDown(browser, { token: editor, script })]
    await open(rex.page, slug)
    await rex.page.locator('#markdown').fill('They say it was a whale.')
    await rex.page.getByRole('button', { name: 'Send to the editors' }).click()
    await rex.page.locator('#tray li').waitFor()
    await open(edith.page, slug)
    await edith.page.locator('#tray summary', { hasText: 'Send back' }).click()
    await edith.page.getByLabel(/^Why \(Rex Bell/).fill('Who is they?')
    await edith.page.getByRole('button', { name: 'Send it back' }).click()
    await expect.poll(async () => (await told(slug)).waiting[0]?.refused).toMatchObject({ reason: 'Who is they?' })
    await open(rex.page, slug)
    await rex.page.getByText('Edith Coyle sent this back: Who is they?').waitFor()
    await rex.page.locator('#tray summary', { hasText: 'Change' }).click()
    await rex.page.locator('#tray').getByLabel('Text').fill('The harbour master says it was a whale.')
    await rex.page.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(async () => (await told(slug)).waiting[0]?.refused).toBeUndefined()
    await open(edith.page, slug)
    await edith.page.getByRole('button', { name: /^Approve/ }).click()
    await expect.poll(() => texts(slug)).toEqual(['The harbour master says it was a whale.'])
    for (const { context, violations } of [rex, edith]) {
      expect(violations).toEqual([])
      await context.close()
    }
  })
})

test('what was changed by another is not overwritten: the page says so, with what was typed', async () => {
  const slug = await anEvent()
  await api('POST', `/api/articles/${slug}/updates`, { headline: 'One nil' })
  const id = (await told(slug)).items[0]?.id
  const { context, page, violations } = await sitDown(browser, { token: editor })
  await closing(context, async () => {
    await open(page, slug)
    await page.locator('summary', { hasText: 'Correct' }).click()
    await api('PATCH', `/api/articles/${slug}/updates/${id}`, { headline: 'One all' })
    await page.locator('#told').getByLabel('Headline').fill('One two')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody else changed this update').waitFor()
    expect(await page.locator('#told').getByLabel('Headline').inputValue()).toBe('One two')
    expect(await texts(slug)).toEqual(['One all'])
  })
  expect(violations).toEqual([])
})

test.each([
  ['light', 360],
  ['dark', 360],
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const)('the live desk has no fault that axe knows of, %s at %d px, and does not scroll sideways', async (scheme, width) => {
  const slug = await anEvent()
  await api('POST', `/api/articles/${slug}/updates`, { headline: 'They are off', markdown: 'A **start**.\n\n> Go!', pinned: true, key: true })
  await api('POST', `/api/articles/${slug}/updates`, { headline: 'A mast is broken' }, reporter)
  const { context, page, violations } = await sitDown(browser, { token: editor, width, scheme })
  await closing(context, async () => {
    await open(page, slug)
    for (const summary of await page.locator('main summary').all()) await summary.click()
    expect(await faults(page)).toEqual([])
    expect(await smallControls(page)).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
  })
  expect(violations).toEqual([])
})
