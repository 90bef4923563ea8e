import { resolve } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FromNinjs, fromNinjs } from '../../src/copy/ninjs/from-ninjs.ts'
import { toNinjs } from '../../src/copy/ninjs/to-ninjs.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { article, filesIn, fixtures, parsed, runs } from './copies.ts'

const site = { siteUrl: 'https://news.example' }
const folder = fixtures('ninjs')

/** An agency's item with everything we read. */
const summit = {
  uri: 'urn:newsml:agency.example:20261110:summit',
  type: 'composite',
  version: '3',
  firstCreated: '2026-11-10T16:05:00+00:00',
  versionCreated: '2026-11-10T19:05:00+01:00',
  urgency: 3,
  edNote: 'TURKEY OUT. Do not publish before the embassy has called.',
  copyrightHolder: 'Agency Example',
  language: 'en-gb',
  headlines: [
    { role: 'short', value: 'Leaders talk' },
    { role: 'main', value: 'Two leaders speak &amp; agree by phone' },
    { role: 'kicker', value: 'Sahel' },
  ],
  descriptions: [{ role: 'summary', contentType: 'text/html', value: '<p>They spoke for <b>half</b> an hour.</p>' }],
  bodies: [
    { role: 'main', contentType: 'text/plain', value: 'They spoke.\n\nThey agreed.' },
    {
      role: 'main',
      contentType: 'text/html',
      value:
        '<!DOCTYPE html><html><head><title>T</title></head><body><body.content><p>They <b>spoke.<p>They agreed.<script>alert(1)</script><hl2>What next</hl2><p>Nothing.</body>',
    },
  ],
  by: 'By Edith Coyle and Amadou Diarra, AGX',
  people: [
    { name: 'Edith Coyle', rel: 'author', literal: 'edith-coyle' },
    { name: 'A Minister', rel: 'about' },
  ],
  located: 'Bamako',
  subjects: [{ name: 'Mali', uri: 'http://cv.example/mali', relevance: 90 }, { name: '电话' }, { name: 'Mali', rel: 'mentions' }],
  genres: [{ name: 'Analysis' }],
  infoSources: [
    { name: 'Agency Example', role: 'originator' },
    { name: 'ec', role: 'editor' },
  ],
  associations: [
    {
      name: 'second',
      uri: 'urn:p:2',
      type: 'picture',
      edNote: 'crop the badge',
      by: 'A Photographer',
      headlines: [{ value: 'A telephone' }],
      descriptions: [{ role: 'caption', value: 'The telephone.' }],
      renditions: [
        { name: 'thumbnail', href: 'https://p.example/2-small.jpg', contentType: 'image/jpeg', width: 120, height: 80 },
        { name: 'high', href: 'https://p.example/2.jpg', contentType: 'image/jpeg', width: 1600, height: 1000, poi: { x: 800, y: 250 } },
        { name: 'raw', href: 'https://p.example/2.tif', contentType: 'image/tiff', width: 9000, height: 6000 },
      ],
    },
    {
      name: 'mainpic',
      uri: 'urn:p:1',
      type: 'picture',
      descriptions: [{ role: 'alt', value: 'Two leaders' }],
      renditions: [{ name: 'web', href: 'https://p.example/1.jpg', width: 1200, height: 800 }],
    },
    { name: 'no size', uri: 'urn:p:3', type: 'picture', renditions: [{ name: 'web', href: 'https://p.example/3.jpg' }] },
    { name: 'film', uri: 'urn:v:1', type: 'video' },
  ],
}

function read(item: unknown, defaults = { section: 'world' }): Extract<FromNinjs, { ok: true }> & { article: Article } {
  const result = fromNinjs(item, defaults)
  if (!result.ok || !result.article) throw new Error(JSON.stringify(result))
  return { ...result, article: result.article }
}
const textual = (value: unknown) => JSON.stringify({ ...(value as Article), ninjs: undefined }, (key, inner) => (key === 'ninjs' ? undefined : inner))

