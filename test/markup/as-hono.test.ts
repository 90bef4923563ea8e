/** hono/jsx, which rendered these pages before, is asked whether it would write the same. */
import fc from 'fast-check'
import { raw as honoRaw } from 'hono/html'
import { Fragment as HonoFragment, jsx as honoJsx } from 'hono/jsx/jsx-runtime'
import { expect, test } from 'vitest'
import { Fragment, jsx } from '../../src/markup/jsx-runtime.ts'
import { type Child, Markup, raw } from '../../src/markup/markup.ts'

type Props = Parameters<typeof jsx>[1]
type HonoChild = Parameters<typeof HonoFragment>[0]['children']

/** A page that both are told to write, each in its own way. */
type Page = { tag: string | null; attributes: Record<string, string | number | boolean | null | undefined>; children: Part[] }
type Part = Page | { raw: string } | string | number | boolean | null | undefined | Part[]

/** Without what hono moves about or spells anew: links, titles, scripts with an address, drawings. */
const TAGS = ['div', 'p', 'a', 'span', 'article', 'button', 'form', 'input', 'img', 'br', 'td', 'time', 'option', 'my-element']
const NAMES = [
  'class',
  'id',
  'href',
  'title',
  'hidden',
  'required',
  'disabled',
  'download',
  'value',
  'aria-hidden',
  'data-x',
  'hx-get',
  'viewBox',
  'xml:lang',
  'style',
]
const VOID = ['input', 'img', 'br']

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", '`', '=', '/', 'a', ' ', '–', '\n') }))
const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined))
const { page } = fc.letrec<{ page: Page; part: Part }>((tie) => ({
  page: fc
    .record({
      tag: fc.constantFrom(null, ...TAGS),
      attributes: fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 4 }),
      children: fc.array(tie('part'), { maxLength: 5 }),
    })
    .map((made) => (VOID.includes(made.tag ?? '') ? { ...made, children: [] } : made)),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    value,
    text.map((html) => ({ raw: html })),
    tie('page'),
    fc.array(tie('part'), { maxLength: 3 }),
  ),
}))

function ours(part: Part): Child {
  if (Array.isArray(part)) return part.map(ours)
  if (part === null || typeof part !== 'object') return part
  if ('raw' in part) return raw(part.raw)
  const { tag, attributes, children } = part
  return jsx(tag ?? Fragment, { ...(tag && attributes), children: children.map(ours) } as Props)
}

function honos(part: Part): HonoChild {
  if (Array.isArray(part)) return part.map(honos) as HonoChild
  if (part === null || typeof part !== 'object') return part
  if ('raw' in part) return honoRaw(part.raw)
  const { tag, attributes, children } = part
  return honoJsx(tag ?? HonoFragment, { ...(tag && attributes), children: children.map(honos) }, undefined) as HonoChild
}

test('whatever is written, hono/jsx would write the same', () => {
  fc.assert(
    fc.property(page, (made) => {
      const written = ours(made)
      expect(written).toBeInstanceOf(Markup)
      expect(String(written)).toBe(String(honos(made)))
    }),
    { numRuns: 2000 },
  )
})
