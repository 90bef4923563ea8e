/** Issues: what editors order, what the archive shows, and what the alarm does. */
import { restoringOf } from '../../backup/restoring.ts'
import { dayAt } from '../../copy/calendar.ts'
import type { IssueCalls, IssueOutcome, IssueRefusal, IssueSource } from '../calls.ts'
import { MINUTE_MS, rows, run } from '../list/database.ts'
import { parseAddress } from '../subscribers/address.ts'
import { NOBODY } from '../subscribers/letter-links.ts'
import { markUncertain } from './batches.ts'
import { composeFor, isOvertaken, senderRefusal } from './composing.ts'
import type { ListAccess, SendingContext } from './context.ts'
import { countingMailer } from './counting-mailer.ts'
import { decideBatch, settleStopped } from './deciding.ts'
import { hasSchedules, makeDueDigests } from './digests.ts'
import { freezeIssue, freezeLetter, letterOf, saveLetter } from './freezing.ts'
import {
  ACTIVE,
  addIssue,
  archivedIssue,
  archivePage,
  articlesOf,
  findIssue,
  freeSlug,
  type IssueRow,
  issueById,
  issueOf,
  issueOfRequest,
  issuesPage,
  latestOfEach,
  latestSent,
  saveDraft,
  setState,
  sourceOf,
  troubledBatches,
  wrongState,
} from './issues.ts'
import { letterTo } from './letters.ts'
import { Sender } from './sender.ts'
import { nextSentEvent, tellOfSent } from './sent-events.ts'
import { stopIssue } from './stop-issue.ts'

/** Until a scheduled issue is tried again after an error on our side. */
const TROUBLE_MS = MINUTE_MS

export class IssueCore implements IssueCalls {
  context: SendingContext
  readonly #list: ListAccess
  readonly #sender: Sender
  #nextDigest: number | undefined

  constructor(list: ListAccess, context: SendingContext) {
    this.#list = list
    this.context = context
    this.#sender = new Sender(list)
    settleStopped(list.db, Date.now())
  }

