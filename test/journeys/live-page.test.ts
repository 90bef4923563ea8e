import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, faults, sidewaysScroll } from './newsroom.ts'
import { closing, openFor, type Reader, shiftsOn, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

let events = 0
const board = (score: string, clock: string) => ({
  type: 'scoreboard',
  title: 'Harbour regatta',
  sides: [
    { name: 'Rovers', score },
    { name: 'Quayside Athletic', score: '0' },
  ],
  clock,
})
const articleOf = (slug: string, more: object = {}) => ({
  v: 1,
  slug,
  section: 'sport',
  kind: 'live',
  headline: `Harbour regatta ${slug}, live`,
  standfirst: 'Eight boats, two clubs, one wind.',
  topics: [{ slug: 'regatta', name: 'Regatta' }],
  body: [board('0', 'Before the start'), { type: 'paragraph', text: 'Eight boats.' }],
  ...more,
})

/** A live article that readers have, with some updates told. */
async function anEvent(told: number) {
  const slug = `open-page-${++events}`
  const updates = Array.from({ length: told }, (_, at) => ({
    id: `told-${at}`,
    at: new Date(Date.now() - 3_600_000 + at * 20_000).toISOString(),
    headline: `Told ${at}`,
    body: [{ type: 'paragraph', text: `Boat ${at} goes round the buoy. `.repeat(20) }],
  }))
  expect((await api('PUT', `/api/articles/${slug}?publish=now`, articleOf(slug, { updates }))).status).toBe(201)
  return slug
}
const path = (slug: string, call = '') => `/api/articles/${slug}/updates${call}`
const told = async (slug: string) => (await api('GET', path(slug))).body as { items: { id: string; headline?: string }[] }

/** Asks again and again, half a minute later each time, until the page is as it should be. */
const later = async (page: Page, seen: () => Promise<unknown>) =>
  expect.poll(
    async () => {
      await page.clock.fastForward(31_000)
      await page.waitForTimeout(150)
      return seen()
    },
    { timeout: 20_000, interval: 400 },
  )

async function follow(slug: string, reader: Reader = {}) {
  const opened = await openFor(browser, reader)
  await opened.page.clock.install()
  await opened.page.goto(siteUrl(`/sport/${slug}`))
  await opened.page.waitForLoadState('networkidle')
  return opened
}
const notice = (page: Page) => page.locator('.new-updates').innerText()
const topOf = (page: Page, id: string) => page.locator(`#u-${id}`).evaluate((element) => Math.round(element.getBoundingClientRect().top))
const updatesOn = (page: Page) =>
  page.locator('.live-update').evaluateAll((sections) => sections.map((section) => (section as HTMLElement).innerText.replace(/\s+/g, ' ')))

test('two readers with a live page open get ten updates, a correction, one taken back and the end, and nothing they read moves', async () => {
  const slug = await anEvent(14)
  const [phone, desk] = [await follow(slug, { scheme: 'dark' }), await follow(slug, { width: 1280, height: 900 })]
  await closing(phone.context, () =>
    closing(desk.context, async () => {
      await desk.page.locator('#u-told-7').scrollIntoViewIfNeeded()
      await desk.page.evaluate(() => document.querySelector('#u-told-7')?.scrollIntoView())
      await desk.page.waitForTimeout(300)
      const place = await topOf(desk.page, 'told-7')

      for (let n = 1; n <= 10; n++) {
        expect((await api('POST', path(slug), { headline: `New ${n}`, markdown: `Boat ${n} is in.`, key: n === 4 })).status).toBe(201)
        if (n % 5 !== 0) continue
        for (const { page } of [phone, desk])
          await (await later(page, () => page.title())).toMatch(new RegExp(`^\\(${n === 10 && page === phone.page ? 5 : n}\\) Harbour`))
        if (n === 5) await phone.page.getByRole('button', { name: '5 new updates' }).click()
      }
      expect(await notice(desk.page)).toBe('10 new updates')
      expect(await topOf(desk.page, 'told-7')).toBe(place)
      expect(await phone.page.locator('.live-update h3').first().innerText()).toMatch(/^New\s5$/)
      expect(await phone.page.evaluate(() => document.activeElement?.querySelector('h3')?.textContent)).toMatch(/^New\s5$/)

      await desk.page.getByRole('button', { name: '10 new updates' }).click()
      expect((await updatesOn(desk.page)).length).toBe(24)
      expect(await desk.page.title()).toMatch(/^Harbour/)
      await desk.page.evaluate(() => document.querySelector('#u-told-9')?.scrollIntoView())
      await desk.page.waitForTimeout(700)
      const [above, here] = [(await told(slug)).items.find(({ headline }) => headline === 'New 6')?.id, await topOf(desk.page, 'told-9')]
      await api('PATCH', path(slug, `/${above}`), { markdown: 'Boat 66 is in. '.repeat(30), correction: 'An earlier version said boat 6.' })
      await (await later(desk.page, () => desk.page.locator(`#u-${above}`).innerText())).toContain('An earlier version said boat 6.')
      expect(await topOf(desk.page, 'told-9'), 'what is above is mended and moves nothing').toBe(here)

      await api('PATCH', path(slug, '/told-9'), { correction: 'An earlier version of this named another boat.' })
      await (await later(desk.page, () => notice(desk.page))).toBe('1 update has changed')
      await desk.page.getByRole('button', { name: '1 update has changed' }).click()
      expect(await desk.page.locator('#u-told-9').innerText()).toContain('named another boat')

      await desk.page.waitForTimeout(700)
      const below = await topOf(desk.page, 'told-8')
      await api('DELETE', path(slug, '/told-9'))
      await (await later(desk.page, () => desk.page.locator('#u-told-9').innerText())).toContain('We took this update back.')
      expect(await topOf(desk.page, 'told-8'), 'what was taken back in sight leaves its place').toBe(below)

      await api('PUT', `/api/articles/${slug}/end`)
      for (const { page } of [phone, desk]) await (await later(page, () => notice(page))).toMatch(/^This live coverage ended|^5 new updates/)
      const asked: string[] = []
      desk.page.on('request', (request) => request.url().includes('/fragments/live/') && asked.push(request.url()))
      await desk.page.clock.fastForward(200_000)
      expect(asked).toEqual([])
      await phone.page.getByRole('button', { name: '5 new updates' }).click()
      expect(await phone.page.locator('.article-head .kind').innerText()).toMatch(/as it happened/i)

      const followed = [await updatesOn(phone.page), await updatesOn(desk.page)]
      for (const { page, troubles } of [phone, desk]) {
        expect(await shiftsOn(page)).toEqual([])
        expect(troubles).toEqual([])
        await page.reload()
      }
      expect(followed).toEqual([await updatesOn(phone.page), await updatesOn(desk.page)])
      expect(await phone.page.locator('#live-updates').innerText()).toBe('As it happened')
    }),
  )
})

test('an open page whose story was withdrawn says so, and leads to the page that says when', async () => {
  const slug = await anEvent(2)
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    await api('DELETE', `/api/articles/${slug}/publication`, {})
    await (await later(page, () => notice(page))).toBe('This story has been moved or withdrawn: see what happened')
    await page.getByRole('link', { name: 'see what happened' }).click()
    await page.getByRole('heading', { level: 1, name: /withdrawn|no longer/i }).waitFor()
  })
})

