/**
 * `node bench/letters.ts [readers]`: a digest to 100,000 readers, or so many, by Resend's batches into a sink on this machine. Says how
 * many letters a second went out, how much of workerd's CPU each took, and how much memory it took at most.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMailSink } from './mail-sink.ts'
import { openMailingList } from './mailing-list.ts'
import { workerdUsage } from './workerd.ts'

// As much as Cloudflare gives an isolate.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const READERS = Number(process.argv[2] ?? 100_000)
const storage = mkdtempSync(join(tmpdir(), 'dateline-letters-'))
const sink = await openMailSink()
const list = await openMailingList({ MAIL_LETTERS: 'resend', RESEND_KEY: 'bench', RESEND_ORIGIN: sink.origin }, storage)

try {
  const began = performance.now()
  await list.fill(READERS)
  console.log(`${READERS} readers brought in, in ${seconds(began)} s`)
  const before = workerdUsage()
  const sending = performance.now()
  const issue = await list.send()
  let peak = 0
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    peak = Math.max(peak, workerdUsage()?.megabytes ?? 0)
    const { state, progress } = await list.read(issue)
    if (state === 'sent') break
    if (state !== 'sending') throw new Error(`The issue is ${state}: ${JSON.stringify(progress)}`)
  }
  const took = Number(seconds(sending))
  const { html = '', text = '' } = await list.read(issue, '?letter=1')
  const cpu = ((workerdUsage()?.cpuMicros ?? 0) - (before?.cpuMicros ?? 0)) / READERS
  if (sink.taken.size !== READERS || [...sink.taken.values()].some((times) => times !== 1)) throw new Error(`${sink.taken.size} readers have the letter`)
  console.log(
    `| ${READERS} | ${Math.round((html.length + text.length) / 1000)} kB | ${took} s | ${Math.round(READERS / took)} | ${cpu.toFixed(0)} µs | ${peak} MB |`,
  )
} finally {
  await list.stop()
  await sink.close()
  rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

function seconds(since: number) {
  return ((performance.now() - since) / 1000).toFixed(1)
}
