/** What the API's calls about webhooks take. */
import * as v from 'valibot'
import { Instant } from '../../copy/shapes/field.ts'
import { WebhookEvents, WebhookNote, WebhookUrl } from '../../copy/shapes/webhook.ts'
import { limitUpTo, numberCursor, only } from './request-schemas.ts'

/** Without `events`, it is told everything. */
export const NewWebhookBody = only({ url: WebhookUrl, events: v.optional(WebhookEvents), note: v.optional(WebhookNote) })
/** An empty note takes it away. */
export const WebhookChangeBody = only({
  url: v.optional(WebhookUrl),
  events: v.optional(WebhookEvents),
  note: v.optional(v.union([v.literal(''), WebhookNote])),
  disabled: v.optional(v.boolean('"disabled" must be true or false.')),
})

const DeliveryState = v.picklist(['waiting', 'delivered', 'failed'], 'A state must be waiting, delivered or failed.')
export const WebhookLogQuery = v.object({ cursor: numberCursor, limit: limitUpTo('50', 200), state: v.optional(DeliveryState) })

/** One message, or all of a span. */
export const ReplayBody = v.pipe(
  only({
    event: v.optional(v.pipe(v.string('"event" must be text.'), v.maxLength(200, 'An event’s id can have up to 200 characters.'))),
    from: v.optional(Instant),
    until: v.optional(Instant),
    state: v.optional(DeliveryState),
  }),
  v.check(({ event, from, until }) => (event === undefined) === (from !== undefined && until !== undefined), 'Send either "event", or "from" and "until".'),
)
