/** Previews, approval by link and notes: what comes before publishing, with others. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { instantOf } from '../../../copy/text/instant.ts'
import { sha256 } from '../../../edge/sha256.ts'
import type { Refusal } from '../../../press/calls.ts'
import { type Approval, type NewNote, writingPressOf } from '../../../press/writing-calls.ts'
import { hasRole } from '../../access.ts'
import { NoteText } from '../../api/request-schemas.ts'
import { randomSecret } from '../../random-secret.ts'
import { type DeskContext, type DeskEnv, originOf, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { DONE_WITH_NOTE } from '../layout/notes-section.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { onceOf } from '../layout/request-key.tsx'
import { type SavedStory, savedStory } from '../layout/saved-story.ts'
import { shownOnce, showOnce } from '../layout/shown-once.ts'
import { textSent } from '../layout/text-sent.ts'
import { momentInZone } from '../layout/zoned-time.ts'
import { FreshLinkMessage, ReviewPage } from './review-page.tsx'
import { shownIn } from './shown-as.ts'
import { showFramedStory } from './shown-story.tsx'

export const review = new Hono<DeskEnv>()
  .get('/desk/stories/:slug/review', (c) => reviewResponse(c, linkMade(c) ?? doneMessage(c.req.url, DONE)))
  .post('/desk/stories/:slug/review', obey)
  .get('/desk/stories/:slug/review/page', showFramedStory)

const DONE = {
  ...DONE_WITH_NOTE,
  'end-preview': 'The preview is ended. Its address shows nothing any more.',
  'end-approval': 'The link is ended.',
}

const DAY_MS = 86_400_000
const LIFETIMES: ReadonlyMap<string, number> = new Map([
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 30 * DAY_MS],
])

/** `link`: made just now, and shown once. */
type Given = { ok: true; link?: { kind: 'preview' | 'approval'; url: string; until: string } } | Refusal | { ok: false; message: string }

async function obey(c: DeskContext) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const form = await readForm(c)
  if (!form.ok) return reviewResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const order = form.value.text('order')
  const given = await give(c, order, saved, form.value)
  if (!given.ok) return reviewResponse(c, { kind: 'refused', text: 'reason' in given ? refusalText(given) : given.message }, 422)
  if (given.link) return showOnce(c, `/desk/stories/${saved.entry.slug}/review?done=link`, { ...given.link, slug: saved.entry.slug })
  const page = form.value.text('from') === 'story' ? `?done=${order}#notes` : `/review?done=${order}`
  return c.redirect(`/desk/stories/${saved.entry.slug}${page}`, 303)
}

const LinkMade = v.object({ kind: v.picklist(['preview', 'approval']), url: v.string(), until: v.string(), slug: v.string() })

function linkMade(c: DeskContext): MessageText | undefined {
  const link = c.req.query('done') === 'link' ? shownOnce(c, LinkMade) : undefined
  if (link?.slug !== c.req.param('slug') || !link) return undefined
  return { kind: 'done', text: 'The link is ready.', children: <FreshLinkMessage link={link} site={c.get('site')} /> }
}

async function give(c: DeskContext, order: string, { entry: { slug }, article, revision }: SavedStory, form: Form): Promise<Given> {
  const actor = c.get('actor')
  const writing = writingPressOf(c.env)
  const id = form.text('id')
  switch (order) {
    case 'preview': {
      const until = instantOf(Date.now() + (LIFETIMES.get(form.text('lifetime')) ?? DAY_MS))
      const preview = await press(c).savePreview(article, { until, by: actor.name })
      return { ok: true, link: { kind: 'preview', url: `${originOf(c)}/preview/${preview.id}`, until: preview.until } }
    }
    case 'end-preview':
      return writing.endPreview(slug, id, actor)
    case 'approval': {
      const until = untilIn(form, c.get('site').timeZone)
      return until.ok ? askForApproval(c, slug, revision, until.at) : until
    }
    case 'end-approval':
      return writing.endApproval(slug, id, actor)
    case 'add-note': {
      const text = textSent(form.text('text'), NoteText)
      if (!text.ok) return text
      if (!text.value) return { ok: false, message: 'Write the note first.' }
      return writing.addNote(slug, { text: text.value, ...placeIn(form, revision) }, actor, await onceOf(form, [text.value, form.text('block')]))
    }
    case 'resolve-note':
    case 'reopen-note':
      return writing.changeNote(slug, Number(id) || 0, { resolved: order === 'resolve-note' }, actor)
    case 'delete-note':
      return writing.deleteNote(slug, Number(id) || 0, actor)
    default:
      return { ok: false, message: 'Choose what to do.' }
  }
}

/** A block's number, counted from 1, and how it begins. */
function placeIn(form: Form, revision: number): Pick<NewNote, 'block' | 'excerpt' | 'revision'> {
  const [, number = '', excerpt = ''] = /^(\d{1,4})(?: (.+))?$/.exec(form.text('block')) ?? []
  if (!number || number === '0') return {}
  return { block: Number(number) - 1, ...(excerpt ? { excerpt: excerpt.slice(0, 200) } : { revision }) }
}

/** A week, unless somebody says until when. */
function untilIn(form: Form, timeZone: string) {
  const typed = form.text('until')
  return typed ? momentInZone(typed, timeZone) : { ok: true as const, at: instantOf(Date.now() + 7 * DAY_MS) }
}

async function askForApproval(c: DeskContext, slug: string, revision: number, until: string): Promise<Given> {
  const token = randomSecret()
  const created = await writingPressOf(c.env).createApproval(slug, { hash: await sha256(token), until, revision }, c.get('actor'))
  return created.ok ? { ok: true, link: { kind: 'approval', url: `${originOf(c)}/desk/approve/${token}`, until } } : created
}

async function reviewResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 422 = 200) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const { slug, headline } = saved.entry
  const actor = c.get('actor')
  const writing = writingPressOf(c.env)
  const [previews, approvals, notes] = await Promise.all([writing.listPreviews(slug), writing.listApprovals(slug), writing.listNotes(slug)])
  const view = {
    ...saved,
    shown: shownIn(c.req.query()),
    previews: previews.ok ? previews.previews : [],
    approvals: approvals.ok ? approvals.approvals : [],
    notes: notes.ok ? notes.notes : [],
    site: c.get('site'),
    mayEnd: ({ by }: Approval) => by === actor.name || hasRole(actor, 'editor'),
  }
  return deskResponse(c, { title: `Review ${headline}`, area: '/desk', message, children: <ReviewPage view={view} /> }, status)
}
