import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { unbroken, unbrokenArticle } from '../../src/page/unbroken.ts'

/** No-break spaces as `~`, narrow ones as `^`, word joiners as `+`. */
const shown = (text: string, lang: string) => unbroken(text, lang).replaceAll('\u00a0', '~').replaceAll('\u202f', '^').replaceAll('\u2060', '+')

describe('a line never ends between a number and what it counts', () => {
  test.each([
    ['en', 'some 14 million of 11 hectares', 'some 14~million of 11~hectares'],
    ['en', 'boats at Quayside 2 and Pier 14', 'boats at Quayside~2~and Pier~14'],
    ['en', 'Final: Rovers 2 Quayside 2', 'Final: Rovers~2 Quayside~2'],
    ['en', 'on 10 October 2023', 'on 10~October 2023'],
    ['en', 'In 2015 peace came, at 1.5 °C and 40 %', 'In 2015 peace came, at 1.5~°C and 40~%'],
    ['en', 'about 120,000 trees for $ 310', 'about 120,000~trees for $~310'],
    ['en', '1 000 000 readers', '1~000~000~readers'],
    ['en', '2010–2020 was wet; 3–4 days', '2010–+2020 was wet; 3–+4~days'],
    ['de', '5 % von 20 Jahren nach § 5, z. B. Gleis 2', '5~% von 20~Jahren nach §~5, z.~B. Gleis~2'],
    ['fr', 'Quoi ? « Le n° 5 » : 12 km', 'Quoi^? «~Le n°~5~»~: 12~km'],
    ['ar', 'مضى ١٢ يومًا و3 أسابيع', 'مضى ١٢~يومًا و3~أسابيع'],
    ['zh-Hant', '湖有11公頃，開了2年', '湖有11+公頃，開了2+年'],
  ])('%s: %s', (lang, filed, printed) => {
    expect(shown(filed, lang)).toBe(printed)
  })

  test('also across tags, and never in an address or in code', () => {
    const html = '<strong>11</strong> hectares, <a href="/a?q=Pier 2 m">Pier 2</a> <code>x = 3 m</code>'
    expect(shown(html, 'en')).toBe('<strong>11</strong>~hectares, <a href="/a?q=Pier 2 m">Pier~2</a> <code>x = 3 m</code>')
  })

  test('in every part of an article that readers see, but not in code', () => {
    const article = {
      v: 1,
      slug: 'a',
      section: 'world',
      publishedAt: '2026-11-10T16:05:00Z',
      headline: 'A fire at Quay 2',
      standfirst: 'It took 3 hours',
      picture: { src: '/a', alt: '', width: 1, height: 1, caption: 'For 3 hours' },
      body: [
        { type: 'list', items: ['5 men', { text: '6 women', list: { items: ['7 children'] } }] },
        { type: 'table', rows: [['8 km', '9 m']] },
        { type: 'code', text: 'x = 3 m' },
        { type: 'html', html: '<p title="10 m">10 m</p>' },
      ],
    } as unknown as Article
    expect(JSON.stringify(unbrokenArticle(article, 'en')).match(/\d[ \u00a0][a-z]+|Quay./g)).toEqual([
      'Quay\u00a0',
      '3\u00a0hours',
      '3\u00a0hours',
      '5\u00a0men',
      '6\u00a0women',
      '7\u00a0children',
      '8\u00a0km',
      '9\u00a0m',
      '3 m',
      '0 m',
      '0\u00a0m',
    ])
  })

  test('and what has no number is the same text', () => {
    expect(unbroken('Two leaders speak by phone', 'en')).toBe('Two leaders speak by phone')
  })
})
