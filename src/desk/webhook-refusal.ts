/** What the press refuses of webhooks, as problems: the same words for the API and the desk's pages. */
import type { Problem } from '../edge/problem.ts'
import type { WebhookRefusal, WebhookState } from '../press/webhook-calls.ts'

export function webhookProblem(refusal: WebhookRefusal): Problem {
  switch (refusal.reason) {
    case 'unknown-webhook':
      return { status: 404, detail: `There’s no webhook "${refusal.id}". It may have been removed.` }
    case 'unknown-delivery':
      return { status: 404, detail: `This webhook’s log has no message "${refusal.id}". It goes back thirty days.` }
    case 'bad-webhook-address':
      return { status: 422, detail: '1 problem to fix.', flaws: [{ pointer: '/url', message: refusal.message }] }
    case 'webhook-known':
      return { status: 409, detail: 'There’s already a webhook with this address. Change that one.', members: { id: refusal.id } }
    case 'too-many-webhooks':
      return { status: 409, detail: `There can be up to ${refusal.most} webhooks. Remove one first.` }
    case 'too-many-secrets':
      return { status: 409, detail: `The secret was replaced too often within a day. You can replace it again after ${refusal.until}.` }
    case 'webhook-not-active':
      return { status: 409, detail: NOT_ACTIVE[refusal.state] }
  }
}

const NOT_ACTIVE: Record<WebhookState, string> = {
  active: 'This webhook is active.',
  disabled: 'This webhook is disabled. Enable it first.',
  gone: 'This webhook was disabled because its server answered that it’s gone (410). Enable it first.',
  failing: 'This webhook was disabled because its server took nothing for five days. Enable it first.',
  'no-secret': 'This webhook came out of a backup without its secret. Replace the secret first.',
}
