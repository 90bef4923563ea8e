import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import sharp from 'sharp'
import * as v from 'valibot'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { root } from '../../scripts/run-node.ts'
import { Article } from '../../src/copy/shapes/article.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { forget as forgetEdition } from '../../src/edition/edition.ts'
import { isDrawable } from '../../src/page/drawable-text.ts'
import { type HeadlineWords, headlineWordsOf } from '../../src/page/headline-picture.ts'
import { drawHeadline } from '../../src/pictures/draw-headline.ts'
import { readLetters } from '../../src/pictures/letters.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, phoneCall, testSite } from '../fakes.ts'

/** What draws is loaded on demand: anew, with an edition of its own, once the modules were reset. */
const forget = async () => {
  forgetEdition()
  ;(await import('../../src/edition/edition.ts')).forget()
}

const lettersFile = async () => new Response(readFileSync(join(root, 'static/letters.bin')))
const bare = { ...phoneCall, picture: undefined }
const wordsWith = (change: object, siteChange: object = {}) =>
  headlineWordsOf(v.parse(Article, { ...bare, ...change }), v.parse(Site, { ...testSite, ...siteChange }))

describe('what is written', () => {
  test('is the headline, where it belongs, whose it is and when it came out', () => {
    expect(wordsWith({})).toEqual({ headline: 'Two leaders speak by phone', label: 'World', name: 'The Test Line', day: '11 Nov 2026' })
  })

  test('says what is not plain news, once', () => {
    expect(wordsWith({ kind: 'sponsored' })?.label).toBe('World · Sponsored')
    expect(wordsWith({ kind: 'opinion' }, { sections: [{ slug: 'world', name: 'Opinion' }] })?.label).toBe('Opinion')
  })

  test('is one line of letters: marks join them, and what print does not show is left out', () => {
    expect(wordsWith({ headline: 'Cafe\u0301\nbe\u00adside the\u200b sea\ufe0f' })?.headline).toBe('Café beside the sea')
  })

  test.each([
    ['Arabic', 'قادة يتحدثون عبر الهاتف'],
    ['Hebrew', 'שיחה בין מנהיגים'],
    ['Chinese', '两位领导人通电话'],
    ['Hindi', 'दो नेताओं ने फोन पर बात की'],
    ['emoji', 'Ferries stop 🌊'],
    ['marks no letter has', 'q\u0301'],
  ])('is not drawn in %s', (_, headline) => expect(wordsWith({ headline })).toBeUndefined())

  test('is not drawn in nothing that shows, as what was filed before it was refused may be', () => {
    expect(headlineWordsOf({ ...v.parse(Article, bare), headline: '\u200b\u00ad' }, v.parse(Site, testSite))).toBeUndefined()
  })

  test.each(['Nguyễn Thị Ánh Viên', 'Żółć i gęślą jaźń', 'Паромы не ходят – шторм', 'Η θάλασσα', 'Ștefan’s €5 – “why?”', 'CO₂: −3 °C', '½ of №\u00a05'])(
    'is drawn in %s',
    (headline) => expect(wordsWith({ headline })?.headline).toBe(headline),
  )

  test('the letters hold all that counts as writable, in both faces', async () => {
    const { serif, sans } = await readLetters(await lettersFile())
    const lacking: string[] = []
    for (let code = 0; code < 0x10000; code++) {
      const letter = String.fromCharCode(code)
      if (!isDrawable(letter) || !/\p{Assigned}/u.test(letter) || letter === '\xad') continue
      for (const face of [serif, sans]) {
        let edges = 0
        face.trace(letter, () => edges++)
        if (!(face.widthOf(letter) > 0) || (edges === 0 && !/\s/.test(letter))) lacking.push(code.toString(16))
      }
    }
    expect(lacking).toEqual([])
  })

  test('pairs stand as their face wants them', async () => {
    const { serif } = await readLetters(await lettersFile())
    expect(serif.widthOf('AV')).toBeLessThan(serif.widthOf('A') + serif.widthOf('V'))
    expect(serif.widthOf('nn')).toBe(2 * serif.widthOf('n'))
  })
})

