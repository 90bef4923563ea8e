/**
 * `node bench/backup.ts [stories]`: a backup and a restore of so many stories (1,000), ten times as many newsletter readers and a fifth as many pictures,
 * and of twice all that. Says how long each took and how much memory, of the command and of workerd. Exit code 1 where memory grows
 * with the size, or time faster than it.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import sharp from 'sharp'
import { QUIET_ENV, root } from '../scripts/run-node.ts'
import { benchArticle, benchSite } from './edition.ts'
import { buildForMiniflare } from './worker.ts'
import { workerdUsage } from './workerd.ts'

// As much as Cloudflare gives an isolate.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const STORIES = Number(process.argv[2] ?? 1000)
const READERS_A_STORY = 10
const STORIES_A_PICTURE = 5
const TOKEN = 'bench'
/** Garbage that isn't collected yet, and a machine that has other things to do. */
const MAX_MEMORY_RATIO = 1.3
/** Of workerd what it had more than before: its heap and its storage's caches grow to their own size first. */
const MAX_WORKERD_RATIO = 1.9
const MAX_TIME_RATIO = 3
/** Prints the most memory that the command had, in kilobytes, as its last line. */
const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\n'+process.resourceUsage().maxRSS))`

/** Seconds, and the most megabytes that the command had, and that workerd had more than before. */
type Measured = { seconds: number; command: number; workerd: number }

const worker = await buildForMiniflare({ DESK_TOKEN: TOKEN })
const folder = mkdtempSync(join(tmpdir(), 'dateline-backup-'))

try {
  const sizes = [await measure(STORIES), await measure(STORIES * 2)]
  for (const way of ['backup', 'restore'] as const) {
    const [one, two] = sizes.map((size) => size[way]) as [Measured, Measured]
    for (const [of, most] of [
      ['command', MAX_MEMORY_RATIO],
      ['workerd', MAX_WORKERD_RATIO],
      ['seconds', MAX_TIME_RATIO],
    ] as const)
      if (two[of] > one[of] * most) fail(`${way}, ${of}: ${one[of].toFixed(0)} at ${STORIES} stories, ${two[of].toFixed(0)} at twice as many`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

function fail(words: string) {
  console.error(words)
  process.exitCode = 1
}

async function measure(stories: number) {
  const storage = join(folder, `full-${stories}`)
  await on(storage, (origin) => fill(origin, stories))
  // A workerd that has done nothing yet.
  const backup = await on(storage, (origin) => runCommand(origin, 'backup', join(folder, `backup-${stories}`)))
  const restore = await on(join(folder, `empty-${stories}`), (origin) => runCommand(origin, 'restore', join(folder, `backup-${stories}`), '--into-empty'))
  const said = ({ seconds, command, workerd }: Measured) =>
    `${seconds.toFixed(1)} s, the command ${command.toFixed(0)} MB, workerd ${workerd.toFixed(0)} MB more`
  console.log(
    `${stories} stories, ${stories * READERS_A_STORY} readers, ${stories / STORIES_A_PICTURE} pictures: backup ${said(backup)}; restore ${said(restore)}`,
  )
  return { backup, restore }
}

async function on<T>(storage: string, work: (origin: string) => Promise<T>): Promise<T> {
  const mf = new Miniflare({ ...convertV4MiniflareOptions({ ...worker, handleStructuredLogs: () => {} }), resourcePersistencePath: storage })
  try {
    const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
    await (await fetch(`${origin}/health`)).text()
    return await work(origin)
  } finally {
    await mf.dispose()
  }
}

async function fill(origin: string, stories: number) {
  await call(origin, 'PUT', '/site', JSON.stringify(benchSite), 'application/json')
  for (let from = 0; from < stories; from += 500) {
    const lines = Array.from({ length: Math.min(500, stories - from) }, (_, at) =>
      JSON.stringify({ ...benchArticle(`story-${from + at}`, from + at), picture: undefined }),
    )
    await call(origin, 'POST', '/import', lines.join('\n'), 'application/jsonl')
  }
  const readers = Array.from({ length: stories * READERS_A_STORY }, (_, at) => `reader-${at}@example.org,daily,2026-01-01T00:00:00Z,Yes.,desk,SG`)
  for (let from = 0; from < readers.length; from += 20_000)
    await call(
      origin,
      'POST',
      '/subscribers',
      ['email,list,consent_at,consent_words,consent_source,country', ...readers.slice(from, from + 20_000)].join('\n'),
      'text/csv',
    )
  for (let at = 0; at < stories / STORIES_A_PICTURE; at++) await call(origin, 'POST', '/pictures', await noise(), 'image/jpeg')
}

/** About 150 kB. */
function noise() {
  return sharp(randomBytes(400 * 300 * 3), { raw: { width: 400, height: 300, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

async function runCommand(origin: string, ...args: string[]): Promise<Measured> {
  const before = workerdUsage()?.megabytes ?? Number.NaN
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, workerdUsage()?.megabytes ?? 0)
  }, 50)
  const began = performance.now()
  const env = { ...process.env, ...QUIET_ENV, DATELINE_URL: origin, DATELINE_TOKEN: TOKEN }
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, join(root, 'src/cli/newsdesk.ts'), ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString()
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(said)
  return { seconds: (performance.now() - began) / 1000, command: Number(said.trim().split('\n').at(-1)) / 1024, workerd: most - before }
}

async function call(origin: string, method: string, path: string, body: string | Buffer, type: string) {
  const response = await fetch(`${origin}/api${path}`, { method, headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': type }, body: body as BodyInit })
  const text = await response.text()
  if (!response.ok || text.includes('"ok":false')) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
}
