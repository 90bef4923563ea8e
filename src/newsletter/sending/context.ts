/** What sending needs from elsewhere: provider, site, press and limits. Tests replace it. */
import type { Site } from '../../copy/shapes/site.ts'
import { readSetting } from '../../edge/setting.ts'
import { pressOf } from '../../press/calls.ts'
import { type OutsideEvent, webhookPressOf } from '../../press/webhook-calls.ts'
import type { IssueSource, MailReport } from '../calls.ts'
import type { Mailer } from '../delivery/mailer.ts'
import type { Composed, ComposeOptions } from '../letters/issue.ts'
import type { Database } from '../list/database.ts'
import type { Limits } from './pace.ts'

/** The mailing list, as far as sending uses it. `wake` sets the alarm to what is due next; `confirm` sends confirmations that are due, and returns how many. */
export type ListAccess = {
  db: Database
  transaction: <T>(change: () => T) => T
  wake: () => void
  confirm: () => Promise<number>
  report: (events: readonly MailReport[]) => Promise<void>
}

export type SendingContext = {
  mailer: () => Promise<Mailer | undefined>
  site: () => Promise<Site>
  compose: (source: IssueSource, options: ComposeOptions) => Promise<Composed>
  /** Those of the articles that readers can't read now. */
  notPublished: (slugs: readonly string[]) => Promise<string[]>
  tellWebhooks: (event: OutsideEvent) => Promise<void>
  limits: Limits
  /** Must never be given an address. */
  log: (line: Record<string, unknown>) => void
}

export const sendingContext = (env: Env, { site, log }: Pick<SendingContext, 'site' | 'log'>): SendingContext => ({
  site,
  log,
  mailer: async () => (await import('../delivery/mailer-for.ts')).mailerFor(env, 'letters'),
  compose: async (source, options) => (await import('../letters/issue.ts')).composeIssue(env, source, options),
  notPublished: (slugs) => pressOf(env).notPublished([...slugs]),
  tellWebhooks: (event) => webhookPressOf(env).tellWebhooks(event),
  limits: {
    ...limit('perSecond', readSetting(env, 'MAIL_PER_SECOND')),
    ...limit('perDay', readSetting(env, 'MAIL_PER_DAY')),
    ...limit('callsPerAlarm', readSetting(env, 'MAIL_CALLS_PER_ALARM')),
    sharesDay: readSetting(env, 'MAIL_LETTERS') === readSetting(env, 'MAIL_CONFIRMATIONS'),
  },
})

/** Anything but a number above zero is no limit. */
function limit(name: 'perSecond' | 'perDay' | 'callsPerAlarm', text: string | undefined) {
  const number = Number(text)
  return number > 0 ? { [name]: number } : {}
}
