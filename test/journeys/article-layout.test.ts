/** An article's page as an art director measures it, on every article of the demo edition. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { closing, openFor, readToTheEnd, shiftsOn, siteUrl } from './reader.ts'

const DEMO = new URL('../../demo/articles/', import.meta.url)
const CALL = '/world/putin-mali-goita-phone-call'
const LONG_READ = '/climate/the-forest-that-walks'

/** Markdown and JSON both say where they belong. */
const PATHS = readdirSync(DEMO).map((file) => {
  const section = /"?section"?: "?([a-z]+)/.exec(readFileSync(new URL(file, DEMO), 'utf8'))?.[1]
  return `/${section}/${file.replace(/\.\w+$/, '')}`
})

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function visiting(path: string, size: { width: number; height: number }, visit: (page: Page) => Promise<void>) {
  const { context, page } = await openFor(browser, size)
  await closing(context, async () => {
    await page.goto(siteUrl(path))
    await visit(page)
  })
}

/** Where the first line of the text ends; nowhere, if the article’s foot is not below it. */
function firstLine() {
  const first = [...document.querySelectorAll<HTMLElement>('.text > :is(p, ul, ol, h2, h3), .live-update p')].find((element) => element.checkVisibility())
  const [text, foot] = [document.querySelector('.text'), document.querySelector('.article-foot')].map((part) => part?.getBoundingClientRect())
  if (!first || !text || !foot || foot.top < text.bottom) return Number.POSITIVE_INFINITY
  const range = document.createRange()
  range.selectNodeContents(first)
  return Math.round(range.getClientRects()[0]?.bottom ?? Number.POSITIVE_INFINITY)
}

describe('the text begins above the fold', () => {
  test.each([
    { width: 360, height: 800, fold: 800 },
    { width: 768, height: 1024, fold: 1024 },
    { width: 1280, height: 900, fold: 900 },
  ])('of $width × $height, in every article', { timeout: 60_000 }, async ({ width, height, fold }) => {
    expect(PATHS.length).toBeGreaterThan(30)
    const { context, page } = await openFor(browser, { width, height })
    await closing(context, async () => {
      const below: string[] = []
      for (const path of PATHS) {
        await page.goto(siteUrl(path), { waitUntil: 'domcontentloaded' })
        const at = await page.evaluate(firstLine)
        if (at > fold) below.push(`${path}: ${at}`)
      }
      expect(below).toEqual([])
    })
  })
})

describe('the classic page', () => {
  const PARTS = [
    '.menu',
    '.logo',
    '.badge',
    '.article-head .kicker',
    'h1',
    '.standfirst',
    '.article-head .times',
    '.article-head .share',
    '.hero img',
    '.hero figcaption',
    '.hero .credit',
    '.slot-leaderboard',
    '.text > p',
    '.text .slot-body',
    '.source',
    '.share-long',
    '.topics',
    '.slot-footer',
    '.also',
    '.slot-rail',
    '.newsletter',
    '.footer',
  ]

  test('has all its parts, in order', () =>
    visiting(CALL, { width: 1280, height: 900 }, async (page) => {
      const order = await page.evaluate((parts) => {
        const all = [...document.querySelectorAll('*')]
        return parts.map((part) => [part, all.indexOf(document.querySelector(part) as Element)] as const)
      }, PARTS)
      expect(order.filter(([, at]) => at < 0)).toEqual([])
      expect(order.toSorted(([, a], [, b]) => a - b).map(([part]) => part)).toEqual(PARTS)
      expect(await page.locator('.article-head .times').innerText()).toMatch(/^11 Oct 2023, 00:05 SGT/)
      expect(await page.locator('.source').innerText()).toBe('Source: Reuters/ec')
    }))

  test('says in the line of times how long it takes and how old it is, and "Updated" of nothing that did not change', () =>
    visiting(CALL, { width: 360, height: 800 }, async (page) => {
      const times = page.locator('.article-head .times')
      expect(await times.innerText()).toMatch(/2 min read/)
      expect(await times.innerText()).toMatch(/more than \d years old/)
      expect(await times.innerText()).not.toContain('Updated')
      expect(await page.locator('.changes').count()).toBe(0)
    }))

  test('says "Updated", and what changed, once readers can see that', async () => {
    const put = (article: object) =>
      fetch(siteUrl('/api/articles/changing?publish=now'), {
        method: 'PUT',
        headers: { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json', 'If-Match': '*' },
        body: JSON.stringify({ v: 1, slug: 'changing', section: 'world', publishedAt: '2026-11-12T08:00:00Z', body: [], ...article }),
      })
    const created = await fetch(siteUrl('/api/articles/changing?publish=now'), {
      method: 'PUT',
      headers: { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ v: 1, slug: 'changing', section: 'world', publishedAt: '2026-11-12T08:00:00Z', body: [], headline: 'Three boats' }),
    })
    expect(created.ok).toBe(true)
    expect((await put({ headline: 'Four boats', updatedAt: '2026-11-12T09:00:00Z' })).ok).toBe(true)
    await visiting('/world/changing', { width: 360, height: 800 }, async (page) => {
      expect(await page.locator('h1').innerText()).toMatch(/^Four/)
      expect(await page.locator('.article-head .times').innerText()).toContain('Updated 17:00')
      await page.locator('.changes a').click()
      await page.waitForURL('**/world/changing/changes')
      expect(await page.locator('main').innerText()).toMatch(/Headline.*changed/)
    })
  })

  test('has advertisements on a telephone too: in the text, and after the topics', () =>
    visiting(CALL, { width: 360, height: 800 }, async (page) => {
      await readToTheEnd(page)
      const shown = await page.locator('.slot').evaluateAll((slots) => slots.filter((slot) => slot.checkVisibility()).map((slot) => slot.className))
      expect(shown).toEqual(['slot slot-body', 'slot slot-footer'])
    }))
})

