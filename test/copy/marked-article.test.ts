import { expect, test } from 'vitest'
import { markedArticle, markup } from '../../src/copy/diff/marked-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'

const article = (texts: string[], headline = 'A ferry') =>
  ({
    v: 1,
    slug: 'ferry',
    section: 'world',
    headline,
    publishedAt: '2026-11-24T08:00:00Z',
    body: texts.map((text) => ({ type: 'paragraph', text })),
  }) as unknown as Article
const marked = (before: string[], after: string[]) =>
  markedArticle(article(before), article(after)).body.map((block) => markup('text' in block ? String(block.text) : ''))

test('words that are new are inserted, words that are gone are struck where they stood, and tags stay whole', () => {
  expect(marked(['It left at <strong>noon</strong>.'], ['It left at <strong>one</strong>, late.'])).toEqual([
    'It left at <strong><del>noon</del><ins>one</ins></strong><ins>, late</ins>.',
  ])
})

test('paragraphs that are new or gone are marked whole, the others not at all', () => {
  expect(marked(['One.', 'Two.', 'Three.'], ['One.', 'Three.', 'Four &amp; five.'])).toEqual([
    'One.',
    '<del>Two.</del>',
    'Three.',
    '<ins>Four &amp; five.</ins>',
  ])
})

test('what is marked in the headline is marked in text, and nothing is marked where nothing changed', () => {
  expect(markup(markedArticle(article([], 'A ferry'), article([], 'A late ferry')).headline)).toBe('A <ins>late </ins>ferry')
  const same = article(['One.'])
  expect(markedArticle(same, same)).toEqual(same)
})

test('a long paragraph that was written anew is marked as a whole, with its new tags', () => {
  const words = (word: string) => Array.from({ length: 2000 }, (_, at) => `${word}${at}`).join(' <em>and</em> ')
  const [paragraph = ''] = marked([words('old')], [words('new')])
  expect(paragraph).toMatch(/^<del>old0 and old1 and .* and old1999<\/del><ins>new0 <\/ins><em><ins>and<\/ins><\/em><ins> new1 <\/ins>/)
})
