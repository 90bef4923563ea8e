import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSlug } from '../../src/copy/field.ts'
import { parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { RESERVED, Section } from '../../src/copy/section.ts'
import { slugOf } from '../../src/copy/slug.ts'

describe('a slug made from a headline', () => {
  test.each([
    ['Two leaders speak by phone', 'two-leaders-speak-by-phone'],
    ['Größter Skandal: “Łódź” & Århus’ smørrebrød', 'grosster-skandal-lodz-arhus-smorrebrod'],
    ['  It’s 4,200 — at 50% (again)  ', 'its-4-200-at-50-again'],
    ['Œuvre ﬁnale: Straße №5', 'oeuvre-finale-strasse-no5'],
  ])('%s', (headline, slug) => expect(slugOf(headline)).toBe(slug))

  test.each(['两国领导人通电话', 'مكالمة هاتفية', '', '—', '两国领导人通电话 EU'])('is left to the editor where nothing of it would be left: %s', (headline) =>
    expect(slugOf(headline)).toBeUndefined(),
  )

  test('is a slug, of a length that can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (headline) => {
        const slug = slugOf(headline)
        expect(slug === undefined || (isSlug(slug) && slug.length <= 80)).toBe(true)
      }),
    )
  })
})

describe('names of the site itself', () => {
  test.each(['search', 'api', 'fragments', 'desk', 'latest', 'ads', 'feed', 'sitemap'])('%s is no section', (slug) => {
    expect(RESERVED.has(slug)).toBe(true)
    expect(parseWith(Section, { slug, name: 'Some name' })).toMatchObject({
      ok: false,
      flaws: [{ pointer: '/slug', message: expect.stringContaining('choose another') }],
    })
  })

  test('may be the slug of an article, which stands below its section', () => {
    expect(parseArticle({ v: 1, slug: 'search', section: 'world', headline: 'Search', publishedAt: '2026-11-10T16:05:00Z', body: [] })).toMatchObject({
      ok: true,
    })
  })
})
