/** What the API answers about webhooks, and what they are sent. */
import { WEBHOOK_EVENTS, type WebhookEventName } from '../../src/copy/shapes/webhook.ts'
import { type JsonSchema, listOf, moment, number, object, pageOf, text } from './json-schema.ts'

const webhook = {
  id: text,
  url: text,
  events: listOf({ enum: WEBHOOK_EVENTS }),
  'note?': text,
  state: { enum: ['active', 'disabled', 'gone', 'failing', 'no-secret'] },
  'stateSince?': moment,
  failures: { ...number, description: 'In a row.' },
  'failingSince?': moment,
  waiting: { ...number, description: 'Messages that are still to be delivered.' },
  createdAt: moment,
  createdBy: text,
  'formerSecretUntil?': { ...moment, description: 'Until then, a former secret signs too.' },
}

export const WEBHOOK_SCHEMAS = {
  Webhook: object(webhook),
  Webhooks: object({ items: listOf(object(webhook)) }),
  WebhookWithSecret: object({ ...webhook, secret: { ...text, description: '`whsec_` and Base64. It is shown once.' } }),
  WebhookTest: object({ event: { ...text, description: 'The message’s id.' } }),
  WebhookReplay: object({ count: number }),
  WebhookDeliveries: pageOf(
    object({
      id: { ...text, description: 'The header webhook-id.' },
      sequence: number,
      type: text,
      at: moment,
      state: { enum: ['waiting', 'delivered', 'failed'] },
      attempts: number,
      'lastAt?': moment,
      'nextAt?': moment,
      'status?': { ...number, description: 'What was answered.' },
      'ms?': number,
      'said?': { ...text, description: 'What was wrong, or how the answer begins.' },
      payload: { ...text, description: 'What is sent, as it is sent.' },
    }),
  ),
} satisfies Record<string, JsonSchema>

const story = {
  slug: text,
  url: { ...text, description: 'Where readers find it.' },
  section: text,
}
const released = {
  ...story,
  revision: number,
  publishedAt: moment,
  'headline?': { ...text, description: 'Absent where the article was withdrawn, or this revision erased, before the message went out.' },
}

const DATA: Record<WebhookEventName | 'webhook.test', JsonSchema> = {
  'article.published': object(released, 'Readers can read it, for the first time or again.'),
  'article.updated': object(released, 'Readers have a newer revision.'),
  'article.corrected': object({ ...released, 'corrections?': listOf(object({ at: moment, text })) }, 'Readers have a newer revision, with these corrections.'),
  'article.withdrawn': object({ ...story, reason: { enum: ['withdrawn', 'held-back', 'undone'] }, at: moment }, 'Readers can’t read it any more.'),
  'article.scheduled': object({ ...story, revision: number, until: moment }, 'A revision goes live at `until`.'),
  'article.unscheduled': object(story, 'What was scheduled doesn’t go live.'),
  'article.withdrawal_scheduled': object({ ...story, at: moment }, 'Readers lose it at `at`.'),
  'article.withdrawal_unscheduled': object(story, 'It isn’t withdrawn then.'),
  'article.renamed': object({ ...story, formerSlug: text, formerUrl: text }, 'Readers who come to the old address are sent to the new one.'),
  'articles.imported': object(
    { articles: number, from: moment, until: moment },
    'So many times an import gave readers a story, or another version of it, between these moments.',
  ),
  'section.renamed': object(
    { from: text, to: text, formerUrl: text, url: text, articles: number, at: moment },
    'A section has another slug: so many articles that readers have are at `url`/slug now, and what asks at `formerUrl`/slug is sent there.',
  ),
  'newsletter.sent': object({ newsletter: text, issue: text, url: text, subject: text, recipients: number, sent: number, at: moment }),
  'newsletter.stopped': object({
    newsletter: text,
    issue: text,
    recipients: number,
    sent: { ...number, description: 'Those who had it by then.' },
    why: { enum: ['editor', 'article-withdrawn', 'not-composed'] },
    at: moment,
  }),
  'picture.withdrawn': object({ id: text, url: text, 'reason?': { enum: ['withdrawn', 'licence-ended'] }, at: moment }, 'Readers can’t have it any more.'),
  'picture.restored': object(
    { id: text, url: text, at: moment },
    'Its licence was extended after it had ended, or it was uploaded again after it had been withdrawn.',
  ),
  'webhook.test': object({ by: text }),
}

/** OpenAPI's `webhooks`. */
export const webhookOperations = (): Record<string, JsonSchema> =>
  Object.fromEntries(
    Object.entries(DATA).map(([type, data]) => [
      type,
      {
        post: {
          summary: `${type}, to those who asked for it`,
          parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({ name, in: 'header', required: true, schema: text })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: object({ type: { const: type }, timestamp: moment, sequence: number, data }) } },
          },
          responses: {
            '2XX': { description: 'Taken.' },
            410: { description: 'Gone: nothing more is sent.' },
            default: { description: 'Anything else, a redirect too, is a failure: it is sent again later, under the same id.' },
          },
        },
      },
    ]),
  )
