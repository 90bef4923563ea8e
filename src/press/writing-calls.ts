/**
 * What the press is asked while a story is being written: drafts and who else is in the story. Callers hold these types beside
 * `PressCalls`. Times are ISO 8601 in UTC to the second, by the press's clock.
 */
import type { Article } from '../copy/shapes/article.ts'
import { pressStub } from '../edition/last-good-copy.ts'
import type { Actor, AuditLine, Deleted, Entry, ExpectedTag, Idempotency, Page, Refusal } from './calls.ts'

/**
 * Somebody's unfiled work on one story. `id` is `story:{slug}`; or of a story that was never filed, the random id that its page gave it.
 * `tab` is the open page it was typed in, `sequence` counts what that page saved. Its tag is `{tab}.{sequence}`.
 */
export type Draft = {
  id: string
  /** Of a filed story: its slug now. */
  slug?: string
  by: string
  /** The revision that the work started from. */
  base?: number
  tab: string
  sequence: number
  savedAt: string
  headline?: string
  section?: string
}

/** `text` is the copy as it was sent: JSON of an object that need not be an article yet. */
export type DraftWithCopy = Draft & { text: string }
/** In a draft's copy, as `erased`: words that only this revision had are replaced in it by "[erased]". Saved again, it is gone. */
export type ErasedFromDraft = { revision: number; by: string; at: string }
export type DraftToSave = Pick<DraftWithCopy, 'tab' | 'sequence' | 'base' | 'headline' | 'section' | 'text'>

/** `saved: false`: this page has saved a newer one before, and `draft` is that. `entry` is the filed story as it is now. */
export type DraftSaved = { ok: true; saved: boolean; draft: Draft; entry?: Entry }
/** `draft` is of whom it was asked for, null where they have none; `others` are other people's on the same story. */
/** `filedAs`: the slug of the story that was made of it within a day, where that is all there is. */
export type DraftRead = { ok: true; draft: DraftWithCopy | null; others: Draft[]; entry?: Entry; filedAs?: string }

/** What an open page says of itself. `tab` is its own, as in its drafts. */
export type Heartbeat = { tab: string; typing: boolean; leaving?: boolean }
/** Somebody who has the story open, in whatever number of tabs. `you`: whoever asks, in another tab. */
export type Present = { by: string; since: string; typing: boolean; you?: true }
/** `entry` is the story as it is now: who asks compares its slug, revision and state with what they have. */
export type PresenceSeen = { ok: true; entry: Entry; present: Present[] }

/**
 * A note for the newsroom. `block` is the block's place in `revision`, or in the newest; without it the note is of the whole story. `excerpt`: how
 * the block begins in text that isn't filed; then `block` is only about where.
 */
/** `correction`: proposed in the words that readers would get, for what they have in `revision`. Such a note is of the whole story. */
export type NewNote = { text: string; block?: number; revision?: number; excerpt?: string; correction?: string }
/**
 * `block` is the place in the newest revision; with an `excerpt` but no `block` it is no longer there. A note follows its block through
 * revisions.
 */
export type BlockNote = {
  id: number
  text: string
  by: string
  at: string
  block?: number
  excerpt?: string
  resolved?: { by: string; at: string }
  proposal?: CorrectionProposal
}
/** `revision` is what readers had when it was proposed; `isStale`: they have another by now, or none. */
export type CorrectionProposal = { correction: string; revision: number; isStale: boolean }
/** What is left out stays. */
export type NoteChange = { text?: string; resolved?: boolean }

