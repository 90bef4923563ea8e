/** Orders for one story beside publishing: withdraw, embargo, schedule, rename, delete. */
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { isSlug } from '../../../copy/shapes/field.ts'
import type { Deleted, Entry, Outcome, Refusal } from '../../../press/calls.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { TextField } from '../layout/fields.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { type SavedStory, savedStory } from '../layout/saved-story.ts'
import { StoryHead } from '../layout/story-head.tsx'
import { textSent } from '../layout/text-sent.ts'
import { momentInZone } from '../layout/zoned-time.ts'

export const manage = new Hono<DeskEnv>()
  .get(
    '/desk/stories/:slug/manage',
    needing('editor', (c) => manageResponse(c, doneMessage(c.req.url, DONE))),
  )
  .post('/desk/stories/:slug/manage', needing('editor', obey))

const DONE = {
  withdraw: 'Withdrawn. Readers are told that the story is no longer available.',
  'withdraw-later': 'It will be withdrawn at that time.',
  'keep-published': 'It stays published.',
  unschedule: 'Taken off the schedule.',
  embargo: 'The embargo is set.',
  'lift-embargo': 'The embargo is lifted.',
  rename: 'Renamed. The old address leads to the new one.',
}

type Order = keyof typeof DONE | 'delete'
type Asked = { ok: true; answer: Outcome | Deleted | Refusal } | { ok: false; message: string }

async function obey(c: DeskContext) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const form = await readForm(c)
  if (!form.ok) return manageResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const order = form.value.text('order') as Order
  const asked = await give(c, order, saved, form.value)
  if (!asked.ok) return manageResponse(c, { kind: 'refused', text: asked.message }, 422)
  const { answer } = asked
  if (!answer.ok) return manageResponse(c, { kind: 'refused', text: refusalText(answer) }, answer.reason === 'stale-revision' ? 412 : 409)
  return c.redirect('entry' in answer ? `/desk/stories/${answer.entry.slug}/manage?done=${order}` : '/desk?done=deleted', 303)
}

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
      return atMoment(c, form.text('withdraw-at'), (at) => press(c).withdraw(slug, actor, { at, ...why, ...conditions }))
    case 'keep-published':
      return answered(press(c).liftWithdrawal(slug, actor, conditions))
    case 'unschedule':
      return answered(press(c).unschedule(slug, actor, conditions))
    case 'embargo':
      return atMoment(c, form.text('embargo-until'), (until) => press(c).embargo(slug, until, actor, conditions))
    case 'lift-embargo':
      return answered(press(c).liftEmbargo(slug, actor, conditions))
    case 'rename': {
      const to = form.text('slug')
      return isSlug(to)
        ? answered(press(c).rename(slug, to, actor, conditions))
        : { ok: false, message: 'A slug has lower-case letters, digits and single hyphens.' }
    }
    case 'delete':
      return answered(press(c).deleteArticle(slug, actor, conditions))
    default:
      return { ok: false, message: 'Choose what to do with the story.' }
  }
}

const answered = async (answer: Promise<Outcome | Deleted | Refusal>): Promise<Asked> => ({ ok: true, answer: await answer })

function atMoment(c: DeskContext, typed: string, order: (at: string) => Promise<Outcome>): Promise<Asked> | Asked {
  const moment = momentInZone(typed, c.get('site').timeZone)
  return moment.ok ? answered(order(moment.at)) : moment
}

async function manageResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 409 | 412 | 422 = 200) {
  const saved = await savedStory(c)
  if ('response' in saved) return saved.response
  const { entry } = saved
  const zone = c.get('site').timeZoneLabel ?? c.get('site').timeZone
  const children = (
    <>
      <StoryHead entry={entry} title="Manage" here="manage" />
      {entry.until && (
        <OrderForm entry={entry} title="Schedule">
          <p>
            Goes live <Moment at={entry.until} site={c.get('site')} />.
          </p>
          <OrderButton order="unschedule" label="Take off the schedule" />
        </OrderForm>
      )}
      {entry.state !== 'withdrawn' && <EmbargoForm entry={entry} zone={zone} />}
      {entry.state !== 'draft' && entry.state !== 'withdrawn' && (
        <WithdrawalForm entry={entry} zone={zone} when={entry.withdrawAt && <Moment at={entry.withdrawAt} site={c.get('site')} />} />
      )}
      <OrderForm entry={entry} title="Address">
        <TextField name="slug" label="Slug" value={entry.slug} hint="Readers of the old address are sent to the new one." />
        <OrderButton order="rename" label="Rename" />
      </OrderForm>
      {entry.state === 'draft' && (
        <OrderForm entry={entry} title="Delete">
          <p>Only a story that was never published can be deleted, with all its revisions.</p>
          <OrderButton order="delete" label="Delete this draft" danger="Delete this draft and all its revisions? This can’t be undone." />
        </OrderForm>
      )}
    </>
  )
  return deskResponse(c, { title: `Manage ${entry.headline}`, area: '/desk', message, children }, status)
}

type FormProps = { entry: Entry; title: string; children: Child }

const OrderForm = ({ entry, title, children }: FormProps) => (
  <form class="form order" method="post" action={`/desk/stories/${entry.slug}/manage`}>
    <h2>{title}</h2>
    <input type="hidden" name="base" value={String(entry.revision)} />
    {children}
  </form>
)

const OrderButton = ({ order, label, danger }: { order: Order; label: string; danger?: string }) => (
  <div class="buttons">
    <button type="submit" name="order" value={order} class={danger ? 'danger' : 'quiet'} {...(danger && { 'data-confirm': danger })}>
      {label}
    </button>
  </div>
)

const EmbargoForm = ({ entry, zone }: { entry: Entry; zone: string }) => (
  <OrderForm entry={entry} title="Embargo">
    <TextField name="embargo-until" type="datetime-local" label={`Hold the newest revision back until (${zone})`} />
    <div class="buttons">
      <button type="submit" name="order" value="embargo" class="quiet">
        Set embargo
      </button>
      <button type="submit" name="order" value="lift-embargo" class="quiet">
        Lift embargo
      </button>
    </div>
  </OrderForm>
)

const WithdrawalForm = ({ entry, zone, when }: { entry: Entry; zone: string; when: Child }) => (
  <OrderForm entry={entry} title="Withdraw">
    {when && (
      <>
        <p>It will be withdrawn {when}.</p>
        <OrderButton order="keep-published" label="Keep it published" />
      </>
    )}
    <TextField name="reason" label="Reason" hint="Kept in the audit trail; readers don’t see it." />
    <OrderButton order="withdraw" label="Withdraw now" danger="Withdraw this story? Readers will see that it’s no longer available." />
    <TextField name="withdraw-at" type="datetime-local" label={`Withdraw it later, at (${zone})`} />
    <OrderButton order="withdraw-later" label="Schedule withdrawal" />
  </OrderForm>
)
