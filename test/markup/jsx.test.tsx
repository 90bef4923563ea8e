/** @jsxImportSource #markup */
import { describe, expect, test } from 'vitest'
import { jsx } from '../../src/markup/jsx-runtime.ts'
import { type Child, escapeText, type Markup, raw } from '../../src/markup/markup.ts'

const HOSTILE = `</title><script>alert('1')</script>"&amp;`
const HOSTILE_AS_TEXT = '&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;'

const shown = (markup: Markup) => `${markup}`
/** As no source of ours could be written: the types refuse it. */
const unchecked = (tag: string, props: object) => shown(jsx(tag, props as { children?: Child }))

describe('text is never code', () => {
  test.each([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
    ["'", '&#39;'],
    ['’ é 中 \u0000 `=', '’ é 中 \u0000 `='],
    ['&lt;', '&amp;lt;'],
    [HOSTILE, HOSTILE_AS_TEXT],
  ])('%s is written as %s between elements and in attributes', (text, html) => {
    expect(escapeText(text)).toBe(html)
    expect(shown(<p title={text}>{text}</p>)).toBe(`<p title="${html}">${html}</p>`)
  })

  test('neither in a list, nor in a fragment, nor as what a component shows', () => {
    const Headline = ({ text }: { text: string }) => text
    const all = (
      <>
        {HOSTILE}
        {[HOSTILE, [HOSTILE]]}
        <Headline text={HOSTILE} />
      </>
    )
    expect(shown(all)).toBe(HOSTILE_AS_TEXT.repeat(4))
  })

  test('what says of itself that it is markup is not: only what we made is', () => {
    const stored = JSON.parse('{"html":"<script>","isEscaped":true}')
    expect(() => unchecked('p', { children: stored })).toThrow(TypeError)
    expect(() => unchecked('p', { title: stored })).toThrow(TypeError)
    expect(() => unchecked('p', { title: raw('"><script>') })).toThrow(TypeError)
    expect(shown(<p>{raw('<b>sanitised</b>')}</p>)).toBe('<p><b>sanitised</b></p>')
  })
})

describe('what stands between elements', () => {
  test('nothing, true and false leave no trace; zero does', () => {
    expect(
      shown(
        <p>
          {null}
          {undefined}
          {true}
          {false}
          {''}
          {[]}
          {0}
          {-1.5}
          {NaN}
        </p>,
      ),
    ).toBe('<p>0-1.5NaN</p>')
  })

  test.each([
    ['an object', {}],
    ['a date', new Date(0)],
    ['a function', () => 'text'],
    ['a promise', Promise.resolve('text')],
    ['a symbol', Symbol('text')],
    ['a bigint', 1n],
  ])('%s is a mistake that is heard of', (_, child) => {
    expect(() => unchecked('p', { children: child })).toThrow(TypeError)
    expect(() => unchecked('p', { children: ['text', child] })).toThrow(TypeError)
    expect(() => unchecked('p', { title: child })).toThrow(TypeError)
  })

  test('what a component is given comes as it was written', () => {
    const Twice = ({ children, ...attributes }: { children?: Child; id: string }) => (
      <div {...attributes}>
        {children}
        {children}
      </div>
    )
    expect(
      shown(
        <Twice id="a">
          <i>1</i>&amp;
        </Twice>,
      ),
    ).toBe('<div id="a"><i>1</i>&amp;<i>1</i>&amp;</div>')
    expect(shown(<Twice id="a" />)).toBe('<div id="a"></div>')
  })

  test('a component may show nothing', () => {
    const Nothing = () => null
    expect(shown(<Nothing />)).toBe('')
  })

  test('a list keeps its keys to itself', () => {
    expect(
      shown(
        <ul>
          {['a', 'b'].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>,
      ),
    ).toBe('<ul><li>a</li><li>b</li></ul>')
  })
})

describe('attributes', () => {
  test('what is not known is not written', () => {
    expect(shown(<p id={undefined} title={undefined} lang="" data-empty={null} />)).toBe('<p lang=""></p>')
  })

  test('what is there or not is written without a value, other truths as words', () => {
    expect(shown(<input required disabled={false} value={0} aria-invalid={true} data-known={false} />)).toBe(
      '<input required="" value="0" aria-invalid="true" data-known="false"/>',
    )
  })

  test('names stay as they are, in drawings too', () => {
    expect(shown(<svg viewBox="0 0 1 1" preserveAspectRatio="none" font-size={12} />)).toBe(
      '<svg viewBox="0 0 1 1" preserveAspectRatio="none" font-size="12"></svg>',
    )
    expect(shown(<p data-hx-get="/a" xml:lang="en" />)).toBe('<p data-hx-get="/a" xml:lang="en"></p>')
  })

  test.each(['', ' ', 'a b', 'a"', 'a>', 'a/', 'a=', "a'", '<', 'é', '1a', 'onclick', 'ONLOAD', 'on'])('there is no attribute %j', (name) => {
    expect(() => unchecked('p', { [name]: 'x' })).toThrow(TypeError)
  })

  test('what every object has by nature is no attribute', () => {
    expect(shown(jsx('p', Object.create({ onclick: 'alert(1)', title: 'inherited' })))).toBe('<p></p>')
  })
})

describe('elements', () => {
  test('void ones have no end', () => {
    expect([<br />, <img src="/a.jpg" alt="" />, <p />].map(shown)).toEqual(['<br/>', '<img src="/a.jpg" alt=""/>', '<p></p>'])
  })

  test.each(['', 'p ', 'p onclick=a', 'p>', '<p', '!--', '?xml', '1'])('there is no element %j', (name) => {
    expect(() => unchecked(name, {})).toThrow(TypeError)
  })

  test('what belongs to the head stays where it stands', () => {
    const page = (
      <html lang="en">
        <head>
          <link rel="canonical" href="/" />
          <title>A</title>
          <meta name="robots" content="noindex" />
          <link rel="expect" href="#text" blocking="render" />
          <script src="/a.js" async />
          <style>{raw('p > b {}')}</style>
          <link rel="canonical" href="/" />
        </head>
        <body>
          <link rel="next" href="/2" />
          <title>B</title>
        </body>
      </html>
    )
    expect(shown(page)).toBe(
      '<html lang="en"><head><link rel="canonical" href="/"/><title>A</title><meta name="robots" content="noindex"/><link rel="expect" href="#text" blocking="render"/><script src="/a.js" async=""></script><style>p > b {}</style><link rel="canonical" href="/"/></head><body><link rel="next" href="/2"/><title>B</title></body></html>',
    )
  })
})
