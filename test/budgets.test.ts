import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { benchAlso, benchArticle, benchSite } from '../bench/edition.ts'
import { BIN, root, runNode } from '../scripts/step.ts'
import { ASSETS } from '../src/build/manifest.ts'
import { forget } from '../src/edition/edition.ts'
import { site } from '../src/site.tsx'
import { type FakeKv, fakeEnv } from './fakes.ts'

/** These only go down. */
const BUDGET = {
  workerGzipBytes: 120_000,
  /** Ten packets: the first flight of a connection. */
  articleBrotliBytes: 14_600,
  coldViewBrotliBytes: 32_000,
}

const brotli = (text: string | Buffer) => brotliCompressSync(text).length

describe('the Worker', () => {
  beforeAll(async () => {
    const { code, output } = await runNode([BIN.wrangler, 'deploy', '--dry-run', '--outdir', join(root, '.dateline/bundle')])
    expect(output, 'wrangler bundles').toBeDefined()
    expect(code).toBe(0)
  }, 120_000)

  test(`is at most ${BUDGET.workerGzipBytes} bytes, gzipped`, () => {
    const worker = join(root, '.dateline/bundle/worker.js')
    expect(statSync(worker).size).toBeGreaterThan(50_000)
    expect(gzipSync(readFileSync(worker)).length).toBeLessThanOrEqual(BUDGET.workerGzipBytes)
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