describe('nothing moves', () => {
  test.each([
    { path: LONG_READ, width: 360 },
    { path: LONG_READ, width: 1280 },
    { path: '/business/lantern-maker-lights-up-a-railway', width: 1600 },
    { path: '/world/atlas-villages-rebuild-after-the-earthquake', width: 768 },
    { path: '/culture/the-bookbinder-of-tunis', width: 1280 },
  ])('on $path at $width px, however late “Also worth reading” comes', { timeout: 30_000 }, ({ path, width }) =>
    visiting(path, { width, height: 900 }, async (page) => {
      await page.route('**/fragments/also/**', async (route) => {
        await page.waitForTimeout(600)
        await route.continue()
      })
      await page.reload()
      await readToTheEnd(page)
      await page.locator('.also-cards').waitFor()
      await page.evaluate(() => scrollTo(0, 0))
      await page.waitForTimeout(100)
      expect(await shiftsOn(page)).toEqual([])
    }),
  )
})

describe('left edges', () => {
  /** Of what stands in the column a reader goes down: not of the picture beside the head, or of the rail. */
  const COLUMN =
    '.menu summary .icon, .kicker > a, h1, .standfirst, .byline, .article-head .times, .article-head .share .icon, .text > p, .text > :is(h2, h3), .text .table, .text > pre, .source, .share-long, .topics h2, .topics a, .also > h2, .newsletter h2, .footer-name'
  const edges = (selector: string) => {
    const found = new Map<number, string>()
    for (const element of document.querySelectorAll(selector)) {
      if (!element.checkVisibility() || (element.matches('.also > h2') && innerWidth >= 1200)) continue
      // Beside the byline, ways to share stand at the end of the column.
      if (element.closest('.topics li:not(:first-child), .share li:not(:first-child)') || (element.closest('.share') && innerWidth >= 768)) continue
      const { left } = element.getBoundingClientRect()
      const near = [...found.keys()].find((edge) => Math.abs(edge - left) < 3)
      if (near === undefined) found.set(Math.round(left), `${Math.round(left)} ${element.className || element.tagName}`)
    }
    return [...found.values()]
  }

  test.each([
    { width: 360, most: 1 },
    { width: 768, most: 2 },
    { width: 1280, most: 2 },
    { width: 1600, most: 2 },
  ])('are at most $most at $width px, and the logo’s centre is the page’s', { timeout: 30_000 }, async ({ width, most }) => {
    for (const path of [CALL, LONG_READ, '/opinion/in-praise-of-the-timetable'])
      await visiting(path, { width, height: 900 }, async (page) => {
        const found = await page.evaluate(edges, COLUMN)
        expect(found.length, `${path}: ${found.join(', ')}`).toBeLessThanOrEqual(most)
        if (width === 360) expect(Number.parseInt(found[0] ?? '', 10)).toBeCloseTo(16, -1)
        const centre = await page.locator('.logo').evaluate((logo) => logo.getBoundingClientRect().left + logo.getBoundingClientRect().width / 2)
        expect(Math.abs(centre - width / 2)).toBeLessThan(1)
      })
  })
})

