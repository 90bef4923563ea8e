/** What the press answers those who write, as far as the API's own tests need it: what it does is tested in test/press. */
import type { Actor, Entry } from '../../src/press/calls.ts'
import type { BulkOrder, BulkStory, NewsroomCalls } from '../../src/press/newsroom-calls.ts'
import type { Approval, Draft, DraftToSave, NewApproval, WritingCalls } from '../../src/press/writing-calls.ts'
import { AT } from './fake-publication.ts'

const ENTRY: Entry = {
  slug: 'mali',
  revision: 3,
  state: 'draft',
  url: '/world/mali',
  section: 'world',
  headline: 'Mali',
  publishedAt: AT,
  at: AT,
  by: 'Edith',
}
const DRAFT: Draft = { id: 'story:mali', slug: 'mali', by: 'reporter@desk', base: 3, tab: 'tab1', sequence: 7, savedAt: AT, headline: 'Mali', section: 'world' }

const APPROVAL: Approval = { id: 'one', revision: 3, until: AT, by: 'Rex', at: AT, state: 'open' }

export const fakeWriting: Partial<WritingCalls & NewsroomCalls> = {
  async bulk(_order: BulkOrder, stories: BulkStory[]) {
    return stories.map(({ slug }) => ({
      slug,
      outcome: slug === 'mali' ? { ok: true, entry: ENTRY, created: false, changed: true, stale: [] } : { ok: false, reason: 'unknown-article', slug },
    }))
  },
  async scheduledBetween(at: string) {
    return {
      items: [
        { at, what: 'publication', slug: 'mali', headline: 'Mali', section: 'world', state: 'scheduled', url: '/world/mali', revision: 2, embargoed: true },
      ],
      more: false,
    }
  },
  async saveDraft(id: string, { text: _, ...sent }: DraftToSave, { name }: Actor) {
    return { ok: true, saved: true, draft: { ...DRAFT, id, by: name, ...sent }, entry: ENTRY }
  },
  async readDraft(id: string, by: string) {
    return { ok: true, draft: { ...DRAFT, id, by, text: '{"headline":7}' }, others: [DRAFT], entry: ENTRY }
  },
  async listDrafts() {
    return [DRAFT]
  },
  async heartbeat(_: string, __: unknown, { name }: Actor) {
    return {
      ok: true,
      entry: ENTRY,
      present: [
        { by: 'Rex', since: AT, typing: true },
        { by: name, since: AT, typing: false, you: true },
      ],
    }
  },
  async auditOf(slug: string) {
    return { ok: true, items: [{ id: 1, at: AT, by: 'Edith', what: 'file', slug, revision: 1 }] }
  },
  async listNotes() {
    return { ok: true, revision: 3, notes: [{ id: 1, text: 'Says who?', by: 'Rex', at: AT, block: 1, excerpt: 'One', resolved: { by: 'Edith', at: AT } }] }
  },
  async addNote() {
    return { ok: true, id: 1 }
  },
  async changeNote(slug: string, id: number) {
    return { ok: false, reason: 'unknown-note', slug, id }
  },
  async deleteNote(slug: string, id: number) {
    return { ok: false, reason: 'unknown-note', slug, id }
  },
  async listPreviews() {
    return { ok: true, previews: [{ id: 'one', until: AT, by: 'Rex', at: AT }] }
  },
  async endPreview(slug: string, id: string) {
    return { ok: false, reason: 'unknown-link', slug, id }
  },
  async listApprovals() {
    return { ok: true, approvals: [{ ...APPROVAL, state: 'sent-back', answer: { name: 'A lawyer', at: AT, reason: 'Not yet.' }, revoked: true }] }
  },
  async createApproval(_: string, { until }: NewApproval) {
    return { ok: true, approval: { ...APPROVAL, until } }
  },
  async endApproval() {
    return { ok: true }
  },
  async deleteDraft() {
    return { ok: true }
  },
}
