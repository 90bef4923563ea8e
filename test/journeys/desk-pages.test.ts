/** Every page of the desk, as an editor finds it who just sits down. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { AREAS } from '../../src/desk/pages/layout/areas.ts'
import { api, faults, sidewaysScroll, sitDown, smallControls, tokenFor } from './newsroom.ts'
import { siteUrl } from './reader.ts'

type Seat = Awaited<ReturnType<typeof sitDown>>

let browser: Browser
const seats: Seat[] = []
const troubles: string[] = []
const LONG_WORDS = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz, a headline that runs over several lines of a phone'

beforeAll(async () => {
  browser = await launchBrowser()
  const token = await tokenFor('admin', `Ada ${Date.now()} of the desk`)
  seats.push(
    await sitDown(browser, { token, width: 320 }),
    await sitDown(browser, { token, width: 768 }),
    await sitDown(browser, { token, width: 1280, scheme: 'dark' }),
  )
  for (const { page } of seats) {
    page.on('console', (message) => message.type() === 'error' && troubles.push(`${page.url()}: ${message.text()}`))
    page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error}`))
  }
  await fileStory('now', 'By noon the quay was full.')
  await fileStory('no', 'By one the quay was full, and loud.')
  await draftIssue(token)
})
afterAll(() => browser.close())

const SLUG = 'a-story-seen-on-every-page'
const fileStory = (publish: 'now' | 'no', text: string) =>
  api('PUT', `/api/articles/${SLUG}?publish=${publish}`, {
    v: 1,
    slug: SLUG,
    section: 'world',
    headline: LONG_WORDS,
    standfirst: 'What it is about.',
    body: [{ type: 'paragraph', text }],
  })

let issuePath = ''
async function draftIssue(token: string) {
  const response = await fetch(siteUrl('/desk/newsletters/climate/new'), {
    method: 'POST',
    redirect: 'manual',
    headers: { Authorization: `Bearer ${token}`, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ kind: 'digest', subject: 'Seen on every page', articles: siteUrl('/climate/the-forest-that-walks'), order: 'save' }),
  })
  issuePath = (response.headers.get('location') ?? '').replace(/\?.*/, '')
}

/** The first link of a list that leads into it. */
async function firstIn(page: Page, list: string) {
  await page.goto(siteUrl(list))
  const href = await page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).first().getAttribute('href')
  if (!href) throw new Error(`Nothing is listed at ${list}`)
  return href
}

const listed = (list: string) => [`the first of ${list}`, ({ page }: Seat) => firstIn(page, list)] as const
const at = (path: string) => [path, () => Promise.resolve(path)] as const
const story = (slug: string) => at(`/desk/stories/${slug}`)

test.each([
  ...AREAS.map(({ path }) => at(path)),
  at('/desk?q=nothing+has+these+words'),
  at('/desk/account'),
  at('/desk/help'),
  at('/desk/sign-in'),
  at('/desk/new'),
  story('the-forest-that-walks'),
  story('the-bookbinder-of-tunis'),
  story('the-bookshop-that-opens-at-nightfall-zh'),
  story(SLUG),
  ...['publish', 'review', 'history', 'manage'].map((page) => at(`/desk/stories/${SLUG}/${page}`)),
  at('/desk/stories/the-bookbinder-of-tunis/history'),
  at('/desk/live/harbour-cup-final-live'),
  listed('/desk/pictures'),
  listed('/desk/authors'),
  listed('/desk/topics'),
  listed('/desk/campaigns'),
  at('/desk/campaigns/new'),
  at('/desk/newsletters/climate'),
  at('/desk/newsletters/climate/new'),
  ['a drafted issue', () => Promise.resolve(issuePath)],
  ['changing a draft', () => Promise.resolve(`${issuePath}/edit`)],
  ['sending an issue', () => Promise.resolve(`${issuePath}/send`)],
  at('/desk/subscribers'),
] as const)('nobody is kept from working at %s, on a phone, a tablet or a desktop', async (_, pathFor) => {
  for (const seat of seats) {
    const path = await pathFor(seat)
    troubles.length = 0
    const response = await seat.page.goto(siteUrl(path), { waitUntil: 'domcontentloaded' })
    expect(response?.status(), path).toBe(200)
    expect(await seat.page.locator('h1').count(), 'headings of the first level').toBe(1)
    expect(await sidewaysScroll(seat.page), 'pixels it scrolls sideways').toBe(0)
    expect(await faults(seat.page)).toEqual([])
    expect(await smallControls(seat.page)).toEqual([])
    expect(troubles).toEqual([])
  }
})

test('a review shows all of the desktop, however narrow the window is', async () => {
  for (const { page } of seats) {
    await page.goto(siteUrl(`/desk/stories/${SLUG}/review`))
    const widths = await page.locator('.frame-desk').evaluate((frame) => [frame.clientWidth, frame.querySelector('iframe')?.getBoundingClientRect().width ?? 0])
    expect(widths[1]).toBeCloseTo(widths[0] ?? 0, 0)
    expect(widths[0]).toBeGreaterThan(250)
  }
})

test.each([
  ['/desk/nothing-here', 404],
  ['/desk/stories/nothing-here', 404],
])('%s says that it isn’t there, and leads on', async (path, status) => {
  for (const { page } of seats) {
    expect((await page.goto(siteUrl(path)))?.status()).toBe(status)
    expect(await page.getByRole('link', { name: 'Go to the stories' }).count()).toBe(1)
    expect(await faults(page)).toEqual([])
  }
})

test('no area of the desk is shown to somebody who isn’t signed in', async () => {
  for (const { path } of AREAS) expect((await fetch(siteUrl(path), { redirect: 'manual' })).status, path).not.toBe(200)
})
