/**
 * `npm run kills -- [stories] [kills]`: workerd is killed (SIGKILL) again and again while `newsdesk import` brings an archive in and editors
 * publish, tell live updates, upload pictures and search. Afterwards all of it is there once, whole, and by itself. Then the press is evicted
 * between any two of its calls.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { openDateline, TOKEN } from '../bench/dateline.ts'
import { benchArticle, benchSite } from '../bench/edition.ts'
import { BIN, QUIET_ENV, root, runNode } from './run-node.ts'

const [STORIES = 1000, KILLS = 10] = process.argv.slice(2).map(Number)
const EVICTIONS = 'test/faults/eviction.workers.test.ts'
/** Between two kills, by chance: sometimes nothing has come up yet. */
const LONGEST_LIFE_MS = 3000
const DEADLINE_MS = 600_000

type Answer = { status: number; text: string }
type Done = { published: string[]; updates: string[]; pictures: string[] }

const folder = mkdtempSync(join(tmpdir(), 'dateline-kills-'))
const site = await openDateline({}, join(folder, 'disk'))
const done: Done = { published: [], updates: [], pictures: [] }
let isOver = false
let failures = 0

try {
  await order('PUT', '/site', benchSite)
  await order('PUT', '/articles/cup?publish=now', { ...story('cup', 0), kind: 'live', updates: [] })
  const archive = join(folder, 'archive.jsonl')
  writeFileSync(archive, Array.from({ length: STORIES }, (_, at) => `${JSON.stringify(story(`old-${at}`, at))}\n`).join(''))
  const work = [publishing(), telling(), uploading(), searching()]
  const importing = importUntilWhole(archive)
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(Math.random() * LONGEST_LIFE_MS)
    await site.kill()
  }
  const commands = await importing
  isOver = true
  await Promise.all(work)
  const wrong = await faultsFound()
  console.log(
    `Killed ${KILLS} times under an import of ${STORIES} stories (${commands} commands), ${done.published.length} publications, ${done.updates.length} live updates, ${done.pictures.length} uploads; ${failures} answers were lost.`,
  )
  console.log(wrong.length === 0 ? 'All of it is there, once.' : wrong.join('\n'))
  if (wrong.length > 0) process.exitCode = 1
} finally {
  isOver = true
  await site.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

const evicted = await runNode([BIN.vitest, 'run', '--project', 'workers', EVICTIONS], { EVERY_MOMENT: '1' })
console.log(evicted.code === 0 ? 'The press was evicted between any two of its calls: whole after each.' : evicted.output)
if (evicted.code !== 0) process.exitCode = 1

function story(slug: string, seed: number) {
  const { picture: _, ...article } = benchArticle(slug, seed)
  return { ...article, headline: `Story ${slug}`, publishedAt: new Date(Date.parse('2026-01-01T00:00:00Z') + seed * 60_000).toISOString() }
}

/** As an editor would go on: by the line that the command names. */
async function importUntilWhole(archive: string): Promise<number> {
  let from = 1
  for (let commands = 1; ; commands++) {
    const { code, output } = await newsdesk('import', archive, '--from-line', String(from))
    if (code === 0) return commands
    const next = /--from-line (\d+)/.exec(output)?.[1]
    if (next === undefined && !/cannot be reached/.test(output)) throw new Error(`The import says nothing of how to go on: ${output}`)
    from = Number(next ?? from)
    await pause(200)
  }
}

async function publishing() {
  for (let at = 0; !isOver; at++) {
    const slug = `new-${at}`
    await order('PUT', `/articles/${slug}?publish=now`, story(slug, 10_000 + at), `publish-${at}`)
    done.published.push(slug)
    await pause(100)
  }
}

async function telling() {
  for (let at = 0; !isOver; at++) {
    const headline = `Minute ${at}`
    await order('POST', '/articles/cup/updates', { headline, markdown: `It is minute ${at}.` }, `minute-${at}`)
    done.updates.push(headline)
    await pause(150)
  }
}

async function uploading() {
  for (let at = 0; !isOver; at++) {
    const jpeg = await sharp({ create: { width: 640, height: 400, channels: 3, background: { r: at % 256, g: (at >> 8) % 256, b: 90 } } })
      .jpeg()
      .toBuffer()
    const { text } = await order('POST', '/pictures', new Uint8Array(jpeg))
    done.pictures.push((JSON.parse(text) as { src: string }).src)
    await pause(300)
  }
}

async function searching() {
  while (!isOver) {
    await fetch(`${site.origin}/search?q=story`).then(
      (response) => response.text(),
      () => '',
    )
    await pause(200)
  }
}

/** Until it is answered, under the same key. */
async function order(method: string, path: string, body: object, key?: string): Promise<Answer> {
  const isBytes = body instanceof Uint8Array
  const headers = {
    Authorization: `Bearer ${TOKEN}`,
    'Content-Type': isBytes ? 'image/jpeg' : 'application/json',
    ...(key !== undefined && { 'Idempotency-Key': key }),
  }
  for (const until = Date.now() + DEADLINE_MS; Date.now() < until; ) {
    const answer = await ask(method, `/api${path}`, { headers, body: isBytes ? new Blob([body as Uint8Array<ArrayBuffer>]) : JSON.stringify(body) })
    if (answer && answer.status < 300) return answer
    if (answer && answer.status < 500) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    failures++
    await pause(100)
  }
  throw new Error(`${method} ${path} was never answered.`)
}

async function ask(method: string, path: string, init: RequestInit = {}): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${site.origin}${path}`, { method, redirect: 'manual', ...init })
    return { status: response.status, text: await response.text() }
  } catch {
    // It was killed meanwhile, or isn't up yet.
    return undefined
  }
}

/** What an editor would miss, or find twice. Printing and search have as long as they need. */
async function faultsFound(): Promise<string[]> {
  const expected = [...Array.from({ length: STORIES }, (_, at) => `old-${at}`), ...done.published, 'cup']
  const wrong: string[] = []
  const lines = ((await read('/api/export'))?.text ?? '').split('\n').filter((line) => line.startsWith('{"type":"revision"'))
  const found = lines.map((line) => (JSON.parse(line) as { slug: string }).slug)
  for (const slug of expected.filter((slug) => !found.includes(slug))) wrong.push(`Lost: ${slug}`)
  for (const slug of new Set(found.filter((slug, at) => slug !== 'cup' && found.indexOf(slug) !== at))) wrong.push(`Twice: ${slug}`)
  for (const slug of expected) if (!(await comesTo(200, `/world/${slug}`))) wrong.push(`Not with readers: ${slug}`)
  const cup = (await read('/api/articles/cup'))?.text ?? ''
  for (const headline of done.updates) {
    const times = cup.split(`"headline":"${headline}"`).length - 1
    if (times !== 1) wrong.push(`Live update ${times} times: ${headline}`)
  }
  for (const src of done.pictures) if (!(await comesTo(200, src))) wrong.push(`Lost: ${src}`)
  const hits = await searchComesTo(expected.length)
  if (hits !== expected.length) wrong.push(`Search finds ${hits} of ${expected.length} stories.`)
  return wrong
}

async function read(path: string) {
  return ask('GET', path, { headers: { Authorization: `Bearer ${TOKEN}` } })
}

async function comesTo(status: number, path: string) {
  for (let tries = 0; tries < 60; tries++) {
    if ((await ask('GET', path))?.status === status) return true
    await pause(500)
  }
  return false
}

async function searchComesTo(total: number) {
  let found = 0
  for (let tries = 0; tries < 60 && found !== total; tries++) {
    const page = (await ask('GET', `/search?q=story&try=${tries}`))?.text ?? ''
    found = Number(/([\d,]+) results? for/.exec(page)?.[1]?.replaceAll(',', '') ?? 0)
    if (found !== total) await pause(1000)
  }
  return found
}

function newsdesk(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...QUIET_ENV, NEWSDESK_STATE: join(folder, 'newsdesk'), DATELINE_URL: site.origin, DATELINE_TOKEN: TOKEN }
    const child = spawn(process.execPath, ['src/cli/newsdesk.ts', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
