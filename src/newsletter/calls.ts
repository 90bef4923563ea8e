/**
 * Every call of the Durable Object `MailingList`; callers know only these types. Expected refusals are values with a `reason`. Times are
 * ISO 8601 in UTC to the second, and come from the object's own clock.
 */
import type { BackupCalls } from '../backup/calls.ts'
import type { HealthCalls } from '../health/check.ts'

/** What a reader agreed to, as it was shown to them: the words of consent, and the sentence beside them. */
export type Wording = { version: string; words: string; notice?: string }

export type SignUp = {
  email: string
  lists: string[]
  wording: Wording
  country: string | undefined
  /** Hash of the network that the form came from. Kept for one to two hours, and only as a code that nobody else can compute. */
  sender: string
  /** As `stamp` gave it when the reader began to fill the form in. Without one, fewer addresses are taken from one network. */
  stamp?: string
}

export type TooMany = { ok: false; reason: 'too-many'; retryAfterSeconds: number }
/** The same for every address, whatever is known of it. */
export type SignedUp = { ok: true } | TooMany

/**
 * `foreign`: not a token of ours. `used`: it did its work before. `gone`: nobody is on the list by it any more. `left`: the reader unsubscribed
 * after they asked. `moved`: it was sent to an address that the reader has left. `suppressed`: the address complained or bounced. `test`: of a
 * test, which is nobody's.
 */
export type NoToken = { ok: false; reason: 'foreign' | 'expired' | 'used' | 'gone' | 'left' | 'moved' | 'suppressed' | 'test' }

/** What a confirmation is for, before and after its button is pressed. `preferences` is a token for the reader's own page. */
export type Confirmation = { ok: true; purpose: 'confirm' | 'change-address'; email: string; lists: string[]; preferences: string }

export type SubscriptionState = 'pending' | 'confirmed' | 'unsubscribed'

/** All that a reader's own page shows. `pausedUntil` only while it lies ahead. */
export type ReaderSettings = { ok: true; email: string; lists: { list: string; state: SubscriptionState }[]; pausedUntil?: string }

/** `same-address`: the reader has it already. */
export type NoNewAddress = { ok: false; reason: 'no-address' | 'same-address' }

export type ReaderChange =
  /** Exactly these lists of those `offered`, by the reader's own hand: no second letter asks again. */
  | { change: 'lists'; lists: string[]; offered: string[]; wording: Wording; country: string | undefined }
  /** Nothing is sent before `until`; null goes on at once. */
  | { change: 'pause'; until: string | null }
  /** The new address is asked to confirm; until then the old one stays. */
  | { change: 'address'; email: string; sender: string }
  | { change: 'erase' }

/** One consent as the ledger has it. `confirmedAt`: when the address proved to be its owner's. */
export type ConsentRecord = {
  email: string
  list: string
  version: string
  words: string
  notice?: string
  at: string
  country?: string
  how: 'form' | 'import' | 'page'
  source?: string
  confirmedAt?: string
}

export type Subscriber = {
  email: string
  list: string
  state: SubscriptionState
  at: string
  confirmedAt?: string
  leftAt?: string
  /** The consent in force, with all that an import needs as proof. `how` and `source` as in the ledger. */
  consent?: { version: string; words: string; notice?: string; country?: string; at: string; how: ConsentRecord['how']; source?: string }
}

export type Paged<T> = { items: T[]; nextCursor?: string }

/** A row of an import, with its proof of consent. */
export type ImportedRow = {
  line: number
  email: string
  list: string
  wording: Wording
  at: string
  country: string
  /** How the consent was given, in the words of whoever brings it. */
  source: string
  /** When the address proved to be its owner's, where that is known. */
  confirmedAt?: string
}
/** `left`: the address's owner unsubscribed here. A reason of suppression: the address is not written to. */
export type ImportResult = { line: number; result: 'added' | 'already' | 'left' | 'no-address' | SuppressionReason }

export type ListCounts = { list: string; confirmed: number; pending: number; unsubscribed: number; growth: { day: string; joined: number; left: number }[] }
export type Counts = { lists: ListCounts[]; suppressed: { bounce: number; complaint: number; erased: number; editor: number }; mailsWaiting: number }

/** What a provider reports about one address. `id` identifies the report; a repeated report has the same. */
export type MailReport = { kind: 'bounce' | 'soft-bounce' | 'complaint' | 'unsubscribe' | 'delivered'; address: string; at: string; id: string }

export type SuppressionReason = keyof Counts['suppressed']

