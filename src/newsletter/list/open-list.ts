/** Opens the mailing list of an object that just woke: its keys, its tables, and what its emails need from outside. */
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import { createSendingTables } from '../sending/tables.ts'
import type { Post } from '../subscribers/confirmation-mails.ts'
import { createTables } from '../subscribers/tables.ts'
import { MailingListCore } from './core.ts'
import type { Database } from './database.ts'
import { openKeys } from './keys.ts'

export async function openMailingList(ctx: DurableObjectState, env: Env) {
  const sql = ctx.storage.sql
  const keys = await openKeys(sql)
  const db: Database = { sql, key: keys.newest }
  ctx.storage.transactionSync(() => {
    createTables(db, Date.now())
    createSendingTables(db)
  })
  const core = new MailingListCore(ctx, db, postOf(env), { env, keys, alarmAt: await ctx.storage.getAlarm() })
  core.wake()
  return core
}

function postOf(env: Env): Post {
  const log = logFor('mailing-list')
  return {
    log,
    mailer: async () => (await import('../delivery/mailer-for.ts')).mailerFor(env, 'confirmation'),
    site: async () => (await openEdition({ env, now: Date.now(), origin: '', log }).site()).value,
  }
}
