/** An open live page becomes what a reload shows, whatever editors do, in which order, and wherever the reader was meanwhile. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { api, tokenFor } from './newsroom.ts'
import { closing, openFor, type Reader, shiftsOn, siteUrl } from './reader.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

let events = 0
async function anEvent(told: number, more: object = {}) {
  const slug = `becomes-${++events}`
  const updates = Array.from({ length: told }, (_, at) => ({
    id: `told-${at}`,
    at: new Date(Date.now() - 7_200_000 + at * 20_000).toISOString(),
    headline: `Told ${at}`,
    body: [{ type: 'paragraph', text: `Boat ${at} goes round the buoy. `.repeat(12) }],
  }))
  const article = { v: 1, slug, section: 'sport', kind: 'live', headline: `Harbour regatta ${slug}, live`, body: [{ type: 'paragraph', text: 'Eight boats.' }] }
  expect((await api('PUT', `/api/articles/${slug}?publish=now`, { ...article, updates, ...more })).status).toBe(201)
  return slug
}

const deskOf = (slug: string) => {
  const path = (id = '') => `/api/articles/${slug}/updates${id && `/${id}`}`
  const done = async (answer: ReturnType<typeof api>) => expect((await answer).status).toBeLessThan(300)
  return {
    add: (id: string, more: object = {}, token?: string) =>
      done(api('POST', path(), { id, headline: `Headline ${id}`, markdown: `Text of ${id}.`, ...more }, token)),
    pin: (id: string) => done(api('PATCH', path(id), { pinned: true })),
    unpin: (id: string) => done(api('PATCH', path(id), { pinned: false })),
    edit: (id: string) => done(api('PATCH', path(id), { markdown: `Another text of ${id}. `.repeat(30) })),
    takeBack: (id: string) => done(api('DELETE', path(id))),
    end: () => done(api('PUT', `/api/articles/${slug}/end`)),
    reopen: () => done(api('DELETE', `/api/articles/${slug}/end`)),
  }
}

async function follow(slug: string, reader: Reader = {}, script?: () => void) {
  const opened = await openFor(browser, reader)
  if (script) await opened.page.addInitScript(script)
  await opened.page.clock.install()
  await opened.page.goto(siteUrl(`/sport/${slug}`))
  await opened.page.waitForLoadState('networkidle')
  return opened
}

/** What a reader is shown of an event: the words over it and over its updates, then those in their order. */
const shownOn = (page: Page) =>
  page.evaluate(() => {
    const wordsOf = (element: Element | null) => (element instanceof HTMLElement && !element.hidden ? element.innerText.replace(/\s+/g, ' ').trim() : '')
    const [head, updates] = [document.querySelector('.article-head'), document.querySelector<HTMLElement>('.live-updates')]
    return {
      label: wordsOf(head?.querySelector('.kind') ?? null),
      labelled: head?.querySelector('.kind')?.className,
      notice: wordsOf(head?.querySelector('.notice') ?? null),
      heading: wordsOf(document.querySelector('#live-updates')),
      isOver: updates?.classList.contains('live-over'),
      ended: wordsOf(document.querySelector('.live-ended')),
      moments: wordsOf(document.querySelector('.key-moments')),
      momentLinks: [...document.querySelectorAll('.key-moments a')].map((link) => link.getAttribute('href')),
      updates: [...document.querySelectorAll('.live-update')].map((update) => `${update.className} ${update.id}: ${wordsOf(update)}`),
    }
  })

/** What somebody gets who comes now. */
async function shownAnew(slug: string) {
  const { context, page } = await openFor(browser)
  try {
    await page.goto(siteUrl(`/sport/${slug}`))
    return await shownOn(page)
  } finally {
    await context.close()
  }
}

type Told = { id: string; headline?: string; body: { text?: string }[]; pinned?: boolean; takenBack?: string }

/** Whether readers get by now what editors have told. */
async function isPrinted(slug: string, shown: Awaited<ReturnType<typeof shownOn>>) {
  const { items, ended } = (await api('GET', `/api/articles/${slug}/updates`)).body as { items: Told[]; ended?: string }
  const has = ({ id, body, pinned, takenBack }: Told) => {
    const update = shown.updates.find((one) => one.includes(` u-${id}: `)) ?? ''
    return (
      update.includes(takenBack ? 'We took this update back.' : (body[0]?.text?.slice(0, 15) ?? '')) && update.includes('live-pinned') === (pinned === true)
    )
  }
  return shown.isOver === (ended !== undefined) && items.slice(0, 50).every(has) && items.filter(({ pinned }) => pinned).every(has)
}

/** Who never had an update isn't told that it was taken back; who comes anew may have had it. */
const withoutUnknown = (anew: Awaited<ReturnType<typeof shownOn>>, shown: typeof anew) => ({
  ...anew,
  updates: anew.updates.filter((update) => !update.endsWith('We took this update back.') || shown.updates.includes(update)),
})