  async createIssue(source: IssueSource, by: string, request?: string): Promise<IssueOutcome> {
    const site = await this.context.site()
    const now = Date.now()
    const slug = freeSlug(this.#db, source.list, dayAt(now, site.timeZone) ?? '')
    const composed = await composeFor(this.#db, this.context, source, slug, now)
    if (!composed.ok) return notComposed(composed)
    const { subject, articles } = composed.content
    return this.#change((): IssueOutcome => {
      const known = request === undefined ? undefined : issueOfRequest(this.#db, source.list, request)
      if (known) return { ok: true, issue: issueOf(known), isKnown: true }
      // Another issue may have taken the slug while this one was composed.
      const free = findIssue(this.#db, source.list, slug) ? freeSlug(this.#db, source.list, slug) : slug
      const issue = addIssue(this.#db, { source, slug: free, subject, articles, by }, now)
      if (request !== undefined) run(this.#db, 'UPDATE issues SET request = ? WHERE id = ?', request, issue.id)
      return done(issue)
    })
  }

  async issueSource(list: string, slug: string) {
    const issue = findIssue(this.#db, list, slug)
    return issue ? ({ ok: true, issue: issueOf(issue), source: sourceOf(issue) } as const) : UNKNOWN
  }

  async changeDraft(list: string, slug: string, source: IssueSource): Promise<IssueOutcome> {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    if (issue.state !== 'draft') return wrongState(issue)
    const now = Date.now()
    const composed = await composeFor(this.#db, this.context, source, slug, now)
    if (!composed.ok) return notComposed(composed)
    const { subject, articles } = composed.content
    // It may have been sent or scheduled while it was composed.
    return this.#order(list, slug, ['draft'], ({ id }) => saveDraft(this.#db, id, { source, subject, articles }, now))
  }

  async listIssues(list: string, cursor?: string) {
    return issuesPage(this.#db, list, cursor)
  }

  async readIssue(list: string, slug: string, withLetter = false) {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    const content = withLetter ? letterOf(this.#db, issue.id)?.content : undefined
    const letter = content && { hash: content.hash, html: content.html, text: content.text }
    return { ok: true, issue: { ...issueOf(issue), batches: troubledBatches(this.#db, issue.id), ...letter } } as const
  }

  async previewIssue(list: string, slug: string) {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    const letter = letterOf(this.#db, issue.id) ?? (await this.#compose(issue))
    return 'ok' in letter ? letter : ({ ok: true, html: letter.content.html, text: letter.content.text } as const)
  }

  async scheduleIssue(list: string, slug: string, at: string) {
    return this.#order(list, slug, ['draft', 'scheduled'], ({ id }, now) => {
      run(this.#db, 'UPDATE issues SET scheduled_for = ?, due_at = 0 WHERE id = ?', Date.parse(at), id)
      setState(this.#db, id, 'scheduled', now)
    })
  }

  async sendIssue(list: string, slug: string): Promise<IssueOutcome> {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    if (issue.state === 'sending' || issue.state === 'sent') return done(issue)
    if (issue.state !== 'draft' && issue.state !== 'scheduled') return wrongState(issue)
    if (!(await this.context.mailer())) return { ok: false, reason: 'no-mailer' }
    return this.#release(issue)
  }

  async pauseIssue(list: string, slug: string) {
    return this.#order(list, slug, ['sending', 'paused', 'scheduled'], ({ id, state }, now) => {
      if (state === 'scheduled') setState(this.#db, id, 'draft', now)
      if (state === 'sending') setState(this.#db, id, 'paused', now, { why: 'editor' })
    })
  }

  async resumeIssue(list: string, slug: string): Promise<IssueOutcome> {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    if (issue.state === 'sending') return done(issue)
    if (issue.state !== 'paused') return wrongState(issue)
    const gone = await this.context.notPublished(articlesOf(issue))
    const refusal = gone.length > 0 ? await this.#composeWithout(issue, gone) : undefined
    if (refusal) return refusal
    return this.#order(list, slug, ['paused', 'sending'], ({ id }, now) => {
      this.#sender.beginAnew(id)
      run(this.#db, 'UPDATE issues SET attempts = 0, due_at = ? WHERE id = ?', now, id)
      run(this.#db, "UPDATE batches SET due_at = min(due_at, ?) WHERE issue = ? AND state = 'deferred'", now, id)
      setState(this.#db, id, 'sending', now)
    })
  }

  async stopIssue(list: string, slug: string) {
    return this.#order(list, slug, ['draft', 'scheduled', 'sending', 'paused', 'stopped'], ({ id, state }, now) => {
      if (state === 'stopped') return
      stopIssue(this.#db, { id, state }, now, { why: 'editor' })
      if (this.#sender.inFlight !== id) markUncertain(this.#db, id, 'The issue was stopped before the provider answered.', now)
    })
  }

  async settleUncertain(list: string, slug: string, batch: number, decision: 'resend' | 'skip'): Promise<IssueOutcome> {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    if (issue.state === 'stopped' && decision === 'resend') return wrongState(issue)
    return this.#change(() => {
      if (!decideBatch(this.#db, issue, batch, decision, Date.now())) return { ok: false, reason: 'unknown-batch' } as const
      return this.#now(issue.id)
    })
  }

  async testSend(list: string, slug: string, email: string): Promise<IssueOutcome> {
    const issue = findIssue(this.#db, list, slug)
    if (!issue) return UNKNOWN
    if (issue.state === 'stopped') return wrongState(issue)
    const address = parseAddress(email)
    if (!address) return { ok: false, reason: 'no-address' }
    const mailer = countingMailer(await this.context.mailer(), this.#db)
    if (!mailer) return { ok: false, reason: 'no-mailer' }
    const letter = letterOf(this.#db, issue.id) ?? (await this.#compose(issue))
    if ('ok' in letter) return letter
    const now = Date.now()
    const message = await letterTo(this.#db, issue, letter, { id: NOBODY, mailbox: 0, email: address.typed })
    const [delivery] = await mailer.send([{ ...message, subject: `[Test] ${message.subject}`, id: `test-${issue.id}-${now}` }], `test:${issue.id}.${now}`)
    if (delivery?.result === 'sent') return this.#now(issue.id)
    return { ok: false, reason: 'not-sent', message: delivery?.reason ?? 'The provider gave no answer.' }
  }

  async issuesOf(list: string, page: number) {
    return archivePage(this.#db, list, page)
  }

  async sentIssues(list: string) {
    return latestSent(this.#db, list)
  }

  async issuePage(list: string, slug: string) {
    return archivedIssue(this.#db, list, slug)
  }

  async latestIssues() {
    return latestOfEach(this.#db)
  }

  async keepSchedules() {
    if (restoringOf(this.#db.sql) !== undefined) return
    this.#nextDigest = await makeDueDigests(this.#list, this.context, Date.now())
    this.#list.wake()
  }

  /** When the next alarm is needed for issues; undefined if nothing is due. */
  nextDue(): number | undefined {
    const active = rows<{ at: number }>(
      this.#db,
      `SELECT CASE state WHEN 'scheduled' THEN max(scheduled_for, due_at) ELSE due_at END AS at FROM issues WHERE ${ACTIVE} AND state IN ('scheduled', 'sending')`,
    )
    const due = [...active.map(({ at }) => at), this.#nextDigest, nextSentEvent(this.#db)].filter((at) => at !== undefined)
    return due.length > 0 ? Math.min(...due) : undefined
  }

  async alarm() {
    await this.#releaseScheduled()
    await this.#makeDigests()
    await this.#sender.run(this.context)
    await tellOfSent(this.#db, this.context, Date.now())
  }

  /** An object that was just started doesn't know when the next digest is due; perhaps its alarm is for one. */
  async #makeDigests() {
    const isDue = this.#nextDigest === undefined ? hasSchedules(this.#db) : this.#nextDigest <= Date.now()
    if (!isDue) return
    try {
      await this.keepSchedules()
    } catch (error) {
      this.context.log({ event: 'digests-not-made', error: error instanceof Error ? error.name : 'unknown' })
      this.#nextDigest = Date.now() + TROUBLE_MS
    }
  }

  async #releaseScheduled() {
    const now = Date.now()
    const due = rows<IssueRow>(
      this.#db,
      `SELECT * FROM issues WHERE ${ACTIVE} AND state = 'scheduled' AND scheduled_for <= ?1 AND due_at <= ?1 ORDER BY scheduled_for`,
      now,
    )
    for (const issue of due) {
      try {
        const released = await this.#release(issue)
        if (!released.ok) this.#stopUnsent(issue, 'message' in released ? released.message : released.reason)
      } catch (error) {
        this.context.log({ event: 'issue-not-released', issue: `${issue.list}/${issue.slug}`, error: error instanceof Error ? error.name : 'unknown' })
        run(this.#db, 'UPDATE issues SET due_at = ? WHERE id = ?', now + TROUBLE_MS, issue.id)
      }
    }
  }

  #stopUnsent(issue: IssueRow, said: string) {
    this.#change(() => {
      if (this.#isAsBefore(issue)) stopIssue(this.#db, issue, Date.now(), { why: 'not-composed', said })
    })
  }

  #isAsBefore({ id, state, scheduled_for }: IssueRow) {
    const now = issueById(this.#db, id)
    return now?.state === state && now.scheduled_for === scheduled_for
  }

  /** An editor changed the draft while its letter was composed. */
  #isChanged({ id, source }: IssueRow) {
    return issueById(this.#db, id)?.source !== source
  }

  async #release(issue: IssueRow): Promise<IssueOutcome> {
    const letter = await this.#compose(issue)
    if ('ok' in letter) return letter
    const released = this.#change(() => {
      // Somebody may have sent, stopped, paused or scheduled it while it was composed: the later order counts.
      if (!this.#isAsBefore(issue)) return this.#now(issue.id)
      if (this.#isChanged(issue) || isOvertaken(this.#db, sourceOf(issue), letter.content.articles)) return undefined
      freezeIssue(this.#db, issue, letter, letter.frozenAt)
      return this.#now(issue.id)
    })
    return released ?? this.#release(issueById(this.#db, issue.id) ?? issue)
  }

  async #compose(issue: IssueRow, source = sourceOf(issue)) {
    const site = await this.context.site()
    const refusal = senderRefusal(site)
    if (refusal) return refusal
    const now = Date.now()
    const composed = await composeFor(this.#db, this.context, source, issue.slug, now)
    return composed.ok ? freezeLetter(this.#db, issue.list, site, composed.content, now) : notComposed(composed)
  }

  /** The rest of a digest is a new letter, for those who haven't got it yet. */
  async #composeWithout(issue: IssueRow, gone: string[]): Promise<IssueRefusal | undefined> {
    const articles = articlesOf(issue).filter((slug) => !gone.includes(slug))
    if (sourceOf(issue).kind !== 'digest' || articles.length === 0) return { ok: false, reason: 'article-withdrawn', articles: gone }
    const letter = await this.#compose(issue, { ...sourceOf(issue), articles })
    if ('ok' in letter) return letter
    this.#list.transaction(() => saveLetter(this.#db, issue.id, letter))
    return undefined
  }

  #order(list: string, slug: string, states: readonly IssueRow['state'][], change: (issue: IssueRow, now: number) => void): IssueOutcome {
    return this.#change(() => {
      const issue = findIssue(this.#db, list, slug)
      if (!issue) return UNKNOWN
      if (!states.includes(issue.state)) return wrongState(issue)
      change(issue, Date.now())
      return this.#now(issue.id)
    })
  }

  #change<T>(change: () => T): T {
    const result = this.#list.transaction(change)
    this.#list.wake()
    return result
  }

  #now(id: number): IssueOutcome {
    const issue = issueById(this.#db, id)
    return issue ? done(issue) : UNKNOWN
  }

  get #db() {
    return this.#list.db
  }
}

const UNKNOWN = { ok: false, reason: 'unknown-issue' } as const
const done = (issue: IssueRow): IssueOutcome => ({ ok: true, issue: issueOf(issue) })
const notComposed = ({ reason, message }: { reason: string; message: string }): IssueRefusal => ({ ok: false, reason: 'not-composed', why: reason, message })
