/** A bare page with the editor, under the desk's own policy, in a real browser. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../scripts/browser.ts'
import { bundleModules } from '../../../scripts/bundle-modules.ts'
import { root } from '../../../scripts/run-node.ts'
import type { BlockInput } from '../../../src/copy/shapes/block.ts'
import type { EditorPage } from './editor-page.ts'

/** As the desk sends it. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' https: data: blob:; connect-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types default dateline"
const TARGET = ['chrome120']

export type Desk = { page: Page; browser: Browser; troubles: string[]; close: () => Promise<void> }

export async function openDesk(): Promise<Desk> {
  const files = await assets()
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(new URL(url, 'http://here.example').pathname)
    if (file) response.writeHead(200, { 'Content-Type': file.type, 'Content-Security-Policy': POLICY }).end(file.body)
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error.stack ?? error)))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'desk' in window)
  return {
    page,
    browser,
    troubles,
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

async function assets() {
  const rules = await build({
    entryPoints: [`${root}/src/desk/editor/paste/clipboard-rules.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: TARGET,
  })
  const css = await build({ entryPoints: [`${root}/src/desk/css/desk.css`], bundle: true, write: false })
  const modules = await bundleModules({ entry: 'test/journeys/editor/page.ts', define: { CLIPBOARD_RULES: '"/static/rules.js"' }, target: TARGET, root })
  const script = 'text/javascript; charset=utf-8'
  const html = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Editor</title><link rel="stylesheet" href="/static/editor.css"><script type="module" src="/static/${modules.entry}"></script><body><button id="first">Before</button><main></main><button id="last">After</button>`
  return new Map<string, { type: string; body: Buffer | string }>([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/static/rules.js', { type: script, body: Buffer.from(rules.outputFiles[0]?.contents ?? '') }],
    ['/static/editor.css', { type: 'text/css; charset=utf-8', body: Buffer.from(css.outputFiles[0]?.contents ?? '') }],
    ['/pictures/dropped', { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>' }],
    ...modules.files.map(({ name, bytes }) => [`/static/${name}`, { type: script, body: bytes }] as const),
  ])
}

declare const desk: EditorPage

/** Mounts blocks, waits for the tools, and puts the caret into the text. */
export async function write(page: Page, blocks: BlockInput[], options: { lang?: string; dir?: 'ltr' | 'rtl' } = {}) {
  await page.evaluate(([given, chosen]) => void desk.mount(given, chosen), [blocks, options] as const)
  await page.waitForSelector('.slash-menu', { state: 'attached' })
  await page.evaluate(() => desk.editor.focus())
}

export const blocksIn = (page: Page) => page.evaluate(() => desk.editor.blocks())
export const paste = (page: Page, data: Record<string, string>) => page.evaluate((given) => desk.give('paste', given), data)

/** One key after the other, no faster than a browser tells pages where the caret is. */
export async function press(page: Page, ...keys: string[]) {
  for (const key of keys) {
    await page.keyboard.press(key)
    await settled(page)
  }
}

export const settled = (page: Page) => page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
