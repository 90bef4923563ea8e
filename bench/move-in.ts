/**
 * `node bench/move-in.ts [posts]`: a WordPress export of so many posts, moved in by `newsdesk import --from wordpress` over HTTP into the built
 * Worker, and once more as a second run finds it. Says posts a second, the most memory that the command had, and what the press spent on a post.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import type { Report } from '../src/cli/moving-in/report.ts'
import { benchSite } from './edition.ts'
import { writeWordPressExport } from './wordpress-export.ts'
import { buildForMiniflare } from './worker.ts'
import { workerdUsage } from './workerd.ts'

// As much as Cloudflare gives an isolate; what is kept needlessly would end the run.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const POSTS = Number(process.argv[2] ?? 20_000)
const TOKEN = 'bench'
const folder = mkdtempSync(join(tmpdir(), 'dateline-move-in-'))
const mf = new Miniflare(convertV4MiniflareOptions(await buildForMiniflare({ DESK_TOKEN: TOKEN })))

try {
  const origin = `http://127.0.0.1:${(await mf.unsafeGetDirectURL('dateline')).port}`
  const site = await fetch(`${origin}/api/site`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(benchSite),
  })
  if (!site.ok) throw new Error(await site.text())
  const { file, uploads } = await writeWordPressExport(folder, POSTS)
  console.log(`${POSTS.toLocaleString('en')} posts in ${(statSync(file).size / 1e6).toFixed(0)} MB of WXR`)
  for (const run of ['first run', 'second run']) {
    const before = workerdUsage()?.cpuMicros ?? 0
    const began = performance.now()
    const { report, peakMegabytes } = await moveIn(origin, file, uploads)
    const seconds = (performance.now() - began) / 1000
    const micros = ((workerdUsage()?.cpuMicros ?? 0) - before) / POSTS
    console.log(
      `${run}: ${(POSTS / seconds).toFixed(0)} posts a second; the command's memory ${peakMegabytes} MB at most; workerd ${(micros / 1000).toFixed(1)} ms of CPU a post`,
    )
    for (const kind of report.kinds.filter(({ what }) => what === 'post' || what === 'page'))
      console.log(`  ${kind.what}: ${kind.read} read, ${kind.filed} filed, ${kind.unchanged} unchanged`)
  }
} finally {
  await mf.dispose()
  rmSync(folder, { recursive: true, force: true })
}

/** In a process of its own, so that its memory is its own. */
async function moveIn(origin: string, file: string, uploads: string): Promise<{ report: Report; peakMegabytes: number }> {
  const command = join(import.meta.dirname, '../src/cli/newsdesk.ts')
  const args = ['import', file, '--from', 'wordpress', '--uploads', uploads, '--redirects', join(folder, 'redirects.csv'), '--json', '--url', origin]
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, DATELINE_TOKEN: TOKEN, NEWSDESK_STATE: join(folder, 'state') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let peakMegabytes = 0
  const watch = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, residentMegabytes(child.pid))
  }, 200)
  let out = ''
  for await (const piece of child.stdout) out += piece
  clearInterval(watch)
  return { report: JSON.parse(out) as Report, peakMegabytes }
}

function residentMegabytes(pid: number | undefined) {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    // It has ended, or this system has no /proc.
    return 0
  }
}
