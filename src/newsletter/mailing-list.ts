/**
 * Subscribers, apart from everything readers' code can reach. A request is saved here before its reader is told so.
 * Each consent is a record of its own: what was shown, when, from which country, for which list.
 */
import { DurableObject } from 'cloudflare:workers'
import type { MailingListCalls, Recorded, Subscriber, Subscription } from './mailing-list-calls.ts'

/**
 * For how many addresses one sender may ask within an hour. An address itself has no limit: whoever asked for it often enough
 * would keep its owner out.
 */
const MAX_ADDRESSES = 10
const WINDOW_SECONDS = 3600
const PAGE_ROWS = 1000

export class MailingList extends DurableObject<Env> implements MailingListCalls {
  #sql = this.ctx.storage.sql

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql.exec(`
      CREATE TABLE IF NOT EXISTS subscription (
        address TEXT NOT NULL, list TEXT NOT NULL, email TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', at TEXT NOT NULL,
        PRIMARY KEY (address, list)
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS consent (
        id INTEGER PRIMARY KEY, address TEXT NOT NULL, list TEXT NOT NULL, version TEXT NOT NULL, words TEXT NOT NULL, country TEXT, at TEXT NOT NULL
      );
      CREATE INDEX IF NOT EXISTS consent_address ON consent (address, list);
      CREATE TABLE IF NOT EXISTS request (sender TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sender, address)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS request_at ON request (at);
      DROP TABLE IF EXISTS attempt;
    `)
  }

  async request(subscription: Subscription): Promise<Recorded> {
    const now = Date.now()
    const address = mailboxOf(subscription.email)
    return this.ctx.storage.transactionSync(() => {
      const retryAfterSeconds = this.#secondsToWait(subscription.sender, address, Math.floor(now / 1000))
      if (retryAfterSeconds > 0) return { ok: false, reason: 'too-many', retryAfterSeconds }
      this.#save(subscription, address, new Date(now).toISOString())
      return { ok: true, lists: subscription.lists }
    })
  }

  async subscribers(cursor?: string) {
    // The cursor is the last row's key; addresses hold no spaces.
    const [address = '', list = ''] = cursor?.split(' ') ?? []
    const rows = this.#sql
      .exec<{
        address: string
        email: string
        list: string
        state: string
        at: string
        version: string | null
        country: string | null
        consentAt: string | null
      }>(
        `SELECT s.address, s.email, s.list, s.state, s.at, c.version, c.country, c.at AS consentAt
           FROM subscription s LEFT JOIN consent c ON c.id = (SELECT min(id) FROM consent WHERE address = s.address AND list = s.list)
          WHERE (s.address, s.list) > (?, ?) ORDER BY s.address, s.list LIMIT ?`,
        address,
        list,
        PAGE_ROWS,
      )
      .toArray()
    const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined
    const items = rows.map(
      ({ email, list, state, at, version, country, consentAt }): Subscriber => ({
        email,
        list,
        state,
        at,
        ...(version && consentAt && { consent: { version, at: consentAt, ...(country && { country }) } }),
      }),
    )
    return { items, ...(last && { nextCursor: `${last.address} ${last.list}` }) }
  }

  async forget(email: string) {
    const address = mailboxOf(email)
    return this.ctx.storage.transactionSync(() => {
      const { rowsWritten } = this.#sql.exec('DELETE FROM subscription WHERE address = ?', address)
      this.#sql.exec('DELETE FROM consent WHERE address = ?', address)
      this.#sql.exec('DELETE FROM request WHERE address = ?', address)
      return rowsWritten > 0
    })
  }

  /** The consent that began a subscription is the evidence for it: what anybody posts later changes nothing of it. */
  #save({ email, lists, consent }: Subscription, address: string, at: string) {
    for (const list of lists) {
      const begun = this.#sql.exec('INSERT INTO subscription (address, list, email, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', address, list, email, at)
      if (begun.rowsWritten === 0) continue
      this.#sql.exec(
        'INSERT INTO consent (address, list, version, words, country, at) VALUES (?, ?, ?, ?, ?, ?)',
        address,
        list,
        consent.version,
        consent.words,
        consent.country ?? null,
        at,
      )
    }
  }

  /** Seconds until this sender may ask for one more address; 0 for now, and then it is counted. */
  #secondsToWait(sender: string, address: string, nowSeconds: number) {
    this.#sql.exec('DELETE FROM request WHERE at <= ?', nowSeconds - WINDOW_SECONDS)
    const { count, oldest } = this.#sql
      .exec<{ count: number; oldest: number | null }>(
        'SELECT count(*) AS count, min(at) AS oldest FROM request WHERE sender = ? AND address <> ?',
        sender,
        address,
      )
      .one()
    if (count >= MAX_ADDRESSES && oldest !== null) return oldest + WINDOW_SECONDS - nowSeconds
    this.#sql.exec('INSERT OR REPLACE INTO request (sender, address, at) VALUES (?, ?, ?)', sender, address, nowSeconds)
    return 0
  }
}

/** The same mailbox, however it was typed. Only the host's letters are sure not to matter (RFC 5321 section 2.4); all real ones agree on the rest. */
const mailboxOf = (email: string) => email.trim().toLowerCase()
