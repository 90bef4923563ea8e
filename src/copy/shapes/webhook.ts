/** What other programs can be told of by a webhook, and what they are sent (standardwebhooks.com). */
import * as v from 'valibot'
import { Line } from './field.ts'

/** In the order of a story's life. `webhook.test` is sent by hand, to one webhook. */
export const WEBHOOK_EVENTS = [
  'article.published',
  'article.updated',
  'article.corrected',
  'article.withdrawn',
  'article.scheduled',
  'article.unscheduled',
  'article.withdrawal_scheduled',
  'article.withdrawal_unscheduled',
  'article.renamed',
  'articles.imported',
  'section.renamed',
  'newsletter.sent',
  'newsletter.stopped',
  'picture.withdrawn',
  'picture.restored',
] as const
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number]

/** The body of a delivery. `sequence` grows with every event: deliveries come in no promised order, and this says which is the newer. */
export type WebhookPayload = { type: WebhookEventName | 'webhook.test'; timestamp: string; sequence: number; data: Record<string, unknown> }

const eventName = v.picklist(WEBHOOK_EVENTS, `An event must be one of ${WEBHOOK_EVENTS.join(', ')}.`)

/** Where the address may lead, the press says (`outsideAddressFlaw`). */
export const WebhookUrl = v.pipe(v.string('"url" must be text.'), v.trim(), v.maxLength(2000, 'An address can have up to 2000 characters.'))
export const WebhookEvents = v.pipe(
  v.array(eventName, '"events" must be a list of events.'),
  v.minLength(1, 'Choose at least one event.'),
  v.transform((events) => WEBHOOK_EVENTS.filter((event) => events.includes(event))),
)
export const WebhookNote = v.pipe(Line, v.maxLength(200, 'A note can have up to 200 characters.'))
