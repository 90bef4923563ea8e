/**
 * Approval of one revision by somebody without an account, through a link: a source, a lawyer, a guest author. Of the link only a hash is
 * kept. It can be answered once.
 */
import { instantOf } from '../../copy/text/instant.ts'
import type { Actor, Deleted, Refusal } from '../calls.ts'
import { APPROVER_NAME, mayPublish } from '../ledger/actors.ts'
import { articleRow, articleRowOf } from '../ledger/article-row.ts'
import { recordAudit } from '../ledger/audit.ts'
import { entryOf } from '../ledger/entries.ts'
import { missingRevisionRefusal } from '../ledger/erasures.ts'
import { missingRefusal } from '../ledger/former-slugs.ts'
import { copyOfRevision } from '../ledger/revisions.ts'
import { type Ledger, row, rows, run } from '../ledger/sql.ts'
import type { Approval, ApprovalAnswer, ApprovalRead, ApprovalRefusal, NewApproval } from '../writing-calls.ts'

/** Of one story. */
const MAX_LINKS = 200
export const MAX_LINK_DAYS = 30
const DAY_MS = 86_400_000

type ApprovalRow = {
  id: string
  article: number
  revision: number
  until: string
  by: string
  at: string
  revoked: number
  verdict: 'approved' | 'sent-back' | null
  name: string | null
  answered_at: string | null
  reason: string | null
}

export function createApproval(
  ledger: Ledger,
  now: number,
  slug: string,
  { id, hash, revision, until }: NewApproval & { id: string },
  actor: Actor,
): { ok: true; approval: Approval } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const of = revision ?? it.revision
  if (!copyOfRevision(ledger, it.id, of)) return missingRevisionRefusal(ledger, it, of)
  const count = row<{ count: number }>(ledger, 'SELECT count(*) AS count FROM approvals WHERE article = ?', it.id)?.count ?? 0
  if (count >= MAX_LINKS) return { ok: false, reason: 'too-many-links', slug, most: MAX_LINKS }
  const last = instantOf(now + MAX_LINK_DAYS * DAY_MS)
  run(
    ledger,
    'INSERT INTO approvals (id, hash, article, revision, until, by, at, revoked) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
    ...[id, hash, it.id, of, until < last ? until : last, actor.name, instantOf(now)],
  )
  recordAudit(ledger, actor, now, { what: 'ask-approval', slug, revision: of, isNoDecision: true })
  return { ok: true, approval: approvalOf(row<ApprovalRow>(ledger, 'SELECT * FROM approvals WHERE id = ?', id) as ApprovalRow, instantOf(now)) } // It was just saved.
}

/** Newest first. */
export function listApprovals(ledger: Ledger, now: number, slug: string): { ok: true; approvals: Approval[] } | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const found = rows<ApprovalRow>(ledger, 'SELECT * FROM approvals WHERE article = ? ORDER BY at DESC, id', it.id)
  return { ok: true, approvals: found.map((approval) => approvalOf(approval, instantOf(now))) }
}

/** By who made it, or an editor. An answer that was given stays. */
export function endApproval(ledger: Ledger, now: number, slug: string, id: string, actor: Actor): Deleted | Refusal {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  const found = row<ApprovalRow>(ledger, 'SELECT * FROM approvals WHERE id = ? AND article = ?', id, it.id)
  if (!found) return { ok: false, reason: 'unknown-link', slug, id }
  if (found.by !== actor.name && !mayPublish(actor))
    return { ok: false, reason: 'not-allowed', needs: 'editor', message: `${found.by} made this link. Ask them or an editor to end it.` }
  if (found.revoked) return { ok: true }
  run(ledger, 'UPDATE approvals SET revoked = 1 WHERE id = ?', id)
  recordAudit(ledger, actor, now, { what: 'end-approval', slug, revision: found.revision, isNoDecision: true })
  return { ok: true }
}

/** What whoever holds the link is shown. Withdrawn, erased or deleted, nothing of it is. */
export function readApproval(ledger: Ledger, now: number, hash: string): ApprovalRead | ApprovalRefusal {
  const found = row<ApprovalRow>(ledger, 'SELECT * FROM approvals WHERE hash = ?', hash)
  if (!found) return { ok: false, reason: 'unknown-link' }
  const it = articleRowOf(ledger, found.article)
  const article = it && it.state !== 'withdrawn' ? copyOfRevision(ledger, it.id, found.revision) : null
  if (!it || !article || found.revoked || found.until <= instantOf(now)) return { ok: false, reason: 'ended-link' }
  return { ok: true, article, approval: approvalOf(found, instantOf(now)), entry: entryOf(it) }
}

/** `name` is what they call themselves: the trail says through whose link. */
export function answerApproval(ledger: Ledger, now: number, hash: string, { verdict, name, reason }: ApprovalAnswer): ApprovalRead | ApprovalRefusal {
  const open = readApproval(ledger, now, hash)
  if (!open.ok) return open
  if (open.approval.answer) return { ok: false, reason: 'answered-link', approval: open.approval }
  const { approval, entry } = open
  run(
    ledger,
    'UPDATE approvals SET verdict = ?, name = ?, answered_at = ?, reason = ? WHERE id = ?',
    ...[verdict, name, instantOf(now), reason ?? null, approval.id],
  )
  const what = verdict === 'approved' ? 'approve' : 'send-back'
  const detail = `${name}, through a link of ${approval.by}${reason ? `: ${reason}` : ''}`
  recordAudit(ledger, { name: APPROVER_NAME }, now, { what, slug: entry.slug, revision: approval.revision, detail, isNoDecision: true })
  return readApproval(ledger, now, hash)
}

function approvalOf({ id, revision, until, by, at, revoked, verdict, name, answered_at, reason }: ApprovalRow, now: string): Approval {
  const answer = verdict && name !== null && answered_at !== null ? { name, at: answered_at, ...(reason !== null && { reason }) } : undefined
  const isOver = revoked === 1 || until <= now
  return { id, revision, until, by, at, state: verdict ?? (isOver ? 'ended' : 'open'), ...(answer && { answer }), ...(revoked === 1 && { revoked: true }) }
}