describe('the picture', () => {
  const words: HeadlineWords = { headline: 'Ferries stop', label: 'World', name: 'The Test Line', day: '11 Nov 2026' }
  const drawn = async (change: Partial<HeadlineWords>) => {
    const png = sharp(await drawHeadline({ ...words, ...change }, lettersFile))
    const { format, width, height } = await png.metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 })
    return png.greyscale().raw().toBuffer()
  }
  /** Darkest grey of a part. */
  const darkest = (pixels: Buffer, [left, top, right, bottom]: readonly [number, number, number, number]) => {
    let least = 255
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) least = Math.min(least, pixels[y * 1200 + x] ?? 0)
    return least
  }
  const PAPER = 253

  test('shows label, headline, name and day between margins', async () => {
    const pixels = await drawn({})
    for (const part of [
      [76, 62, 1124, 66],
      [76, 100, 200, 130],
      [76, 180, 900, 280],
      [76, 515, 400, 552],
      [950, 525, 1124, 552],
      [76, 568, 1124, 570],
    ] as const)
      expect(darkest(pixels, part), part.join()).toBeLessThan(100)
    for (const part of [
      [0, 0, 70, 630],
      [1130, 0, 1200, 630],
      [0, 0, 1200, 60],
      [0, 590, 1200, 630],
      [76, 330, 1124, 500],
    ] as const)
      expect(darkest(pixels, part), part.join()).toBeGreaterThanOrEqual(PAPER)
  })

  test.each([
    ['one letter', 'I'],
    ['two hundred words', Array(200).fill('ferries').join(' ')],
    ['one endless word', 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(9)],
    ['letters that reach out', 'ǺǼŐŲȘĢỖ „jþ“ ÿ Щ Ѡ ȷ'],
    ['spaces alone at its end', 'Ferries   stop   '],
    ['letters nobody has', '\u0378\u0379 stop'],
  ])('of %s keeps its margins and its foot', async (_, headline) => {
    const pixels = await drawn({ headline })
    expect(darkest(pixels, [0, 0, 20, 630])).toBeGreaterThanOrEqual(PAPER)
    expect(darkest(pixels, [1140, 0, 1200, 630])).toBeGreaterThanOrEqual(PAPER)
    expect(darkest(pixels, [440, 505, 800, 555])).toBeGreaterThanOrEqual(PAPER)
  })

  test('shortens a long label and a long name, and leaves the day alone', async () => {
    const pixels = await drawn({ label: 'World '.repeat(60).trim(), name: 'The Extraordinarily Long-Named Gazette of the Outer Islands' })
    expect(darkest(pixels, [1140, 0, 1200, 630])).toBeGreaterThanOrEqual(PAPER)
    expect(darkest(pixels, [920, 505, 950, 555])).toBeGreaterThanOrEqual(PAPER)
  })

  test.each(['" !', '"“‘„«Quotes”', '““““', "'''''''' x"])('begins on the canvas: %s', async (headline) => {
    expect(darkest(await drawn({ headline }), [0, 0, 19, 630])).toBeGreaterThanOrEqual(PAPER)
  })

  test('of any headline our letters can write is a picture', async () => {
    const letter = fc.integer({ min: 0x20, max: 0x2212 }).map(String.fromCharCode).filter(isDrawable)
    await fc.assert(
      fc.asyncProperty(fc.array(letter, { minLength: 1, maxLength: 400 }), async (letters) => {
        const pixels = await drawn({ headline: letters.join('') })
        expect(darkest(pixels, [1150, 0, 1200, 630])).toBeGreaterThanOrEqual(PAPER)
        expect(darkest(pixels, [0, 0, 12, 630])).toBeGreaterThanOrEqual(PAPER)
      }),
      { numRuns: 15 },
    )
  })
})

