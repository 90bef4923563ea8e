/**
 * Sends what is due, one batch at a time: check whether the issue can still be sent, claim, send, settle. If the object ends
 * in between, the claim remains. If the provider sends nothing twice, the same batch is sent again with its key; with any other it
 * becomes uncertain, and stays so until an editor decides.
 */

import { instantOf } from '../../copy/text/instant.ts'
import type { Delivery, Mailer } from '../delivery/mailer.ts'
import { type Database, MINUTE_MS, rows, run } from '../list/database.ts'
import { markUncertain, type SlowHosts } from './batches.ts'
import { CallBudget } from './call-budget.ts'
import { type Claimed, claimAgain, claimBatch } from './claiming.ts'
import type { ListAccess, SendingContext } from './context.ts'
import { type FrozenLetter, letterOf } from './freezing.ts'
import { ACTIVE, articlesOf, claimOf, type IssueRow, issueById, pauseSending, sourceOf } from './issues.ts'
import { letterTo } from './letters.ts'
import { batchSize, nextDay } from './pace.ts'
import type { Recipient } from './recipients.ts'
import { finishIssue, MAX_REPEATS, settleBatch, waitsFor } from './settling.ts'
import { stopIssue } from './stop-issue.ts'

/** How long one alarm sends. */
const RUN_MS = 10_000
/** Shorter waits happen within an alarm; longer ones end it. */
const SHORT_MS = 1500
/** After an error on our side, such as when the press can't be reached. */
const TROUBLE_MS = MINUTE_MS

export class Sender {
  readonly #db: Database
  readonly #transaction: ListAccess['transaction']
  readonly #report: ListAccess['report']
  readonly #confirm: ListAccess['confirm']
  #slow = new Map<number, SlowHosts>()
  #letter: { id: number; letter: FrozenLetter } | undefined
  #running: Promise<void> | undefined
  /** The issue whose batch this isolate is sending right now. */
  inFlight: number | undefined

  constructor({ db, transaction, report, confirm }: ListAccess) {
    this.#db = db
    this.#transaction = transaction
    this.#report = report
    this.#confirm = confirm
  }

  /** Only one at a time: to a second run, a batch that is being sent would look like one that was interrupted. */
  run(context: SendingContext): Promise<void> {
    this.#running ??= this.#run(context).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #run(context: SendingContext) {
    const begun = Date.now()
    const budget = new CallBudget(context.limits.callsPerAlarm)
    while (Date.now() - begun < RUN_MS && budget.hasRoom) {
      const issue = nextSending(this.#db)
      if (!issue) return
      const wait = issue.due_at - Date.now()
      if (wait > SHORT_MS) return
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      await this.#step(issue, context, budget)
      // A reader who just signed up must not wait until everybody has the issue.
      budget.spendOnConfirmations(await this.#confirm())
    }
  }

  async #step(issue: IssueRow, context: SendingContext, budget: CallBudget) {
    try {
      await this.#sendBatch(issue, context, budget)
    } catch (error) {
      context.log({ event: 'sending-failed', issue: `${issue.list}/${issue.slug}`, error: error instanceof Error ? error.name : 'unknown' })
      run(this.#db, 'UPDATE issues SET due_at = ? WHERE id = ?', Date.now() + TROUBLE_MS, issue.id)
    }
  }

  async #sendBatch(issue: IssueRow, context: SendingContext, budget: CallBudget) {
    budget.spendBeforeBatch()
    const mailer = await this.#mailerFor(issue, context)
    if (!mailer) return
    const begun = Date.now()
    const claimed = this.#transaction(() => this.#claim(issue.id, mailer, context, budget, begun))
    if (!claimed) return
    budget.spend(mailer, claimed.recipients.length)
    // Without an `await` after the claim: an order to stop must not take the batch for one that was interrupted.
    this.inFlight = issue.id
    try {
      await this.#deliver(issue, claimed, mailer, context, begun)
    } finally {
      this.inFlight = undefined
    }
  }

  async #deliver(issue: IssueRow, claimed: Claimed, mailer: Mailer, context: SendingContext, begun: number) {
    const deliveries = await this.#handOver(issue, claimed, mailer)
    const { bounced } = this.#transaction(() => {
      const slow = this.#slowHosts(issue.id)
      const settled = settleBatch(this.#db, issue.id, claimed, deliveries, { isIdempotent: mailer.idempotent, limits: context.limits, slow, begun }, Date.now())
      if (settled.stuck) pauseSending(this.#db, issue.id, settled.stuck, Date.now())
      return settled
    })
    await this.#reportBounces(issue, bounced)
  }

