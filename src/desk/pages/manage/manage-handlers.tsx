/** Orders for one story beside publishing, carried out. */
import { Hono } from 'hono'
import { lastPieceOf } from '../../../copy/shapes/address-pieces.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import type { Deleted, Outcome, Refusal } from '../../../press/calls.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { type SavedStory, savedStory } from '../layout/saved-story.ts'
import { textSent } from '../layout/text-sent.ts'
import { momentInZone } from '../layout/zoned-time.ts'
import { ManagePage } from './manage-page.tsx'
import { isOrder, type Order } from './orders.ts'

export const manage = new Hono<DeskEnv>()
  .get(
    '/desk/stories/:slug/manage',
    needing('editor', (c) => manageResponse(c, doneMessage(c.req.url, DONE))),
  )
  .post('/desk/stories/:slug/manage', needing('editor', obey))

const DONE = {
  withdraw: 'Withdrawn. Readers are told that the story is no longer available.',
  'withdraw-unseen': 'Withdrawn. It won’t come out.',
  'withdraw-later': 'It will be withdrawn at that time.',
  'keep-published': 'It stays published.',
  unschedule: 'Taken off the schedule.',
  embargo: 'The embargo is set.',
  'lift-embargo': 'The embargo is lifted.',
  rename: 'Renamed. The old address leads to the new one.',
  same: 'Nothing changed: the story was like that already.',
} satisfies Record<Exclude<Order, 'delete'> | 'withdraw-unseen' | 'same', string>

type Asked = { ok: true; answer: Outcome | Deleted | Refusal } | { ok: false; message: string }

async function obey(c: DeskContext) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const form = await readForm(c)
  if (!form.ok) return manageResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const order = form.value.text('order')
  const typed = Object.fromEntries(FIELDS.filter((name) => form.value.has(name)).map((name) => [name, form.value.text(name)]))
  const refuse = (text: string, status: 409 | 412 | 422) => manageResponse(c, { kind: 'refused', text }, status, typed)
  if (!isOrder(order)) return refuse('Choose what to do with the story.', 422)
  const asked = await give(c, order, saved, form.value)
  if (!asked.ok) return refuse(asked.message, 422)
  const { answer } = asked
  if (!answer.ok) return refuse(refusalText(answer), answer.reason === 'stale-revision' ? 412 : 409)
  if (!('entry' in answer)) return c.redirect('/desk?done=deleted', 303)
  return c.redirect(`/desk/stories/${answer.entry.slug}/manage?done=${answer.changed ? doneWith(order, saved) : 'same'}`, 303)
}

const FIELDS = ['reason', 'withdraw-at', 'embargo-until', 'slug'] as const

const doneWith = (order: Order, { entry }: SavedStory) => (order === 'withdraw' && entry.live === undefined ? 'withdraw-unseen' : order)

/** Under the condition that the story is still what whoever orders has seen. */
async function give(c: DeskContext, order: Order, { entry: { slug } }: SavedStory, form: Form): Promise<Asked> {
  const actor = c.get('actor')
  const conditions = { expect: Number(form.text('base')) || 0 }
  const reason = textSent(form.text('reason'))
  if (!reason.ok) return reason
  const why = reason.value === undefined ? {} : { reason: reason.value }
  switch (order) {
    case 'withdraw':
      return answered(press(c).withdraw(slug, actor, { ...why, ...conditions }))
    case 'withdraw-later':
      return atMoment(c, form.text('withdraw-at'), (at) => (isPast(at) ? PAST : answered(press(c).withdraw(slug, actor, { at, ...why, ...conditions }))))
    case 'keep-published':
      return answered(press(c).liftWithdrawal(slug, actor, conditions))
    case 'unschedule':
      return answered(press(c).unschedule(slug, actor, conditions))
    case 'embargo':
      return atMoment(c, form.text('embargo-until'), (until) => answered(press(c).embargo(slug, until, actor, conditions)))
    case 'lift-embargo':
      return answered(press(c).liftEmbargo(slug, actor, conditions))
    case 'rename': {
      const to = lastPieceOf(form.text('slug'))
      return isSlug(to)
        ? answered(press(c).rename(slug, to, actor, conditions))
        : { ok: false, message: 'A slug has lower-case letters, digits and single hyphens, and up to 80 Chinese or 120 Cyrillic letters.' }
    }
    case 'delete':
      return answered(press(c).deleteArticle(slug, actor, conditions))
  }
}

const answered = async (answer: Promise<Outcome | Deleted | Refusal>): Promise<Asked> => ({ ok: true, answer: await answer })

function atMoment(c: DeskContext, typed: string, order: (at: string) => Promise<Asked> | Asked): Promise<Asked> | Asked {
  const moment = momentInZone(typed, c.get('site').timeZone)
  return moment.ok ? order(moment.at) : moment
}

const isPast = (at: string) => Date.parse(at) <= Date.now()
const PAST: Asked = { ok: false, message: 'That time has passed. Enter a later one, or withdraw the story now.' }

async function manageResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 409 | 412 | 422 = 200, typed: Record<string, string> = {}) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const { entry } = saved
  const children = <ManagePage entry={entry} site={c.get('site')} typed={typed} />
  return deskResponse(c, { title: `Manage ${entry.headline}`, area: '/desk', message, children }, status)
}
