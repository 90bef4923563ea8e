import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksFromMarkdown } from '../../../src/copy/markdown/body.ts'
import { fromMarkdown } from '../../../src/copy/markdown/from-markdown.ts'
import { markdownFromBlocks } from '../../../src/copy/markdown/to-markdown.ts'
import { restoreUntouched } from '../../../src/copy/markdown/untouched.ts'
import { parseArticle } from '../../../src/copy/parse-article.ts'
import type { Article } from '../../../src/copy/shapes/article.ts'
import { articleFrom, valuesOfStory } from '../../../src/desk/story-values.ts'

const folder = join(import.meta.dirname, '../../../demo/articles')
const articles = readdirSync(folder).map((name): [string, Article] => {
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('../pictures/', '/pictures/')
  const defaults = { slug: name.replace(/\.\w+$/, '') }
  const parsed = name.endsWith('.json') ? parseArticle({ ...defaults, ...JSON.parse(text) }) : fromMarkdown(text, defaults)
  return [name, parsed.ok ? parsed.value : expect.fail(`${name}: ${JSON.stringify(parsed.flaws)}`)]
})

describe.each(articles)('%s', (_name, article) => {
  test('filed from the form without a change is the same copy', () => {
    const parsed = parseArticle(articleFrom(valuesOfStory(article), article.body, article))
    expect(parsed.ok && parsed.value).toEqual(article)
  })

  test('written around in Markdown, keeps every block that nobody touched', () => {
    const written = `${markdownFromBlocks(article.body)}\n\nOne more sentence at the end.`
    const read = blocksFromMarkdown(written)
    const body = read.ok ? restoreUntouched(read.value.blocks, article.body) : []
    expect(body.slice(0, -1)).toEqual(article.body)
  })
})

test('Topics typed in any script are each one topic, and none is lost to another that is spelled alike', () => {
  const before = { slug: 'one', publishedAt: '2026-11-26T10:00:00Z' }
  const slugsOf = (topics: string) => (articleFrom({ topics }, [], before, []) as { topics: { slug: string }[] }).topics.map(({ slug }) => slug)
  expect(slugsOf('北京\nКиїв\nC\nC++\nC#\n.NET\nC++')).toEqual(['北京', 'київ', 'c', 'c-plus-plus', 'c-sharp', 'dot-net'])
  expect(new Set(slugsOf('A/B\nA B\n50%\n50\n?\n#\n!')).size).toBe(7)
})

test('A topic whose name is known keeps its slug, and a new one gets its own', () => {
  const before = { slug: 'one', publishedAt: '2026-11-26T10:00:00Z' }
  const made = articleFrom({ topics: 'mali\nC++' }, [], before, [{ slug: 'republic-of-mali', name: 'Mali' }])
  expect(made).toMatchObject({
    topics: [
      { slug: 'republic-of-mali', name: 'Mali' },
      { slug: 'c-plus-plus', name: 'C++' },
    ],
  })
})

test('A picture replaced by another keeps neither its focus nor what another program said of it', () => {
  const picture = { src: '/pictures/a.jpg', alt: 'A', width: 10, height: 10, focus: { x: 0.1, y: 0.1 }, agencyId: 7 }
  const before = { slug: 'one', publishedAt: '2026-11-26T10:00:00Z', picture }
  const values = { 'picture-src': '/pictures/b.jpg', 'picture-alt': 'B', 'picture-width': '20', 'picture-height': '20' }
  expect((articleFrom(values, [], before) as Article).picture).toEqual({ src: '/pictures/b.jpg', alt: 'B', width: 20, height: 20 })
})
