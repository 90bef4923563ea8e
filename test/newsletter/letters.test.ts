/** Letters as readers get them: what they say, in HTML and in plain text, and what mail programs make of them. */
import fc from 'fast-check'
import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { Article } from '../../src/copy/shapes/article.ts'
import { cutAtWord } from '../../src/copy/summary.ts'
import type { Letter } from '../../src/newsletter/letters/letter.ts'
import { fillIn, PLACEHOLDER } from '../../src/newsletter/letters/placeholder.ts'
import { MAX_LETTER_BYTES, renderLetter } from '../../src/newsletter/letters/render.tsx'
import { subjectOf } from '../../src/newsletter/letters/subject.ts'
import { articleOf, demoArticle, demoArticles, demoSite, letterOf } from './letters-of.ts'

const KINDS = ['breaking', 'digest', 'story'] as const
const bytesOf = (text: string) => new TextEncoder().encode(text).length
const parse = (html: string) => parseHTML(html).document as unknown as Document
const arabicSite = { ...demoSite, lang: 'ar', name: 'خط التاريخ' }

/** What a reader sees of the HTML: not its head, not the hidden line, not what is struck out. */
function wordsOf(html: string) {
  const document = parse(html)
  for (const unseen of document.querySelectorAll('head, s, div[style^="display:none"]')) unseen.remove()
  return wordsIn(document.body.innerHTML.replace(/<[^>]*>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, ' '))
}
/** A line may end within words of scripts that have no spaces between them: each letter counts there. */
const wordsIn = (text: string) =>
  new Set(text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\P{L}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+|\p{N}+/gu) ?? [])
const missing = ({ html, text }: { html: string; text: string }) => {
  const told = wordsIn(text)
  return [...wordsOf(html)].filter((word) => !told.has(word) && !['amp', 'lt', 'gt', 'quot', '39'].includes(word))
}

describe.each(demoArticles.map((article) => ({ slug: article.slug, article })))('$slug', ({ article }) => {
  test.each(KINDS)('as %s: below what Gmail shows, and its plain text says every word', (kind) => {
    const letter = renderLetter(letterOf(kind, [article]))
    expect(bytesOf(letter.html)).toBeLessThan(MAX_LETTER_BYTES)
    expect(missing(letter)).toEqual([])
  })
})

/** One of everything. */
const everything = articleOf({
  kind: 'live',
  kicker: 'Harbour',
  standfirst: 'All that a body may hold.',
  dateline: 'Port Averil',
  byline: [{ name: 'Edith Coyle', slug: 'edith-coyle', role: 'reporter' }, { name: 'Ben Ode' }],
  source: { name: 'Reuters', credit: 'ec' },
  updatedAt: '2026-11-26T02:00:00Z',
  picture: { src: '/pictures/0123456789abcdef', alt: 'A crane', width: 1600, height: 1067, caption: 'The crane at noon.', credit: 'Photo: Ode' },
  body: [
    {
      type: 'paragraph',
      text: 'It began at <a href="/topic/noon">noon</a>, <s>at night</s> <a href="https://port.example/">https://port.example/</a> said.<sup><a href="#fn-1">1</a></sup>',
    },
    { type: 'heading', level: 2, text: 'A heading' },
    { type: 'picture', src: '/pictures/fedcba9876543210', alt: 'A tall gauge', width: 800, height: 2400, caption: 'The gauge.' },
    { type: 'quote', text: 'We waited.', cite: 'A pilot' },
    { type: 'pullquote', text: 'And waited.' },
    { type: 'list', ordered: true, start: 7, items: ['seven', { text: 'eight', list: { items: ['inner one', 'inner two'] } }, { text: 'twenty', value: 20 }] },
    {
      type: 'table',
      caption: 'Boats',
      head: ['Name', 'Length'],
      rows: [
        ['Ada', '12 m'],
        ['Berta', '14 m'],
      ],
      rowHeads: true,
    },
    { type: 'table', caption: 'Wide', head: ['One', 'Two', 'Three', 'Four', 'Five', 'Six'], rows: [['1a', '2b', '3c', '4d', '5e']] },
    { type: 'code', text: 'let boats = 2\n  boats += 1', language: 'js' },
    { type: 'embed', url: 'https://video.example/v/1', title: 'The film', provider: 'Video', text: 'Two minutes.' },
    { type: 'divider' },
    {
      type: 'html',
      html: '<details><summary>Terms</summary><dl><dt>Bow</dt><dd>front</dd></dl><ol><li>first<ul><li>second</li></ul></li></ol><table><tr><td>left</td><td>right</td></tr></table></details>',
    },
  ],
  updates: [
    { id: 'one', at: '2026-11-26T01:30:00Z', headline: 'A boat comes in', body: [{ type: 'paragraph', text: 'It was the Ada.' }] },
    { id: 'two', at: '2026-11-26T02:00:00Z', body: [{ type: 'paragraph', text: 'And the Berta.' }] },
  ],
  corrections: [{ at: '2026-11-26T03:00:00Z', text: 'The crane was misnamed.' }],
})

