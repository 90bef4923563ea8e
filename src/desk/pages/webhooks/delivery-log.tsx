/** A page of a webhook's log. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { WebhookPayload } from '../../../copy/shapes/webhook.ts'
import type { Webhook, WebhookDelivery } from '../../../press/webhook-calls.ts'
import { Moment } from '../layout/moment.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'
import { DELIVERY_WORDS } from './webhook-words.ts'

type Props = { webhook: Webhook; log: readonly WebhookDelivery[]; site: Site }

export const DeliveryLog = ({ webhook, log, site }: Props) =>
  log.length === 0 ? (
    <p class="empty">Nothing has been sent yet.</p>
  ) : (
    <table class="rows stacking orders">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Event</th>
          <th scope="col">How it went</th>
          <UnseenHead name="Send again" />
        </tr>
      </thead>
      <tbody>
        {log.map((delivery) => (
          <DeliveryRow webhook={webhook} delivery={delivery} site={site} />
        ))}
      </tbody>
    </table>
  )

const DeliveryRow = ({ webhook, delivery, site }: Pick<Props, 'webhook' | 'site'> & { delivery: WebhookDelivery }) => (
  <tr>
    <td data-label="When">
      <Moment at={delivery.at} site={site} />
    </td>
    <th scope="row">
      {delivery.type}
      {subjectOf(delivery) !== undefined && <p class="hint">{subjectOf(delivery)}</p>}
      <details>
        <summary>Message</summary>
        <p class="hint" dir="ltr">
          {delivery.id}
        </p>
        <pre dir="ltr">{delivery.payload}</pre>
      </details>
    </th>
    <td data-label="How it went">
      {resultWords(delivery)}
      {delivery.state === 'waiting' && delivery.attempts > 0 && delivery.nextAt !== undefined && (
        <>
          , next try <Moment at={delivery.nextAt} site={site} />
        </>
      )}
      {delivery.said !== undefined && delivery.state !== 'delivered' && (
        <details>
          <summary>Answer</summary>
          <pre dir="ltr">{delivery.said}</pre>
        </details>
      )}
    </td>
    <td>
      {webhook.state === 'active' && (
        <form method="post" action={`/desk/webhooks/${webhook.id}`}>
          <input type="hidden" name="order" value="replay" />
          <button type="submit" name="event" value={delivery.id} class="quiet small" aria-label={`Send again: ${delivery.type} of ${delivery.at}`}>
            Send again
          </button>
        </form>
      )}
    </td>
  </tr>
)

/** Which story, issue or picture it was about. */
function subjectOf({ payload }: WebhookDelivery) {
  const { data } = JSON.parse(payload) as WebhookPayload // As the press wrote it.
  return [data.slug, data.issue, data.id].find((name) => typeof name === 'string')
}

function resultWords({ state, attempts, status }: WebhookDelivery) {
  const tries = attempts > 1 ? `${attempts} tries` : undefined
  return [DELIVERY_WORDS[state], status !== undefined && `answer ${status}`, tries].filter(Boolean).join(', ')
}
