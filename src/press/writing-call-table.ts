/** The calls of those who write a story. */
import { change, read, type Task } from './task.ts'
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
}
