/** `npm run cost`: counts what page views ask for and writes docs/cost.md with what that costs. CPU is from the bench's table in docs/performance.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { countPages } from './cost/count.ts'
import { chartOf, cpuIn, documentOf } from './cost/document.ts'
import { root, runNode } from './run-node.ts'

const assets = await runNode(['scripts/build-assets.ts'])
if (assets.code !== 0) throw new Error(assets.output)
const pages = await (await importSite()).countPages()
const cpu = cpuIn(readFileSync(join(root, 'docs/performance.md'), 'utf8'))
writeFileSync(join(root, 'docs/cost.md'), documentOf(pages, cpu))
writeFileSync(join(root, 'docs/cost.svg'), chartOf(pages, cpu))
console.log('docs/cost.md and docs/cost.svg are written.')

/** Node runs no JSX: the site is bundled for it first. */
async function importSite() {
  const outfile = join(root, '.dateline/cost/count.mjs')
  mkdirSync(join(outfile, '..'), { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/cost/count.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: ['cloudflare:*'],
    logLevel: 'warning',
  })
  return (await import(pathToFileURL(outfile).href)) as { countPages: typeof countPages }
}