describe('an item of an agency', () => {
  const { article, agency, notes } = read(summit)

  test('is an article with its credits, its topics and its times in UTC', () => {
    expect(article).toMatchObject({
      slug: 'two-leaders-speak-agree-by-phone',
      section: 'world',
      lang: 'en-GB',
      kind: 'analysis',
      kicker: 'Sahel',
      dateline: 'Bamako',
      headline: 'Two leaders speak & agree by phone',
      standfirst: 'They spoke for half an hour.',
      byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }, { name: 'Amadou Diarra' }],
      source: { name: 'Agency Example', credit: 'ec' },
      publishedAt: '2026-11-10T16:05:00Z',
      updatedAt: '2026-11-10T18:05:00Z',
      topics: [
        { slug: 'mali', name: 'Mali' },
        { slug: '电话', name: '电话' },
      ],
    })
    expect(agency).toEqual({ uri: summit.uri, version: 3, made: '2026-11-10T18:05:00.000Z' })
  })

  test('brings its marked-up body as clean blocks, once', () => {
    expect(article.body.slice(0, 4)).toEqual([
      { type: 'paragraph', text: 'They <b>spoke.</b>' },
      { type: 'paragraph', text: expect.stringContaining('They agreed.') },
      { type: 'heading', level: 2, text: expect.stringContaining('What next') },
      { type: 'paragraph', text: expect.stringContaining('Nothing.') },
    ])
    expect(textual(article)).not.toContain('alert')
  })

  test('brings its pictures in the best size, the main one first, and says which were left out', () => {
    expect(article.picture).toMatchObject({ src: 'https://p.example/1.jpg', alt: 'Two leaders', width: 1200, height: 800 })
    expect(article.body.at(-1)).toMatchObject({
      type: 'picture',
      src: 'https://p.example/2.jpg',
      alt: 'A telephone',
      caption: 'The telephone.',
      credit: 'A Photographer',
      focus: { x: 0.5, y: 0.25 },
    })
    expect(notes).toEqual([
      expect.stringContaining('The video “film” isn’t shown'),
      '/bodies/1/value: A script was left out.',
      expect.stringContaining('"no size"'),
      expect.stringContaining('Two subjects are called “Mali”'),
    ])
  })

  test('keeps its notes for the desk out of everything that is rendered', () => {
    expect(textual(article)).not.toMatch(/TURKEY|crop the badge/)
    expect(JSON.stringify(article)).toContain('TURKEY OUT')
  })

  test('goes out as it came, and comes in the same again', () => {
    const out = toNinjs(article, site)
    for (const name of [
      'uri',
      'type',
      'version',
      'urgency',
      'edNote',
      'headlines',
      'descriptions',
      'by',
      'people',
      'located',
      'subjects',
      'genres',
      'infoSources',
      'copyrightHolder',
    ] as const)
      expect(out[name]).toEqual(summit[name])
    expect(out.associations).toHaveLength(4)
    expect(read(out, {} as { section: string }).article).toEqual(article)
  })

  test('goes out with what was edited since', () => {
    const out = toNinjs(
      parsed({
        ...article,
        headline: 'Three leaders speak',
        kind: 'opinion',
        byline: [{ name: 'Ann Other' }],
        topics: [{ slug: 'phones', name: 'Telephony' }],
        source: { name: 'Other Agency' },
      }),
      site,
    )
    expect(read(out).article).toMatchObject({
      headline: 'Three leaders speak',
      kind: 'opinion',
      byline: [{ name: 'Ann Other' }],
      topics: [{ slug: 'phones', name: 'Telephony' }],
      source: { name: 'Other Agency' },
      kicker: 'Sahel',
    })
  })
})

describe('what may not be shown', () => {
  test.each(['canceled', 'cancelled'])('pubStatus %s is a kill, even of an empty shell', (pubStatus) => {
    expect(fromNinjs({ ...summit, pubStatus }, { section: 'world' })).toMatchObject({ ok: true, order: 'kill', agency: { uri: summit.uri, version: 3 } })
    expect(fromNinjs({ uri: 'urn:x', version: '9', pubStatus })).toEqual({ ok: true, order: 'kill', agency: { uri: 'urn:x', version: 9 }, notes: [] })
  })

  test('a kill spelled as ninjs 2 spells it is a kill', () => expect(fromNinjs({ uri: 'urn:x', pubstatus: 'canceled' })).toMatchObject({ order: 'kill' }))

  test.each(['embargoedUntil', 'embargoed', 'embargoeduntil'])('%s is an embargo', (name) => {
    expect(read({ ...summit, [name]: '2026-12-01T08:00:00+01:00' })).toMatchObject({ embargoedUntil: '2026-12-01T07:00:00Z' })
  })

  test.each(['tomorrow', '2026-12-01', 17, {}])('an embargo that cannot be read refuses the item: %j', (embargoedUntil) => {
    expect(fromNinjs({ ...summit, embargoedUntil }, { section: 'world' })).toMatchObject({
      ok: false,
      reason: 'flaws',
      flaws: [{ pointer: '/embargoedUntil' }],
    })
  })

  test('of two embargoes the later holds', () =>
    expect(read({ ...summit, embargoed: '2026-12-02T00:00:00Z', embargoedUntil: '2026-12-01T00:00:00Z' }).embargoedUntil).toBe('2026-12-02T00:00:00Z'))
  test('a withheld item says so', () => expect(read({ ...summit, pubStatus: 'withheld' }).order).toBe('hold'))
  test('an unknown status is refused', () =>
    expect(fromNinjs({ ...summit, pubStatus: 'killed' }, { section: 'world' })).toMatchObject({ ok: false, flaws: [{ pointer: '/pubStatus' }] }))
})

