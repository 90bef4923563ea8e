/** Characters that no page, feed or terminal should be sent, through every kind of field. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../src/copy/markdown/from-markdown.ts'
import { parseJson, parseStoredArticle, parseWith } from '../../src/copy/parse.ts'
import { parseArticle } from '../../src/copy/parse-article.ts'
import { Campaign } from '../../src/copy/shapes/campaign.ts'
import { Correction } from '../../src/copy/shapes/correction.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { cleanLine, cleanProse, cleanSource, cleanText, isVisible } from '../../src/copy/text/characters.ts'
import { leastWork, parsed, runs } from './copies.ts'

const base = { v: 1, slug: 'tide', section: 'world', headline: 'The tide', publishedAt: '2026-11-10T16:05:00Z', body: [] as unknown[] }
const headline = (text: string) => parsed({ ...base, headline: text }).headline

describe('a headline', () => {
  test.each([
    ['NUL', 'The\u0000 tide'],
    ['a terminal’s escape', 'The\u001b tide'],
    ['a C1 control', 'The\u009b tide'],
    ['a byte order mark', '\ufeffThe tide'],
    ['a line separator', 'The\u2028tide'],
    ['a line end', 'The\r\ntide'],
    ['zero-width spaces around it', '\u200b\u2060The tide\u200b'],
    ['spaces of other scripts around it', '\u00a0\u3000\u3164\u2800The tide\u00a0'],
    ['an override', 'The \u202etide\u202c'],
    ['an override that nothing ends', 'The \u202etide'],
    ['an isolate that nothing ends', 'The \u2067tide'],
    ['an end that began nothing', 'The \u2069tide\u202c'],
  ])('is mended of %s', (_, text) => expect(headline(text)).toBe('The tide'))

  test.each([
    '\u200b',
    '\u200b\u200d\u2060',
    '\u00ad',
    '\u3164',
    '\u2800\u2800',
    '\ufeff',
    '\u200e\u200f',
    '\u00a0',
    '\u202e\u202c',
    '\u{e0041}',
    '\ufe0f',
    '\u115f',
  ])('of nothing that shows is refused: %j', (text) =>
    expect(parseArticle({ ...base, headline: text })).toMatchObject({
      ok: false,
      flaws: [{ pointer: '/headline', message: expect.stringContaining('Enter some text') }],
    }),
  )

  test.each(['می‌خواهم', 'क्‍ष', '👩‍👩‍👧 ❤️', '‏مرحبا (2026)‏', 'نص \u2068Latin\u2069 نص', 'é', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '‎+1‎'])(
    'keeps the marks that its script is written with: %s',
    (text) => expect(headline(text)).toBe(text),
  )
})

describe('half a surrogate pair', () => {
  test('in JSON becomes U+FFFD wherever it is, and whole pairs and escaped backslashes stay', () => {
    const text = String.raw`{"a":"x\ud800y","b":["\udc00"],"\ud83d":1,"c":"\ud83d\ude00 \\ud800 \\\ud800 \ud83d\ud83d\ude00"}`
    expect(parseJson(text)).toEqual({ ok: true, value: { a: 'x\ufffdy', b: ['\ufffd'], '\ufffd': 1, c: '😀 \\ud800 \\\ufffd \ufffd😀' } })
  })

  test('in front matter is in no field, not even in one that nobody knows', () => {
    const filed = fromMarkdown('---\nheadline: "A\\uD800 tide"\nmore: ["\\uDC00"]\n---\nText.', {
      slug: 'tide',
      section: 'world',
      publishedAt: base.publishedAt,
    })
    expect(filed).toMatchObject({ ok: true, value: { headline: 'A\ufffd tide', more: ['\ufffd'] } })
  })

  test('is in no text of a body', () => {
    const { body } = parsed({
      ...base,
      body: [
        { type: 'paragraph', text: 'a\ud800\u0000' },
        { type: 'html', html: '<p>a\ud800\u0000</p>' },
        { type: 'code', text: 'a\ud800\u0000\tb\n' },
        { type: 'picture', src: '/p', alt: 'a\ud800', width: 1, height: 1, caption: 'a\ud800' },
      ],
    })
    expect(body).toMatchObject([{ text: 'a\ufffd' }, { html: '<p>a\ufffd</p>' }, { text: 'a\ufffd\tb\n' }, { alt: 'a\ufffd', caption: 'a\ufffd' }])
  })
})

test('a body whose characters were mended says so to whoever filed it', () => {
  expect(parseArticle({ ...base, headline: 'The\u0000 tide', body: [{ type: 'paragraph', text: 'a\u202eb' }] })).toMatchObject({
    ok: true,
    notes: [expect.stringMatching(/^\/headline: Invisible characters/), expect.stringMatching(/^\/body\/0: Invisible characters/)],
  })
})

test.each([
  ['a correction', Correction, { at: base.publishedAt, text: '\u200b' }],
  ['a booking', Campaign, { id: 'a', advertiser: '\u2060', creatives: [{ id: 'b', href: '/', headline: 'x' }] }],
  ['the site', Site, { name: '\u3164', url: 'https://x.example', sections: [] }],
])('%s of nothing that shows is refused', (_, schema, input) => expect(parseWith(schema, input)).toMatchObject({ ok: false }))

test('copy filed before these rules is still read', () => {
  const old = { ...base, headline: '\u200b', kind: 'live', updates: ['a', 'a'].map((id) => ({ id, at: base.publishedAt, body: [] })) }
  expect(parseArticle(old)).toMatchObject({ ok: false, flaws: [{ pointer: '/headline' }] })
  expect(parseArticle({ ...old, headline: 'The tide' })).toMatchObject({ ok: false, flaws: [{ pointer: '/updates/1/id' }] })
  expect(parseStoredArticle(old)).toMatchObject({ ok: true })
})

describe('mended text', () => {
  const soup = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom('\u202a', '\u202e', '\u202c', '\u2066', '\u2068', '\u2069', '\ud800', '\u0000', '\u200b', 'a', ' ', '\n'),
      ),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join(''))

  test('is mended once and for all, and holds nothing stray', () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const mend of [cleanSource, cleanText, cleanProse, cleanLine]) {
          const once = mend(text)
          expect(mend(once)).toBe(once)
          expect(once.isWellFormed()).toBe(true)
          expect(once).not.toMatch(/[^\P{Cc}\t\n\r]/u)
        }
        const line = cleanLine(text)
        expect(line).not.toMatch(/[\n\r\u2028\u2029\u202d\u202e]/)
        expect((line.match(/[\u2066-\u2068]/g) ?? []).length).toBe((line.match(/\u2069/g) ?? []).length)
        if (isVisible(text)) expect(isVisible(line)).toBe(true)
      }),
      runs(500),
    )
  })

  test('takes time that grows as the text does', () => {
    const text = (length: number) => `a${'\u00a0'.repeat(length)}${'\u202a'.repeat(length)}b${'\u2069'.repeat(length)}${'\u2067'.repeat(length)}`
    const [short, long] = [text(20_000), text(80_000)]
    expect(
      leastWork(() => cleanLine(long)) /
        Math.max(
          2000,
          leastWork(() => cleanLine(short)),
        ),
    ).toBeLessThan(12)
  })
})

describe('every field of what is filed', () => {
  const stray = 'quay\u0007 \u202etide'
  const said = (more: object) => {
    const taken = parseArticle({ ...base, ...more })
    if (!taken.ok) throw new Error(JSON.stringify(taken.flaws))
    return taken
  }
  const code = { type: 'code', text: stray }
  const html = { type: 'html', html: `<p title="${stray}">${stray}</p>` }
  const picture = { type: 'picture', src: '/pictures/a', width: 1, height: 1, alt: 'Quay', caption: stray }

  test('names what was taken out of it, so that no editor finds a name changed in silence', () => {
    const { notes } = said({
      byline: [{ name: stray }],
      source: { name: stray },
      topics: [{ slug: 'tide', name: stray }],
      seo: { title: stray },
      corrections: [{ at: base.publishedAt, text: stray }],
      updates: [{ id: 'a', at: base.publishedAt, headline: stray, body: [] }],
      body: [code, html, picture, { type: 'quote', text: 'Low.', cite: stray }, { type: 'embed', url: 'https://v.example/', title: stray }],
    })
    const places = ['/byline/0/name', '/source/name', '/topics/0/name', '/seo/title', '/corrections/0/text', '/updates/0/headline']
    const inBody = ['/body/0/text', '/body/1', '/body/2/caption', '/body/3/cite', '/body/4/title']
    expect(notes.map((note) => note.split(':')[0]).toSorted()).toEqual([...places, ...inBody].toSorted())
  })

  test('turns no letters around, in code and HTML neither', () => {
    expect(said({ body: [code, html] }).value.body).toEqual([
      { type: 'code', text: 'quay tide' },
      { type: 'html', html: '<p title="quay tide">quay tide</p>' },
    ])
  })

  test('has no heading or paragraph that shows nothing, and no picture described by nothing', () => {
    const body = [
      { type: 'heading', text: '<b>\u200b</b>' },
      { type: 'paragraph', text: 'Low.' },
      { type: 'code', text: '\u200d' },
      { ...picture, alt: '\u200d', caption: undefined },
    ]
    const { value, notes } = said({ body })
    expect(value.body.map(({ type }) => type)).toEqual(['paragraph', 'picture'])
    expect(value.body[1]).toMatchObject({ alt: '' })
    expect(notes).toEqual(expect.arrayContaining(['/body/0: An empty heading block was left out.', '/body/2: An empty code block was left out.']))
  })

  test.each(['https://e.example/\u202ex', 'https://e.example/\ufffd', '/a\u200bb'])('leads to no address that looks like another: %j', (canonical) =>
    expect(parseArticle({ ...base, canonical })).toMatchObject({ ok: false, flaws: [{ pointer: '/canonical' }] }),
  )
})
