/** Webhooks in memory: what the API makes of the press's answers, and nothing delivered. */
import { outsideAddressFlaw } from '../../src/copy/text/outside-address.ts'
import type { NewWebhook, ReplayAsked, Webhook, WebhookChange, WebhookDelivery, WebhookRefusal } from '../../src/press/webhook-calls.ts'

const AT = '2026-11-26T08:00:00Z'
const HOOK: Webhook = {
  id: 'hook',
  url: 'https://a.example.org/in',
  events: ['article.published'],
  state: 'active',
  failures: 0,
  waiting: 1,
  createdAt: AT,
  createdBy: 'Ada',
}
const DELIVERY: WebhookDelivery = {
  id: 'evt_1',
  sequence: 7,
  type: 'article.published',
  at: AT,
  state: 'failed',
  attempts: 2,
  lastAt: AT,
  status: 500,
  ms: 12,
  said: 'Out of order',
  payload: '{}',
}
const known = (id: string): { ok: true; webhook: Webhook } | WebhookRefusal =>
  id === HOOK.id ? { ok: true, webhook: HOOK } : { ok: false, reason: 'unknown-webhook', id }

export const fakeWebhooks = {
  webhooks: async () => [HOOK],
  webhook: async (id: string) => (id === HOOK.id ? HOOK : null),
  async addWebhook({ id, url, events, note }: NewWebhook) {
    const message = outsideAddressFlaw(url)
    if (message) return { ok: false, reason: 'bad-webhook-address', message }
    return { ok: true, webhook: { ...HOOK, id, url, events, ...(note && { note }) } }
  },
  async changeWebhook(id: string, { disabled: _, ...change }: WebhookChange) {
    const found = known(id)
    return found.ok ? { ok: true, webhook: { ...HOOK, ...change } } : found
  },
  removeWebhook: async (id: string) => known(id),
  rotateWebhookSecret: async (id: string) => known(id),
  testWebhook: async (id: string) => (known(id).ok ? { ok: true, event: 'evt_2' } : known(id)),
  webhookLog: async (id: string) => (known(id).ok ? { ok: true, items: [DELIVERY], nextCursor: '7' } : known(id)),
  replayWebhook: async (id: string, asked: ReplayAsked) => (known(id).ok ? { ok: true, count: 'event' in asked ? 1 : 3 } : known(id)),
}
