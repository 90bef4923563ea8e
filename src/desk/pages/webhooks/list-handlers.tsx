/** The list of webhooks, and adding one. */
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { WEBHOOK_EVENTS } from '../../../copy/shapes/webhook.ts'
import { webhookPressOf } from '../../../press/webhook-calls.ts'
import { NewWebhookBody } from '../../api/webhook-schemas.ts'
import { newWebhookSecret } from '../../random-secret.ts'
import { webhookProblem } from '../../webhook-refusal.ts'
import type { DeskContext } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { showOnce } from '../layout/shown-once.ts'
import { type TypedWebhook, typedWebhook } from './webhook-form.tsx'
import { WebhooksPage } from './webhooks-page.tsx'

const DONE = { removed: 'The webhook is removed.' }
const NOTHING_TYPED: TypedWebhook = { url: '', events: WEBHOOK_EVENTS, note: '' }

export const listWebhooks = (c: DeskContext) => listResponse(c, { message: doneMessage(c.req.url, DONE) })

type View = { message?: MessageText | undefined; typed?: TypedWebhook; flaws?: readonly Flaw[] }

async function listResponse(c: DeskContext, { message, typed = NOTHING_TYPED, flaws = [] }: View, status: 200 | 409 | 413 | 422 = 200) {
  const all = await webhookPressOf(c.env).webhooks()
  const children = <WebhooksPage webhooks={all} site={c.get('site')} typed={typed} flaws={flaws} />
  return deskResponse(c, { title: 'Webhooks', area: '/desk/webhooks', message, children }, status)
}

export async function addWebhook(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return listResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  const typed = typedWebhook(form.value)
  const body = parseWith(NewWebhookBody, { url: typed.url, events: typed.events, ...(typed.note && { note: typed.note }) })
  if (!body.ok) return listResponse(c, { typed, flaws: body.flaws }, 422)
  const { url, events = [], note } = body.value
  const secret = newWebhookSecret()
  const added = await webhookPressOf(c.env).addWebhook({ id: crypto.randomUUID(), url, events, note, secret }, c.get('actor'))
  if (added.ok) return showOnce(c, `/desk/webhooks/${added.webhook.id}`, { made: 'secret', secret })
  const { detail, flaws } = webhookProblem(added)
  return flaws ? listResponse(c, { typed, flaws }, 422) : listResponse(c, { typed, message: { kind: 'refused', text: detail } }, 409)
}
