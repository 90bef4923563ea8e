/**
 * Makes what the Worker serves and knows before it is bundled: fingerprinted files under `/static/`, the styles and
 * scripts that stand inside pages, with their CSP hashes, and `src/build/manifest.ts`, which names them all.
 * Runs before every `wrangler dev` and `wrangler deploy`. Files that are the same are not written again, so that a
 * watching wrangler comes to rest.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative } from 'node:path'
import { build } from 'esbuild'
import { EMBEDDABLE, NON_PAGE_CSP, SECURITY_HEADERS } from '../src/edge/security-headers.ts'
import { buildOutlines } from './build-outlines.ts'
import { bundleModules } from './bundle-modules.ts'
import { buildOpenApi } from './openapi/document.ts'

const root = join(import.meta.dirname, '..')
const OUT = join(root, '.dateline/assets')
/** Browsers of the last three years; they nest CSS and know cascade layers. */
const TARGET = ['chrome120', 'firefox121', 'safari17.2']
/** Found at these very addresses by who was not told where to look: browsers, and whoever asks under which licence the letters are. */
const AT_ROOT = new Set(['favicon.ico', 'letters-licence.txt'])
/** Styles of the first pages that people see. The others come with their pages. */
const STYLES_AT_ONCE = new Set(['article', 'front'])

const writtenPaths = new Set<string>()
const assets: Record<string, string> = {}

for (const name of readdirSync(join(root, 'static'))) {
  const bytes = readFileSync(join(root, 'static', name))
  if (AT_ROOT.has(name)) putAsset(name, bytes)
  else fingerprint(name, bytes)
}
fingerprint(
  'htmx.js',
  Buffer.concat([readFileSync(join(root, 'node_modules/htmx.org/dist/htmx.min.js')), Buffer.from('\n'), await bundle('src/page/scripts/trust-htmx.ts')]),
)
fingerprint('reader.js', await bundle('src/page/scripts/reader.ts'))
fingerprint('desk-passkeys.js', await bundle('src/desk/scripts/passkeys.ts'))
fingerprint('desk.css', joinLayers(await bundle('src/desk/css/desk.css')))
fingerprint('desk-marks.css', await bundle('src/desk/css/marks.css'))
fingerprint('desk-checks.js', await bundle('src/desk/scripts/checks-worker.ts'))
fingerprint('desk.js', await bundle('src/desk/scripts/desk.ts', { CHECKS_WORKER: JSON.stringify(assets['desk-checks.js']) }))
fingerprint('desk-pictures.js', await bundle('src/desk/scripts/pictures.ts'))
fingerprint('desk-front.js', await bundle('src/desk/scripts/front.ts'))
fingerprint('desk-live.js', await bundle('src/desk/scripts/live/live.ts'))
fingerprint('desk-theme.js', await bundle('src/desk/scripts/theme.ts'))
fingerprint('desk-paste.js', await bundle('src/desk/editor/paste/clipboard-rules.ts', {}, 'esm'))
fingerprint('desk-comparing.js', await bundle('src/desk/writing/comparing.ts', {}, 'esm'))
const COMPARING_RULES = JSON.stringify(assets['desk-comparing.js'])
fingerprint('desk-notes.js', await bundle('src/desk/writing/notes-beside.ts', {}, 'esm'))
const STORY_NOTES = JSON.stringify(assets['desk-notes.js'])
fingerprint('desk-watch.js', await bundle('src/desk/writing/watch-story.ts', { COMPARING_RULES, STORY_NOTES }, 'esm'))
await putModules('desk-story.js', 'src/desk/writing/desk-story.ts', {
  CLIPBOARD_RULES: JSON.stringify(assets['desk-paste.js']),
  STORY_WATCH: JSON.stringify(assets['desk-watch.js']),
})

/** What pages of stories that move have beside: their script, and styles that follow the article's. */
const liveScript = fingerprint('live.js', await bundle('src/page/scripts/live/live.ts'))
const liveStyle = inlineText('css', joinLayers(await bundle('src/page/css/late/live.css')))
const styles = Object.fromEntries(
  await Promise.all(pageStyles().map(async (path) => [basename(path, '.css'), inlineText('css', joinLayers(await bundle(path)))] as const)),
)
if (styles.article) styles.article.hash += `' '${liveStyle.hash}`
const theme = inlineText('code', await bundle('src/page/scripts/inline-theme.ts'))
const buildId = sha256(hashOfTree('src', 'static', 'package-lock.json'))
  .toString('hex')
  .slice(0, 8)

