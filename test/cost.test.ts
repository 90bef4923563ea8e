import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { countPages, type PageCount } from '../scripts/cost/count.ts'
import { chartOf, cpuIn, documentOf } from '../scripts/cost/document.ts'
import { DESIGNS, dollarsEach, usageOf } from '../scripts/cost/model.ts'
import { root } from '../scripts/run-node.ts'

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')

let pages: PageCount[]
beforeAll(async () => {
  pages = await countPages()
})

test('what docs/cost.md says a page view asks for is what the site’s pages ask for', () => {
  const cpu = cpuIn(textOf('docs/performance.md'))
  expect(textOf('docs/cost.md'), 'Run npm run cost, and look at what has changed.').toBe(documentOf(pages, cpu))
  expect(textOf('docs/cost.svg')).toBe(chartOf(pages, cpu))
})

test('an article asks for its page, what stands beside it, its advertisements and its pictures, and counts one read', () => {
  const article = pages.find(({ page }) => page === 'article')
  expect(article).toMatchObject({ requests: { page: 1, fragments: 5, polls: 0, pictures: 8 }, keys: { page: 2 }, reads: 1 })
  expect(pages.find(({ page }) => page === 'live story')?.requests.polls).toBeGreaterThan(5)
})

test('nothing cached costs less than the naive design, and every share that is cached or remembered less than the one before', () => {
  const cpu = cpuIn(textOf('docs/performance.md'))
  const dollars = DESIGNS.map((design) => dollarsEach(usageOf(design, pages, cpu)))
  expect(dollars).toEqual([...dollars].sort((one, other) => other - one))
})