describe('a letter of one story', () => {
  const { html, text } = renderLetter(letterOf('story', [everything]))

  test('holds every block, update, correction and the source, and says them all in plain text', () => {
    expect(missing({ html, text })).toEqual([])
    for (const words of [
      'Port Averil: It began',
      'We waited.',
      '7. seven',
      '   * inner one',
      '20. twenty',
      'Ada    12 m',
      'Two: 2b',
      '    let boats = 2',
      'Source: Reuters/ec',
    ])
      expect(text).toContain(words)
    expect(text.indexOf('And the Berta.')).toBeLessThan(text.indexOf('It was the Ada.'))
    expect(html).toContain('The crane was misnamed.')
  })

  test('does not say in plain text what was struck out', () => {
    expect(text).not.toContain('at night')
    expect(html).toContain('<s>at night</s>')
  })

  test('leads only to whole addresses', () => {
    const addresses = [...parse(html).querySelectorAll('[href], [src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '')
    expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([])
    expect(addresses).toContain('https://news.example/topic/noon')
    expect(text).toMatch(/noon \[1\]/)
    expect(text).toContain('[1] https://news.example/topic/noon')
  })

  test('gives each picture its size, its words and a file that is sharp enough', () => {
    const pictures = [...parse(html).querySelectorAll('img')]
    expect(pictures.map((picture) => picture.getAttribute('alt'))).toEqual(['A crane', 'A tall gauge'])
    for (const picture of pictures) {
      expect(Number(picture.getAttribute('width'))).toBeLessThanOrEqual(560)
      expect(Number(picture.getAttribute('height'))).toBeLessThanOrEqual(640)
    }
    expect(pictures[0]?.getAttribute('src')).toBe('https://news.example/pictures/0123456789abcdef/960.jpg')
  })

  test('of several stories shows the first large and cropped, the others small', () => {
    const pictures = [...parse(renderLetter(letterOf('digest', [everything, demoArticle('the-forest-that-walks')])).html).querySelectorAll('img')]
    const told = pictures.map((picture) => [picture.getAttribute('src')?.split('/').at(-1), picture.getAttribute('width'), picture.getAttribute('height')])
    expect(told).toEqual([
      ['social.jpg', '560', '294'],
      ['320.jpg', '128', '85'],
    ])
  })

  test('is written for Outlook as for all others: tables, no flex, no grid, no script, no remote style', () => {
    expect(html).not.toMatch(/flex|grid|<script|<link|@import|position:|url\(/)
    expect(parse(html).querySelectorAll('table[role="presentation"]').length).toBeGreaterThan(1)
    expect(html).toContain('<!--[if mso]><table role="presentation" align="center" width="600"')
  })
})

describe('whatever HTML copy comes with', () => {
  const TAGS =
    'p div h2 h3 ul ol li dl dt dd blockquote pre table caption tr td th figure figcaption details summary a b em s q sup sub code ruby rt small span br hr'.split(
      ' ',
    )
  const word = fc.stringMatching(/^[a-zé漢م]{1,12}$/)
  const { node } = fc.letrec<{ node: string; element: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      word.map((text) => ` ${text} `),
      tie('element'),
    ),
    element: fc
      .tuple(fc.constantFrom(...TAGS), fc.array(tie('node'), { maxLength: 4 }))
      .map(([tag, inside]) => `<${tag}${tag === 'a' ? ' href="/world"' : ''}>${inside.join('')}</${tag}>`),
  }))

  test('its plain text says every word that a reader sees, and no markup', () => {
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 5 }), (parts) => {
        const html = parts.join('')
        const letter = renderLetter(
          letterOf('story', [
            articleOf({
              body: [
                { type: 'html', html },
                { type: 'paragraph', text: html },
                { type: 'list', items: [html] },
              ],
            }),
          ]),
        )
        expect(missing(letter)).toEqual([])
        expect(letter.text).not.toMatch(/<\/?[a-z]+>|&[a-z]+;/)
      }),
      { numRuns: 200 },
    )
  })
})

