/**
 * `npm run kill-sending -- [readers]`: workerd is killed (SIGKILL) five times while one issue goes out to 5,000 readers. By a way
 * that sends nothing twice everybody has the letter once; by one that might, nobody has it twice, and who may have none is uncertain.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMailSink } from '../bench/mail-sink.ts'
import { openMailingList } from '../bench/mailing-list.ts'

const READERS = Number(process.argv[2] ?? 5000)
const KILLS = 5
const WAYS = [
  { name: 'resend', sendsNothingTwice: true, bindings: (origin: string) => ({ MAIL_LETTERS: 'resend', RESEND_KEY: 'test', RESEND_ORIGIN: origin }) },
  {
    name: 'ses',
    sendsNothingTwice: false,
    bindings: (origin: string) => ({ MAIL_LETTERS: 'ses', SES_KEY_ID: 'AKIA', SES_SECRET: 'secret', SES_REGION: 'eu-west-1', SES_ORIGIN: origin }),
  },
]

for (const way of WAYS) await sendAndKill(way)

async function sendAndKill({ name, sendsNothingTwice, bindings }: (typeof WAYS)[number]) {
  const storage = mkdtempSync(join(tmpdir(), 'dateline-kill-'))
  const sink = await openMailSink()
  const list = await openMailingList(bindings(sink.origin), storage)
  try {
    await list.fill(READERS)
    const issue = await list.send()
    let kills = 0
    for (;;) {
      // At letters that no batch begins or ends with.
      const next = Math.round(((kills + 1) * READERS) / (KILLS + 2) + 37)
      if (kills < KILLS && sink.taken.size >= next) {
        await list.kill()
        kills++
      }
      const { state } = await list.read(issue)
      if (state === 'sent') break
      if (state !== 'sending') throw new Error(`The issue is ${state}.`)
      await new Promise((resolve) => setTimeout(resolve, kills < KILLS ? 5 : 200))
    }
    const { progress, batches } = await list.read(issue)
    const twice = [...sink.taken.values()].filter((times) => times > 1).length
    const none = READERS - sink.taken.size
    const uncertain = progress?.uncertain ?? 0
    console.log(
      `${name}: killed ${kills} times; ${sink.taken.size} of ${READERS} have the letter, ${twice} twice; ${progress?.sent} sent, ${uncertain} uncertain in ${batches.length} batches`,
    )
    const isRight =
      kills === KILLS && twice === 0 && (sendsNothingTwice ? none === 0 && uncertain === 0 : none <= uncertain && (progress?.sent ?? 0) + uncertain === READERS)
    if (!isRight) process.exitCode = 1
  } finally {
    await list.stop()
    await sink.close()
    rmSync(storage, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
