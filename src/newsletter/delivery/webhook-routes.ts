/** `POST /newsletters/webhooks/{resend|brevo|ses}`: receives bounces and complaints, and accepts only what the provider sent. */
import { Hono } from 'hono'
import { renderProblem } from '../../edge/problem.ts'
import { readText } from '../../edge/request-body.ts'
import type { Fetcher } from './http-answer.ts'
import type { MailEvent, ReadReport, Report } from './webhook.ts'

/** SNS sends at most 256 KiB, written as JSON within JSON; Brevo's batches are smaller. */
const MAX_BODY_BYTES = 1_000_000

export type WebhookHandling = {
  /** Records what was reported. Called again for the same events if a provider repeats them. */
  report: (env: Env, events: readonly MailEvent[]) => Promise<unknown>
  now?: () => number
  fetcher?: Fetcher
}

const READERS: Record<string, () => Promise<ReadReport>> = {
  resend: async () => (await import('./resend-webhook.ts')).readResendReport,
  brevo: async () => (await import('./brevo-webhook.ts')).readBrevoReport,
  ses: async () => (await import('./ses-webhook.ts')).readSesReport,
}

export const webhookRoutes = ({ report, now = Date.now, fetcher = (request) => fetch(request) }: WebhookHandling) =>
  new Hono<{ Bindings: Env }>().post('/newsletters/webhooks/:provider', async (c) => {
    const provider = c.req.param('provider')
    const reader = Object.hasOwn(READERS, provider) ? READERS[provider] : undefined
    if (!reader) return renderProblem({ status: 404, detail: 'Reports from this provider aren’t set up.' })
    const body = await readText(c.req.raw, MAX_BODY_BYTES)
    if (!body.ok) return renderProblem(body.problem)
    const read = await reader()
    const reported = await read({ headers: c.req.raw.headers, body: body.value, env: c.env, now: now(), fetcher })
    if (!reported.ok) return refusalOf(reported.reason)
    if (reported.events.length > 0) await report(c.env, reported.events)
    return c.body(null, 204, { 'Cache-Control': 'no-store' })
  })

/** Says no more than a provider's log needs, so that nobody can find out a secret by trying. */
function refusalOf(reason: Exclude<Report, { ok: true }>['reason']): Response {
  switch (reason) {
    case 'not-set-up':
      return renderProblem({ status: 404, detail: 'Reports from this provider aren’t set up.' })
    case 'not-from-provider':
    case 'too-old':
      return renderProblem({ status: 401, detail: 'The signature isn’t valid.' })
    case 'unreadable':
      return renderProblem({ status: 400, detail: 'This isn’t a report we know.' })
    case 'later':
      return renderProblem({ status: 503, detail: 'The signature can’t be checked right now.', headers: { 'Retry-After': '60' } })
  }
}
