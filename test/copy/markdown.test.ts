import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMarkdown } from '../../src/copy/markdown.ts'
import { toMarkdown } from '../../src/copy/markdown-writing.ts'
import { article, parsed, runs } from './copies.ts'

describe('an article as Markdown', () => {
  test('comes back the same, whatever stands in it', () => {
    fc.assert(
      fc.property(article, (input) => {
        const filed = parsed(input)
        expect(fromMarkdown(toMarkdown(filed))).toEqual({ ok: true, value: filed })
      }),
      runs(200),
    )
  })
})
