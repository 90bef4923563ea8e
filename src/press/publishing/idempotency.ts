/** Answers to requests that may come twice. */
import type { Actor, Idempotency, Refusal } from '../calls.ts'
import { answerGiven, DAY_MS } from '../ledger/answers.ts'
import { type Ledger, row, run } from '../ledger/sql.ts'

/** The same key with the same body gets the same answer for a day; only what was done is remembered, a refusal may be mended. */
export function doOnce<T extends { ok: boolean }>(
  ledger: Ledger,
  actor: Actor,
  idempotency: Idempotency | undefined,
  now: number,
  act: () => T | Refusal,
): T | Refusal {
  if (!idempotency) return act()
  const before = answerGiven(ledger, actor, idempotency.key, now)
  if (before) return before.body_hash === idempotency.bodyHash ? (JSON.parse(before.outcome) as T) : { ok: false, reason: 'key-reused', key: idempotency.key }
  const outcome = act()
  if (outcome.ok) saveAnswer(ledger, actor, idempotency, outcome, now)
  return outcome
}

export function saveAnswer(ledger: Ledger, actor: Actor, { key, bodyHash }: Idempotency, outcome: object, now: number) {
  run(
    ledger,
    'INSERT OR REPLACE INTO idempotency (key, body_hash, outcome, at) VALUES (?, ?, ?, ?)',
    ...[`${actor.name}\n${key}`, bodyHash, JSON.stringify(outcome), now],
  )
}

/** Answers hold headlines, and notes of what was left out of the copy. */
export const scrubAnswers = (ledger: Ledger, slug: string) =>
  run(
    ledger,
    `UPDATE idempotency SET outcome = json_remove(json_set(outcome, '$.entry.headline', ''), '$.notes', '$.others') WHERE instr(outcome, ?)`,
    `"slug":"${slug}"`,
  )

export const deleteExpiredAnswers = (ledger: Ledger, now: number) => run(ledger, 'DELETE FROM idempotency WHERE at <= ?', now - DAY_MS)

export function nextAnswerExpiry(ledger: Ledger) {
  const at = row<{ at: number | null }>(ledger, 'SELECT min(at) AS at FROM idempotency')?.at
  return at == null ? undefined : at + DAY_MS
}
