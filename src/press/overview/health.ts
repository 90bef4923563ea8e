/** Whether the press keeps up: what it should have printed, purged, adopted and done by now. */
import { restoringOf } from '../../backup/restoring.ts'
import { fingerprint } from '../../edition/fingerprint.ts'
import { type Check, schemaTag, spanOf } from '../../health/check.ts'
import { type Ledger, row } from '../ledger/sql.ts'
import { readValue } from '../ledger/stored-values.ts'
import { transformationsIn } from '../ledger/transformations.ts'

/** What somebody waits for is printed within seconds; thousands of pages after a reprint within an hour. */
const LATE_PRINT_MS = 120_000
const LATE_BULK_MS = 3_600_000
/** A purge may wait for the platform's bucket. */
const LATE_PURGE_MS = 300_000
/** An alarm that is a little late is only busy. */
const LATE_WORK_MS = 120_000
/** The cron runs every five minutes. */
const LATE_SWEEP_MS = 16 * 60_000

export function healthOf(ledger: Ledger, now: number): Check[] {
  return [
    { name: 'ledger', ok: true, words: `The press answers. Its tables are ${schemaTag(ledger.sql, fingerprint)}.` },
    restoring(ledger),
    printing(ledger, now),
    purging(ledger, now),
    dueWork(ledger, now),
    adoption(ledger, now),
    malformed(ledger),
    pictures(ledger, now),
  ]
}

function pictures(ledger: Ledger, now: number): Check {
  const { count, before } = transformationsIn(ledger, now)
  const words = `Cloudflare Images made ${count.toLocaleString('en')} transformations this month, and ${before.toLocaleString('en')} last month. Each format of a picture is made once.`
  const { count: waiting = 0, attempts = 0 } =
    row<{ count: number; attempts: number | null }>(ledger, 'SELECT count(*) AS count, max(attempts) AS attempts FROM picture_files') ?? {}
  return (attempts ?? 0) < MANY_ATTEMPTS
    ? { name: 'transformations', ok: true, words }
    : {
        name: 'transformations',
        ok: false,
        words: `The files of ${waiting} pictures whose rights ended or were extended couldn’t be changed in R2. ${words}`,
        todo: 'Look for "picture-files-not-told" in the logs. It’s tried until it succeeds; to be sure, withdraw a picture that must not be seen.',
      }
}

/** In some minutes. */
const MANY_ATTEMPTS = 8

function restoring({ sql }: Ledger): Check {
  const backup = restoringOf(sql)
  return backup === undefined
    ? { name: 'restore', ok: true, words: 'No backup is being restored.' }
    : {
        name: 'restore',
        ok: false,
        words: `Backup ${backup.slice(0, 16)} is being restored: nothing can be published.`,
        todo: 'Run newsdesk restore with its folder to the end.',
      }
}

function printing(ledger: Ledger, now: number): Check {
  const {
    count = 0,
    urgent,
    bulk,
    attempts,
  } = row<{ count: number; urgent: number | null; bulk: number | null; attempts: number | null }>(
    ledger,
    `SELECT count(*) AS count, min(since) FILTER (WHERE bulk = 0) AS urgent, min(since) FILTER (WHERE bulk = 1) AS bulk, max(attempts) AS attempts FROM outbox`,
  ) ?? {}
  const age = now - (urgent ?? now)
  const bulkAge = now - (bulk ?? now)
  if (count === 0) return { name: 'printing', ok: true, words: 'Everything is in KV.' }
  const words = `${count} values wait to be written to KV, the oldest for ${spanOf(Math.max(age, bulkAge))}.${attempts ? ` The most tried has failed ${attempts} times.` : ''}`
  const ok = age <= LATE_PRINT_MS && bulkAge <= LATE_BULK_MS
  return ok
    ? { name: 'printing', ok, words }
    : {
        name: 'printing',
        ok,
        words,
        todo: 'See whether KV can be written: its status, and its daily limit of writes. Nothing is lost; it is tried until it succeeds.',
      }
}

function purging(ledger: Ledger, now: number): Check {
  const { count = 0, first } = row<{ count: number; first: number | null }>(ledger, 'SELECT count(*) AS count, min(due_at) AS first FROM purges') ?? {}
  const late = now - (first ?? now)
  const ok = late <= LATE_PURGE_MS
  const words =
    count === 0
      ? 'The front cache has been told everything.'
      : `${count} keys are still to be purged from the front cache, the oldest ${late > 0 ? `due for ${spanOf(late)}` : 'not due yet'}.`
  return ok
    ? { name: 'purging', ok, words }
    : { name: 'purging', ok, words, todo: 'Look for "purge-refused" in the logs. To take a story out of caches at once, use "Purge cache" in the dashboard.' }
}

/** What was scheduled: readers would see that it didn't happen. */
function dueWork(ledger: Ledger, now: number): Check {
  const due = row<{ at: string | null }>(
    ledger,
    'SELECT min(at) AS at FROM (SELECT min(until) AS at FROM articles WHERE until IS NOT NULL UNION ALL SELECT min(withdraw_at) FROM articles WHERE withdraw_at IS NOT NULL)',
  )?.at
  const late = due ? now - Date.parse(due) : 0
  return late <= LATE_WORK_MS
    ? { name: 'alarm', ok: true, words: 'Nothing that was scheduled is overdue.' }
    : {
        name: 'alarm',
        ok: false,
        words: `Something was scheduled for ${due} and hasn’t happened: the press’s alarm doesn’t run.`,
        todo: 'Look for "bug" at "alarm" in the logs. Any change of an article sets the alarm again.',
      }
}

function adoption(ledger: Ledger, now: number): Check {
  const at = readValue<{ at?: number }>(ledger, 'sweep')?.at
  if (at === undefined)
    return {
      name: 'cron',
      ok: false,
      words: 'The cron has never run here.',
      todo: 'Wait six minutes. Then see whether the deployment has its cron trigger, */5 * * * *.',
    }
  const ok = now - at <= LATE_SWEEP_MS
  const words = `KV was last looked through ${spanOf(now - at)} ago.`
  return ok
    ? { name: 'cron', ok, words }
    : { name: 'cron', ok, words, todo: 'See whether the deployment has its cron trigger, */5 * * * *, and whether its runs fail.' }
}

function malformed(ledger: Ledger): Check {
  const { count = 0, key } =
    row<{ count: number; key: string | null }>(ledger, 'SELECT count(*) AS count, min(key) AS key FROM malformed WHERE healed_at IS NULL') ?? {}
  return count === 0
    ? { name: 'kv-values', ok: true, words: 'No value in KV is malformed.' }
    : {
        name: 'kv-values',
        ok: false,
        words: `${count === 1 ? '1 value' : `${count} values`} in KV can’t be read, such as ${key}.`,
        todo: 'Run newsdesk adopt: it says what is wrong with each.',
      }
}