describe('what is no article', () => {
  test.each(['event', 'planning', 'picture', 'graphic', 'audio', 'video', 'component'])('%s is refused with the reason', (type) => {
    expect(fromNinjs({ uri: 'urn:x', type, headlines: [{ value: 'H' }], versionCreated: '2026-11-10T16:05:00Z' }, { section: 'world' })).toMatchObject({
      ok: false,
      reason: 'not-an-article',
      message: expect.stringMatching(/\.$/),
    })
  })
  test('a video that brings its text is one', () => expect(fromNinjs({ ...summit, type: 'video' }, { section: 'world' })).toMatchObject({ ok: true }))
})

describe('flaws of an item', () => {
  test.each([
    [[], ''],
    ['text', ''],
    [null, ''],
    [{}, '/uri'],
    [{ ...summit, headlines: [] }, '/headlines'],
    [{ ...summit, headlines: [{ value: '😀' }] }, '/headlines'],
    [{ ...summit, bodies: [{ value: ' <p></p> ', contentType: 'text/html' }] }, '/bodies'],
    [{ ...summit, versionCreated: 'yesterday' }, '/versionCreated'],
    [{ ...summit, firstCreated: undefined, versionCreated: undefined }, '/versionCreated'],
    [{ ...summit, bodies: [{ value: 'x'.repeat(20_001) }] }, '/bodies/0/value'],
  ])('%# point at the item', (item, pointer) => {
    expect(fromNinjs(item, { section: 'world' })).toMatchObject({ ok: false, reason: 'flaws', flaws: [{ pointer, message: expect.stringMatching(/\S/) }] })
  })

  test('a section that nobody named', () => expect(fromNinjs(summit)).toMatchObject({ ok: false, flaws: [{ message: expect.stringContaining('?section=') }] }))
})

describe('one of our own articles', () => {
  test('comes back from ninjs with what ninjs can say of it', () => {
    fc.assert(
      fc.property(article, (input) => {
        const filed = parsed({ ...(input as object), byline: [{ name: 'Edith Coyle', slug: 'edith-coyle' }, { name: 'Amadou Diarra' }] })
        const { article: back } = read(toNinjs(filed, site), {} as { section: string })
        for (const name of ['slug', 'section', 'headline', 'standfirst', 'kicker', 'byline', 'publishedAt', 'updatedAt', 'corrections'] as const)
          expect(back[name] ?? []).toEqual(filed[name] ?? [])
        expect(back.topics?.map(({ slug, name }) => ({ slug, name }))).toEqual(filed.topics)
        expect(back.body.length).toBe(filed.body.length)
        expect(read(toNinjs(back, site), {} as { section: string }).article).toEqual(back)
      }),
      runs(100),
    )
  })
})

describe.skipIf(!folder)('the examples of the standard', () => {
  let compiled: ValidateFunction | undefined
  const valid = () => (compiled ??= compile())
  const compile = () => {
    const ajv = new Ajv2020({ strict: false, formats: { uri: true, 'date-time': true } })
    for (const { text } of filesIn(folder).filter(({ name }) => name === 'GeoJSON-schema.json'))
      ajv.addSchema(JSON.parse(text), 'https://geojson.org/schema/GeoJSON.json#')
    return ajv.compile(JSON.parse(filesIn(folder).find(({ name }) => name === 'ninjs-schema_3.1.json')?.text ?? '{}'))
  }
  const examples = filesIn(folder && resolve(folder, 'examples')).map(({ name, text }) => [name, JSON.parse(text) as unknown] as const)
  const invalid = filesIn(folder && resolve(folder, 'should_fail')).map(({ name, text }) => [name, JSON.parse(text) as unknown] as const)

  test.each(examples)('%s is taken, or refused with the reason', (_, item) => {
    const result = fromNinjs(item, { section: 'world', publishedAt: '2026-11-10T16:05:00Z' })
    if (!result.ok) return expect(JSON.stringify(result)).toMatch(/"message":"[A-Z].+\."/)
    if (result.order !== 'file') throw new Error('each of them is to be filed')
    const out = toNinjs(result.article, site)
    const validate = valid()
    expect(validate(out), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(read(out).article).toEqual(result.article)
  })

  test.each(invalid)('%s throws nothing', (_, item) => {
    expect(typeof fromNinjs(item, { section: 'world' }).ok).toBe('boolean')
  })

  test('what we write of our own is valid', () => {
    const validate = valid()
    fc.assert(
      fc.property(article, (input) => {
        const out = toNinjs(parsed(input), { ...site, revision: 7, embargoedUntil: '2026-12-01T07:00:00Z' })
        expect(validate(out), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
      }),
      runs(50),
    )
    expect(validate(toNinjs(read(summit).article, site)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
  })
})