if (existsSync(join(root, 'src/page/scripts/service-worker.ts'))) {
  const PRECACHED = JSON.stringify(['/offline', assets['htmx.js'], assets['reader.js']])
  putAsset('sw.js', await bundle('src/page/scripts/service-worker.ts', { BUILD: JSON.stringify(buildId), PRECACHED }))
}
putAsset('api/openapi.json', Buffer.from(buildOpenApi()))
putAsset('_headers', headersFile())
writeManifest()
writeOutlines()
deleteStale(OUT)

function fingerprint(name: string, bytes: Buffer) {
  const extension = extname(name)
  const path = `static/${basename(name, extension)}.${sha256(bytes).toString('hex').slice(0, 8)}${extension}`
  putAsset(path, bytes)
  assets[name] = `/${path}`
  return `/${path}`
}

/** A module with one part that it needs at once (`NAME-core.js`) and one that it loads right after (`NAME-tools.js`): pages fetch them beside it. */
async function putModules(name: string, entry: string, define: Record<string, string>) {
  const modules = await bundleModules({ entry, define, target: TARGET, root })
  for (const { name: file, bytes } of modules.files) putAsset(`static/${file}`, bytes)
  assets[name] = `/static/${modules.entry}`
  for (const [part, parts] of [
    ['core', modules.atOnce],
    ['tools', modules.later],
  ] as const) {
    if (parts.length !== 1) throw new Error(`${name} should have one part as its ${part}, not ${parts.length}.`)
    assets[name.replace('.js', `-${part}.js`)] = `/static/${parts[0]}`
  }
}

/** As a script, or as a module that scripts import when they need it. */
async function bundle(path: string, define: Record<string, string> = {}, format: 'iife' | 'esm' = 'iife'): Promise<Buffer> {
  const result = await build({
    entryPoints: [join(root, path)],
    bundle: true,
    minify: true,
    write: false,
    format,
    external: ['/static/*'],
    target: TARGET,
    legalComments: 'none',
    charset: 'utf8',
    define,
    logLevel: 'error',
  })
  return Buffer.from(result.outputFiles[0]?.text.trim() ?? '')
}

/** Each part of the styles opens its layer anew; in a page, one after the other is one. */
function joinLayers(css: Buffer): Buffer {
  const joined: string[] = []
  let open = ''
  for (const block of css.toString().split(/(?=@layer \w+\{)/)) {
    const layer = /^@layer \w+\{/.exec(block)?.[0] ?? ''
    const isContinued = layer !== '' && layer === open
    joined.push(isContinued ? block.slice(layer.length) : block)
    if (isContinued) joined[joined.length - 2] = joined.at(-2)?.slice(0, -1) ?? ''
    open = layer
  }
  return Buffer.from(joined.join(''))
}

function pageStyles() {
  const folder = 'src/page/css'
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.css') && !name.startsWith('_'))
    .map((name) => join(folder, name))
}

/** Text that is put inside a page, with the hash by which the page's CSP lets it in. */
function inlineText<Name extends string>(as: Name, text: Buffer) {
  return { [as]: text.toString(), hash: `sha256-${sha256(text).toString('base64')}` } as Record<Name | 'hash', string>
}

function hashOfTree(...paths: string[]): string {
  return paths
    .flatMap((path) => filesUnder(join(root, path)))
    .filter((path) => !path.includes(join('src', 'build')))
    .map((path) => `${relative(root, path)} ${sha256(readFileSync(path)).toString('hex')}`)
    .sort()
    .join('\n')
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path]
    throw error
  }
}

function headersFile() {
  const security = { ...SECURITY_HEADERS, 'Content-Security-Policy': NON_PAGE_CSP }
  const embeddable = Object.entries(EMBEDDABLE).flatMap(([name, value]) => [`! ${name}`, `${name}: ${value}`])
  return Buffer.from(
    [
      ['/*', ...Object.entries(security).map(([name, value]) => `${name}: ${value}`)],
      ['/static/*', 'Cache-Control: public, max-age=31536000, immutable'],
      ['/static/:name.png', ...embeddable],
      ['/static/:name.svg', ...embeddable, '! Content-Security-Policy', `Content-Security-Policy: ${NON_PAGE_CSP}; style-src ${svgStyleHashes().join(' ')}`],
      // Browsers read the rules only under this type.
      ['/static/speculation.*', '! Content-Type', 'Content-Type: application/speculationrules+json'],
      // A service worker may load what its own policy lets it: pages and pictures of this site.
      ['/sw.js', 'Cache-Control: no-cache', '! Content-Security-Policy', "Content-Security-Policy: default-src 'none'; connect-src 'self'; script-src 'self'"],
      ['/favicon.ico', ...embeddable, 'Cache-Control: public, max-age=86400'],
      ['/api/openapi.json', ...embeddable, 'Cache-Control: public, max-age=300', 'Access-Control-Allow-Origin: *'],
    ]
      .map(([path, ...lines]) => [path, ...lines.map((line) => `  ${line}`)].join('\n'))
      .join('\n\n')
      .concat('\n'),
  )
}

