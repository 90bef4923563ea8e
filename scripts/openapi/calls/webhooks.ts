/** Webhooks: programs that are told what happens. */
import { NewWebhookBody, ReplayBody, WebhookChangeBody, WebhookLogQuery } from '../../../src/desk/api/webhook-schemas.ts'
import type { ApiCall } from '../api-call.ts'

const tag = 'Webhooks'
const role = 'admin'

export const webhooksCalls: Record<string, ApiCall> = {
  'GET /webhooks': {
    id: 'listWebhooks',
    summary: 'List webhooks, without their secrets',
    tag,
    role,
    answers: { 200: { description: 'All of them, the oldest first.', content: { 'application/json': 'Webhooks' } } },
  },
  'POST /webhooks': {
    id: 'addWebhook',
    summary: 'Add a webhook; its secret is shown only once',
    description: 'Messages are signed as standardwebhooks.com says. Without `events`, it is told everything. What is sent is described under `webhooks`.',
    tag,
    role,
    body: { 'application/json': NewWebhookBody },
    answers: { 201: { description: 'The webhook, with its secret.', content: { 'application/json': 'WebhookWithSecret' }, headers: ['Location'] } },
    refusals: [400, 409, 413, 415, 422],
  },
  'GET /webhooks/{id}': {
    id: 'readWebhook',
    summary: 'Get one webhook',
    tag,
    role,
    answers: { 200: { description: 'The webhook.', content: { 'application/json': 'Webhook' } } },
    refusals: [404],
  },
  'PATCH /webhooks/{id}': {
    id: 'changeWebhook',
    summary: 'Change its address, events or note; disable or enable it',
    description: 'What you leave out stays as it is. Disabled, it is sent nothing, and what waits for it fails.',
    tag,
    role,
    body: { 'application/json': WebhookChangeBody },
    answers: { 200: { description: 'Changed.', content: { 'application/json': 'Webhook' } } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'DELETE /webhooks/{id}': {
    id: 'removeWebhook',
    summary: 'Remove a webhook, with its log',
    tag,
    role,
    answers: { 204: { description: 'Removed.' } },
    refusals: [404],
  },
  'POST /webhooks/{id}/secret': {
    id: 'rotateWebhookSecret',
    summary: 'Replace its secret; the new one is shown only once',
    description: 'For 24 hours messages have a signature by each: by the new secret and by those it replaced.',
    tag,
    role,
    answers: { 200: { description: 'The webhook, with its new secret.', content: { 'application/json': 'WebhookWithSecret' } } },
    refusals: [404, 409],
  },
  'POST /webhooks/{id}/test': {
    id: 'testWebhook',
    summary: 'Send it the event webhook.test, now',
    tag,
    role,
    answers: { 202: { description: 'It is on its way; its log says how it went.', content: { 'application/json': 'WebhookTest' } } },
    refusals: [404, 409],
  },
  'GET /webhooks/{id}/deliveries': {
    id: 'readWebhookLog',
    summary: 'List what it was sent, newest first',
    description: 'For thirty days, and up to 10,000 messages.',
    tag,
    role,
    query: WebhookLogQuery,
    answers: { 200: { description: 'One page of its log.', content: { 'application/json': 'WebhookDeliveries' } } },
    refusals: [404, 422],
  },
  'POST /webhooks/{id}/replay': {
    id: 'replayWebhook',
    summary: 'Send one message again, or all of a span',
    description:
      'With `event`, that one. With `from` and `until`, everything in its log from then on and before then, or only what has the `state`. The ids stay the same.',
    tag,
    role,
    body: { 'application/json': ReplayBody },
    answers: { 202: { description: 'How many are on their way.', content: { 'application/json': 'WebhookReplay' } } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
}