  /** The provider; undefined if the issue can't be sent any more. */
  async #mailerFor(issue: IssueRow, context: SendingContext): Promise<Mailer | undefined> {
    const gone = await context.notPublished(articlesOf(issue))
    if (gone.length > 0) return this.#articleWithdrawn(issue, gone)
    const { newsletter } = await context.site()
    if (!newsletter?.lists.some(({ slug }) => slug === issue.list)) return this.#pause(issue, { why: 'list-removed' })
    return (await context.mailer()) ?? this.#pause(issue, { why: 'no-mailer' })
  }

  #articleWithdrawn(issue: IssueRow, articles: string[]) {
    if (sourceOf(issue).kind === 'digest') return this.#pause(issue, { why: 'article-withdrawn', articles })
    this.#transaction(() => {
      if (issueById(this.#db, issue.id)?.state === 'sending')
        stopIssue(this.#db, { id: issue.id, state: 'sending' }, Date.now(), { why: 'article-withdrawn', said: articles.join(', ') })
    })
    return undefined
  }

  #pause(issue: IssueRow, reason: Parameters<typeof pauseSending>[2]) {
    this.#transaction(() => pauseSending(this.#db, issue.id, reason, Date.now()))
    return undefined
  }

  #claim(id: number, mailer: Mailer, { limits }: SendingContext, budget: CallBudget, now: number): Claimed | undefined {
    const issue = issueById(this.#db, id)
    if (issue?.state !== 'sending') return undefined
    const claim = claimOf(issue)
    const most = budget.lettersLeft(mailer)
    if (claim ? !budget.fits(mailer, claim.readers.length) : most === 0) {
      budget.spendAll()
      return undefined
    }
    if (claim) return this.#claimAgain(issue, mailer, now)
    const size = batchSize(this.#db, limits, most, now)
    if (size === 0) {
      run(this.#db, 'UPDATE issues SET due_at = ?, waits = ? WHERE id = ?', nextDay(now), waitsFor('daily-cap', nextDay(now)), id)
      return undefined
    }
    const claimed = claimBatch(this.#db, id, { size, slow: this.#slowHosts(id), way: mailer.name, letter: this.#letterOf(id).content.hash }, now)
    if (!claimed) finishIssue(this.#db, id, now)
    return claimed
  }

  #claimAgain(issue: IssueRow, mailer: Mailer, now: number): Claimed | undefined {
    const claim = claimOf(issue)
    const isRemembered = mailer.idempotentSeconds === undefined || (claim?.at ?? 0) + mailer.idempotentSeconds * 1000 > now
    const isSame = claim?.way === mailer.name && claim.letter === this.#letterOf(issue.id).content.hash
    const again = mailer.idempotent && isRemembered && isSame && claim.attempts < MAX_REPEATS ? claimAgain(this.#db, issue) : undefined
    if (!again) markUncertain(this.#db, issue.id, 'Sending was interrupted before the provider answered.', now)
    return again
  }

  async #handOver(issue: IssueRow, { claim, recipients }: Claimed, mailer: Mailer): Promise<readonly Delivery[]> {
    if (recipients.length === 0) return []
    const letter = this.#letterOf(issue.id)
    const messages = await Promise.all(recipients.map((recipient) => letterTo(this.#db, issue, letter, recipient)))
    try {
      return await mailer.send(messages, `issue-${issue.id}:${claim.number}`)
    } catch (error) {
      const reason = `${mailer.name} broke: ${error instanceof Error ? error.name : 'unknown'}`
      return recipients.map(() => ({ result: 'uncertain', reason }))
    }
  }

  /** Letters that were rejected, or not accepted in any try, count as soft bounces. */
  async #reportBounces({ id }: IssueRow, bounced: readonly Recipient[]) {
    const at = instantOf(Date.now())
    const events = bounced.map((reader) => ({ kind: 'soft-bounce' as const, address: reader.email, at, id: `issue-${id}-${reader.id}` }))
    if (events.length > 0) await this.#report(events)
  }

  #letterOf(id: number): FrozenLetter {
    if (this.#letter?.id !== id) {
      const letter = letterOf(this.#db, id)
      if (!letter) throw new Error('An issue that is being sent has its letter.')
      this.#letter = { id, letter }
    }
    return this.#letter.letter
  }

  /** An editor resumed the issue: it may have another letter, and hosts that said "not now" are tried again. */
  beginAnew(id: number) {
    this.#letter = undefined
    this.#slow.delete(id)
  }

  #slowHosts(id: number): SlowHosts {
    const known = this.#slow.get(id) ?? new Map<string, number>()
    this.#slow.set(id, known)
    return known
  }
}

/** Breaking news first, then what is due first. */
function nextSending(db: Database): IssueRow | undefined {
  const now = Date.now()
  const sending = rows<IssueRow>(db, `SELECT * FROM issues WHERE ${ACTIVE} AND state = 'sending'`)
  const rank = (issue: IssueRow) => (issue.due_at <= now && sourceOf(issue).kind === 'breaking' ? 0 : 1)
  return sending.sort((a, b) => rank(a) - rank(b) || a.due_at - b.due_at)[0]
}
