import { DomUtils, parseDocument } from 'htmlparser2'
import { expect, test } from 'vitest'
import { siteUrl } from './reader.ts'

/** The demo has far fewer. */
const MAX_PAGES = 600

test('whoever follows every link of the archive, from page to page, never comes to where nothing is', { timeout: 120_000 }, async () => {
  const origin = new URL(siteUrl('/')).origin
  const found = new Set(['/archive'])
  const failed: string[] = []
  let archived = 0
  for (const path of found) {
    expect(found.size).toBeLessThan(MAX_PAGES)
    const response = await fetch(`${origin}${path}`, { redirect: 'follow' })
    const html = await response.text()
    if (response.status >= 400) failed.push(`${response.status} ${path}`)
    if (!path.startsWith('/archive')) continue
    archived++
    const links = DomUtils.findAll(({ name, attribs }) => (name === 'a' || name === 'link') && Boolean(attribs.href), parseDocument(html).children)
    for (const { attribs } of links) {
      const url = new URL(attribs.href ?? '', `${origin}${path}`)
      if (url.origin === origin) found.add(`${url.pathname}${url.search}`)
    }
  }
  expect(failed).toEqual([])
  expect(archived).toBeGreaterThan(5)
})
