import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { prefersMarkdown } from '../../src/edge/accept.ts'

test.each([
  'text/markdown',
  'text/x-markdown',
  'TEXT/Markdown',
  'text/markdown;charset=utf-8',
  'text/markdown, */*',
  'text/markdown, text/plain;q=0.9',
  'text/markdown, text/html;q=0.9',
  'text/html;q=0.8 , text/markdown ; q=0.9',
  'text/html; q=0, text/markdown;q=0.001',
  'application/json, text/markdown;q=0.5, */*;q=0.1',
])('%s wants Markdown', (accept) => {
  expect(prefersMarkdown(accept)).toBe(true)
})

test.each([
  undefined,
  null,
  '',
  '*/*',
  'text/*',
  'text/html',
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'text/markdown, text/html',
  'text/html, text/markdown',
  'application/xhtml+xml, text/markdown;q=0.9',
  'text/markdown;q=0',
  'text/markdown;q=0.000',
  'text/markdown;q=2',
  'text/markdown;q=-1',
  'text/markdown;q=x',
  'text/markdown;q=',
  'text/markdownish',
  'x-text/markdown',
  'text / markdown',
  ';,;q=1,,',
  `text/markdown${', a/b'.repeat(1000)}`,
])('%j wants HTML', (accept) => {
  expect(prefersMarkdown(accept)).toBe(false)
})

test('no header makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('text/markdown', 'text/html', ';', ',', 'q=', '0.5', '1', ' ', '*', '/', '"') }),
      (accept) => typeof prefersMarkdown(accept) === 'boolean',
    ),
  )
})
