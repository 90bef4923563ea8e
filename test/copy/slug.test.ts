import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { RESERVED_SECTIONS, Section } from '../../src/copy/shapes/section.ts'
import { hashedSlugFromName, slugFromHeadline, slugFromName } from '../../src/copy/shapes/slug.ts'
import { isSlug } from '../../src/copy/shapes/slug-spelling.ts'

describe('a slug made from a headline', () => {
  test.each([
    ['Two leaders speak by phone', 'two-leaders-speak-by-phone'],
    ['Größter Skandal: “Łódź” & Århus’ smørrebrød', 'grosster-skandal-lodz-arhus-smorrebrod'],
    ['  It’s 4,200 — at 50% (again)  ', 'its-4-200-at-50-again'],
    ['Œuvre ﬁnale: Straße №5', 'oeuvre-finale-strasse-no5'],
  ])('%s', (headline, slug) => expect(slugFromHeadline(headline)).toBe(slug))

  test.each(['', '—', '😀 👍🏽'])('is left to the editor where nothing of it would be left: %s', (headline) =>
    expect(slugFromHeadline(headline)).toBeUndefined(),
  )

  test.each([
    ['两国领导人通电话', '两国领导人通电话'],
    ['مكالمة هاتفية بين زعيمين', 'مكالمة-هاتفية-بين-زعيمين'],
    ['两国领导人通电话 EU', '两国领导人通电话-eu'],
    ['Путин говорит «да»', 'путин-говорит-да'],
  ])('keeps the letters of its script: %s', (headline, slug) => expect(slugFromHeadline(headline)).toBe(slug))

  test('is a slug, of a length that can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (headline) => {
        const slug = slugFromHeadline(headline)
        expect(slug === undefined || (isSlug(slug) && slug.length <= 80)).toBe(true)
      }),
    )
  })
})

describe('a slug made from a name', () => {
  test.each([
    ['C', 'c'],
    ['C++', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['F#', 'f-sharp'],
    ['.NET', 'dot-net'],
    ['ASP.NET', 'asp-net'],
    ['A*', 'a-star'],
    ['R&D', 'r-and-d'],
    ['A+', 'a-plus'],
    ['A-', 'a-minus'],
    ['#MeToo', 'metoo'],
    ['50%', '50-percent'],
    ['Black & White', 'black-white'],
    ['Łódź', 'lodz'],
    ['Lodz', 'lodz'],
    ['Sars-CoV-2', 'sars-cov-2'],
    ['Côte d’Ivoire', 'cote-divoire'],
  ])('%s is %s', (name, slug) => expect(slugFromName(name)).toBe(slug))

  test.each(['😀', '🎉北京', '½', '₿', '—'])('%s, which letters cannot say, has one of its own, always the same', (name) => {
    expect(slugFromName(name)).toBeUndefined()
    expect(isSlug(hashedSlugFromName(name))).toBe(true)
    expect(hashedSlugFromName(name)).toBe(hashedSlugFromName(` ${name.toUpperCase()} `))
    expect(hashedSlugFromName(name)).not.toBe(hashedSlugFromName(`${name}一`))
  })

  test('is a slug whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (name) => {
        const slug = slugFromName(name) ?? hashedSlugFromName(name)
        expect(isSlug(slug), slug).toBe(true)
      }),
    )
  })
})

describe('names of the site itself', () => {
  test.each(['search', 'api', 'fragments', 'desk', 'latest', 'ads', 'feed', 'sitemap'])('%s is no section', (slug) => {
    expect(RESERVED_SECTIONS.has(slug)).toBe(true)
    expect(parseWith(Section, { slug, name: 'Some name' })).toMatchObject({
      ok: false,
      flaws: [{ pointer: '/slug', message: expect.stringContaining('Choose another') }],
    })
  })

  test('may be the slug of an article, which stands below its section', () => {
    expect(parseArticle({ v: 1, slug: 'search', section: 'world', headline: 'Search', publishedAt: '2026-11-10T16:05:00Z', body: [] })).toMatchObject({
      ok: true,
    })
  })
})