describe('social networks', () => {
  let kv: FakeKv
  let env: Env
  let opened: string[]
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => site.request(path, { method, headers }, env)
  const shown = async (article: object = {}) => {
    kv.put('en:article:phone-call', { ...bare, ...article })
    await forget()
    const html = await (await get('/world/phone-call')).text()
    return /property="og:image" content="https:\/\/news\.example([^"]+)"/.exec(html)?.[1] ?? ''
  }

  beforeEach(() => {
    ;({ kv, env } = editionWithCall())
    opened = []
    env.ASSETS = {
      fetch: async (url: URL) => {
        opened.push(url.pathname)
        return lettersFile()
      },
    } as unknown as Fetcher
  })

  test('are shown the headline of an article without a picture, and not promised it for ever: it may be withdrawn', async () => {
    const path = await shown()
    expect(path).toMatch(/^\/pictures\/social\/phone-call\/h[0-9a-z]+\.png$/)
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    expect(response.headers.get('cache-tag')).toContain('en:article:phone-call')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  })

  test.each(['новости-дня', 'νέα-της-ημέρας'])('are shown it in one step where the address is in another script: %s', async (slug) => {
    kv.put(`en:article:${slug}`, { ...bare, slug, headline: 'Встреча в Афинах' })
    await forget()
    const html = await (await get(`/world/${encodeURIComponent(slug)}`)).text()
    const path = /property="og:image" content="https:\/\/news\.example([^"]+)"/.exec(html)?.[1] ?? ''
    expect(path).toContain(encodeURIComponent(slug))
    const response = await get(path)
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
    expect(response.headers.get('cache-tag')).toContain(`en:article:${encodeURIComponent(slug)}`)
  })

  test('cost one read of KV, and none when hot', async () => {
    const path = await shown()
    await forget()
    kv.reads = 0
    await get(path)
    expect(kv.reads).toBe(1)
    await get(path)
    expect(kv.reads).toBe(1)
  })

  test('who hold it already, or ask for its head, have nothing drawn', async () => {
    const path = await shown()
    const head = await get(path, {}, 'HEAD')
    expect(head.status).toBe(200)
    expect(head.headers.get('content-type')).toBe('image/png')
    const etag = head.headers.get('etag') ?? ''
    const held = await get(path, { 'If-None-Match': etag })
    expect(held.status).toBe(304)
    expect(held.headers.get('etag')).toBe(etag)
    expect((await get(path)).headers.get('etag')).toBe(etag)
    expect(opened).toHaveLength(0)
  })

  test('with an address of yesterday’s headline, or one made up, are led to today’s for a minute', async () => {
    const yesterday = await shown()
    const today = await shown({ headline: 'Three leaders speak by phone' })
    expect(today).not.toBe(yesterday)
    for (const path of [yesterday, '/pictures/social/phone-call/h1.png', `${today}?v=2`]) {
      const response = await get(path)
      expect(response.status, path).toBe(302)
      expect(response.headers.get('location')).toBe(today)
      expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    }
  })

  test('keep their picture while the headline stands', async () => {
    expect(await shown({ standfirst: 'Mended.', updatedAt: '2026-11-12T08:00:00Z' })).toBe(await shown())
    expect(await shown({ sensitive: true })).toBe(await shown())
    expect(await shown({ kind: 'live' })).not.toBe(await shown())
  })

  test('are led to the site’s own picture from a headline we cannot draw', async () => {
    const path = await shown()
    expect(await shown({ headline: '两位领导人通电话' })).toMatch(/^\/static\/social\.[0-9a-f]+\.png$/)
    const response = await get(path)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/^\/static\/social\./)
  })

  test('learn that an article is withdrawn, and nothing of one that never was or is not out', async () => {
    const path = await shown()
    await forget()
    kv.put('en:article:phone-call', { v: 1, withdrawn: true, slug: 'phone-call', section: 'world', at: '2026-11-12T08:00:00Z' })
    expect((await get(path)).status).toBe(410)
    await forget()
    kv.put('en:article:phone-call', { ...bare, publishedAt: '2999-01-01T00:00:00Z' })
    expect((await get(path)).status).toBe(404)
    for (const other of ['/nobody/h1.png', '/Phone-Call/h1.png', '/phone-call/h1.jpg', '/phone-call/1.png', '/phone-call', '/phone-call/h1.png/x'])
      expect((await get(`/pictures/social${other}`)).status, other).toBe(404)
    expect(opened).toHaveLength(0)
  })

  test('are told its size and what it says; a picture of the article’s own comes first', async () => {
    kv.put('en:article:phone-call', bare)
    await forget()
    const html = await (await get('/world/phone-call')).text()
    for (const tag of [
      'og:image:width" content="1200"',
      'og:image:height" content="630"',
      'og:image:alt" content="Two leaders speak by phone"',
      'twitter:card" content="summary_large_image"',
    ])
      expect(html).toContain(tag)
    expect(html).toContain(`"image":[{"@type":"ImageObject","url":"https://news.example${await shown()}","width":1200,"height":630}]`)
    expect(await shown({ picture: phoneCall.picture })).toBe('/pictures/0123456789abcdef/social.jpg')
    expect(await (await get('/')).text()).not.toContain('/pictures/social/')
  })

  test('are led to the site’s own picture while the letters are out of reach', async () => {
    const path = await shown()
    // From here on what is loaded late is loaded anew, letters and all: so this comes last.
    vi.resetModules()
    env.ASSETS = { fetch: async () => new Response('No.', { status: 500 }) } as unknown as Fetcher
    const response = await get(path)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/^\/static\/social\.[0-9a-f]+\.png$/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
  })
})
