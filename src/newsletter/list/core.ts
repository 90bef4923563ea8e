/**
 * The mailing list: the one place where a reader's address is kept. What is asked of it is recorded in one transaction, together with
 * the letters that follow from it; the alarm sends those, and forgets what nobody confirmed.
 */
import { logFor } from '../../edge/log.ts'
import { openEdition } from '../../edition/edition.ts'
import type { ImportedRow, MailingListCalls, MailReport, NoToken, ReaderChange, SignUp } from '../calls.ts'
import { sendingContext } from '../sending/context.ts'
import { IssueCore } from '../sending/issue-core.ts'
import { createSendingTables } from '../sending/tables.ts'
import { type Address, parseAddress } from '../subscribers/address.ts'
import { nextLetterDue, type Post, sendConfirmations } from '../subscribers/confirmation-mails.ts'
import { openConfirmation, queueAgain, useConfirmation } from '../subscribers/confirming.ts'
import { forgetUnconfirmed, nextForgettingAt } from '../subscribers/forgetting.ts'
import { importRow } from '../subscribers/importing.ts'
import { listOfNumber, preferencesToken } from '../subscribers/letter-links.ts'
import { consentsPage, countsOf, subscribersPage, subscriptionRecords } from '../subscribers/records.ts'
import { applyReport } from '../subscribers/reports.ts'
import { applyChange, heldOf, settingsOf } from '../subscribers/settings.ts'
import { recordLinkRequest, recordSignUp } from '../subscribers/sign-up.ts'
import { eraseReader, findReader, leaveList, type Reader, readerById, subscriptionsOf } from '../subscribers/subscriptions.ts'
import { suppress } from '../subscribers/suppressions.ts'
import { createTables } from '../subscribers/tables.ts'
import { importKey, readToken, signToken, suppressionHash } from '../subscribers/tokens.ts'
import { type Database, HOUR_MS } from './database.ts'

/** A form that is sent sooner after it was begun was filled in by no hand; one that was begun longer ago tells nothing. */
const HASTE_MS = 1000
const STAMP_MS = 24 * HOUR_MS
/** Between two alarms, whatever they found to do. */
const MIN_PAUSE_MS = 1000
/** An alarm that is overdue by as much is set anew, whatever became of it. */
const LATE_MS = 60_000

export async function openMailingList(ctx: DurableObjectState, env: Env) {
  const sql = ctx.storage.sql
  const db: Database = { sql, key: await importKey(secretOf(sql)) }
  ctx.storage.transactionSync(() => {
    createTables(db, Date.now())
    createSendingTables(db)
  })
  const core = new MailingListCore(ctx, db, postOf(env), { env, alarmAt: await ctx.storage.getAlarm() })
  core.wake()
  return core
}

export class MailingListCore implements MailingListCalls {
  readonly #ctx: DurableObjectState
  readonly db: Database
  post: Post
  readonly issues: IssueCore
  #nextForgetting: number | undefined
  /** When the alarm that is set goes off. */
  #alarmAt: number | null

  constructor(ctx: DurableObjectState, db: Database, post: Post, { env, alarmAt }: { env: Env; alarmAt: number | null }) {
    this.#alarmAt = alarmAt
    this.#ctx = ctx
    this.db = db
    this.post = post
    this.#nextForgetting = nextForgettingAt(db, Date.now())
    const access = {
      db,
      transaction: <T>(change: () => T) => ctx.storage.transactionSync(change),
      wake: () => this.wake(),
      report: (events: readonly MailReport[]) => this.report(events),
    }
    this.issues = new IssueCore(access, sendingContext(env, post))
  }

  async signUp(asked: SignUp) {
    const weighed = await this.#weigh(asked.email, asked.stamp)
    // The form was parsed by the same rules: what is no address comes from no form of ours.
    if (!weighed) return { ok: true } as const
    return this.#change((now) => recordSignUp(this.db, weighed, asked, now))
  }

  async mailLink({ email, sender }: { email: string; sender: string }) {
    const weighed = await this.#weigh(email, undefined)
    if (!weighed) return { ok: true } as const
    return this.#change((now) => recordLinkRequest(this.db, weighed, sender, now))
  }