test('a score changes on an open page, and a new text is offered, not put in place', async () => {
  const slug = await anEvent(2)
  const { context, page, troubles } = await follow(slug)
  await closing(context, async () => {
    const { updates } = (await api('GET', `/api/articles/${slug}`)).body
    await api('PUT', `/api/articles/${slug}?publish=now`, articleOf(slug, { updates, body: [board('1', '12′'), { type: 'paragraph', text: 'Eight boats.' }] }))
    await (await later(page, () => page.locator('.scoreboard').innerText())).toMatch(/Rovers\s+1[\s\S]*12′/)
    expect(await notice(page)).toBe('')
    await api('PUT', `/api/articles/${slug}?publish=now`, articleOf(slug, { updates, body: [board('1', '12′'), { type: 'paragraph', text: 'Seven boats.' }] }))
    await (await later(page, () => notice(page))).toBe('New version: load it')
    expect(await page.getByText('Eight boats.').count()).toBe(1)
    await api('POST', path(slug), { headline: 'They are off' })
    await (await later(page, () => notice(page))).toBe('1 new update')
    await page.getByRole('button', { name: '1 new update' }).click()
    await page.getByRole('link', { name: 'New version: load it' }).click()
    await page.getByText('Seven boats.').waitFor()
    expect(await shiftsOn(page)).toEqual([])
    expect(troubles).toEqual([])
  })
})

