/**
 * Sends the emails that go to a single reader. Each is claimed before it is sent and settled afterwards. After a crash in between it is sent
 * again once `CLAIM_MS` have passed: a reader with two emails can still confirm, one with none would wait for ever.
 */
import type { NewsletterList, Site } from '../../copy/shapes/site.ts'
import type { Delivery, Mailer, Message } from '../delivery/mailer.ts'
import { confirmationLetter } from '../letters/confirmation.tsx'
import { DAY_MS, type Database, HOUR_MS, MINUTE_MS, row, rows, run } from '../list/database.ts'
import { parseAddress } from './address.ts'
import { CONFIRMABLE_MS, type ConfirmationPurpose, listsOf } from './confirmations.ts'
import { confirmPath, preferencesPath, preferencesToken } from './letter-links.ts'
import { countMail, nextMailAt, uncountMail } from './mails-to-address.ts'
import { pendingLists } from './subscriptions.ts'
import { signToken } from './tokens.ts'

/** What sending needs from outside. `log` must never get an address. */
export type Post = { mailer: () => Promise<Mailer | undefined>; site: () => Promise<Site>; log: (line: Record<string, unknown>) => void }

const MAX_BATCH = 20
const CLAIM_MS = 5 * MINUTE_MS
/** When no provider is set up, or the site has no sender address. */
const NO_MAILER_MS = 10 * MINUTE_MS
const MAX_ATTEMPTS = 8
/** An email that could not go out for so long, because too many go to its address, is no longer expected. */
const STALE_MS = DAY_MS

type Due = {
  id: number
  reader: number
  mailbox: number
  purpose: ConfirmationPurpose
  lists: string
  to: string
  asked_at: number
  sent_at: number | null
  attempts: number
}
type Claimed = Due & { names: string[]; address: string }
type Transaction = <T>(change: () => T) => T

export const nextLetterDue = (db: Database) =>
  row<{ at: number | null }>(db, 'SELECT min(due_at) AS at FROM confirmations WHERE due_at IS NOT NULL')?.at ?? undefined

/** Sends one batch of what is due. */
export async function sendConfirmations(db: Database, transaction: Transaction, post: Post, now: number): Promise<void> {
  if ((nextLetterDue(db) ?? Number.POSITIVE_INFINITY) > now) return
  const mailer = await post.mailer()
  const site = await post.site()
  if (!mailer || !site.newsletter?.from) {
    run(db, 'UPDATE confirmations SET due_at = ? WHERE due_at <= ?', now + NO_MAILER_MS, now)
    return post.log({ event: 'confirmations-wait', because: mailer ? 'site.newsletter.from is not set' : 'MAIL_CONFIRMATIONS is not set' })
  }
  const claimed = transaction(() => claimDue(db, Math.min(MAX_BATCH, mailer.maxBatch), site.newsletter?.lists ?? [], now))
  if (claimed.length === 0) return
  const messages = await Promise.all(claimed.map((letter) => messageOf(db, letter, site, now)))
  const [first] = claimed
  const deliveries = await mailer.send(messages, `confirmations:${first?.id}.${now}`)
  transaction(() => {
    for (const [at, letter] of claimed.entries()) settle(db, letter, deliveries[at], post, now)
  })
}

/** Sends off what may go out now; puts off what would be too much for its address, and drops what has nothing left to ask. */
function claimDue(db: Database, limit: number, lists: readonly NewsletterList[], now: number): Claimed[] {
  const due = rows<Due>(
    db,
    `SELECT c.id, c.reader, r.mailbox, c.purpose, c.lists, coalesce(c.email, r.email) AS "to", c.asked_at, c.sent_at, c.attempts
       FROM confirmations c JOIN readers r ON r.id = c.reader WHERE c.due_at <= ? ORDER BY c.due_at LIMIT ?`,
    now,
    limit,
  )
  return due.flatMap((letter) => {
    const pending = new Set(pendingLists(db, letter.reader))
    const names = lists.flatMap(({ slug, name }) => (pending.has(slug) && listsOf(letter).includes(slug) ? [name] : []))
    if (letter.purpose === 'confirm' && names.length === 0) {
      run(db, 'UPDATE confirmations SET due_at = NULL WHERE id = ?', letter.id)
      return []
    }
    const address = parseAddress(letter.to)?.key ?? ''
    if (isPutOff(db, letter, address, now)) return []
    run(db, 'UPDATE confirmations SET due_at = ?, sent_at = ?, attempts = attempts + 1 WHERE id = ?', now + CLAIM_MS, now, letter.id)
    countMail(db, address, now)
    return [{ ...letter, names, address }]
  })
}

/** An email that was claimed and never settled is the same email once more, and counts as the first did. */
function isPutOff(db: Database, { id, asked_at, sent_at }: Due, address: string, now: number): boolean {
  if (sent_at !== null) uncountMail(db, address, sent_at)
  const at = sent_at === null ? nextMailAt(db, address, now) : now
  if (at <= now) return false
  run(db, 'UPDATE confirmations SET due_at = ? WHERE id = ?', at > asked_at + STALE_MS ? null : at, id)
  return true
}

async function messageOf(db: Database, { id, reader, mailbox, purpose, to, names }: Claimed, site: Site, now: number): Promise<Message> {
  const path =
    purpose === 'link'
      ? preferencesPath(await preferencesToken(db, { id: reader, mailbox }, now))
      : confirmPath(await signToken(db.key, { purpose: 'confirm', reader, number: id, expires: Math.floor((now + CONFIRMABLE_MS) / 1000) }))
  const from = site.newsletter?.from
  return {
    from: { name: from?.name ?? site.name, address: from?.address ?? '' },
    to: { address: parseAddress(to)?.wire ?? '' },
    ...confirmationLetter({ site, purpose, lists: names, link: `${site.url}${path}` }),
    id: `confirmation-${id}`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Only deferred emails are tried again. A reader who got none can send the form again. */
function settle(db: Database, { id, attempts, address }: Claimed, delivery: Delivery | undefined, { log }: Post, now: number) {
  const result = delivery?.result ?? 'uncertain'
  if (result !== 'sent') log({ event: 'confirmation-not-sent', confirmation: id, result, attempts: attempts + 1 })
  if (result === 'deferred' || result === 'rejected') uncountMail(db, address, now)
  if (delivery?.result === 'deferred' && attempts + 1 < MAX_ATTEMPTS) {
    const wait = Math.max((delivery.retryAfterSeconds ?? 0) * 1000, Math.min(2 ** attempts * MINUTE_MS, HOUR_MS))
    run(db, 'UPDATE confirmations SET due_at = ?, sent_at = NULL WHERE id = ? AND due_at IS NOT NULL', now + wait, id)
    return
  }
  run(db, 'UPDATE confirmations SET due_at = NULL WHERE id = ?', id)
}
