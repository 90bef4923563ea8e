import { expect, test } from 'vitest'
import { normaliseHeadingLevels } from '../../src/copy/html/heading-levels.ts'
import { htmlFromBlocks } from '../../src/copy/html/to-html.ts'
import { blocksFromMarkdown } from '../../src/copy/markdown/body.ts'
import { contentsOf } from '../../src/reader/headings.ts'
import { parsed } from './copies.ts'

const bodyOf = (markdown: string) => {
  const read = blocksFromMarkdown(markdown)
  if (!read.ok) throw new Error(JSON.stringify(read.flaws))
  return parsed({ v: 1, slug: 'x', section: 'world', headline: 'H', publishedAt: '2026-11-10T16:05:00Z', body: read.value.blocks }).body
}

test.each([
  ['### a\n\n### b', 2, '22'],
  ['### a\n\n#### b\n\n### c', 2, '232'],
  ['## a\n\n#### b\n\n### c\n\n## d', 2, '2332'],
  ['#### a\n\n## b\n\n### c\n\n#### d', 2, '2234'],
  ['## a\n\n### b', 4, '44'],
  ['### a', 3, '3'],
  ['### a\n\n<details><summary>x</summary><h4>b</h4><h3>c</h3></details>\n\n## d', 2, '2322'],
] as const)('no heading skips a level: %j below level %i', (markdown, top, levels) => {
  const html = htmlFromBlocks(normaliseHeadingLevels(bodyOf(markdown), top))
  expect(Array.from(html.matchAll(/<h(\d)/g), ([, level]) => level).join('')).toBe(levels)
  expect(Array.from(html.matchAll(/<\/h(\d)/g), ([, level]) => level).join('')).toBe(levels)
})

test('the contents of a long read are its first level, at whichever it was written', () => {
  expect(contentsOf(bodyOf('### a\n\n#### x\n\n### b\n\n### c\n\n### d')).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd'])
})
