/** The newsroom's end of webhooks, with what it was told. */

import type { Fetcher } from '../../../src/newsletter/delivery/http-answer.ts'
import type { MailEvent } from '../../../src/newsletter/delivery/webhook.ts'
import { webhookRoutes } from '../../../src/newsletter/delivery/webhook-routes.ts'

export function newsroomEnd(env: Record<string, string>, { now = Date.now, fetcher }: { now?: () => number; fetcher?: Fetcher } = {}) {
  const events: MailEvent[] = []
  const app = webhookRoutes({
    report: async (_, reported) => {
      events.push(...reported)
    },
    now,
    ...(fetcher && { fetcher }),
  })
  const post = (provider: string, body: string, headers: Record<string, string> = {}) =>
    app.request(`/newsletters/webhooks/${provider}`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } }, env)
  return { events, post }
}
