/** Where the height is kept before anything is there, what comes is still read whole: advertisements, and what else is worth reading, which is as high as it needs. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { CreativeBox } from '../../src/ads/creative.tsx'
import { defaultSite } from '../../src/copy/shapes/site.ts'
import { phrasesFor } from '../../src/page/phrases/phrases.ts'
import { AlsoCards } from '../../src/reader/also-worth-reading.tsx'
import { cardsOf } from '../fakes.ts'
import { closing, openFor, readToTheEnd, siteUrl } from './reader.ts'

const picture = { src: '/favicon.ico', alt: 'A repair counter with clocks on the wall', width: 1200, height: 800 }
const ADVERTISEMENT = CreativeBox({
  campaign: { id: 'tan', advertiser: 'Tan & Daughters, clock and radio menders', kind: 'direct', weight: 1, creatives: [] },
  creative: {
    id: 'fuse',
    href: '/newsletters',
    headline: 'It is probably the fuse.',
    text: 'Lamps, clocks, radios. The blue door next to the noodle shop.',
    action: 'Bring the charger',
    picture,
  },
})
const CARDS = cardsOf(5, (at) => ({
  headline:
    at === 4
      ? 'مجلِّد الكتب الذي لا يستعجل أحدًا ولا يستعجله أحدٌ في المدينة العتيقة كلّها'
      : 'The quiet comeback of the repair counter and of all who stand behind it',
  kicker: at === 2 ? 'Paid for by Tan & Daughters, clock and radio menders' : 'A letter from the Skerries and the islands',
  picture,
  ...(at === 2 && { kind: 'sponsored' }),
  ...(at === 3 && { kind: 'analysis' }),
  ...(at === 4 && { lang: 'ar' }),
}))

/** Lines of text that reach out of what cuts them off. */
function cutOff() {
  const found: string[] = []
  for (const box of document.querySelectorAll('.slot-space, .also-cards li')) {
    const { top, bottom } = box.getBoundingClientRect()
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const range = document.createRange()
      range.selectNodeContents(text)
      const ends = [...range.getClientRects()]
      if (ends.some((line) => line.height > 0 && (line.top < top - 1 || line.bottom > bottom + 1))) found.push(text.textContent ?? '')
    }
  }
  return found
}

const answerWith = (page: Page, path: string, body: string) => page.route(path, (route) => route.fulfill({ contentType: 'text/html', body }))

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** As far apart as readers may set letters, words and lines (WCAG 1.4.12). */
function setApart() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }')
  document.adoptedStyleSheets = [sheet]
}

test.each([
  [320, 'as we set them'],
  [360, 'as we set them'],
  [390, 'as we set them'],
  [480, 'as we set them'],
  [768, 'as we set them'],
  [1280, 'as we set them'],
  [360, 'further apart'],
  [1280, 'further apart'],
] as const)('a reader with %d px reads advertisements and teasers whole, letters %s', async (width, letters) => {
  const { context, page } = await openFor(browser, { width })
  await closing(context, async () => {
    await answerWith(page, '**/fragments/ads/**', String(ADVERTISEMENT))
    await answerWith(page, '**/fragments/also/**', String(AlsoCards({ cards: CARDS, site: defaultSite('https://news.example'), phrases: phrasesFor('en') })))
    await page.goto(siteUrl('/world/putin-mali-goita-phone-call'))
    if (letters === 'further apart') await page.evaluate(setApart)
    await readToTheEnd(page)
    expect(await page.locator('.creative').count()).toBeGreaterThanOrEqual(2)
    expect(await page.locator('.also-cards li').count()).toBe(CARDS.length)
    expect(await page.evaluate(cutOff)).toEqual([])
    const payer = page.locator('.also-cards .kicker', { hasText: 'Paid for' })
    expect(await payer.evaluate((element) => element.scrollHeight <= element.clientHeight + 1)).toBe(true)
  })
})