const linesIn = (element: Element) => {
  const range = document.createRange()
  range.selectNodeContents(element)
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
}

test.each([768, 1000, 1280])('without a byline, the ways to share stand in the line of the times (%d px)', (width) =>
  visiting(LONG_READ, { width, height: 900 }, async (page) => {
    const middles = await page.evaluate(() => {
      document.querySelector('.pictured')?.classList.remove('pictured')
      document.querySelector('.article-facts .byline')?.remove()
      return ['.article-facts .times', '.article-facts .share'].map((part) => {
        const { top = 0, height = 0 } = document.querySelector(part)?.getBoundingClientRect() ?? {}
        return top + height / 2
      })
    })
    expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 99))).toBeLessThan(2)
  }),
)

describe('what stands in and beside the text', () => {
  test.each([1280, 1600])('does not lie over the rail, which begins with the text and ends with what it has to show (%d px)', (width) =>
    visiting(LONG_READ, { width, height: 900 }, async (page) => {
      await page.locator('.also-cards li').first().waitFor()
      const [rail, over, lower] = await page.evaluate(() => {
        const beside = document.querySelector('.rail')?.getBoundingClientRect() ?? new DOMRect()
        const crossing = [...document.querySelectorAll('.text > *, .article-foot > *')].filter((element) => {
          const { top, bottom, right } = element.getBoundingClientRect()
          return bottom > beside.top && top < beside.bottom && right > beside.left
        })
        const text = document.querySelector('.text > *')?.getBoundingClientRect().top ?? 0
        return [beside.height, crossing.map((element) => element.className), Math.round(beside.top - text)] as const
      })
      expect(over).toEqual([])
      expect(lower).toBe(0)
      expect(rail).toBeLessThan(1600)
    }),
  )

  test('is a centred column, out of which a pull quote and pictures reach', () =>
    visiting(LONG_READ, { width: 1280, height: 900 }, async (page) => {
      const box = (selector: string) => page.locator(selector).first().boundingBox()
      const [text, quote, picture, upright] = [await box('.text > p'), await box('.pullquote'), await box('.picture:not(.upright)'), await box('.upright img')]
      expect(text && text.x + text.width / 2).toBeCloseTo(640, 0)
      expect(quote?.x).toBeLessThan(text?.x ?? 0)
      expect(picture?.x).toBe(quote?.x)
      expect(upright?.height).toBeLessThanOrEqual(900)
    }))

  test('has figures at the end of their cells, and code that says where it goes on', () =>
    visiting(LONG_READ, { width: 360, height: 800 }, async (page) => {
      expect(await page.locator('.text td:not(details td)').evaluateAll((cells) => new Set(cells.map((cell) => getComputedStyle(cell).textAlign)).size)).toBe(1)
      expect(
        await page
          .locator('.text td:not(details td)')
          .first()
          .evaluate((cell) => getComputedStyle(cell).textAlign),
      ).toBe('end')
      expect(await page.locator('.text pre').evaluate((code) => getComputedStyle(code).backgroundImage)).toContain('gradient')
    }))

  test('names who made a picture apart from what it shows', () =>
    visiting(CALL, { width: 360, height: 800 }, async (page) => {
      const [caption, credit] = await page.locator('.hero figcaption > span').evaluateAll((parts) => parts.map((part) => getComputedStyle(part).color))
      expect(caption).not.toBe(credit)
    }))

  test.each([320, 360, 640, 768, 1280])('never has the copied link alone on a row (%d px)', (width) =>
    visiting(CALL, { width, height: 800 }, async (page) => {
      const rows = await page.locator('.share-long li').evaluateAll((items) => items.map((item) => Math.round(item.getBoundingClientRect().top)))
      expect(rows.filter((top) => top === rows.at(-1)).length).toBeGreaterThan(1)
    }),
  )
})

