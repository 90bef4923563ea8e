/**
 * The mailing list, the only place where readers' addresses are stored. Each request is recorded in one transaction, with the emails it
 * leads to; the alarm sends those, and deletes what nobody confirmed.
 */
import { type BackupCalls, type BackupPart, BEING_RESTORED, type PageAsked, type RowCounts } from '../../backup/calls.ts'
import { restoringOf } from '../../backup/restoring.ts'
import type { HealthCalls } from '../../health/check.ts'
import type { ImportedRow, MailingListCalls, MailReport, NoToken, ReaderChange, SignUp } from '../calls.ts'
import { sendingContext } from '../sending/context.ts'
import { countingMailer } from '../sending/counting-mailer.ts'
import { mailHealth } from '../sending/health.ts'
import { IssueCore } from '../sending/issue-core.ts'
import { isHandingOver } from '../sending/issues.ts'
import { withholdFromMerged } from '../sending/merged-recipients.ts'
import { type Address, parseAddress } from '../subscribers/address.ts'
import { nextLetterDue, type Post, sendConfirmations } from '../subscribers/confirmation-mails.ts'
import { letterAgain, type Opened, openConfirmation, queueAgain, refusesChange, useConfirmation } from '../subscribers/confirming.ts'
import { forgetUnconfirmed, nextForgettingAt } from '../subscribers/forgetting.ts'
import { importRow } from '../subscribers/importing.ts'
import { letterOfNumber, mailboxOf, NOBODY, preferencesToken } from '../subscribers/letter-links.ts'
import { holderOf } from '../subscribers/links-holder.ts'
import type { BeforeMerge } from '../subscribers/moving.ts'
import { consentsPage, countsOf, subscribersPage, subscriptionRecords } from '../subscribers/records.ts'
import { applyReport } from '../subscribers/reports.ts'
import { applyChange, heldOf, settingsOf } from '../subscribers/settings.ts'
import { recordLinkRequest, recordSignUp } from '../subscribers/sign-up.ts'
import { eraseReader, findReader, leaveList, type Reader, readerById, subscriptionsOf } from '../subscribers/subscriptions.ts'
import { suppress } from '../subscribers/suppressions.ts'
import { type Purpose, senderHash, signToken, suppressionHash, type TokenRead } from '../subscribers/tokens.ts'
import { backupPage, beginRestore, endRestore, restoreRows } from './backup.ts'
import { type Database, HOUR_MS } from './database.ts'
import { addKey, type Keys, makeKey, openKeys, readSigned } from './keys.ts'

/** Nobody fills in a form faster than this. A stamp older than `STAMP_MS` proves nothing. */
const HASTE_MS = 1000
const STAMP_MS = 24 * HOUR_MS
/** Between two alarms. */
const MIN_PAUSE_MS = 1000
/** An alarm that is overdue by this much is set again. */
const LATE_MS = 60_000

export class MailingListCore implements MailingListCalls, BackupCalls, HealthCalls {
  readonly #ctx: DurableObjectState
  readonly db: Database
  #keys: Keys
  post: Post
  readonly issues: IssueCore
  #nextForgetting: number | undefined
  /** When the alarm that is set goes off. */
  #alarmAt: number | null
  #isRestoring: boolean

  constructor(ctx: DurableObjectState, db: Database, post: Post, { env, keys, alarmAt }: { env: Env; keys: Keys; alarmAt: number | null }) {
    this.#keys = keys
    this.#alarmAt = alarmAt
    this.#ctx = ctx
    this.#isRestoring = restoringOf(db.sql) !== undefined
    this.db = db
    this.post = post
    this.#nextForgetting = nextForgettingAt(db, Date.now())
    const access = {
      db,
      transaction: <T>(change: () => T) => this.#transact(change),
      wake: () => this.wake(),
      confirm: () => this.#sendConfirmations(),
      report: (events: readonly MailReport[]) => this.report(events),
    }
    this.issues = new IssueCore(access, sendingContext(env, post))
  }

