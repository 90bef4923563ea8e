/** One webhook's page, and the orders given there. */
import * as v from 'valibot'
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { type ReplayAsked, type Webhook, type WebhookRefusal, webhookPressOf } from '../../../press/webhook-calls.ts'
import { WebhookChangeBody } from '../../api/webhook-schemas.ts'
import { newWebhookSecret } from '../../random-secret.ts'
import { webhookProblem } from '../../webhook-refusal.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { ForOnce } from '../layout/for-once.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, inOurZone, type MessageText } from '../layout/message.tsx'
import { notFoundResponse } from '../layout/refusal-pages.tsx'
import { shownOnce, showOnce } from '../layout/shown-once.ts'
import { momentInZone } from '../layout/zoned-time.ts'
import { type TypedWebhook, typedWebhook } from './webhook-form.tsx'
import { WebhookPage } from './webhook-page.tsx'

const DONE = {
  change: 'The settings are saved.',
  enable: 'The webhook is enabled.',
  disable: 'The webhook is disabled.',
  test: 'A test is on its way. Reload this page to see how it went.',
  replay: 'It’s on its way again.',
  none: 'There’s nothing of that span in the log.',
}
type View = { message?: MessageText | undefined; typed?: TypedWebhook; flaws?: readonly Flaw[] }
const idOf = (c: DeskContext) => c.req.param('id') ?? ''
const press = (c: DeskContext) => webhookPressOf(c.env)

export const showWebhook = (c: DeskContext) => webhookResponse(c, { message: secretMade(c) ?? doneMessage(c.req.url, DONE) })

const SecretMade = v.object({ made: v.literal('secret'), secret: v.string() })

function secretMade(c: DeskContext): MessageText | undefined {
  const shown = shownOnce(c, SecretMade)
  if (!shown) return undefined
  const children = <ForOnce label="Secret" value={shown.secret} hint="Copy it now: it isn’t shown again. The receiver checks signatures with it." />
  return { kind: 'done', text: 'Here’s the secret of this webhook:', children }
}

async function webhookResponse(c: DeskContext, { message, typed, flaws = [] }: View, status: 200 | 409 | 413 | 422 = 200) {
  const webhook = await press(c).webhook(idOf(c))
  const log = await press(c).webhookLog(idOf(c), { cursor: c.req.query('cursor') })
  if (!webhook || !log.ok) return notFoundResponse(c, 'There’s no such webhook. It may have been removed.')
  const { items, nextCursor } = log
  const children = <WebhookPage {...{ webhook, nextCursor, flaws }} log={items} url={c.req.url} site={c.get('site')} typed={typed ?? savedWebhook(webhook)} />
  return deskResponse(c, { title: `Webhook ${webhook.url}`, area: '/desk/webhooks', message, children }, status)
}

const savedWebhook = ({ url, events, note = '' }: Webhook): TypedWebhook => ({ url, events, note })

export async function obey(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return webhookResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  const actor = c.get('actor')
  switch (form.value.text('order')) {
    case 'change':
      return change(c, form.value)
    case 'enable':
      return after(c, await press(c).changeWebhook(idOf(c), { disabled: false }, actor), 'enable')
    case 'disable':
      return after(c, await press(c).changeWebhook(idOf(c), { disabled: true }, actor), 'disable')
    case 'test':
      return after(c, await press(c).testWebhook(idOf(c), actor), 'test')
    case 'rotate':
      return rotate(c)
    case 'remove':
      return remove(c)
    case 'replay':
      return replay(c, { event: form.value.text('event') })
    case 'replay-failed':
      return replaySpan(c, form.value, 'failed')
    case 'replay-all':
      return replaySpan(c, form.value, undefined)
    default:
      return webhookResponse(c, { message: { kind: 'refused', text: 'This order is unknown. Reload the page and try again.' } }, 422)
  }
}

async function change(c: DeskContext, form: Form) {
  const typed = typedWebhook(form)
  const body = parseWith(WebhookChangeBody, typed)
  if (!body.ok) return webhookResponse(c, { typed, flaws: body.flaws }, 422)
  return after(c, await press(c).changeWebhook(idOf(c), body.value, c.get('actor')), 'change', typed)
}

async function rotate(c: DeskContext) {
  const secret = newWebhookSecret()
  const rotated = await press(c).rotateWebhookSecret(idOf(c), secret, c.get('actor'))
  return rotated.ok ? showOnce(c, `/desk/webhooks/${idOf(c)}`, { made: 'secret', secret }) : refused(c, rotated)
}

async function remove(c: DeskContext) {
  const removed = await press(c).removeWebhook(idOf(c), c.get('actor'))
  return removed.ok ? c.redirect('/desk/webhooks?done=removed', 303) : refused(c, removed)
}

async function replaySpan(c: DeskContext, form: Form, state: 'failed' | undefined) {
  const [from, until] = [form.text('from'), form.text('until')].map((typed) => momentInZone(typed, c.get('site').timeZone))
  if (!from?.ok || !until?.ok) return webhookResponse(c, { message: { kind: 'refused', text: 'Enter when the span begins and ends.' } }, 422)
  return replay(c, { from: from.at, until: until.at, state })
}

async function replay(c: DeskContext, asked: ReplayAsked) {
  const replayed = await press(c).replayWebhook(idOf(c), asked, c.get('actor'))
  return after(c, replayed, replayed.ok && replayed.count === 0 ? 'none' : 'replay')
}

const after = (c: DeskContext, done: { ok: true } | WebhookRefusal, code: keyof typeof DONE, typed?: TypedWebhook) =>
  done.ok ? c.redirect(`/desk/webhooks/${idOf(c)}?done=${code}`, 303) : refused(c, done, typed)

function refused(c: DeskContext, refusal: WebhookRefusal, typed?: TypedWebhook) {
  const { detail, flaws } = webhookProblem(refusal)
  const view = typed ? { typed } : {}
  if (flaws) return webhookResponse(c, { ...view, flaws }, 422)
  return webhookResponse(c, { ...view, message: { kind: 'refused', text: inOurZone(detail, c.get('site')) } }, 409)
}
