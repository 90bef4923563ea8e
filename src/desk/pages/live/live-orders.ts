/** Orders given at the live desk by its forms: done, then shown; refused, with everything that was typed. */
import { cleanProse } from '../../../copy/text/characters.ts'
import type { Actor, Refusal } from '../../../press/calls.ts'
import { type LiveCalls, livePressOf, type UpdateConditions, type UpdateOutcome } from '../../../press/live-calls.ts'
import { hasRelativeLink } from '../../parse-update.ts'
import type { DeskContext } from '../desk-context.ts'
import { readFileForm } from '../layout/file-form.ts'
import { type Form, readForm } from '../layout/form.ts'
import { changeFrom, idempotencyOf, type LiveView, liveRefusalText, newUpdateFrom, type Typed, typedIn } from './live-forms.ts'
import { liveResponse } from './live-page.tsx'
import { pictureSent } from './picture-sent.ts'
import { isSaidAlready } from './said-already.ts'

const slugOf = (c: DeskContext) => c.req.param('slug') ?? ''
/** One picture, and a text beside it. */
const MAX_FORM_BYTES = 25_000_000

const seeDone = (c: DeskContext, done: string) => c.redirect(`/desk/live/${slugOf(c)}?done=${done}`, 303)

export async function addUpdate(c: DeskContext) {
  const form = await readFileForm(c, 'file', MAX_FORM_BYTES)
  if (!form.ok) return liveResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  const picture = await pictureSent(c, form.value, typedIn(form.value))
  const { typed } = picture
  if (!picture.ok) return liveResponse(c, { typed, flaws: picture.flaws }, 422)
  const update = newUpdateFrom(typed, { page: await pageOf(c, typed), picture: picture.block })
  if (!update.ok) return liveResponse(c, { typed, flaws: update.flaws }, 422)
  const desk = await livePressOf(c.env).liveDesk(slugOf(c))
  if (desk.ok && isSaidAlready(desk, update.value, c.get('actor'), Date.now())) return seeDone(c, 'already')
  const outcome = await livePressOf(c.env).addUpdate(slugOf(c), update.value, c.get('actor'), await idempotencyOf(form.value))
  if (!outcome.ok) return refused(c, outcome, { typed })
  return seeDone(c, 'waiting' in outcome ? 'sent' : 'told')
}

const pageOf = async (c: DeskContext, { markdown }: Typed) =>
  hasRelativeLink({ markdown }) ? (await livePressOf(c.env).entriesOf([slugOf(c)]))[0]?.url : undefined

const refused = (c: DeskContext, refusal: Refusal, view: LiveView) =>
  liveResponse(
    c,
    { ...view, message: { kind: 'refused', text: liveRefusalText(refusal) } },
    refusal.reason === 'stale-value' ? 412 : refusal.reason === 'not-allowed' ? 403 : 409,
  )

type Ordered = { press: LiveCalls; slug: string; id: string; actor: Actor; form: Form; conditions: UpdateConditions }

/** By the name that the form’s button sends. */
const ORDERS: Record<string, (ordered: Ordered) => Promise<UpdateOutcome>> = {
  pin: ({ press, slug, id, actor, conditions }) => press.changeUpdate(slug, id, { pinned: true }, actor, conditions),
  unpin: ({ press, slug, id, actor, conditions }) => press.changeUpdate(slug, id, { pinned: false }, actor, conditions),
  key: ({ press, slug, id, actor, conditions }) => press.changeUpdate(slug, id, { key: true }, actor, conditions),
  unkey: ({ press, slug, id, actor, conditions }) => press.changeUpdate(slug, id, { key: false }, actor, conditions),
  approve: ({ press, slug, id, actor, conditions }) => press.approveUpdate(slug, id, actor, conditions),
  remove: ({ press, slug, id, actor, form, conditions }) => {
    const reason = cleanProse(form.text('reason')).slice(0, 300)
    return press.removeUpdate(slug, id, actor, { ...conditions, ...(reason && { reason }) })
  },
}

export async function orderUpdate(c: DeskContext) {
  const read = await readForm(c)
  if (!read.ok) return liveResponse(c, { message: { kind: 'refused', text: read.problem.detail } }, 413)
  const form = read.value
  const [id, what] = [c.req.param('id') ?? '', form.text('do')]
  const ordered: Ordered = { press: livePressOf(c.env), slug: slugOf(c), id, actor: c.get('actor'), form, conditions: conditionsIn(form) }
  if (what === 'change') return changeText(c, ordered)
  const order = Object.hasOwn(ORDERS, what) ? ORDERS[what] : undefined
  if (!order) return liveResponse(c, UNKNOWN_ORDER, 422)
  const outcome = await order(ordered)
  return outcome.ok ? seeDone(c, what) : refused(c, outcome, {})
}

const UNKNOWN_ORDER: LiveView = { message: { kind: 'refused', text: 'This order is unknown. Reload the page and try again.' } }

const conditionsIn = (form: Form): UpdateConditions => (form.text('tag') ? { expect: [form.text('tag')] } : {})

async function changeText(c: DeskContext, { press, slug, id, actor, form, conditions }: Ordered) {
  const typed = typedIn(form)
  const change = changeFrom(typed, await pageOf(c, typed))
  if (!change.ok) return liveResponse(c, { edited: { id, typed }, flaws: change.flaws }, 422)
  const outcome = await press.changeUpdate(slug, id, change.value, actor, conditions)
  return outcome.ok ? seeDone(c, typed.correction ? 'corrected' : 'changed') : refused(c, outcome, { edited: { id, typed } })
}

/** The event is over, or goes on. */
export async function changeEvent(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return liveResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  const [press, actor, what] = [livePressOf(c.env), c.get('actor'), form.value.text('do')]
  if (what !== 'end' && what !== 'resume') return liveResponse(c, UNKNOWN_ORDER, 422)
  const outcome = what === 'resume' ? await press.resumeEvent(slugOf(c), actor) : await press.endEvent(slugOf(c), actor)
  return outcome.ok ? seeDone(c, what === 'resume' ? 'resumed' : 'ended') : refused(c, outcome, {})
}