export interface MailingListCalls {
  /** Records a request and queues the email to confirm it before it answers. */
  signUp(asked: SignUp): Promise<SignedUp>
  /** Emails the link to the reader's own page, if the address is on a list. */
  mailLink(asked: { email: string; sender: string }): Promise<SignedUp>
  /** Says when a form was begun, signed. */
  stamp(): Promise<string>

  /** What a token of a confirmation is for; changes nothing. */
  confirmation(token: string): Promise<Confirmation | NoToken>
  confirm(token: string): Promise<Confirmation | NoToken>
  /** Emails a new link in place of one that is lost, expired or used. */
  resend(token: string): Promise<{ ok: true } | NoToken>

  settings(token: string): Promise<ReaderSettings | NoToken>
  change(token: string, change: ReaderChange): Promise<{ ok: true } | NoToken | TooMany | NoNewAddress>
  /** Everything that is held of a reader. */
  exportReader(token: string): Promise<{ ok: true; held: object } | NoToken>

  /** The list that an unsubscribe token is for; changes nothing. `preferences` only for letters in the mailbox that the reader has now. */
  unsubscription(token: string): Promise<{ ok: true; list: string; isOn: boolean; preferences?: string } | NoToken>
  /** Unsubscribes from that list at once, any number of times. */
  unsubscribe(token: string): Promise<{ ok: true; list: string; preferences?: string } | NoToken>

  /** Who is on which list, with the consent in force, in pages. */
  subscribers(cursor?: string): Promise<Paged<Subscriber>>
  consents(cursor?: string): Promise<Paged<ConsentRecord>>
  importSubscribers(rows: ImportedRow[]): Promise<ImportResult[]>
  /** All that an address is on or was on, with the consent in force. */
  findSubscriber(email: string): Promise<Subscriber[]>
  /** Erases an address with its consents. False when it was on no list. */
  forget(email: string): Promise<boolean>
  counts(): Promise<Counts>
  /** Signs all links from now on with a new key. Links in letters that went out still unsubscribe; others must be asked for again. */
  renewKey(): Promise<{ ok: true } | { ok: false; reason: 'sending' }>

  /** Bounces, complaints and the like, from a provider whose signature was checked. */
  report(events: readonly MailReport[]): Promise<void>
}

/** What goes into an issue: `articles` of a breaking letter or a story are one; a digest without any takes them by its list's rule. */
export type IssueSource = { kind: 'breaking' | 'digest' | 'story'; list: string; articles?: string[]; introduction?: string; subject?: string }

/** Why sending is paused until an editor resumes it. `articles` were withdrawn since. */
export type PauseReason =
  | { why: 'editor' | 'list-removed' | 'no-mailer' | 'no-sender' }
  | { why: 'article-withdrawn'; articles: string[] }
  /** The provider accepts nothing, or refuses every letter: `said` is its reason, without addresses. */
  | { why: 'not-taken' | 'all-rejected'; said: string }

export type IssueState =
  | { state: 'draft' }
  | { state: 'scheduled'; at: string }
  /** `waits`: why nothing goes out before `until`; it goes on by itself. */
  | { state: 'sending'; since: string; waits?: { for: 'daily-cap' | 'delivery'; until: string } }
  | ({ state: 'paused'; since: string } & PauseReason)
  /** Nothing more goes out, for good. */
  | { state: 'stopped'; at: string; why: 'editor' | 'article-withdrawn' | 'not-composed'; said?: string }
  | { state: 'sent'; at: string }

/**
 * In letters. `recipients`: on the list when it was frozen. `skipped`: left, paused or were erased since, or by an editor's decision.
 * `deferred` wait for another try, `failed` had the last. `uncertain`: nobody knows whether they went out. `remaining` were not tried.
 */
export type Progress = {
  recipients: number
  sent: number
  rejected: number
  skipped: number
  failed: number
  deferred: number
  uncertain: number
  remaining: number
  lettersPerSecond: number | null
}

export type Issue = {
  list: string
  issue: string
  kind: IssueSource['kind']
  subject: string
  articles: string[]
  createdAt: string
  createdBy: string
} & IssueState & {
    progress?: Progress
  }

/** Letters that an editor must decide about (`uncertain`), or that are tried again at `dueAt` (`deferred`). */
export type TroubledBatch = {
  batch: number
  state: 'uncertain' | 'deferred'
  letters: number
  host: string
  attempts: number
  reason: string
  at: string
  dueAt?: string
}