  async signUp(asked: SignUp) {
    const weighed = await this.#weigh(asked.email, asked.stamp)
    // Our form refuses what isn't an address, so this didn't come from it.
    if (!weighed) return { ok: true } as const
    const sender = await senderHash(this.#keys.first, asked.sender)
    return this.#change((now) => recordSignUp(this.db, weighed, { ...asked, sender }, now))
  }

  async mailLink({ email, sender: from }: { email: string; sender: string }) {
    const weighed = await this.#weigh(email, undefined)
    if (!weighed) return { ok: true } as const
    const sender = await senderHash(this.#keys.first, from)
    return this.#change((now) => recordLinkRequest(this.db, weighed, sender, now))
  }

  async stamp() {
    const now = Date.now()
    return signToken(this.db.key, { purpose: 'stamp', reader: 0, number: now, expires: Math.ceil((now + STAMP_MS) / 1000) })
  }

  async confirmation(text: string) {
    const { opened, hash } = await this.#opened(await this.#token(text, 'confirm'))
    if (opened.ok && refusesChange(this.db, opened, hash, Date.now())) return { ok: false, reason: 'suppressed' } as const
    return opened.ok ? this.#withSettings(opened) : opened
  }

  async confirm(text: string) {
    const token = await this.#token(text, 'confirm')
    const { hash } = await this.#opened(token)
    const beforeMerge: BeforeMerge = (from, into, now) => withholdFromMerged(this.db, from, into, now)
    const used = this.#change((now) => useConfirmation(this.db, token, { hash, beforeMerge }, now))
    return used.ok ? this.#withSettings(used) : used
  }

  async resend(text: string) {
    const token = await this.#token(text, 'confirm')
    const again = letterAgain(this.db, token)
    if (!again.ok) return again
    const { address } = again
    const hash = await this.#hash(address)
    return this.#change((now) => queueAgain(this.db, token, { address, hash }, now))
  }

  async settings(text: string) {
    const reader = await this.#reader(text)
    return 'ok' in reader ? reader : settingsOf(this.db, reader, Date.now())
  }

  async change(text: string, asked: ReaderChange) {
    const change = asked.change === 'address' ? { ...asked, sender: await senderHash(this.#keys.first, asked.sender) } : asked
    const other = change.change === 'address' ? parseAddress(change.email) : undefined
    if (change.change === 'address' && !other) return { ok: false, reason: 'no-address' } as const
    const reader = await this.#reader(text)
    if ('ok' in reader) return reader
    const hashes = { own: await this.#hash(reader.address), other: await this.#hash(other?.key ?? '') }
    return this.#change((now) => {
      const stillThere = readerById(this.db, reader.id)
      if (!stillThere) return { ok: false, reason: 'gone' } as const
      if (stillThere.mailbox !== reader.mailbox) return { ok: false, reason: 'moved' } as const
      return applyChange(this.db, stillThere, change, hashes, now) ?? ({ ok: true } as const)
    })
  }

  async exportReader(text: string) {
    const reader = await this.#reader(text)
    return 'ok' in reader ? reader : ({ ok: true, held: heldOf(this.db, reader) } as const)
  }

  async unsubscription(text: string) {
    const found = await this.#unsubscription(text)
    if (!found.ok) return found
    const { list, reader } = found
    const isOn = subscriptionsOf(this.db, reader).some((one) => one.list === list && one.state !== 'unsubscribed')
    return { ok: true, list, isOn, ...(await this.#settingsIf(found)) } as const
  }

  async unsubscribe(text: string) {
    const found = await this.#unsubscription(text)
    if (!found.ok) return found
    this.#change((now) => leaveList(this.db, found.list, found.reader, now))
    return { ok: true, list: found.list, ...(await this.#settingsIf(found)) } as const
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

  async renewKey() {
    const made = await makeKey()
    // A batch that is handed over again must be the same to the letter, its links among it.
    if (isHandingOver(this.db)) return { ok: false, reason: 'sending' } as const
    this.#keys = addKey(this.db.sql, this.#keys, made)
    this.db.key = this.#keys.newest
    return { ok: true } as const
  }

  async counts() {
    return countsOf(this.db, Date.now())
  }

  async health() {
    return mailHealth(this.db, Date.now())
  }

  async backupPage(asked: PageAsked) {
    return backupPage(this.db, asked)
  }

  async beginRestore(backup: string, asks?: boolean) {
    const begun = this.#ctx.storage.transactionSync(() => beginRestore(this.db, backup, asks))
    this.#isRestoring = restoringOf(this.db.sql) !== undefined
    return begun
  }

  async restoreRows(part: BackupPart, lines: string[]) {
    return this.#ctx.storage.transactionSync(() => restoreRows(this.db, part, lines))
  }

  /** Its keys are those that came. Without them it makes its own. */
  async endRestore(counts: RowCounts) {
    const ended = this.#ctx.storage.transactionSync(() => endRestore(this.db, counts, Date.now()))
    if (!ended.ok) return ended
    this.#keys = await openKeys(this.db.sql)
    this.db.key = this.#keys.newest
    this.#isRestoring = false
    this.#nextForgetting = nextForgettingAt(this.db, Date.now())
    this.wake()
    return ended
  }

  /** Failures are logged and tried again. If alarms throw too often, the platform stops calling them. */
  async alarm() {
    this.#alarmAt = null
    // Until a backup is whole, nothing is sent and nobody forgotten.
    if (this.#isRestoring) return
    await this.#sendConfirmations()
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

  /** Returns how many were handed over. */
  async #sendConfirmations(): Promise<number> {
    let sent = 0
    const mailer = async () =>
      countingMailer(await this.post.mailer(), this.db, (emails) => {
        sent += emails
      })
    try {
      await sendConfirmations(this.db, (change) => this.#ctx.storage.transactionSync(change), { ...this.post, mailer }, Date.now())
    } catch (error) {
      this.post.log({ event: 'confirmations-failed', error: error instanceof Error ? error.name : 'unknown' })
    }
    return sent
  }

  /** Sets the alarm to what is due next. An earlier alarm stays, or a steady stream of forms would postpone it for ever. */
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
    const result = this.#transact(() => change(now))
    this.#nextForgetting = earlier(this.#nextForgetting, nextForgettingAt(this.db, now))
    this.wake()
    return result
  }

  #transact<T>(change: () => T): T {
    if (this.#isRestoring) throw new Error(BEING_RESTORED)
    return this.#ctx.storage.transactionSync(change)
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
    if (token.reader === NOBODY) return { ok: false, reason: 'test' }
    const holder = holderOf(this.db, token.reader, token.number)
    if (!holder) return { ok: false, reason: 'gone' }
    return holder.isHere ? holder.reader : { ok: false, reason: 'moved' }
  }

  async #unsubscription(text: string): Promise<{ ok: true; list: string; reader: number; isHere: boolean } | NoToken> {
    const token = await this.#token(text, 'unsubscribe')
    if (!token.ok) return { ok: false, reason: token.reason }
    if (token.reader === NOBODY) return { ok: false, reason: 'test' }
    const letter = letterOfNumber(this.db, token.number)
    const holder = letter && holderOf(this.db, token.reader, letter.mailbox)
    return letter && holder ? { ok: true, list: letter.list, reader: holder.reader.id, isHere: holder.isHere } : { ok: false, reason: 'gone' }
  }

  /** A confirmation with the hash of the address it was sent to. */
  async #opened(token: TokenRead) {
    const opened = openConfirmation(this.db, token)
    return { opened, hash: await this.#hash(opened.ok ? (parseAddress(opened.email)?.key ?? '') : '') }
  }

  /** From a letter in a mailbox that the reader moved away from, nobody gets to their page. */
  async #settingsIf({ reader, isHere }: { reader: number; isHere: boolean }) {
    return isHere ? { preferences: await preferencesToken(this.db, mailboxOf(this.db, reader), Date.now()) } : {}
  }

  async #withSettings({ reader, isUsed: _, ...rest }: Opened) {
    return { ...rest, preferences: await preferencesToken(this.db, mailboxOf(this.db, reader), Date.now()) }
  }

  #token = (text: string, purpose: Purpose) => readSigned(this.#keys, text, purpose, Date.now())
  #hash = (address: string) => suppressionHash(this.#keys.first, address)
}

const earlier = (one: number | undefined, other: number | undefined) => (one === undefined || other === undefined ? (one ?? other) : Math.min(one, other))