  async stamp() {
    const now = Date.now()
    return signToken(this.db.key, { purpose: 'stamp', reader: 0, number: now, expires: Math.ceil((now + STAMP_MS) / 1000) })
  }

  async confirmation(text: string) {
    const opened = openConfirmation(this.db, await this.#token(text, 'confirm'))
    return opened.ok ? this.#withSettings(opened) : opened
  }

  async confirm(text: string) {
    const token = await this.#token(text, 'confirm')
    const opened = openConfirmation(this.db, token)
    if (!opened.ok) return opened
    const hash = await this.#hash(parseAddress(opened.email)?.key ?? '')
    const used = this.#change((now) => useConfirmation(this.db, token, hash, now))
    return used.ok ? this.#withSettings(used) : used
  }

  async resend(text: string) {
    const token = await this.#token(text, 'confirm')
    return this.#change((now) => queueAgain(this.db, token, now))
  }

  async settings(text: string) {
    const reader = await this.#reader(text)
    return 'ok' in reader ? reader : settingsOf(this.db, reader, Date.now())
  }

  async change(text: string, change: ReaderChange) {
    const other = change.change === 'address' ? parseAddress(change.email) : undefined
    if (change.change === 'address' && !other) return { ok: false, reason: 'no-address' } as const
    const reader = await this.#reader(text)
    if ('ok' in reader) return reader
    const hashes = { own: await this.#hash(reader.address), other: await this.#hash(other?.key ?? '') }
    return this.#change((now) => {
      const stillThere = readerById(this.db, reader.id)
      if (!stillThere) return { ok: false, reason: 'gone' } as const
      applyChange(this.db, stillThere, change, hashes, now)
      return { ok: true } as const
    })
  }

  async exportReader(text: string) {
    const reader = await this.#reader(text)
    return 'ok' in reader ? reader : ({ ok: true, held: heldOf(this.db, reader) } as const)
  }

  async unsubscription(text: string) {
    const found = await this.#unsubscription(text)
    if (!found.ok) return found
    const isOn = subscriptionsOf(this.db, found.reader).some(({ list, state }) => list === found.list && state !== 'unsubscribed')
    return { ok: true, list: found.list, isOn, preferences: await preferencesToken(this.db, found.reader, Date.now()) } as const
  }

  async unsubscribe(text: string) {
    const found = await this.#unsubscription(text)
    if (!found.ok) return found
    this.#change((now) => leaveList(this.db, found.list, found.reader, now))
    return { ok: true, list: found.list, preferences: await preferencesToken(this.db, found.reader, Date.now()) } as const
  }

  async subscribers(cursor?: string) {
    return subscribersPage(this.db, cursor)
  }

  async consents(cursor?: string) {
    return consentsPage(this.db, cursor)
  }

