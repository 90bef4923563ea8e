/** Who gets an issue: readers in the order of their ids, checked when their batch is claimed. */
import { type Database, rows } from '../list/database.ts'
import type { IssueRow } from './issues.ts'
import { mergedOf } from './merged-recipients.ts'

export type Recipient = { id: number; email: string; address: string; paused_until: number | null; mailbox: number }

/** Readers after the cursor who were on the list when the issue was frozen, and still are. */
export const recipientsAfter = (db: Database, { list, cursor, last_reader, frozen_at }: IssueRow, limit: number) =>
  rows<Recipient>(
    db,
    `SELECT r.id, r.email, r.address, r.paused_until, r.mailbox
       FROM subscriptions s INDEXED BY subscriptions_confirmed CROSS JOIN readers r ON r.id = s.reader
      WHERE s.list = ? AND s.state = 'confirmed' AND s.reader > ? AND s.reader <= ? AND s.confirmed_at <= ? ORDER BY s.reader LIMIT ?`,
    list,
    cursor,
    last_reader,
    frozen_at,
    limit,
  )

/** Those of these readers who are still on the list. */
export const stillOnList = (db: Database, issue: IssueRow, readers: readonly number[]) =>
  rows<Recipient>(
    db,
    `SELECT r.id, r.email, r.address, r.paused_until, r.mailbox
       FROM json_each(?) j CROSS JOIN subscriptions s ON s.list = ? AND s.reader = j.value CROSS JOIN readers r ON r.id = s.reader
      WHERE s.state = 'confirmed' AND s.confirmed_at <= ? ORDER BY s.reader`,
    JSON.stringify(readers),
    issue.list,
    issue.frozen_at,
  ).filter(({ id }) => !mergedOf(issue).includes(id))

export const isPaused = ({ paused_until }: Recipient, now: number) => paused_until !== null && paused_until > now

/** Changes if any address of a batch does: a reader who changed theirs must not get the letter at both. FNV-1a. */
export function fingerprintOf(recipients: readonly Recipient[]): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(recipients.map(({ id, address }) => `${id} ${address}`).join('\n')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36)
}

export const hostOf = (address: string) => address.slice(address.lastIndexOf('@') + 1)