/** As time goes by, the reader looks up and down, and asks for what is new: until the page is what a new one is. */
async function becomesNew(slug: string, page: Page, stepMs = 31_000) {
  await expect
    .poll(
      async () => {
        await page.clock.fastForward(stepMs)
        await page.waitForTimeout(150)
        const button = page.locator('.new-updates button')
        if (await button.count()) await button.click()
        const shown = await shownOn(page)
        const anew = await shownAnew(slug)
        return (JSON.stringify(shown) === JSON.stringify(withoutUnknown(anew, shown)) && (await isPrinted(slug, anew))) || { shown, anew }
      },
      { timeout: 25_000, interval: 300 },
    )
    .toBe(true)
}

const settled = async (page: Page, seen: () => Promise<boolean>) =>
  expect
    .poll(
      async () => {
        await page.clock.fastForward(31_000)
        await page.waitForTimeout(150)
        return seen()
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(true)

const topOf = (page: Page, id: string) => page.locator(`#u-${id}`).evaluate((element) => Math.round(element.getBoundingClientRect().top))
const orderOn = (page: Page) => page.locator('.live-update').evaluateAll((sections) => sections.map(({ id }) => id.slice(2)))

/** Some browsers don't keep in its place what is read. */
const withoutAnchors = () => {
  const supports = CSS.supports.bind(CSS)
  CSS.supports = (name: string, value?: string) => name !== 'overflow-anchor' && (value === undefined ? supports(name) : supports(name, value))
  addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('overflow-anchor', 'none'))
}

test.each([
  ['a browser that keeps what is read in its place', undefined],
  ['one that does not', withoutAnchors],
])('in %s a pinned update goes to the top of an open page, and back to its time when it is unpinned, and what is read stays', async (_, script) => {
  const slug = await anEvent(14)
  const desk = deskOf(slug)
  const { context, page, troubles } = await follow(slug, {}, script)
  await closing(context, async () => {
    await page.evaluate(() => document.querySelector('#u-told-7')?.scrollIntoView())
    await page.waitForTimeout(300)
    const place = await topOf(page, 'told-7')
    await desk.pin('told-1')
    await settled(page, async () => (await orderOn(page))[0] === 'told-1')
    await desk.pin('told-12')
    await settled(page, async () => (await orderOn(page))[0] === 'told-12')
    expect((await orderOn(page)).indexOf('told-1')).toBe(12)
    await desk.unpin('told-12')
    await settled(page, async () => (await orderOn(page))[0] === 'told-13')
    expect(await topOf(page, 'told-7')).toBe(place)
    expect(await shiftsOn(page)).toEqual([])
    expect(troubles).toEqual([])
    expect(await shownOn(page)).toEqual(await shownAnew(slug))
  })
})

test('the end is told on an open page as on a new one, and so is it when the event is reopened, and nothing moves', async () => {
  const slug = await anEvent(12, { developing: true })
  const desk = deskOf(slug)
  const { context, page } = await follow(slug, { width: 1280, height: 700 })
  await closing(context, async () => {
    await page.evaluate(() => document.querySelector('#u-told-6')?.scrollIntoView())
    await page.waitForTimeout(300)
    const place = await topOf(page, 'told-6')
    for (const [order, step] of [
      ['end', 31_000],
      ['reopen', 460_000],
      ['end', 31_000],
    ] as const) {
      await desk[order]()
      await becomesNew(slug, page, step)
      expect(await topOf(page, 'told-6')).toBe(place)
    }
    expect(await shiftsOn(page)).toEqual([])
  })
})

/** Orders one after the other, which differ from seed to seed, each in a state in which it can be given. */
function anyOrder(slug: string, seed: number) {
  const desk = deskOf(slug)
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  const told = ['told-0', 'told-1', 'told-2']
  let [pinned, isOver]: [string | undefined, boolean] = [undefined, false]
  const given: string[] = []

  async function giveOne() {
    const one = told[random(told.length)] ?? ''
    const order = isOver
      ? (['edit', 'takeBack', 'reopen', 'reopen'] as const)[random(4)]
      : (['add', 'add', 'pin', 'unpin', 'edit', 'takeBack', 'end'] as const)[random(7)]
    const id = `new-${given.push(`${order} ${one}`)}`
    if (order === 'add') {
      await desk.add(id, { key: random(3) === 0, pinned: random(4) === 0 })
      told.push(id)
    } else if (order === 'end' || order === 'reopen') {
      await desk[order]()
      isOver = order === 'end'
    } else if (order === 'unpin') {
      if (pinned && told.includes(pinned)) await desk.unpin(pinned)
    } else if (order !== 'takeBack' || told.length > 2) {
      await desk[order ?? 'edit'](one)
      if (order === 'pin') pinned = one
      if (order === 'takeBack') told.splice(told.indexOf(one), 1)
    }
  }

  return {
    given,
    async give(count: number) {
      for (let n = 0; n < count; n++) await giveOne()
    },
  }
}

test.each([1, 2, 3, 4])('orders in any order (%d): two open pages, one of them loaded again in mid-way, become what a new one shows', async (seed) => {
  const slug = await anEvent(5)
  const [steady, reloading] = [await follow(slug), await follow(slug, { width: 1280, height: 900 })]
  await closing(steady.context, () =>
    closing(reloading.context, async () => {
      const orders = anyOrder(slug, seed)
      await orders.give(8)
      await becomesNew(slug, steady.page, 460_000)
      await reloading.page.reload()
      await reloading.page.waitForLoadState('networkidle')
      await orders.give(8)
      for (const { page, troubles } of [steady, reloading]) {
        await becomesNew(slug, page, 460_000)
        expect([orders.given, troubles, await shiftsOn(page)]).toEqual([orders.given, [], []])
      }
    }),
  )
})

test('a reader who was offline for a minute has everything right after they are back', async () => {
  const slug = await anEvent(4)
  const desk = deskOf(slug)
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    await context.setOffline(true)
    await desk.add('while-offline', { key: true })
    await desk.pin('told-1')
    for (let asked = 0; asked < 3; asked++) {
      await page.clock.fastForward(31_000)
      await page.waitForTimeout(100)
    }
    expect(await page.locator('.new-updates').innerText()).toBe('')
    await context.setOffline(false)
    await page.waitForTimeout(200)
    await page.clock.fastForward(21_000)
    await page.getByRole('button', { name: '1 new update' }).waitFor()
    await becomesNew(slug, page)
  })
})