describe('the strip with section, headline and ways to share', () => {
  test.each([360, 1280])('stays in sight while a long text goes by, and nothing moves for it (%d px)', (width) =>
    visiting(LONG_READ, { width, height: 800 }, async (page) => {
      const strip = page.locator('.strip')
      expect(await strip.isVisible()).toBe(false)
      await page.evaluate(() => scrollTo(0, 3000))
      await strip.waitFor()
      expect(await strip.boundingBox()).toMatchObject({ x: 0, y: 0, width })
      expect(await strip.innerText()).toContain('The forest')
      // A section's name that broke in two was the first thing a phone showed.
      expect(await strip.locator('.strip-section').evaluate(linesIn)).toBe(1)
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      await strip.waitFor({ state: 'hidden' })
      expect(await shiftsOn(page)).toEqual([])
    }),
  )

  test('is not there on a telephone held sideways, or without a script', async () => {
    for (const reader of [
      { width: 800, height: 360 },
      { width: 800, height: 800, script: false },
    ]) {
      const { context, page } = await openFor(browser, reader)
      await closing(context, async () => {
        await page.goto(siteUrl(`${LONG_READ}#s-the-second-creek`))
        await page.waitForTimeout(300)
        expect(await page.locator('.strip').isVisible()).toBe(false)
      })
    }
  })
})

describe('the menu', () => {
  test.each([360, 1280])('is closed by Escape, and by a click beside it (%d px)', (width) =>
    visiting(CALL, { width, height: 1200 }, async (page) => {
      const summary = page.locator('.menu summary')
      const opened = page.locator('.menu-page')
      await summary.click()
      expect(await opened.isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(await opened.isVisible()).toBe(false)
      expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
      await summary.click()
      await page.locator('.masthead').click({ position: { x: width / 2, y: 2 } })
      expect(await opened.isVisible()).toBe(false)
    }),
  )

  test('is closed by Tab past its end, as it covers what has the focus then', () =>
    visiting(CALL, { width: 360, height: 800 }, async (page) => {
      await page.locator('.menu summary').click()
      for (let step = 0; step < 60 && (await page.evaluate(() => document.activeElement?.closest('.menu') !== null)); step++) {
        expect(await page.locator('.menu-page').isVisible()).toBe(true)
        await page.keyboard.press('Tab')
      }
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('logo')
      expect(await page.locator('.menu-page').isVisible()).toBe(false)
    }))

  test('stands on the page’s grid', () =>
    visiting(CALL, { width: 1280, height: 900 }, async (page) => {
      const [name] = [await page.locator('.menu summary .icon').boundingBox()]
      await page.locator('.menu summary').click()
      const form = await page.locator('.menu-page .search-form').boundingBox()
      expect(Math.abs((form?.x ?? 0) - (name?.x ?? 0))).toBeLessThan(3)
    }))

  test('gives the choice of colours back to the device', () =>
    visiting(CALL, { width: 360, height: 1000 }, async (page) => {
      const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, localStorage.getItem('theme')])
      await page.locator('.menu summary').click()
      expect(await page.getByRole('radio', { name: 'As on this device' }).isChecked()).toBe(true)
      await page.getByRole('radio', { name: 'Dark' }).check()
      expect(await theme()).toEqual(['dark', 'dark'])
      await page.getByRole('radio', { name: 'As on this device' }).check()
      expect(await theme()).toEqual([undefined, null])
    }))

  test('changes the colours of every page that is open', () =>
    visiting(CALL, { width: 360, height: 1000 }, async (page) => {
      const other = await page.context().newPage()
      await other.goto(page.url())
      await page.locator('.menu summary').click()
      for (const [name, theme] of [
        ['Dark', 'dark'],
        ['As on this device', undefined],
      ] as const) {
        await page.getByRole('radio', { name }).check()
        await expect.poll(() => other.evaluate(() => document.documentElement.dataset.theme)).toBe(theme)
        expect(await other.getByRole('radio', { name, includeHidden: true }).isChecked()).toBe(true)
      }
    }))
})
