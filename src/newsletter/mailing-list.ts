/**
 * The Durable Object with the newsletters' readers; no other code can reach their data. Its code is in list/, and is loaded when the
 * object wakes.
 */
import { DurableObject } from 'cloudflare:workers'
import type { BackupCalls } from '../backup/calls.ts'
import type { HealthCalls } from '../health/check.ts'
import type { IssueCalls, MailingListCalls } from './calls.ts'
import type { MailingListCore } from './list/core.ts'

export class MailingList extends DurableObject<Env> {
  core: Promise<MailingListCore>

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.core = ctx.blockConcurrencyWhile(async () => {
      const { openMailingList } = await import('./list/open-list.ts')
      return openMailingList(ctx, env)
    })
  }

  override async alarm() {
    await (await this.core).alarm()
  }
}

const CALLS = {
  signUp: true,
  mailLink: true,
  stamp: true,
  confirmation: true,
  confirm: true,
  resend: true,
  settings: true,
  change: true,
  exportReader: true,
  unsubscription: true,
  unsubscribe: true,
  subscribers: true,
  consents: true,
  importSubscribers: true,
  findSubscriber: true,
  forget: true,
  counts: true,
  renewKey: true,
  report: true,
  backupPage: true,
  beginRestore: true,
  restoreRows: true,
  endRestore: true,
  health: true,
} satisfies Record<keyof (MailingListCalls & BackupCalls & HealthCalls), true>

const ISSUE_CALLS = {
  createIssue: true,
  issueSource: true,
  changeDraft: true,
  listIssues: true,
  readIssue: true,
  previewIssue: true,
  scheduleIssue: true,
  sendIssue: true,
  pauseIssue: true,
  resumeIssue: true,
  stopIssue: true,
  settleUncertain: true,
  testSend: true,
  issuesOf: true,
  sentIssues: true,
  issuePage: true,
  latestIssues: true,
  keepSchedules: true,
} satisfies Record<keyof IssueCalls, true>

type Calls = Record<string, (...given: unknown[]) => Promise<unknown>>

// RPC can only call methods of the prototype.
function answer(calls: object, of: (core: MailingListCore) => object) {
  for (const name of Object.keys(calls)) {
    Object.defineProperty(MailingList.prototype, name, {
      async value(this: MailingList, ...given: unknown[]) {
        const target = of(await this.core) as Calls // Both have what their tables of calls name.
        return target[name]?.(...given)
      },
    })
  }
}
answer(CALLS, (core) => core)
answer(ISSUE_CALLS, (core) => core.issues)
