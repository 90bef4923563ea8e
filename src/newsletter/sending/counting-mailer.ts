/** Counts what is sent to single readers: a provider counts it with the day's letters. */
import type { Mailer } from '../delivery/mailer.ts'
import type { Database } from '../list/database.ts'
import { countSingleMails } from './pace.ts'

/** What nobody knows of may have been sent, and counts. */
export function countingMailer(mailer: Mailer | undefined, db: Database): Mailer | undefined {
  return (
    mailer && {
      ...mailer,
      async send(messages, key) {
        const deliveries = await mailer.send(messages, key)
        const mails = deliveries.filter(({ result }) => result === 'sent' || result === 'uncertain').length
        if (mails > 0) countSingleMails(db, mails, Date.now())
        return deliveries
      },
    }
  )
}
