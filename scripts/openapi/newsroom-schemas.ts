/** What the API answers about the newsroom's work: lists, drafts, notes, links. */
import { KINDS } from '../../src/copy/shapes/article.ts'
import { ROLES, STATES } from '../../src/press/calls.ts'
import { STORY_MARKS } from '../../src/press/newsroom-calls.ts'
import type { SchemaName } from './api-call.ts'
import { flag, type JsonSchema, listOf, moment, number, object, refTo, text } from './json-schema.ts'

const draft = {
  id: { ...text, description: '`story:{slug}`, or the random id of a story that was never filed.' },
  'slug?': text,
  by: text,
  'base?': { ...number, description: 'The revision that the work started from.' },
  tab: { ...text, description: 'The open page that saved it.' },
  sequence: number,
  savedAt: moment,
  'headline?': text,
  'section?': text,
}

const approval = {
  id: text,
  revision: number,
  until: moment,
  by: { ...text, description: 'Who made the link.' },
  at: moment,
  state: { enum: ['open', 'approved', 'sent-back', 'ended'] },
  'answer?': object({ name: { ...text, description: 'What whoever answered calls themselves.' }, at: moment, 'reason?': text }),
  'revoked?': { const: true },
}

export const newsroomSchemas = (entry: Record<string, JsonSchema>) =>
  ({
    Previews: object({ items: listOf(object({ id: text, url: text, until: moment, 'by?': text, 'at?': moment })) }),
    Approvals: object({ items: listOf(object(approval)) }),
    NewApproval: object({ ...approval, url: { ...text, description: 'Path under this site. It is shown once.' } }),
    Notes: object({
      revision: { ...number, description: 'The newest, in which `block` is each note’s place.' },
      items: listOf(
        object({
          id: number,
          text,
          by: text,
          at: moment,
          'block?': { ...number, description: 'Counted from 0. Absent for a note of the whole article, or if the block is no longer there.' },
          'excerpt?': { ...text, description: 'How the block began when it was last there.' },
          'resolved?': object({ by: text, at: moment }),
          'proposal?': {
            ...object({ correction: text, revision: number, isStale: flag }),
            description: 'A correction that an agent proposed for what readers had in `revision`; `isStale` if they have another by now, or none.',
          },
        }),
      ),
    }),
    NewNote: object({ id: number }),
    BulkResults: object({
      items: listOf(
        object({
          slug: text,
          ok: flag,
          'changed?': flag,
          'entry?': refTo('Entry'),
          'status?': { ...number, description: 'What the order would have been answered for this article alone.' },
          'message?': text,
        }),
      ),
    }),
    Calendar: object({
      items: listOf(
        object({
          at: moment,
          what: { enum: ['publication', 'embargo', 'withdrawal'] },
          slug: text,
          headline: text,
          section: text,
          state: { enum: STATES },
          url: text,
          'revision?': { ...number, description: 'What goes live.' },
          'embargoed?': { const: true, description: 'An embargo holds it back until then.' },
        }),
      ),
      more: flag,
    }),
    Presence: object({
      entry: { ...refTo('Entry'), description: 'The article as it is now, under its present slug.' },
      present: listOf(
        object({
          by: text,
          since: moment,
          typing: flag,
          'you?': { const: true, description: 'You, in another tab.' },
        }),
      ),
      you: object({ name: text, role: { enum: ROLES } }, 'Who you are, and your role now.'),
    }),
    Drafts: object({ items: listOf(object(draft)) }),
    DraftSaved: object({
      ...draft,
      saved: { ...flag, description: 'False if this page had saved a newer one before; the answer describes that one.' },
      'entry?': { ...refTo('Entry'), description: 'The article as it is filed now.' },
    }),
    DraftRead: object({
      id: text,
      draft: { anyOf: [object({ ...draft, article: { type: 'object', description: 'As it was sent.' } }), { type: 'null' }] },
      others: { ...listOf(object(draft)), description: 'Other people’s drafts of the same story.' },
      'entry?': refTo('Entry'),
    }),
    Entries: object({
      items: listOf(
        object({
          ...entry,
          'kind?': { enum: KINDS },
          'ended?': { ...moment, description: 'When the event ended that readers followed in it.' },
          'is?': listOf({ enum: STORY_MARKS }),
          'approval?': object({ state: { enum: ['open', 'approved', 'sent-back'] }, revision: number }, 'The latest link for approval.'),
          'openNotes?': { ...number, description: 'Notes that nobody has resolved.' },
          'drafts?': { ...listOf(object({ by: text, savedAt: moment })), description: 'People’s unfiled work on it.' },
        }),
      ),
      'nextCursor?': { ...text, description: 'Send this as `cursor` to get the next page.' },
      'previousCursor?': { ...text, description: 'Send this as `cursor` to get the page before.' },
    }),
  }) satisfies Partial<Record<SchemaName, JsonSchema>>
