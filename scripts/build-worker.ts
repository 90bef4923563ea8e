/**
 * Bundles the Worker in two parts: `worker.js` with what every reader needs, and parts that load when they are asked
 * for: an isolate parses Markdown, YAML and JWT code only when an editor comes. wrangler's own bundler cannot split.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { leanPasskeys } from './lean-passkeys.ts'

const root = join(import.meta.dirname, '..')
export const WORKER_FOLDER = join(root, '.dateline/worker')

const ENTRY = join(root, 'src/worker.ts')

const OPTIONS = {
  absWorkingDir: root,
  entryPoints: [ENTRY],
  outdir: WORKER_FOLDER,
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  target: 'es2024',
  // Letters as they are: an escape is six bytes for each of two or three.
  charset: 'utf8',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:*', 'node:*'],
  // Every Worker has the clone that the sanitiser brings along for older runtimes, and the HMAC that the webhooks' library does.
  alias: {
    '@ungap/structured-clone': 'data:text/javascript,export default (value) => structuredClone(value)',
    'fast-sha256':
      'data:text/javascript,import { createHmac } from "node:crypto"; export const hmac = (key, data) => new Uint8Array(createHmac("sha256", key).update(data).digest())',
  },
  jsx: 'automatic',
  jsxImportSource: '#markup',
  sourcemap: 'linked',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Files that are imported only when they are asked for. */
async function lazyParts() {
  const { metafile } = await build(OPTIONS)
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports)
  return new Set(imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => join(root, path)))
}

/**
 * What the start and a lazy part have in common would be a chunk of its own for each set of parts that share it, and small
 * pieces pack badly. Every lazy part comes after the start, so it may as well say that it needs the whole of it: then there
 * is one piece.
 */
const startInOnePiece = (lazy: ReadonlySet<string>): Plugin => ({
  name: 'start-in-one-piece',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (!lazy.has(path)) return undefined
      const contents = `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(ENTRY)}\n`
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts', resolveDir: dirname(path) }
    })
  },
})

/**
 * Nodemailer brings a table of 1,800 file types and an HTTP client, for attachments and addresses that letters never have:
 * a third of it.
 */
const LEFT_OUT: Record<string, string> = {
  'mime-funcs/mime-types.js': "export const detectMimeType = () => 'application/octet-stream'; export const detectExtension = () => 'bin'",
  'fetch/index.js': "export default () => { throw new Error('Letters fetch nothing.') }",
}
/** Webhooks' signatures are checked with a SHA-256 written in JavaScript: the runtime has one. */
const HMAC = `import { createHmac } from 'node:crypto'
export const hmac = (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest())`

export const leanMail: Plugin = {
  name: 'lean-mail',
  setup(build) {
    build.onLoad({ filter: /[\\/]nodemailer[\\/]dist[\\/]esm[\\/]/ }, ({ path }) => {
      const contents = LEFT_OUT[path.split(/[\\/]/).slice(-2).join('/')]
      return contents === undefined ? undefined : { contents, loader: 'js' }
    })
    build.onLoad({ filter: /[\\/]fast-sha256[\\/]sha256\.js$/ }, () => ({ contents: HMAC, loader: 'js' }))
  },
}

/** Where js-yaml's one file stops reading and begins to write. */
const YAML_WRITING = '//#region src/ast/from_js.ts'

/**
 * We read YAML of one schema and write none. js-yaml is one file that makes all of it when it is loaded, and does not say
 * that this has no side effects: what we do not use is cut off before it is bundled.
 */
const readingYamlOnly: Plugin = {
  name: 'reading-yaml-only',
  setup(build) {
    build.onLoad({ filter: /js-yaml\.mjs$/ }, ({ path }) => {
      const [reading, writing] = readFileSync(path, 'utf8').split(YAML_WRITING)
      if (!reading || !writing) throw new Error(`${path} is no longer divided by "${YAML_WRITING}": see scripts/build-worker.ts.`)
      const oneSchema = reading.replace(/^var (?:DUMP|JSON|YAML11)_SCHEMA = [\s\S]*?^[\]}]\);$/gm, '')
      const pure = oneSchema.replace(/^(var \w+ = )(?=new |define\w+Tag\()/gm, '$1/* @__PURE__ */ ')
      return { contents: `${pure}\nexport { CORE_SCHEMA, load, YAMLException }\n`, loader: 'js' }
    })
  },
}

export async function buildWorker() {
  mkdirSync(WORKER_FOLDER, { recursive: true })
  const { outputFiles, metafile } = await build({ ...OPTIONS, plugins: [startInOnePiece(await lazyParts()), leanMail, leanPasskeys, readingYamlOnly] })
  const now = new Set(outputFiles.map(({ path }) => path))
  for (const name of readdirSync(WORKER_FOLDER))
    if (/\.js(?:\.map)?$/.test(name) && !now.has(join(WORKER_FOLDER, name))) rmSync(join(WORKER_FOLDER, name), { force: true })
  for (const { path, contents } of outputFiles) writeIfOther(path, contents)
  // The types of what was bundled, for `wrangler types`.
  writeFileSync(join(WORKER_FOLDER, 'worker.d.ts'), "export * from '../../src/worker.ts'\nexport { default } from '../../src/worker.ts'\n")
  return metafile
}

/** What is the same is left alone: a wrangler that is running reads these files, and must not find half of one. */
function writeIfOther(path: string, contents: Uint8Array) {
  if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents)
}