test('a page that was in the background for an hour catches up with all of it, and asks once', async () => {
  const slug = await anEvent(4)
  const desk = deskOf(slug)
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await hide(true)
    for (let n = 1; n <= 10; n++) await desk.add(`hidden-${n}`, { pinned: n === 3 })
    await desk.takeBack('told-2')
    await desk.edit('told-1')
    await desk.end()
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/fragments/live/') && asked.push(request.url()))
    await page.clock.fastForward(3_600_000)
    expect(asked).toEqual([])
    await hide(false)
    await hide(true)
    await hide(false)
    await page.clock.fastForward(1100)
    await page.getByRole('button', { name: '10 new updates' }).waitFor()
    expect(asked.filter((url) => !url.includes('only='))).toHaveLength(1)
    await becomesNew(slug, page, 460_000)
  })
})

test('of 300 updates an open page brings an old one to the top when it is pinned, and gives it back to its page when it is not', async () => {
  const slug = await anEvent(300)
  const desk = deskOf(slug)
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    expect((await orderOn(page)).length).toBe(50)
    await desk.pin('told-9')
    await becomesNew(slug, page)
    expect((await orderOn(page)).slice(0, 2)).toEqual(['told-9', 'told-299'])
    await desk.pin('told-280')
    await becomesNew(slug, page)
    expect((await orderOn(page)).length).toBe(50)
    await desk.unpin('told-280')
    await becomesNew(slug, page)
  })
})

test('what two reporters tell at once and an editor approves is on an open page once, in the order of a new one', async () => {
  const slug = await anEvent(3)
  const desk = deskOf(slug)
  const reporters = await Promise.all([tokenFor('reporter'), tokenFor('reporter')])
  const { context, page } = await follow(slug)
  await closing(context, async () => {
    await Promise.all(reporters.flatMap((token, who) => [1, 2, 3].map((n) => desk.add(`by-${who}-${n}`, { key: n === 2 }, token))))
    const ids = [1, 2, 3].flatMap((n) => [`by-1-${n}`, `by-0-${n}`])
    await Promise.all(ids.map(async (id) => expect((await api('POST', `/api/articles/${slug}/updates/${id}/approval`)).status).toBeLessThan(300)))
    await desk.add('earlier', { at: new Date(Date.now() - 86_400_000).toISOString().replace(/\.\d+/, '') })
    await becomesNew(slug, page)
    expect((await orderOn(page)).length).toBe(10)
    expect((await orderOn(page)).at(-1)).toBe('earlier')
  })
})

test('the first update of an event brings its key moment to an open page', async () => {
  const slug = await anEvent(0)
  const { context, page, troubles } = await follow(slug)
  await closing(context, async () => {
    await deskOf(slug).add('first', { key: true })
    await becomesNew(slug, page)
    expect(await page.locator('.key-moments').innerText()).toContain('Headline first')
    expect(troubles).toEqual([])
  })
})
