/** Counts emails to single readers, because a provider's daily limit includes them. */
import type { Mailer } from '../delivery/mailer.ts'
import type { Database } from '../list/database.ts'
import { countSingleMails } from './pace.ts'

/** Uncertain emails count: they may have been sent. */
export function countingMailer(mailer: Mailer | undefined, db: Database, onSend?: (emails: number) => void): Mailer | undefined {
  return (
    mailer && {
      ...mailer,
      async send(messages, key) {
        onSend?.(messages.length)
        const deliveries = await mailer.send(messages, key)
        const mails = deliveries.filter(({ result }) => result === 'sent' || result === 'uncertain').length
        if (mails > 0) countSingleMails(db, mails, Date.now())
        return deliveries
      },
    }
  )
}
