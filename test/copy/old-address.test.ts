import { describe, expect, test } from 'vitest'
import { isFreeAddress, placeOfOld, spellOldAddress } from '../../src/copy/old-address.ts'
import { redirectsFromCsv, redirectsFromLines } from '../../src/copy/redirect-rows.ts'

describe('an old address', () => {
  test.each([
    ['/2019/05/Harvest/', '/2019/05/harvest'],
    ['https://old.example/2019/05/harvest/?utm_source=x#top', '/2019/05/harvest'],
    ['//2019//05/harvest', '/2019/05/harvest'],
    ['/2019\\05\\harvest', '/2019/05/harvest'],
    ['/news/harvest.html', '/news/harvest'],
    ['/news/harvest/amp/', '/news/harvest'],
    ['/news/harvest/feed', '/news/harvest'],
    ['/news/index.php', '/news'],
    ['/%C3%84rzte/caf%65', '/ärzte/cafe'],
    ['/A\u0308rzte', '/ärzte'],
    ['/?p=123', '/?p=123'],
    ['?p=123', '/?p=123'],
    ['/index.php?p=123&preview=true', '/?p=123'],
    ['/?p=abc', '/'],
    ['/?post_type=recipe&p=7', '/?p=7'],
    ['/?tag=Caf%C3%A9', '/?tag=caf%C3%A9'],
    ['/index.php?category_name=world/africa/', '/?category_name=world%2Fafrica'],
    ['/?author=1&utm_source=x', '/?author=1'],
    ['/?m=201905', '/?m=201905'],
    ['/?m=1', '/'],
    ['/?feed=rss2', '/?feed=rss2'],
    ['/?feed=evil%0d%0aSet-Cookie', '/'],
    ['/story.asp?id=7&utm_medium=mail&cat=2', '/story.asp?cat=2&id=7'],
    ['/harvest?ref=home', '/harvest'],
  ])('%s is looked for as %s', (typed, spelled) => expect(spellOldAddress(typed)).toBe(spelled))

  test('has one spelling: spelled again it stays as it is', () => {
    for (const typed of ['/a/b.html', '/x/y/amp', '/?p=5', '/story.asp?b=1&a=2', '/?tag=Café au lait', '/?category_name=A%2FB+C', '/Ä/%C3%B6']) {
      const once = spellOldAddress(typed) ?? ''
      expect(spellOldAddress(once)).toBe(once)
    }
  })

  test.each(['harvest', '', '/%ff', '/%zz', '/a%00b', '/a/../b', `/${'x'.repeat(2050)}`, 'javascript:alert(1)', 'mailto:a@b.example'])('isn’t %s', (typed) =>
    expect(spellOldAddress(typed)).toBeUndefined(),
  )

  test.each([
    '/',
    '/api/articles',
    '/desk',
    '/static/app.js',
    '/pictures/abc',
    '/search',
    '/feed.xml',
    '/world/feed.xml',
    '/newsletters',
    '/world/story/changes',
  ])('is never one of the site’s own, such as %s', (path) => expect(isFreeAddress(path)).toBe(false))

  test.each(['/about', '/archive/2019/old', '/author/jane', '/topics/mali', '/2019/05/harvest', '/?p=3', '/category/world'])('can be %s', (path) =>
    expect(isFreeAddress(path)).toBe(true),
  )

  test('is kept with what is looked for at its address anyway', () => {
    expect(placeOfOld('/harvest')).toEqual({ kind: 'article', name: 'harvest' })
    expect(placeOfOld('/news/harvest')).toEqual({ kind: 'article', name: 'harvest' })
    expect(placeOfOld('/topic/mali')).toEqual({ kind: 'listing', name: 'topic/mali' })
    expect(placeOfOld('/2019/05/harvest')).toMatchObject({ kind: 'old' })
    expect(placeOfOld('/?p=123')).toMatchObject({ kind: 'old', name: expect.stringMatching(/^[\da-f]{2}$/) })
  })
})

describe('a file of redirects', () => {
  test('may have a byte order mark, quotes, semicolons, the columns of other systems, or none', () => {
    expect(redirectsFromCsv('\ufeff"source url";"target url";"http code"\r\n"/a;b";/world/x;301\r\n')).toEqual({
      ok: true,
      rows: [{ line: 2, from: '/a;b', to: '/world/x' }],
    })
    expect(redirectsFromCsv('/a,/b\n/c,,410\n')).toEqual({
      ok: true,
      rows: [
        { line: 1, from: '/a', to: '/b' },
        { line: 2, from: '/c', to: null },
      ],
    })
  })

  test('says which lines are none', () => {
    expect(redirectsFromCsv('from,to,status\n/a,,\n/b,/c,200\n')).toMatchObject({
      rows: [
        { line: 2, fault: /leads? to/ },
        { line: 3, fault: /200/ },
      ].map(({ line }) => ({ line, fault: expect.any(String) })),
    })
    expect(redirectsFromCsv('harvest\n')).toMatchObject({ ok: false, line: 1 })
    expect(redirectsFromCsv('from,to\n"/a,/b\n')).toMatchObject({ ok: false, line: 2 })
    expect(redirectsFromLines('{"from":"/a","to":"/b"}\n\n{"from":"/c"}\nno\n')).toEqual({
      ok: true,
      rows: [
        { line: 1, from: '/a', to: '/b' },
        { line: 3, from: '/c', to: null },
        { line: 4, from: '', to: null, fault: 'This line isn’t JSON.' },
      ],
    })
  })
})
