/**
 * Bundles the Worker in two parts: `worker.js` with what every reader needs, and parts that load when they are asked
 * for: an isolate parses Markdown, YAML and JWT code only when an editor comes. wrangler's own bundler cannot split.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
export const WORKER_FOLDER = join(root, '.dateline/worker')

export async function buildWorker() {
  mkdirSync(WORKER_FOLDER, { recursive: true })
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, 'src/worker.ts')],
    outdir: WORKER_FOLDER,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    legalComments: 'none',
    charset: 'utf8',
    alias: { '@ungap/structured-clone': join(root, 'scripts/native-structured-clone.ts') },
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const now = new Set(outputFiles.map(({ path }) => path))
  for (const name of readdirSync(WORKER_FOLDER)) if (/\.js(?:\.map)?$/.test(name) && !now.has(join(WORKER_FOLDER, name))) rmSync(join(WORKER_FOLDER, name))
  for (const { path, contents } of outputFiles) writeFileSync(path, contents)
  // The types of what was bundled, for `wrangler types`.
  writeFileSync(join(WORKER_FOLDER, 'worker.d.ts'), "export * from '../../src/worker.ts'\nexport { default } from '../../src/worker.ts'\n")
  return metafile
}
