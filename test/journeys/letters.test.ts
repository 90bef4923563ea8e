/** Letters in a real browser, as wide as a phone and as a mail program's pane, in both schemes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { renderLetter } from '../../src/newsletter/letters/render.tsx'
import { articleOf, demoArticle, demoArticles, demoSite, letterOf } from '../newsletter/letters-of.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsblatt'
const wide = articleOf({
  headline: `${LONG}: ${LONG}`,
  kicker: LONG,
  standfirst: LONG,
  body: [
    { type: 'table', head: ['One', 'Two', 'Three', 'Four'], rows: [[LONG, LONG, LONG, LONG]] },
    { type: 'table', head: ['One', 'Two', 'Three', 'Four', 'Five', 'Six'], rows: [['1', LONG, '3', '4', '5', '6']] },
    { type: 'html', html: `<table><tr>${'<td>Unabhängigkeitserklärung</td>'.repeat(8)}</tr></table>` },
    { type: 'code', text: LONG.repeat(4) },
    { type: 'paragraph', text: `https://news.example/${LONG.repeat(4)}` },
    { type: 'picture', src: '/pictures/0123456789abcdef', alt: LONG, width: 4000, height: 200 },
  ],
})

const letters = [
  ...demoArticles.map((article) => ({ name: `story ${article.slug}`, letter: letterOf('story', [article]) })),
  { name: 'words and tables that are too wide', letter: letterOf('story', [wide]) },
  { name: 'breaking', letter: letterOf('breaking', [demoArticle('putin-mali-goita-phone-call')]) },
  { name: 'digest', letter: letterOf('digest', demoArticles.slice(0, 10), { introduction: ['Good <b>morning</b>.' as never] }) },
  { name: 'digest of words that are too wide', letter: letterOf('digest', [wide, wide]) },
  { name: 'digest in Arabic', letter: letterOf('digest', demoArticles.slice(0, 5), { site: { ...demoSite, lang: 'ar' } }) },
]

/** Two colours as WCAG 2.2 compares them. */
function contrasts(page: Page) {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const light = (colour: string) => {
      const [r = 0, g = 0, b = 0] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const behind = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if ((channels(backgroundColor)[3] ?? 1) > 0) return backgroundColor
      }
      return 'rgb(255, 255, 255)'
    }
    const pale: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement
      if (!holder || !node.textContent?.trim() || !holder.checkVisibility()) continue
      const [one, other] = [light(getComputedStyle(holder).color), light(behind(holder))]
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
      if (ratio < 4.5) pale.push(`${ratio.toFixed(1)}: ${node.textContent.trim().slice(0, 40)}`)
    }
    return pale
  })
}

describe.each([
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 600, scheme: 'light' },
] as const)('$width px wide, $scheme', ({ width, scheme }) => {
  test('no letter is wider than its window, and every word can be read', async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, offline: true })
    const page = await context.newPage()
    const faults: string[] = []
    for (const { name, letter } of letters) {
      await page.setContent(renderLetter(letter).html, { waitUntil: 'domcontentloaded' })
      const found = await page.evaluate(() => document.documentElement.scrollWidth)
      if (found > width) faults.push(`${name} is ${found} px wide`)
      for (const pale of await contrasts(page)) faults.push(`${name}: ${pale}`)
    }
    await context.close()
    expect(faults).toEqual([])
  })
})
