/**
 * `npm run load`: ten minutes of a crowd on the built Worker in workerd, while the newsroom publishes, tells a story live and takes
 * sign-ups. `--minutes N` for how long, `--rate N` for requests a second; `--write` puts what it found into docs/. Exit code 1 where anything
 * answered otherwise than it must, something that was published or signed up isn't there, or memory grew.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { openMailbox } from './crowd/mailbox.ts'
import { watchWorkerd } from './crowd/memory.ts'
import { openNewsroom } from './crowd/newsroom.ts'
import { openCrowd } from './crowd/open-crowd.ts'
import { report } from './crowd/report.ts'
import { kindsOf, TAIL_ARTICLES } from './crowd/requests.ts'
import { benchArticle } from './edition.ts'
import { fillEdition, TOKEN } from './fill.ts'
import { buildForMiniflare } from './worker.ts'

// As much as Cloudflare gives an isolate.
process.env.MINIFLARE_WORKERD_V8_FLAGS ??= '--max-old-space-size=128'

const IDLE_MS = 20_000

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '200' }, write: { type: 'boolean', default: false } },
})
const minutes = Number(options.minutes)
const rate = Number(options.rate)
if (!(minutes > 0 && minutes <= 60) || !(rate > 0)) {
  console.error('Enter up to 60 minutes, and how many requests a second: npm run load -- --minutes 10 --rate 200')
  process.exit(2)
}

const storage = mkdtempSync(join(tmpdir(), 'dateline-load-'))
const mailbox = await openMailbox()
const worker = await buildForMiniflare({ DESK_TOKEN: TOKEN, MAIL_OUTBOX_URL: mailbox.url })
const faults: string[] = []
const mf = new Miniflare({
  ...convertV4MiniflareOptions({
    ...worker,
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error' && !message.includes('NOSENTRY')) faults.push(message.slice(0, 500))
    },
  }),
  resourcePersistencePath: storage,
})
const crowd = await openCrowd()

try {
  const port = Number((await mf.unsafeGetDirectURL(worker.name)).port)
  await fillEdition(mf, worker.name)
  await fillTail()
  const newsroom = await openNewsroom(`http://127.0.0.1:${port}`, mailbox)
  const asked = { port, kinds: kindsOf(await newsroom.liveFragment()) }

  say('idle, before')
  const before = await crowd.ask({ ...asked, milliseconds: IDLE_MS })
  say(`${minutes} minutes of ${rate} requests a second`)
  const workerd = watchWorkerd(say)
  newsroom.begin(({ live }) => crowd.turnTo(live))
  const during = await crowd.ask({ ...asked, milliseconds: minutes * 60_000, rate })
  const told = await newsroom.end()
  const { memory, cpuSeconds } = workerd.end()
  say('idle, after')
  const after = await crowd.ask({ ...asked, milliseconds: IDLE_MS })
  const missing = await newsroom.missing(await mf.getKVNamespace('EDITION', worker.name))

  const isWell = report({ before, during, after, memory, cpuSeconds, told, missing, faults, minutes, rate, write: options.write })
  if (!isWell) process.exitCode = 1
} finally {
  crowd.close()
  await mf.dispose()
  await mailbox.close()
  rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** Articles that nobody remembers, straight in KV. */
async function fillTail() {
  const kv = await mf.getKVNamespace('EDITION', worker.name)
  for (let from = 0; from < TAIL_ARTICLES; from += 100) {
    const slugs = Array.from({ length: 100 }, (_, at) => `tail-${from + at}`)
    await Promise.all(slugs.map((slug, at) => kv.put(`en:article:${slug}`, JSON.stringify(benchArticle(slug, from + at)), { metadata: { tag: 'r1' } })))
  }
}

function say(line: string) {
  process.stderr.write(`${line}\n`)
}
