/** Answers to requests that may come twice, as they are stored: for a day. */
import type { Actor } from '../calls.ts'
import { type Ledger, row } from './sql.ts'

export const DAY_MS = 86_400_000

export const answerGiven = (ledger: Ledger, actor: Pick<Actor, 'name'>, key: string, now: number) =>
  row<{ body_hash: string; outcome: string }>(
    ledger,
    'SELECT body_hash, outcome FROM idempotency WHERE key = ? AND at > ?',
    ...[`${actor.name}\n${key}`, now - DAY_MS],
  )
