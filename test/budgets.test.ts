import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { benchAlso, benchArticle, benchSite } from '../bench/edition.ts'
import { buildWorker } from '../scripts/build-worker.ts'
import { root } from '../scripts/run-node.ts'
import { DESK_ASSETS } from '../src/build/desk-assets.ts'
import { ASSETS } from '../src/build/manifest.ts'
import { forget } from '../src/edition/edition.ts'
import { site } from '../src/site.tsx'
import { type FakeKv, fakeEnv } from './fakes.ts'

/** These only go down. */
const BUDGET = {
  startGzipBytes: 70_700,
  workerGzipBytes: 782_800,
  /** Ten packets: the first flight of a connection. */
  articleBrotliBytes: 14_600,
  coldViewBrotliBytes: 32_000,
  /** What a story's page at the desk loads before it can be written in, most of it the body editor, and what it loads a moment later. */
  storyGzipBytes: 92_400,
  storyWatchGzipBytes: 13_400,
  storyNotesGzipBytes: 4_000,
  comparingGzipBytes: 46_000,
  editorToolsGzipBytes: 24_700,
  pasteRulesGzipBytes: 64_900,
  deskChecksGzipBytes: 9_000,
  /** Styles and scripts of every page of the desk, beside htmx. */
  deskShellGzipBytes: 12_800,
}

const brotli = (text: string | Buffer) => brotliCompressSync(text).length

describe('the Worker', () => {
  let outputs: Awaited<ReturnType<typeof buildWorker>>['outputs']
  beforeAll(async () => {
    outputs = (await buildWorker()).outputs
  }, 60_000)

  test(`loads at most ${BUDGET.startGzipBytes} bytes, gzipped, before it can answer a reader`, () => {
    const main = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === 'src/worker.ts') ?? ''
    const loaded = [...atOnce(main)]
    expect(loaded.length).toBeLessThan(Object.keys(outputs).filter((name) => name.endsWith('.js')).length)
    expect(weigh(loaded)).toBeGreaterThan(50_000)
    expect(weigh(loaded)).toBeLessThanOrEqual(BUDGET.startGzipBytes)
  })

  test(`is at most ${BUDGET.workerGzipBytes} bytes, gzipped, with what only editors load`, () => {
    expect(weigh(Object.keys(outputs).filter((name) => name.endsWith('.js')))).toBeLessThanOrEqual(BUDGET.workerGzipBytes)
  })

  test(`gives editors’ browsers what checks copy in at most ${BUDGET.deskChecksGzipBytes} bytes, gzipped`, () => {
    expect(gzipSync(readFileSync(join(root, '.dateline/assets', DESK_ASSETS['desk-checks.js'] ?? ''))).length).toBeLessThanOrEqual(BUDGET.deskChecksGzipBytes)
  })

  function atOnce(name: string, found = new Set<string>()): Set<string> {
    if (!name || found.has(name)) return found
    found.add(name)
    for (const { path, kind, external } of outputs[name]?.imports ?? []) if (kind === 'import-statement' && !external) atOnce(path, found)
    return found
  }

  const weigh = (names: string[]) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(root, name))).length, 0)
})

describe('the desk', () => {
  const weigh = (...paths: (string | undefined)[]) =>
    paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(root, '.dateline/assets', path ?? 'missing'))).length, 0)

  test(`loads at most ${BUDGET.deskShellGzipBytes} bytes of its own, gzipped, on every page`, () => {
    expect(weigh(DESK_ASSETS['desk.css'], DESK_ASSETS['desk.js'], DESK_ASSETS['desk-theme.js'])).toBeLessThanOrEqual(BUDGET.deskShellGzipBytes)
  })

  test(`loads at most ${BUDGET.storyGzipBytes} bytes for a story, gzipped, before it can be written in`, () => {
    expect(weigh(DESK_ASSETS['desk-story.js'], DESK_ASSETS['desk-story-core.js'])).toBeLessThanOrEqual(BUDGET.storyGzipBytes)
  })

  test(`loads at most ${BUDGET.editorToolsGzipBytes} bytes more for its panels, and ${BUDGET.pasteRulesGzipBytes} for what is pasted`, () => {
    expect(weigh(DESK_ASSETS['desk-story-tools.js'])).toBeLessThanOrEqual(BUDGET.editorToolsGzipBytes)
    expect(weigh(DESK_ASSETS['desk-paste.js'])).toBeLessThanOrEqual(BUDGET.pasteRulesGzipBytes)
  })

  test(`loads at most ${BUDGET.storyWatchGzipBytes} bytes for what stands beside the text, and ${BUDGET.comparingGzipBytes} where texts are compared`, () => {
    expect(weigh(DESK_ASSETS['desk-watch.js'])).toBeLessThanOrEqual(BUDGET.storyWatchGzipBytes)
    expect(weigh(DESK_ASSETS['desk-notes.js'])).toBeLessThanOrEqual(BUDGET.storyNotesGzipBytes)
    expect(weigh(DESK_ASSETS['desk-comparing.js'])).toBeLessThanOrEqual(BUDGET.comparingGzipBytes)
  })
})

describe('an article of 700 words', () => {
  let kv: FakeKv
  let env: Env
  const get = async (path: string) => (await site.request(path, { headers: { 'cf-ipcountry': 'SG' } }, env)).text()

  beforeEach(() => {
    forget()
    ;({ kv, env } = fakeEnv())
    kv.put('site', benchSite)
    kv.put('en:article:story', benchArticle('story', 1))
    kv.put('en:also/story', benchAlso('story'))
  })

  test(`fits the first flight: ${BUDGET.articleBrotliBytes} bytes with its styles, by brotli`, async () => {
    const html = await get('/world/story')
    expect(
      html
        .replace(/<(style|script|head)[\s\S]*?<\/\1>/g, '')
        .replace(/<[^>]+>/g, ' ')
        .trim()
        .split(/\s+/).length,
    ).toBeGreaterThan(700)
    expect(brotli(html)).toBeLessThanOrEqual(BUDGET.articleBrotliBytes)
  })

  test(`costs ${BUDGET.coldViewBrotliBytes} bytes of text in all on a cold view, and asks for nothing before the first paint`, async () => {
    const html = await get('/world/story')
    const loaded = [...html.matchAll(/<script src="([^"]+)" defer/g)].map(([, src]) => src ?? '')
    expect(loaded).toEqual([ASSETS['htmx.js'], ASSETS['reader.js']])
    const bytes = [html, await get('/fragments/also/story'), ...loaded.map((src) => readFileSync(join(root, '.dateline/assets', src)))].map(brotli)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET.coldViewBrotliBytes)
    expect(html).not.toMatch(/<link[^>]+rel="stylesheet"|<script src="[^"]+">|@import|@font-face/)
  })
})
