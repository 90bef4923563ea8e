/** A chart and a map on their way to readers: the page, and every form of the story that can't draw. */

import * as v from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import { parseArticle } from '../../src/copy/parse-article.ts'
import type { Article } from '../../src/copy/shapes/article.ts'
import { Site } from '../../src/copy/shapes/site.ts'
import { storyHtml } from '../../src/feeds/story-html.tsx'
import { blockText } from '../../src/newsletter/letters/block-text.ts'
import { LetterBlock } from '../../src/newsletter/letters/blocks.tsx'
import { storyContextOf } from '../../src/newsletter/letters/story-context.ts'
import { Links } from '../../src/newsletter/letters/text.ts'
import { plainTextOf } from '../../src/press/search/search-words.ts'
import { site } from '../../src/site.tsx'
import { editionWithCall, type FakeKv, phoneCall, testSite } from '../fakes.ts'

const CHART = {
  type: 'chart',
  form: 'bar',
  title: 'Ice <lost>',
  unit: '%',
  columns: ['Year', 'Loss'],
  rows: [
    ['2022', 6],
    ['2023', null],
  ],
  source: 'GLAMOS',
}
const MAP = { type: 'map', title: 'Towards Kidal', points: [{ label: 'Gao', at: [16.27, -0.05] }], source: 'Reuters' }
const paper = v.parse(Site, testSite)

let kv: FakeKv
let env: Env
const get = (path: string) => site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)
const story = (): Article => {
  const read = parseArticle({ ...phoneCall, body: [CHART, MAP] })
  if (!read.ok) throw new Error(JSON.stringify(read.flaws))
  return read.value
}

beforeEach(() => {
  ;({ kv, env } = editionWithCall())
  kv.put('en:article:phone-call', { ...phoneCall, body: [CHART, MAP] })
})

test('the page draws both', async () => {
  const html = await (await get('/world/phone-call')).text()
  expect(html).toMatch(
    /<figure class="drawing chart"><p><b>Ice &lt;lost&gt;<\/b> %<\/p><div role="img" aria-label="Bar chart: Ice &lt;lost&gt; \(%\)\. Loss: 6 \(2022\)\."><svg/,
  )
  expect(html).toMatch(/<figure class="drawing map">.*Source: Reuters/s)
})

test('readers’ Markdown has tables', async () => {
  expect(await (await get('/world/phone-call.md')).text()).toContain('| Year | Loss |\n| --- | --- |\n| 2022 | 6 |\n| 2023 | – |')
})

test('feeds have tables, with their source', () => {
  const html = storyHtml(story(), paper)
  expect(html).toContain('<caption>Ice &lt;lost&gt;</caption>')
  expect(html).toContain('<small class="credit">GLAMOS</small>')
  expect(html).not.toContain('<svg')
})

test('letters have tables in HTML and in plain text, what they show, and their source', () => {
  const context = storyContextOf(phoneCall, paper)
  const [chart, map] = story().body
  if (!chart || !map) throw new Error('There are two.')
  const html = String(LetterBlock({ block: chart, context }))
  expect(html).toContain('Ice &lt;lost&gt; (%)')
  expect(html).toContain('Source: GLAMOS')
  expect(html).not.toContain('<svg')
  const text = [chart, map].map((block) => blockText(block, context, new Links())).join('\n')
  expect(text).toContain('2022  6')
  expect(text).toContain('Map: Towards Kidal. It shows Gao. Source: Reuters')
})

test('search finds what stands in them', () => {
  expect(plainTextOf(story())).toContain('Towards Kidal Gao')
})
