/** Publishing a story that is filed. */

import type { Finding } from '../../../copy/checks/finding.ts'
import { diffArticles } from '../../../copy/diff/word-diff.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { writingPressOf } from '../../../press/writing-calls.ts'
import { type DeskContext, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { savedStory } from '../layout/saved-story.ts'
import { type TextSent, textSent } from '../layout/text-sent.ts'
import { momentInZone } from '../layout/zoned-time.ts'
import { blocking } from './findings-list.tsx'
import { PublishPage, type PublishValues, type PublishView } from './publish-page.tsx'
import { checkStory } from './story-checks.ts'

const NO_VALUES: PublishValues = { when: 'now', at: '', nature: '', correction: '' }
const NOT_YET = 'Nothing was published: what is marked below has to be put right first.'
const BLOCKED = 'Nothing was published: something must be fixed first.'

const DONE = { merged: 'Your text is filed, together with what somebody else filed meanwhile. Read both before you publish.' }

export async function showPublish(c: DeskContext) {
  const proposal = await proposalOf(c, c.req.query('note') ?? '')
  // What was decided once isn't a press of a button away from being published again.
  const values = proposal && !proposal.resolved ? { ...NO_VALUES, nature: 'correction', correction: proposal.proposal.correction } : NO_VALUES
  return publishResponse(c, { values, flaws: {}, message: doneMessage(c.req.url, DONE), proposal })
}

/** The note with this number, if it is one that proposes a correction of this story. */
async function proposalOf(c: DeskContext, note: string): Promise<PublishView['proposal']> {
  const slug = c.req.param('slug') ?? ''
  const found = note && isSlug(slug) ? await writingPressOf(c.env).listNotes(slug) : undefined
  const proposed = found?.ok ? found.notes.find(({ id }) => String(id) === note) : undefined
  return proposed?.proposal && { ...proposed, proposal: proposed.proposal }
}

export async function publishStory(c: DeskContext) {
  const slug = c.req.param('slug') ?? ''
  const form = await readForm(c)
  if (!form.ok) return publishResponse(c, { values: NO_VALUES, flaws: {}, message: { kind: 'refused', text: form.problem.detail } }, 422)
  const values = valuesSent(form.value)
  const proposal = await proposalOf(c, form.value.text('note'))
  const asked = orderOf(values, c.get('site').timeZone)
  if (!asked.ok) return publishResponse(c, { values, flaws: asked.flaws, message: { kind: 'refused', text: NOT_YET }, proposal }, 422)
  const base = Number(form.value.text('base')) || 0
  const checked = await checkedStory(c, slug)
  if (checked && blocking(checked.findings).length > 0)
    return publishResponse(c, { values, flaws: {}, message: { kind: 'refused', text: BLOCKED }, proposal }, 422)
  const outcome = await press(c).publish(slug, c.get('actor'), { ...asked.order, expect: base })
  if (!outcome.ok) return publishResponse(c, { values, flaws: {}, message: { kind: 'refused', text: refusalText(outcome) }, proposal }, 412)
  if (proposal && asked.order.correction) await writingPressOf(c.env).changeNote(slug, proposal.id, { resolved: true }, c.get('actor'))
  return c.redirect(`/desk/stories/${slug}?done=${outcome.entry.live === outcome.entry.revision ? 'published' : 'scheduled'}`, 303)
}

/** Where the checks take the change for a correction, that is chosen before; whoever publishes decides. */
function natureSuggested(findings: readonly Finding[]) {
  const suggested = findings.find(({ level }) => level === 'ask')?.suggests
  return suggested === 'correction' || suggested === 'clarification' ? suggested : 'none'
}

/** Within ten seconds of publishing, from the message that says it was done. Too late, it is refused in words. */
export async function undoPublication(c: DeskContext) {
  const slug = c.req.param('slug') ?? ''
  const outcome = isSlug(slug) ? await press(c).undoPublication(slug, c.get('actor')) : undefined
  if (outcome?.ok) return c.redirect(`/desk/stories/${slug}?done=undone`, 303)
  return publishResponse(
    c,
    { values: NO_VALUES, flaws: {}, message: { kind: 'refused', text: outcome ? refusalText(outcome) : 'There’s no such story.' } },
    412,
  )
}

const valuesSent = (form: Form): PublishValues => ({
  when: form.text('when'),
  at: form.text('at'),
  nature: form.text('nature') || 'none',
  correction: form.text('correction'),
})

type Order = { at?: string; correction?: string }

function orderOf({ when, at, nature, correction }: PublishValues, timeZone: string): { ok: true; order: Order } | { ok: false; flaws: PublishView['flaws'] } {
  const moment = when === 'at' ? momentInZone(at, timeZone) : at ? TIME_UNUSED : undefined
  const note = nature !== 'none' ? noteOf(nature, correction) : correction.trim() ? NOTE_UNUSED : undefined
  if (moment?.ok === false || note?.ok === false)
    return { ok: false, flaws: { ...(moment?.ok === false && { at: moment.message }), ...(note?.ok === false && { correction: note.message }) } }
  return { ok: true, order: { ...(moment?.ok && { at: moment.at }), ...(note?.value && { correction: note.value }) } }
}

/** What somebody entered and this order would leave out: the exclusive that goes out today, the correction that nobody reads. */
const TIME_UNUSED = { ok: false, message: 'You entered a time, but “Now” is chosen. Choose “At another time”, or delete the time.' } as const
const NOTE_UNUSED = {
  ok: false,
  message: 'You wrote a note, but chose a change without one. Choose a correction or a clarification, or delete the note.',
} as const

const noteOf = (nature: string, typed: string): TextSent =>
  typed ? textSent(nature === 'clarification' ? `Clarification: ${typed}` : typed) : { ok: false, message: 'Write the note that readers will see.' }

/** The newest revision with what the checks say of it, and what readers have. */
async function checkedStory(c: DeskContext, slug: string) {
  const newest = isSlug(slug) ? await press(c).read(slug) : undefined
  if (!newest?.ok) return undefined
  const { entry, article } = newest
  const found = entry.live === undefined || entry.live === entry.revision ? undefined : await press(c).read(slug, entry.live)
  const live = entry.live === entry.revision ? article : found?.ok ? found.article : undefined
  return { entry, article, live, findings: (await checkStory(c, article, live)).findings }
}

/** Under its new name, or nowhere. */
async function elsewhereResponse(c: DeskContext) {
  const found = await savedStory(c)
  return 'response' in found ? found.response : notFoundResponse(c, 'There’s no such story.')
}

type Asked = Pick<PublishView, 'values' | 'flaws' | 'proposal'> & { message?: MessageText | undefined }

async function publishResponse(c: DeskContext, { values, flaws, message, proposal }: Asked, status: 200 | 412 | 422 = 200) {
  const slug = c.req.param('slug') ?? ''
  const story = await checkedStory(c, slug)
  if (!story) return elsewhereResponse(c)
  const { entry, article, live, findings } = story
  const tried = await press(c).publish(slug, c.get('actor'), { dryRun: true })
  const view: PublishView = {
    entry,
    changes: live && diffArticles(live, article),
    findings,
    stale: tried.ok ? tried.stale : [],
    values: { ...values, nature: values.nature || natureSuggested(findings) },
    flaws,
    proposal,
    site: c.get('site'),
    lang: article.lang,
  }
  return deskResponse(c, { title: `Publish ${entry.headline}`, area: '/desk', message, children: <PublishPage view={view} /> }, status)
}
