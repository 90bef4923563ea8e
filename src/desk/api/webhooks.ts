/** Webhooks: programs that are told what happens. A secret's text is shown once, in the answer that makes it. */
import { WEBHOOK_EVENTS } from '../../copy/shapes/webhook.ts'
import { type WebhookCalls, type WebhookRefusal, webhookPressOf } from '../../press/webhook-calls.ts'
import { newWebhookSecret } from '../random-secret.ts'
import { webhookProblem } from '../webhook-refusal.ts'
import type { ApiContext } from './api-context.ts'
import { readJsonBody, readQuery } from './request-inputs.ts'
import { jsonResponse, problemResponse } from './responses.ts'
import { NewWebhookBody, ReplayBody, WebhookChangeBody, WebhookLogQuery } from './webhook-schemas.ts'

const press = (c: ApiContext): WebhookCalls => webhookPressOf(c.env)
const idOf = (c: ApiContext) => c.req.param('id') ?? ''
const refused = (c: ApiContext, refusal: WebhookRefusal) => problemResponse(c, webhookProblem(refusal))

export const listWebhooks = async (c: ApiContext) => jsonResponse(c, { items: await press(c).webhooks() })

export async function readWebhook(c: ApiContext) {
  const webhook = await press(c).webhook(idOf(c))
  return webhook ? jsonResponse(c, webhook) : refused(c, { ok: false, reason: 'unknown-webhook', id: idOf(c) })
}

export async function addWebhook(c: ApiContext) {
  const body = await readJsonBody(c, NewWebhookBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const { url, note, events = [...WEBHOOK_EVENTS] } = body.value
  const secret = newWebhookSecret()
  const added = await press(c).addWebhook({ id: crypto.randomUUID(), url, events, secret, note }, c.get('actor'))
  return added.ok ? jsonResponse(c, { ...added.webhook, secret }, 201, { Location: `/api/webhooks/${added.webhook.id}` }) : refused(c, added)
}

export async function changeWebhook(c: ApiContext) {
  const body = await readJsonBody(c, WebhookChangeBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const changed = await press(c).changeWebhook(idOf(c), body.value, c.get('actor'))
  return changed.ok ? jsonResponse(c, changed.webhook) : refused(c, changed)
}

export async function removeWebhook(c: ApiContext) {
  const removed = await press(c).removeWebhook(idOf(c), c.get('actor'))
  return removed.ok ? c.body(null, 204) : refused(c, removed)
}

export async function rotateWebhookSecret(c: ApiContext) {
  const secret = newWebhookSecret()
  const rotated = await press(c).rotateWebhookSecret(idOf(c), secret, c.get('actor'))
  return rotated.ok ? jsonResponse(c, { ...rotated.webhook, secret }) : refused(c, rotated)
}

export async function testWebhook(c: ApiContext) {
  const tested = await press(c).testWebhook(idOf(c), c.get('actor'))
  return tested.ok ? c.json({ event: tested.event }, 202) : refused(c, tested)
}

export async function readWebhookLog(c: ApiContext) {
  const query = readQuery(c, WebhookLogQuery)
  if (!query.ok) return problemResponse(c, query.problem)
  const log = await press(c).webhookLog(idOf(c), query.value)
  if (!log.ok) return refused(c, log)
  const { ok: _, ...page } = log
  return jsonResponse(c, page)
}

export async function replayWebhook(c: ApiContext) {
  const body = await readJsonBody(c, ReplayBody)
  if (!body.ok) return problemResponse(c, body.problem)
  const { event, from, until, state } = body.value
  const asked = event === undefined ? { from: from ?? '', until: until ?? '', state } : { event }
  const replayed = await press(c).replayWebhook(idOf(c), asked, c.get('actor'))
  return replayed.ok ? c.json({ count: replayed.count }, 202) : refused(c, replayed)
}