const CONFIG: ConfigData = {
  extends: ['html-validate:recommended'],
  rules: {
    // Mail programs know no style sheets, and need attributes that browsers gave up.
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'presentation-role-style': 'off',
    'prefer-tbody': 'off',
    'no-conditional-comment': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
  },
}
const validator = new HtmlValidate(new StaticConfigLoader(CONFIG))

test.each(KINDS)('%s: valid HTML but for what mail programs need', async (kind) => {
  const { html } = renderLetter(letterOf(kind, kind === 'digest' ? demoArticles.slice(0, 5) : [everything]))
  const report = await validator.validateString(html)
  expect(report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([])
})

describe('every letter', () => {
  const letters: [string, Letter][] = [
    ...KINDS.map((kind): [string, Letter] => [kind, letterOf(kind, [everything])]),
    ['digest in Arabic', letterOf('digest', [demoArticle('the-bookbinder-of-tunis'), everything], { site: arabicSite })],
    ['story in German', letterOf('story', [everything], { site: { ...demoSite, lang: 'de' } })],
  ]

  test.each(letters)('%s: says why it came, how to leave, who sends it and where it is read in a browser, in both forms', (_, letter) => {
    const { html, text } = renderLetter(letter)
    for (const form of [html, text]) {
      expect(form).toContain(PLACEHOLDER.unsubscribe)
      expect(form).toContain(PLACEHOLDER.preferences)
      expect(form).toContain('12 Lighthouse Walk, #03-07, Singapore 000000')
      expect(form).toContain(`https://news.example${letter.issuePath}`)
    }
  })

  test.each(letters)('%s: has a reader’s own links in place of every placeholder', (_, letter) => {
    const { html, text } = renderLetter(letter)
    const values = { unsubscribe: 'https://news.example/newsletters/unsubscribe?t=a$&b-_', preferences: 'https://news.example/newsletters/preferences?t=c$1d' }
    for (const form of [html, text]) {
      const filled = fillIn(form, values)
      expect(filled).not.toContain('.invalid')
      expect(filled).toContain(values.unsubscribe)
      expect(filled).toContain(values.preferences)
    }
  })

  test('is no wider than a narrow window in plain text, but for addresses', () => {
    const lines = renderLetter(letterOf('story', [everything])).text.split('\n')
    expect(lines.filter((line) => line.length > 72 && !line.includes('https://'))).toEqual([])
  })
})

describe('languages', () => {
  test('a letter is written the way its site is', () => {
    const document = parse(renderLetter(letterOf('digest', [demoArticle('the-bookbinder-of-tunis')], { site: arabicSite })).html)
    expect(document.documentElement.getAttribute('dir')).toBe('rtl')
    // Gmail drops what the html element says.
    expect(document.querySelector('body > table')?.getAttribute('dir')).toBe('rtl')
  })

  test('an Arabic story in an English letter is marked as one', () => {
    const story = parse(renderLetter(letterOf('story', [demoArticle('the-bookbinder-of-tunis')])).html)
    expect(story.documentElement.getAttribute('dir')).toBe('ltr')
    expect(story.querySelector('h1')?.closest('[lang]')?.getAttribute('dir')).toBe('rtl')
    const digest = parse(renderLetter(letterOf('digest', [everything, demoArticle('the-bookbinder-of-tunis')])).html)
    expect(digest.querySelectorAll('h2')[1]?.closest('[lang]')?.getAttribute('lang')).toBe('ar')
  })
})

/** Each character costs six bytes where it is written as an entity. */
const costly = (characters: number) => '"'.repeat(characters)

describe('too much for a letter', () => {
  const worst: [string, Letter['kind'], Article[]][] = [
    [
      'two thousand paragraphs',
      'story',
      [articleOf({ body: Array.from({ length: 2000 }, (_, at) => ({ type: 'paragraph', text: `Paragraph ${at}. ${'word '.repeat(40)}` })) })],
    ],
    ['one block that is too long', 'story', [articleOf({ body: [{ type: 'code', text: '&'.repeat(50_000) }] })]],
    ['a table of a thousand rows', 'story', [articleOf({ body: [{ type: 'table', rows: Array.from({ length: 1000 }, () => ['a', 'b', 'c']) }] })]],
    [
      'every line as long as it may be',
      'story',
      [
        articleOf({
          headline: costly(400),
          kicker: costly(400),
          standfirst: costly(4000),
          dateline: costly(400),
          byline: Array.from({ length: 50 }, () => ({ name: costly(400), role: costly(400) })),
          picture: { src: '/pictures/0123456789abcdef', alt: costly(1000), width: 1600, height: 1067, caption: costly(4000), credit: costly(400) },
          corrections: Array.from({ length: 500 }, () => ({ at: '2026-11-26T03:00:00Z', text: costly(4000) })),
          source: { name: costly(400), credit: costly(400) },
        }),
      ],
    ],
    [
      'fifty stories with all of that',
      'digest',
      Array.from({ length: 50 }, (_, at) => articleOf({ slug: `story-${at}`, headline: costly(400), kicker: costly(400), standfirst: costly(4000) })),
    ],
  ]

  test.each(worst)('%s: stays below what Gmail shows, and leads to the rest', (_, kind, articles) => {
    const { html, text } = renderLetter(letterOf(kind, articles, { subject: cutAtWord(costly(400), 200), introduction: [costly(500) as never] }))
    expect(bytesOf(html)).toBeLessThanOrEqual(MAX_LETTER_BYTES)
    const rest = kind === 'digest' ? ['More articles on our site', '/latest'] : ['Read the rest on our site', '/world/a-story']
    for (const words of rest) for (const form of [html, text]) expect(form).toContain(words)
    expect(html).toContain(PLACEHOLDER.unsubscribe)
  })

  test('a digest tells which articles it has, so that the others are sent another day', () => {
    const [, , articles = []] = worst.at(-1) ?? []
    const { articles: told, html } = renderLetter(letterOf('digest', articles))
    expect(told.length).toBeGreaterThan(3)
    expect(told.length).toBeLessThan(50)
    expect(html).toContain(`/world/${told.at(-1)}"`)
    expect(html).not.toContain(`/world/story-${told.length}"`)
  })
})

describe('hostile copy', () => {
  const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)> & {{unsubscribe}}'

  test('a headline, a caption, a name or a newsletter holds no markup', () => {
    const article = articleOf({
      headline: hostile,
      kicker: hostile,
      standfirst: hostile,
      byline: [{ name: hostile }],
      source: { name: hostile },
      picture: { src: '/pictures/0123456789abcdef', alt: hostile, width: 1600, height: 1067, caption: hostile },
      body: [
        { type: 'code', text: hostile },
        { type: 'table', caption: hostile, rows: [['a']] },
        { type: 'embed', url: 'https://x.example/', title: hostile },
      ],
      corrections: [{ at: '2026-11-26T03:00:00Z', text: hostile }],
    })
    for (const kind of KINDS) {
      const { html } = renderLetter(letterOf(kind, [article], { subject: hostile, preheader: hostile, site: { ...demoSite, name: hostile } }))
      const document = parse(html)
      expect(document.querySelectorAll('script, img[onerror], img[src="x"]')).toHaveLength(0)
    }
  })

  test('a subject is one line that any way of delivery takes', () => {
    expect(subjectOf('Rain\r\nBcc: all@news.example')).toBe('Rain Bcc: all@news.example')
    expect(subjectOf('A\u2028B\u0000C\u202eD\u200bE\u00adF\ud800')).toBe('A B CDEF')
    expect(subjectOf('=?utf-8?q?hidden?=')).not.toMatch(/=\?/)
    expect(bytesOf(subjectOf('新'.repeat(400)))).toBeLessThan(998)
  })
})