/** `until` is 30 days ahead at most. `hash` is that of the link's secret, SHA-256 in hex. Without `revision` it is the newest. */
export type NewApproval = { hash: string; until: string; revision?: number }
/** One link. `ended`: nobody answered it in time, or it was revoked first. `name` is what whoever answered calls themselves. */
export type Approval = {
  id: string
  revision: number
  until: string
  by: string
  at: string
  state: 'open' | 'approved' | 'sent-back' | 'ended'
  answer?: { name: string; at: string; reason?: string }
  revoked?: true
}
/** `article` is the revision that is to be approved; `entry` the story as it is now, which may be newer. */
export type ApprovalRead = { ok: true; article: Article; approval: Approval; entry: Entry }
export type ApprovalAnswer = { verdict: 'approved'; name: string; reason?: string } | { verdict: 'sent-back'; name: string; reason: string }
export type ApprovalRefusal = { ok: false; reason: 'unknown-link' | 'ended-link' } | { ok: false; reason: 'answered-link'; approval: Approval }

/** Made before this was known, `by` and `at` are missing. */
export type Preview = { id: string; until: string; by?: string; at?: string }

/** Under which a form of a new story makes one, however often it is sent. `id` is its draft's. */
export const newStoryKey = (id: string) => `new story ${id}`

export interface WritingCalls {
  /**
   * Newest wins within one `tab`. What another tab of the same person saved is only replaced where `expect` names its tag:
   * `stale-value` else. A revision never comes of it, and nothing is printed. What started from a revision that is erased is not saved again:
   * `erased-revision`.
   */
  saveDraft(id: string, draft: DraftToSave, actor: Actor, expect?: ExpectedTag): Promise<DraftSaved | Refusal>
  readDraft(id: string, by: string): Promise<DraftRead | Refusal>
  /** Newest first: all of one person; or everybody's of stories that were never filed, at most 200. */
  listDrafts(of: { by: string } | 'never-filed'): Promise<Draft[]>
  /** Also where there is none. What its page saved earlier and comes later is not taken for a new one. */
  deleteDraft(id: string, actor: Actor, expect?: ExpectedTag): Promise<Deleted | Refusal>
  /** Writes nothing. Also under a former slug of the story. */
  heartbeat(slug: string, beat: Heartbeat, actor: Actor): Promise<PresenceSeen | Refusal>
  /** Sent again under one key, it is one note. */
  addNote(slug: string, note: NewNote, actor: Actor, idempotency?: Idempotency): Promise<{ ok: true; id: number } | Refusal>
  /** Oldest first, resolved ones too. */
  listNotes(slug: string): Promise<{ ok: true; revision: number; notes: BlockNote[] } | Refusal>
  /** Anybody resolves; the text is changed by who wrote it, or by an editor. */
  changeNote(slug: string, id: number, change: NoteChange, actor: Actor): Promise<{ ok: true } | Refusal>
  deleteNote(slug: string, id: number, actor: Actor): Promise<Deleted | Refusal>
  createApproval(slug: string, approval: NewApproval, actor: Actor): Promise<{ ok: true; approval: Approval } | Refusal>
  /** Newest first. */
  listApprovals(slug: string): Promise<{ ok: true; approvals: Approval[] } | Refusal>
  /** The link leads nowhere from now on; by who made it, or an editor. An answer that was given stays. */
  endApproval(slug: string, id: string, actor: Actor): Promise<Deleted | Refusal>
  /** For whoever holds the link. */
  readApproval(hash: string): Promise<ApprovalRead | ApprovalRefusal>
  /** Once. It is in the audit trail as `approve` or `send-back`, by `approval-link`. */
  answerApproval(hash: string, answer: ApprovalAnswer): Promise<ApprovalRead | ApprovalRefusal>
  /** Those that still show something. */
  listPreviews(slug: string): Promise<{ ok: true; previews: Preview[] } | Refusal>
  endPreview(slug: string, id: string, actor: Actor): Promise<Deleted | Refusal>
  /** Who did what with a story, newest first, under whatever slug it had then. */
  auditOf(slug: string, cursor?: string, limit?: number): Promise<({ ok: true } & Page<AuditLine>) | Refusal>
}

/** The same press as `pressOf`'s. */
export const writingPressOf = (env: Env) => pressStub(env) as WritingCalls
