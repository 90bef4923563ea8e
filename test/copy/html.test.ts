import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksFromHtml } from '../../src/copy/html.ts'
import { htmlFromBlocks } from '../../src/copy/html-writing.ts'
import { article, parsed, runs } from './copies.ts'

describe('a body as HTML', () => {
  test('comes back the same, whatever stands in it', () => {
    fc.assert(
      fc.property(article, (input) => {
        const filed = parsed(input)
        expect(parsed({ ...filed, body: blocksFromHtml(htmlFromBlocks(filed.body)) }).body).toEqual(filed.body)
      }),
      runs(200),
    )
  })
})
