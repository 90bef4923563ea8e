/** The calls about webhooks. */
import { recordEvent } from './ledger/webhook-events.ts'
import { change, read, type Task } from './task.ts'
import type { WebhookCalls } from './webhook-calls.ts'
import { deliveryLog, replay } from './webhooks/delivery-log.ts'
import { listWebhooks, webhookCalled } from './webhooks/webhook-rows.ts'
import { addWebhook, changeWebhook, removeWebhook, rotateSecret, testWebhook } from './webhooks/webhooks.ts'

type WebhookCallTable = { [Name in keyof WebhookCalls]: (...asked: Parameters<WebhookCalls[Name]>) => Task<Awaited<ReturnType<WebhookCalls[Name]>>> }

export const WEBHOOK_CALLS: WebhookCallTable = {
  webhooks: () => read(listWebhooks),
  webhook: (id) => read((ledger, now) => webhookCalled(ledger, id, now) ?? null),
  addWebhook: (webhook, actor) => change({ actor, needs: 'admin' }, (ledger, now, { outside }) => addWebhook(ledger, webhook, actor, now, outside)),
  changeWebhook: (id, changed, actor) =>
    change({ actor, needs: 'admin' }, (ledger, now, { outside }) => changeWebhook(ledger, id, changed, actor, now, outside)),
  removeWebhook: (id, actor) => change({ actor, needs: 'admin' }, (ledger, now) => removeWebhook(ledger, id, actor, now)),
  rotateWebhookSecret: (id, secret, actor) => change({ actor, needs: 'admin' }, (ledger, now) => rotateSecret(ledger, id, secret, actor, now)),
  testWebhook: (id, actor) => change({ actor, needs: 'admin' }, (ledger, now) => testWebhook(ledger, id, actor, now)),
  webhookLog: (id, query) => read((ledger, now) => deliveryLog(ledger, id, query, now)),
  replayWebhook: (id, asked, actor) => change({ actor, needs: 'admin' }, (ledger, now) => replay(ledger, id, asked, actor, now)),
  tellWebhooks: ({ id, type, at, data }) => change(undefined, (ledger, now) => recordEvent(ledger, now, { id, type, data: { ...data, at } })),
}
