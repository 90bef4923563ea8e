/** The calls of those who write a story. */

import { articleRow } from './ledger/article-row.ts'
import { readAuditOf } from './ledger/audit.ts'
import { formerSlugsOf, missingRefusal } from './ledger/former-slugs.ts'
import type { Ledger } from './ledger/sql.ts'
import { doOnce } from './publishing/idempotency.ts'
import { endPreview, listPreviews } from './publishing/previews.ts'
import { change, read, type Task } from './task.ts'
import * as approvals from './writing/approvals.ts'
import * as notes from './writing/block-notes.ts'
import * as drafts from './writing/drafts.ts'
import { heartbeat } from './writing/presence.ts'
import type { WritingCalls } from './writing-calls.ts'

type WritingCallTable = { [Name in keyof WritingCalls]: (...asked: Parameters<WritingCalls[Name]>) => Task<Awaited<ReturnType<WritingCalls[Name]>>> }

export const WRITING_CALLS: WritingCallTable = {
  saveDraft: (id, draft, actor, expect) => change(undefined, (ledger, now) => drafts.saveDraft(ledger, now, id, draft, actor, expect)),
  readDraft: (id, by) => read((ledger, now) => drafts.readDraft(ledger, now, id, by)),
  listDrafts: (of) => read((ledger, now) => drafts.listDrafts(ledger, now, of)),
  deleteDraft: (id, actor, expect) => change(undefined, (ledger, now) => drafts.deleteDraft(ledger, now, id, actor, expect)),
  heartbeat: (slug, beat, actor) => read((ledger, now, { presence }) => heartbeat(ledger, now, presence, slug, beat, actor)),
  addNote: (slug, note, actor, once) =>
    change(undefined, (ledger, now) => doOnce(ledger, actor, once, now, () => notes.addNote(ledger, now, slug, note, actor))),
  listNotes: (slug) => read((ledger) => notes.listNotes(ledger, slug)),
  changeNote: (slug, id, changed, actor) => change(undefined, (ledger, now) => notes.changeNote(ledger, now, slug, id, changed, actor)),
  deleteNote: (slug, id, actor) => change(undefined, (ledger, now) => notes.deleteNote(ledger, now, slug, id, actor)),
  createApproval(slug, approval, actor) {
    const id = crypto.randomUUID()
    return change(undefined, (ledger, now) => approvals.createApproval(ledger, now, slug, { id, ...approval }, actor))
  },
  listApprovals: (slug) => read((ledger, now) => approvals.listApprovals(ledger, now, slug)),
  endApproval: (slug, id, actor) => change(undefined, (ledger, now) => approvals.endApproval(ledger, now, slug, id, actor)),
  readApproval: (hash) => read((ledger, now) => approvals.readApproval(ledger, now, hash)),
  answerApproval: (hash, answer) => change(undefined, (ledger, now) => approvals.answerApproval(ledger, now, hash, answer)),
  listPreviews: (slug) => read((ledger, now) => listPreviews(ledger, now, slug)),
  endPreview: (slug, id, actor) => change(undefined, (ledger, now) => endPreview(ledger, now, slug, id, actor)),
  auditOf: (slug, cursor, limit) => read((ledger) => trailOf(ledger, slug, cursor, limit)),
}

function trailOf(ledger: Ledger, slug: string, cursor?: string, limit?: number) {
  const it = articleRow(ledger, slug)
  if (!it) return missingRefusal(ledger, slug)
  return { ok: true as const, ...readAuditOf(ledger, [slug, ...formerSlugsOf(ledger, it.id).map((former) => former.slug)], cursor, limit) }
}
