/** Webhooks in words. */
import type { WebhookEventName } from '../../../copy/shapes/webhook.ts'
import type { DeliveryState, WebhookState } from '../../../press/webhook-calls.ts'

export const EVENT_WORDS: Record<WebhookEventName, string> = {
  'article.published': 'A story is published',
  'article.updated': 'A published story is updated',
  'article.corrected': 'A story is corrected',
  'article.withdrawn': 'A story is withdrawn',
  'article.scheduled': 'A story is scheduled',
  'article.unscheduled': 'A story is taken off the schedule',
  'article.withdrawal_scheduled': 'A story’s withdrawal is scheduled',
  'article.withdrawal_unscheduled': 'A scheduled withdrawal is called off',
  'article.renamed': 'A story is renamed',
  'articles.imported': 'Stories are imported',
  'section.renamed': 'A section gets another address, and its stories with it',
  'newsletter.sent': 'A newsletter’s issue is sent',
  'newsletter.stopped': 'A newsletter’s issue is stopped',
  'picture.withdrawn': 'A picture is taken down, or its licence ends',
  'picture.restored': 'A picture can be shown again',
}

export const STATE_WORDS: Record<WebhookState, string> = {
  active: 'Active',
  disabled: 'Disabled',
  gone: 'Disabled: the server answered that it’s gone (410)',
  failing: 'Disabled: the server took nothing for five days',
  'no-secret': 'Needs a new secret',
}

export const DELIVERY_WORDS: Record<DeliveryState, string> = { waiting: 'Waiting', delivered: 'Delivered', failed: 'Failed' }