  async importSubscribers(given: ImportedRow[]) {
    const weighed = await Promise.all(given.map(async (row) => ({ row, weighed: await this.#weigh(row.email, undefined) })))
    return this.#change((now) =>
      weighed.map(({ row, weighed }) => ({
        line: row.line,
        result: weighed ? importRow(this.db, row, weighed.address, weighed.hash, now) : ('no-address' as const),
      })),
    )
  }

  async findSubscriber(email: string) {
    const address = parseAddress(email)
    const reader = address && findReader(this.db, address.key)
    return reader ? subscriptionRecords(this.db, reader.id) : []
  }

  async forget(email: string) {
    const weighed = await this.#weigh(email, undefined)
    if (!weighed) return false
    return this.#change((now) => {
      const reader = findReader(this.db, weighed.address.key)
      if (!reader) return false
      eraseReader(this.db, reader, now)
      suppress(this.db, weighed.hash, 'erased', now)
      return true
    })
  }

  async report(events: readonly MailReport[]) {
    const weighed = await Promise.all(events.map(async (event) => ({ event, weighed: await this.#weigh(event.address, undefined) })))
    this.#change((now) => {
      for (const { event, weighed: found } of weighed) if (found) applyReport(this.db, event, found.address.key, found.hash, now)
    })
  }

  async counts() {
    return countsOf(this.db, Date.now())
  }

  /** Whatever fails is logged and tried again: an alarm that throws too often is never called any more. */
  async alarm() {
    this.#alarmAt = null
    try {
      await sendConfirmations(this.db, (change) => this.#ctx.storage.transactionSync(change), this.post, Date.now())
    } catch (error) {
      this.post.log({ event: 'confirmations-failed', error: error instanceof Error ? error.name : 'unknown' })
    }
    const now = Date.now()
    if (this.#nextForgetting !== undefined && this.#nextForgetting <= now)
      this.#nextForgetting = this.#ctx.storage.transactionSync(() => forgetUnconfirmed(this.db, now))
    try {
      await this.issues.alarm()
    } catch (error) {
      this.post.log({ event: 'issues-failed', error: error instanceof Error ? error.name : 'unknown' })
    }
    this.wake()
  }

  /** Sets the alarm to what is due next. One that goes off sooner stays: where forms come all the time, they must not put it off. */
  wake() {
    const now = Date.now()
    const due = [nextLetterDue(this.db), this.#nextForgetting, this.issues.nextDue()].filter((at) => at !== undefined)
    const next = Math.max(Math.min(...due), now + MIN_PAUSE_MS)
    const isSet = this.#alarmAt !== null && this.#alarmAt <= next && this.#alarmAt + LATE_MS > now
    if (due.length === 0 || isSet) return
    this.#alarmAt = next
    void this.#ctx.storage.setAlarm(next)
  }

  /** One change and the alarm that it needs, written together. */
  #change<T>(change: (now: number) => T): T {
    const now = Date.now()
    const result = this.#ctx.storage.transactionSync(() => change(now))
    this.#nextForgetting ??= nextForgettingAt(this.db, now)
    this.wake()
    return result
  }

  async #weigh(email: string, stamp: string | undefined): Promise<{ address: Address; hash: string; isHasty: boolean } | undefined> {
    const address = parseAddress(email)
    return address && { address, hash: await this.#hash(address.key), isHasty: await this.#isHasty(stamp) }
  }

  async #isHasty(stamp: string | undefined) {
    const token = await this.#token(stamp ?? '', 'stamp')
    return !token.ok || token.number + HASTE_MS > Date.now()
  }

  async #reader(text: string): Promise<Reader | NoToken> {
    const token = await this.#token(text, 'preferences')
    if (!token.ok) return { ok: false, reason: token.reason }
    return readerById(this.db, token.reader) ?? { ok: false, reason: 'gone' }
  }

  async #unsubscription(text: string): Promise<{ ok: true; list: string; reader: number } | NoToken> {
    const token = await this.#token(text, 'unsubscribe')
    if (!token.ok) return { ok: false, reason: token.reason }
    const list = listOfNumber(this.db, token.number)
    return list !== undefined && readerById(this.db, token.reader) ? { ok: true, list, reader: token.reader } : { ok: false, reason: 'gone' }
  }

  async #withSettings<T extends { reader: number }>({ reader, ...rest }: T) {
    return { ...rest, preferences: await preferencesToken(this.db, reader, Date.now()) }
  }

  #token = (text: string, purpose: Parameters<typeof readToken>[2]) => readToken(this.db.key, text, purpose, Date.now())
  #hash = (address: string) => suppressionHash(this.db.key, address)
}

/** The key that tokens are signed with, made when the list is first opened. It never leaves it. */
function secretOf(sql: SqlStorage): ArrayBuffer {
  sql.exec('CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID')
  const read = () => sql.exec<{ value: ArrayBuffer }>("SELECT value FROM secrets WHERE name = 'tokens'").toArray()[0]?.value
  const known = read()
  if (known) return known
  sql.exec("INSERT INTO secrets (name, value) VALUES ('tokens', ?)", crypto.getRandomValues(new Uint8Array(32)).buffer)
  return read() ?? new ArrayBuffer(0)
}

function postOf(env: Env): Post {
  const log = logFor('mailing-list')
  return {
    log,
    mailer: async () => (await import('../delivery/mailer-for.ts')).mailerFor(env, 'confirmation'),
    site: async () => (await openEdition({ env, now: Date.now(), origin: '', log }).site()).value,
  }
}