/** The same build made again is no new one. */
function firstBuiltAt() {
  const path = join(root, 'src/build/manifest.ts')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return (before.includes(`BUILD_ID = "${buildId}"`) && /^export const BUILT_AT = (\d+)$/m.exec(before)?.[1]) || Date.now()
}

/** Drawings carry their colours for light and dark in a style of their own. */
function svgStyleHashes() {
  const drawings = readdirSync(join(root, 'static')).filter((name) => name.endsWith('.svg'))
  const styles = drawings.flatMap((name) =>
    [...readFileSync(join(root, 'static', name), 'utf8').matchAll(/<style>(.*?)<\/style>/gs)].map(([, css = '']) => css),
  )
  return [...new Set(styles)].map((css) => `'sha256-${sha256(css).toString('base64')}'`)
}

function writeManifest() {
  const shared = sharedStart(Object.values(styles).map(({ css }) => css))
  const [forDesk, forReaders] = [true, false].map((isDesk) =>
    Object.fromEntries(Object.entries(assets).filter(([name]) => name !== 'live.js' && name.startsWith('desk') === isDesk)),
  )
  const text = `// Written by scripts/build-assets.ts.
export const BUILD_ID = ${JSON.stringify(buildId)}
/** When this build was first made, in milliseconds: since then pages have been as it prints them. */
export const BUILT_AT = ${firstBuiltAt()}

/** Where each static file is served. */
export const ASSETS: Readonly<Record<string, string>> = ${JSON.stringify(forReaders, null, 2)}

/** What every page's style begins with: written once, so that the Worker carries it once. */
export const SHARED_CSS = ${JSON.stringify(shared)}

/** Of styles that come with their pages, the hash alone. */
export const STYLES = {
${Object.entries(styles)
  .map(
    ([name, { css, hash }]) =>
      `  ${name}: { ${STYLES_AT_ONCE.has(name) ? `css: SHARED_CSS + ${JSON.stringify(css.slice(shared.length))}, ` : ''}hash: ${JSON.stringify(hash)} },`,
  )
  .join('\n')}
}

export const SCRIPTS = ${JSON.stringify({ theme }, null, 2)} as const
`
  writeIfChanged(join(root, 'src/build/manifest.ts'), Buffer.from(text))
  const late = `// Written by scripts/build-assets.ts. Loaded with the pages that have these styles.
import { SHARED_CSS } from './manifest.ts'

export const LATE_STYLES = {
${Object.entries(styles)
  .filter(([name]) => !STYLES_AT_ONCE.has(name))
  .map(([name, { css }]) => `  ${name}: { css: SHARED_CSS + ${JSON.stringify(css.slice(shared.length))} },`)
  .join('\n')}
}
`
  writeIfChanged(join(root, 'src/build/late-styles.ts'), Buffer.from(late))
  const live = `// Written by scripts/build-assets.ts. Loaded with the first story that moves.
export const LIVE_SCRIPT = ${JSON.stringify(liveScript)}
export const LIVE_CSS = ${JSON.stringify(liveStyle.css)}
`
  writeIfChanged(join(root, 'src/build/live-assets.ts'), Buffer.from(live))
  const desk = `// Written by scripts/build-assets.ts. Readers' isolates never load it.
/** Where each static file of the desk is served. */
export const DESK_ASSETS = ${JSON.stringify(forDesk, null, 2)} as const

export type DeskAsset = keyof typeof DESK_ASSETS
`
  writeIfChanged(join(root, 'src/build/desk-assets.ts'), Buffer.from(desk))
}

function writeOutlines() {
  const { arcs, rings } = buildOutlines()
  const text = `// Written by scripts/build-outlines.ts. Loaded with the first map.
export const ARCS = ${JSON.stringify(arcs)}
export const RINGS: readonly (readonly number[])[] = ${JSON.stringify(rings)}
`
  writeIfChanged(join(root, 'src/build/outlines.ts'), Buffer.from(text))
}

function sharedStart([first = '', ...others]: string[]) {
  let length = 0
  while (length < first.length && others.every((text) => text[length] === first[length])) length++
  return first.slice(0, length)
}

function putAsset(path: string, bytes: Buffer) {
  const target = join(OUT, path)
  writtenPaths.add(target)
  writeIfChanged(target, bytes)
}

function writeIfChanged(path: string, bytes: Buffer) {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

function deleteStale(folder: string) {
  for (const path of filesUnder(folder)) if (!writtenPaths.has(path)) rmSync(path)
}

function sha256(bytes: Buffer | string) {
  return createHash('sha256').update(bytes).digest()
}
