/** Telephones held upright: nothing that a newsroom can write makes a page wider than its window. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { MOST } from '../../src/copy/shapes/bounded-line.ts'
import { closing, openFor, siteUrl } from './reader.ts'

const LONG = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(5).slice(0, 300)
const LINK = `https://example.com/${'annual-report-'.repeat(20)}`
const cells = (tag: string, texts: string[]) => `<tr>${texts.map((text) => `<${tag}>${text}</${tag}>`).join('')}</tr>`
const RESULTS = `<table><thead><tr><th rowspan="2">District</th><th colspan="2">Northern Alliance</th><th colspan="2">Harbour Party</th><th colspan="2">Independents</th></tr>${cells('th', ['Votes', 'Share', 'Votes', 'Share', 'Votes', 'Share'])}</thead><tbody>${cells('td', ['Port Averil Central', '12,345', '41.2 %', '10,998', '36.7 %', '6,621', '22.1 %'])}</tbody></table>`
const columns = ['District', 'Northern Alliance', 'Harbour Party', 'Independents', 'Turnout 2026', 'Turnout 2022']

const wide = (slug: string, fields: object) => ({
  v: 1,
  slug,
  section: 'world',
  headline: `A ${LONG}`.slice(0, MOST.headline),
  kicker: LONG.slice(0, MOST.kicker),
  standfirst: LONG,
  dateline: LONG.slice(0, MOST.dateline),
  publishedAt: '2026-11-12T08:00:00Z',
  byline: [{ name: LONG.slice(0, MOST.name), slug: 'long-name', role: LONG.slice(0, MOST.role) }],
  source: { name: LONG },
  topics: [{ slug: 'long-topic', name: LONG.slice(0, MOST.name) }],
  picture: { src: '/favicon.ico', alt: LONG, width: 1600, height: 900, caption: LONG, credit: LONG },
  body: [
    { type: 'paragraph', text: `${LONG} <a href="${LINK}">${LINK}</a> <code>${LONG}</code>` },
    { type: 'heading', level: 2, text: LONG },
    { type: 'list', ordered: true, start: 998, items: [LONG, { text: LONG, list: { items: [LONG] } }] },
    { type: 'quote', text: LONG, cite: LONG },
    { type: 'pullquote', text: LONG, cite: LONG },
    { type: 'table', caption: LONG, head: columns, rows: [columns, [LONG, '1', '2', '3', '4', '5']] },
    { type: 'html', html: RESULTS },
    { type: 'html', html: `<dl><dt>${LONG}</dt><dd>${RESULTS}</dd></dl><details><summary>${LONG}</summary><pre>${LONG}</pre></details>` },
    { type: 'code', text: LONG },
    { type: 'embed', url: LINK, title: LONG, text: LONG, provider: LONG },
  ],
  corrections: [{ at: '2026-11-12T09:00:00Z', text: LONG }],
  ...fields,
})

async function publish(article: { slug: string }) {
  const answer = await fetch(siteUrl(`/api/articles/${article.slug}?publish=now`), {
    method: 'PUT',
    headers: { Authorization: `Bearer ${inject('deskToken')}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(article),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
  await publish(wide('wide', {}))
  await publish(wide('wide-in-arabic', { lang: 'ar' }))
  const update = { id: 'u1', at: '2026-11-12T10:00:00Z', headline: LONG.slice(0, MOST.headline), body: [{ type: 'html', html: RESULTS }] }
  await publish(wide('wide-and-live', { kind: 'live', updates: [update] }))
})
afterAll(() => browser.close())

/** What stands out of the window although nothing around it scrolls. */
function standingOut() {
  const scrolls = (element: Element | null): boolean =>
    element !== null && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  const found = [...document.querySelectorAll('body *')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (right > innerWidth + 1 || left < -1) && !scrolls(element)
  })
  return { width: document.documentElement.scrollWidth, found: found.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)) }
}

describe('a reader with 320 px', () => {
  test.each(['/world/wide', '/world/wide-in-arabic', '/world/wide-and-live', '/world', '/', '/topic/long-topic', '/author/long-name', '/latest'])(
    'sees no page that is wider than that: %s',
    async (path) => {
      const { context, page } = await openFor(browser, { width: 320 })
      await closing(context, async () => {
        await page.goto(siteUrl(path))
        expect(await page.evaluate(standingOut)).toEqual({ width: 320, found: [] })
      })
    },
  )

  test('moves every table in a frame of its own, by keyboard too', async () => {
    const { context, page } = await openFor(browser, { width: 320 })
    await closing(context, async () => {
      await page.goto(siteUrl('/world/wide-and-live'))
      const tables = page.locator('main table')
      expect(await tables.count()).toBe(4)
      for (const frame of await page.locator('main .table').all()) {
        expect(await frame.getAttribute('role')).toBe('region')
        expect(await frame.getAttribute('aria-label')).not.toBe('')
        await frame.focus()
        await page.keyboard.press('ArrowRight')
        await expect.poll(() => frame.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
      }
      expect(await page.locator('main .table table').count()).toBe(4)
    })
  })
})