export type IssueRead = Issue & { batches: TroubledBatch[]; hash?: string; html?: string; text?: string }

export type IssueRefusal =
  | { ok: false; reason: 'unknown-issue' | 'unknown-batch' | 'no-mailer' | 'no-sender' | 'no-publisher' | 'no-address' }
  /** It is in no state for this: `state` is the one it is in. */
  | { ok: false; reason: 'wrong-state'; state: IssueState['state'] }
  /** `message` says in a sentence why there is no letter of it. */
  | { ok: false; reason: 'not-composed'; why: string; message: string }
  /** Articles of it were withdrawn; what is left makes no letter. */
  | { ok: false; reason: 'article-withdrawn'; articles: string[] }
  | { ok: false; reason: 'not-sent'; message: string }

export type IssueOutcome = { ok: true; issue: Issue; isKnown?: true } | IssueRefusal

/** Issues on a page of the archive, and of the editors' list. */
export const ISSUES_PER_PAGE = 50

/** An issue as its readers find it in the archive. */
export type ArchivedIssue = {
  id: number
  slug: string
  list: string
  kind: IssueSource['kind']
  subject: string
  at: string
  articles: string[]
  introduction?: string
  /** Stopped after some readers got it. */
  isStopped?: true
}

/** `list` and `issue` name it as its address does: `/newsletters/{list}/{issue}`. */
export interface IssueCalls {
  /**
   * A draft. It is composed now to find mistakes early, and again when it is sent. `request`: asked again under it, this answers the issue
   * that there is (`isKnown`), and makes no second one.
   */
  createIssue(source: IssueSource, by: string, request?: string): Promise<IssueOutcome>
  /** What an issue is made of, as it was ordered: without `articles` where its list's rule chooses them. */
  issueSource(list: string, issue: string): Promise<({ ok: true } & { issue: Issue; source: IssueSource }) | IssueRefusal>
  /** Only of a draft, composed anew. It keeps its name. */
  changeDraft(list: string, issue: string, source: IssueSource): Promise<IssueOutcome>
  /** Newest first. */
  listIssues(list: string, cursor?: string): Promise<Paged<Issue>>
  /** `withLetter`: as it was frozen. */
  readIssue(list: string, issue: string, withLetter?: boolean): Promise<({ ok: true } & { issue: IssueRead }) | IssueRefusal>
  /** The letter as it was frozen; or of a draft, as it would be now. The reader’s own links lead nowhere. */
  previewIssue(list: string, issue: string): Promise<{ ok: true; html: string; text: string } | IssueRefusal>
  scheduleIssue(list: string, issue: string, at: string): Promise<IssueOutcome>
  /** Freezes letter and recipients, and begins. Asked again, it changes nothing. */
  sendIssue(list: string, issue: string): Promise<IssueOutcome>
  /** What is on its way arrives; nothing more is begun. */
  pauseIssue(list: string, issue: string): Promise<IssueOutcome>
  /** A digest that was paused for a withdrawn article goes on without it. */
  resumeIssue(list: string, issue: string): Promise<IssueOutcome>
  stopIssue(list: string, issue: string): Promise<IssueOutcome>
  settleUncertain(list: string, issue: string, batch: number, decision: 'resend' | 'skip'): Promise<IssueOutcome>
  /** One letter to one address, of a draft or of what was frozen; it counts nowhere. */
  testSend(list: string, issue: string, email: string): Promise<IssueOutcome>
  /** What the archive lists: whatever began to go out and was not stopped. Newest first, a page from 1. */
  issuesOf(list: string, page: number): Promise<{ items: ArchivedIssue[]; total: number }>
  /** The latest that anybody got, stopped or not, newest first: the next digest starts after them and repeats none of their articles. */
  sentIssues(list: string): Promise<ArchivedIssue[]>
  /** Also one that was stopped, if anybody got it: the link to it is in their mailbox. */
  issuePage(list: string, issue: string): Promise<ArchivedIssue | null>
  /** The newest of each list. */
  latestIssues(): Promise<ArchivedIssue[]>
  /** Makes the digests that are due, and sees to it that the next are made on time. Asked by the cron. */
  keepSchedules(): Promise<void>
}

/** The same object, as an operator asks it. */
export const listBackupOf = (env: Env) => mailingListOf(env) as unknown as BackupCalls & HealthCalls

export const mailingListOf = (env: Env) => env.MAILING_LIST.get(env.MAILING_LIST.idFromName('readers')) as unknown as MailingListCalls & IssueCalls
