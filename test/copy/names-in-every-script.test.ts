import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bylineOf, topicsOf } from '../../src/copy/ninjs/credits.ts'
import { parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { lastPieceOf, piecesOf, readableAddress } from '../../src/copy/shapes/address-pieces.ts'
import { isCanonicalElsewhere, pathOf } from '../../src/copy/shapes/article.ts'
import { AsciiSlug, Slug } from '../../src/copy/shapes/field.ts'
import { latinSlug } from '../../src/copy/shapes/latin-letters.ts'
import { hashedSlugFromName, slugFromName } from '../../src/copy/shapes/slug.ts'
import { encodeLetters, isSlug, spellSlug } from '../../src/copy/shapes/slug-spelling.ts'
import { articleKey, listingKey, MAX_KEY_BYTES } from '../../src/edition/keys.ts'

const NFD = (text: string) => text.normalize('NFD')

describe('a name has a readable address in its own script', () => {
  test.each([
    ['C', 'c'],
    ['C++', 'c-plus-plus'],
    ['C＋＋', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['AT&T', 'at-and-t'],
    ['.NET', 'dot-net'],
    ['Yahoo!', 'yahoo'],
    ['C--', 'c-minus-minus'],
    ['A-', 'a-minus'],
    ['50%', '50-percent'],
    ['50 %', '50-percent'],
    ['50', '50'],
    ['٥٠٪', '٥٠-percent'],
    ['二〇二六年', '二〇二六年'],
    ['GJ 1214 b', 'gj-1214-b'],
    ['北京', '北京'],
    ['習近平', '習近平'],
    ['𠮷野家', '𠮷野家'],
    ['EU 经济', 'eu-经济'],
    ['Путин', 'путин'],
    ['Київ', 'київ'],
    ['Αθήνα', 'αθήνα'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['القاهرة', 'القاهرة'],
    ['مُحَمَّد', 'محمد'],
    ['محمـــد', 'محمد'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['ירושלים', 'ירושלים'],
    ['צה״ל', 'צהל'],
    ['おおさか', 'おおさか'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    [NFD('ガンダム'), 'ガンダム'],
    [NFD('서울'), '서울'],
    ['हिन्दी', 'हिन्दी'],
    ['ශ්\u200dරී ලංකා', 'ශ්\u200dරී-ලංකා'],
    ['กรุงเทพ', 'กรุงเทพ'],
    ['น้ำ', 'น้ำ'],
    ['Straße', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['ﬁnance', 'finance'],
    ['ＮＨＫ', 'nhk'],
    ['\u202eעברית', 'עברית'],
    ['a\u202eb\u2066c', 'abc'],
    ['Łódź', 'lodz'],
    ['Đặng', 'dang'],
  ])('%s is at %s', (name, slug) => {
    expect(slugFromName(name)).toBe(slug)
    expect(isSlug(slug)).toBe(true)
    expect(slugFromName(NFD(name))).toBe(slug)
    expect(piecesOf(pathOf({ section: 'world', slug }))).toEqual(['world', slug])
    expect(pathOf({ section: 'world', slug })).toMatch(/^[\x21-\x7e]+$/)
  })

  test('a name that letters cannot say has an address all the same', () => {
    for (const name of ['🎉', '👩‍👩‍👧', '½', '——']) expect(slugFromName(name) ?? hashedSlugFromName(name)).toMatch(/^[a-z\d-]+$/)
  })

  test('is a slug whatever the name, in one spelling, and short enough for KV and the front cache', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const slug = slugFromName(name) ?? hashedSlugFromName(name)
        expect(isSlug(slug), slug).toBe(true)
        expect(spellSlug(slug)).toBe(slug)
        for (const key of [articleKey('zh-Hant-TW', slug), listingKey('zh-Hant-TW', `section/${slug}`)]) {
          expect(new TextEncoder().encode(key).length).toBeLessThanOrEqual(MAX_KEY_BYTES)
          expect(encodeLetters(key)).toMatch(/^[\x21-\x7e]{1,1024}$/)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a slug that an editor gives', () => {
  test.each(['北京-2026', 'café', 'المدينة-القديمة', 'не-только', 'می\u200cخواهم'])('may be in any script: %s', (slug) =>
    expect(parseWith(Slug, slug)).toMatchObject({ ok: true, value: slug }),
  )

  test('is composed where a computer sent its letters apart', () => expect(parseWith(Slug, NFD('café'))).toMatchObject({ ok: true, value: 'café' }))

  test.each([
    'Москва',
    'ＮＨＫ',
    'two words',
    'a/b',
    'a%2Fb',
    '-北京',
    '北京-',
    '北--京',
    '\u0301a',
    'a\u200cb',
    'a\u200bb',
    'a\u202eb',
    'a\ufe0fb',
    '🎉',
    'a\ud800',
    'ﬁ',
    '①',
    '北京!',
    '京'.repeat(81),
    'д'.repeat(121),
    'a'.repeat(161),
  ])('is refused with a sentence where it is no address: %j', (slug) => {
    expect(isSlug(slug)).toBe(false)
    expect(parseWith(Slug, slug)).toMatchObject({ ok: false, flaws: [{ message: expect.stringMatching(/^A slug .+\.$/) }] })
  })

  test.each(['京'.repeat(80), 'д'.repeat(120), 'a'.repeat(160)])('may be as long as an address can be', (slug) => expect(isSlug(slug)).toBe(true))

  test('of a newsletter, a campaign or an update is in ASCII: mail and anchors know nothing else', () =>
    expect(parseWith(AsciiSlug, '北京')).toMatchObject({ ok: false, flaws: [{ message: expect.stringContaining('a to z') }] }))

  test('that looks like another is filed with a note', () => {
    const article = { v: 1, slug: 'раypal-story', section: 'world', headline: 'Money', publishedAt: '2026-11-10T16:05:00Z', body: [] }
    expect(parseArticle(article)).toMatchObject({ ok: true, notes: [expect.stringContaining('mixes Latin and Cyrillic letters')] })
    expect(parseArticle({ ...article, slug: 'putin-путин' })).toMatchObject({ ok: true, notes: [] })
  })
})

describe('an address', () => {
  test('that somebody pasted gives its slug, encoded or not, in parts or not', () => {
    const wire = `https://news.example/world/${encodeURIComponent(NFD('café-北京'))}?utm_source=x#top`
    for (const pasted of [wire, decodeURI(wire), 'café-北京', ` /world/${NFD('café-北京')}/ `]) expect(lastPieceOf(pasted)).toBe('café-北京')
    expect(lastPieceOf('/world/%E4%zz')).toBe('%E4%zz')
  })

  test('is shown with its letters, and nothing that would hide or turn around', () => {
    expect(readableAddress(`https://news.example/world/${encodeURIComponent('北京')}  revision 1`)).toBe('https://news.example/world/北京  revision 1')
    expect(readableAddress('/world/%E2%80%AEabc')).toBe('/world/%E2%80%AEabc')
    expect(readableAddress('/world/a%2Fb%20c')).toBe('/world/a%2Fb%20c')
  })

  test('that a story names as its own, with its letters, is no other page’s', () => {
    const article = { slug: '北京', section: 'world', canonical: 'https://news.example/world/北京' }
    expect(isCanonicalElsewhere(article as never, 'https://news.example')).toBe(false)
  })
})

describe('a newsroom that wants Latin letters', () => {
  test.each([
    ['владимир-путин', 'ru', 'vladimir-putin'],
    ['київ', 'uk', 'kyiv'],
    ['щастие', 'bg', 'shtastie'],
    ['αθήνα', 'el', 'athina'],
    ['ευρώπη', 'el', 'evropi'],
    ['თბილისი', 'ka', 'tbilisi'],
    ['おおさか', 'ja', 'oosaka'],
    ['とうきょう', 'ja', 'toukyou'],
    ['ロケット', 'ja', 'roketto'],
    ['서울', 'ko', 'seoul'],
  ])('has %s (%s) at %s', (slug, lang, latin) => expect(latinSlug(slug, lang)).toBe(latin))

  test.each(['القاهرة', 'ירושלים', '北京', '東京タワー', 'हिन्दी'])('keeps %s, for which there is no usual spelling', (slug) =>
    expect(latinSlug(slug)).toBe(slug),
  )
})

describe('an agency’s subjects', () => {
  test('are never left out without a word', () => {
    const said: string[] = []
    const topics = topicsOf(
      [{ name: '北京' }, { name: 'C' }, { name: 'C++' }, { name: 'C#' }, { uri: 'medtop:123' }, { name: 'c', uri: 'x:1' }, { name: '🎉' }, { name: '北京' }],
      (omission) => said.push('sentence' in omission ? omission.sentence : omission.what),
    )
    expect(topics?.map(({ slug }) => slug)).toEqual(['北京', 'c', 'c-plus-plus', 'c-sharp', hashedSlugFromName('🎉')])
    expect(said).toEqual(['A subject wasn’t added as a topic, because it has no name: medtop:123', 'The subject “c” was taken for the same topic as “C”.'])
  })

  test('whose name nobody can see, or writers’, are left out, and its item isn’t', () => {
    const said: string[] = []
    const topics = topicsOf([{ name: '\u200b', uri: 'x:1' }, { name: '北京' }], (omission) =>
      said.push('sentence' in omission ? omission.sentence : omission.what),
    )
    expect(topics).toEqual([{ slug: '北京', name: '北京' }])
    expect(said).toEqual(['A subject wasn’t added as a topic, because it has no name: x:1'])
    expect(bylineOf({ by: '\u200b' })).toBeUndefined()
  })

  test('whose names fall to one slug are two topics', () => {
    const slugs = topicsOf([{ name: 'A/B' }, { name: 'A B' }, { name: '?' }, { name: '!' }, { name: '#' }])?.map(({ slug }) => slug)
    expect(new Set(slugs).size).toBe(5)
  })
})