test('a hidden page asks nothing, and catches up when it is seen', async () => {
  const slug = await anEvent(2)
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/fragments/live/') && asked.push(request.url()))
    await hide(true)
    await api('POST', path(slug), { headline: 'While you were away' })
    await page.clock.fastForward(600_000)
    expect(asked).toEqual([])
    await page.waitForTimeout(1500)
    await hide(false)
    await page.clock.fastForward(1100)
    await page.getByRole('button', { name: '1 new update' }).waitFor()
  })
})

test('the address of an update leads to it, on whichever page it is', async () => {
  const slug = await anEvent(130)
  const { context, page, troubles } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl(`/sport/${slug}#u-told-120`))
    expect(new URL(page.url()).search).toBe('')
    await page.goto(siteUrl('/'))
    await page.goto(siteUrl(`/sport/${slug}#u-told-12`))
    await page.waitForURL((address) => address.searchParams.get('from') === 'told-12')
    expect(await page.locator('.live-update').first().getAttribute('id')).toBe('u-told-12')
    await page.goto(siteUrl(`/sport/${slug}`))
    await page.getByRole('link', { name: 'Earlier updates' }).click()
    await page.locator('#u-told-79').waitFor()
    expect(await page.locator('.live-update').count()).toBe(50)
    expect(troubles).toEqual([])
  })
})

test('without a script a live page says how to see more, and a reload does it', async () => {
  const slug = await anEvent(2)
  const { context, page } = await openFor(browser, { script: false })
  await closing(context, async () => {
    await page.goto(siteUrl(`/sport/${slug}`))
    await page.getByText('Reload this page to see new updates.').waitFor()
    await api('POST', path(slug), { headline: 'They are in' })
    await expect
      .poll(async () => {
        await page.reload()
        return page.locator('.live-update h3').first().innerText()
      })
      .toBe('They are in')
  })
})

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each([360, 768, 1280])('a live page with something new has no fault that axe knows of at %d px, and does not scroll sideways', async (width) => {
    const slug = await anEvent(3)
    const { context, page } = await follow(slug, { width, scheme })
    await closing(context, async () => {
      await api('POST', path(slug), { headline: 'New', key: true })
      await (await later(page, () => notice(page))).toBe('1 new update')
      expect(await faults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect((await page.locator('.new-updates button').boundingBox())?.height).toBeGreaterThanOrEqual(44)
    })
  })
})

test('nothing of a live story is red but the word that says so', async () => {
  const slug = await anEvent(1)
  const { context, page } = await openFor(browser, { width: 1280 })
  await closing(context, async () => {
    await page.goto(siteUrl(`/sport/${slug}`))
    const colourOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color)
    const ink = await colourOf('body')
    for (const words of ['h1', '.text > p', '[id^="u-"] h3', '[id^="u-"] > p:not([class])']) expect([words, await colourOf(words)]).toEqual([words, ink])
    expect(await colourOf('.kind-live.kind')).not.toBe(ink)
  })
})
