import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { site } from '../../src/site.tsx'
import { editionWithCall, paragraph, phoneCall, testSite } from '../fakes.ts'

const heading = (text: string) => ({ type: 'heading', level: 2, text })
const chapter = (name: string) => [
  heading(name),
  ...[1, 2, 3].map((at) => paragraph(`${name} ${at}. ${'The ferry left on time and came back full. '.repeat(6)}`)),
]
const long = { ...phoneCall, body: ['Morning', 'Noon', 'Evening', 'Night'].flatMap(chapter) }

/** What Firefox's reader view, and the many programs built on it, take for the story. */
async function scraped(article: object) {
  const { kv, env } = editionWithCall()
  kv.put('site', { ...testSite, newsletter: { ...testSite.newsletter, title: 'Five stories before breakfast' } })
  kv.put('en:article:phone-call', article)
  const html = await (await site.request('/world/phone-call', { headers: { 'cf-ipcountry': 'SG' } }, env)).text()
  expect(html).toContain('Five stories before breakfast')
  const { document } = parseHTML(html)
  return { html, text: new Readability(document).parse()?.textContent?.replace(/\s+/g, ' ') ?? '' }
}

test('a scraper takes every paragraph of a story, and nothing that is beside it', async () => {
  const { html, text } = await scraped(long)
  expect(html).toContain('On this page')
  expect(html).toContain('slot-body')
  for (const name of ['Morning 1', 'Noon 2', 'Night 3']) expect(text).toContain(name)
  for (const foreign of ['Five stories', 'On this page', 'Advertisement', 'Content is loading', 'WhatsApp', 'Related topics'])
    expect(text).not.toContain(foreign)
})

test('a scraper reads the language of the story, not of the site', async () => {
  const { html } = await scraped({ ...long, lang: 'ar' })
  const { document } = parseHTML(html)
  expect(new Readability(document).parse()).toMatchObject({ lang: 'ar' })
})
