/** One webhook: what it is, what can be done with it, and what it was sent. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Webhook, WebhookDelivery } from '../../../press/webhook-calls.ts'
import { TextField } from '../layout/fields.tsx'
import { Moment, NextPage } from '../layout/moment.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { type TypedWebhook, WebhookFields } from './webhook-form.tsx'
import { STATE_WORDS } from './webhook-words.ts'

type Props = {
  webhook: Webhook
  log: readonly WebhookDelivery[]
  nextCursor: string | undefined
  url: string
  site: Site
  typed: TypedWebhook
  flaws: readonly Flaw[]
}

export const WebhookPage = ({ webhook, log, nextCursor, url, site, typed, flaws }: Props) => (
  <>
    <p>
      <a href="/desk/webhooks">All webhooks</a>
    </p>
    <h1 dir="ltr">{webhook.url}</h1>
    <Standing webhook={webhook} site={site} />
    <Orders webhook={webhook} />
    <form class="form" method="post" action={pathOf(webhook)}>
      <h2>Settings</h2>
      <WebhookFields typed={typed} flawOf={(field) => flaws.find(({ pointer }) => pointer.startsWith(`/${field}`))?.message} />
      <div class="buttons">
        <button type="submit" name="order" value="change">
          Save settings
        </button>
      </div>
    </form>
    <section aria-labelledby="log">
      <h2 id="log">What it was sent</h2>
      <p>Kept for 30 days. Messages can arrive in any order; the number in each says which is newer.</p>
      <DeliveryLog webhook={webhook} log={log} site={site} />
      <NextPage url={url} cursor={nextCursor} />
      {webhook.state === 'active' && <SpanForm webhook={webhook} site={site} />}
    </section>
  </>
)

const pathOf = ({ id }: Webhook) => `/desk/webhooks/${id}`

const Standing = ({ webhook: { state, stateSince, failures, failingSince, waiting, formerSecretUntil }, site }: Pick<Props, 'webhook' | 'site'>) => (
  <p>
    {STATE_WORDS[state]}
    {stateSince !== undefined && (
      <>
        {' '}
        since <Moment at={stateSince} site={site} />
      </>
    )}
    .{failingSince !== undefined && ` ${failures} ${failures === 1 ? 'failure' : 'failures'} in a row.`}
    {waiting > 0 && ` ${waiting} ${waiting === 1 ? 'message' : 'messages'} waiting.`}
    {formerSecretUntil !== undefined && (
      <>
        {' '}
        The former secret signs too until <Moment at={formerSecretUntil} site={site} />.
      </>
    )}
  </p>
)

const Orders = ({ webhook }: { webhook: Webhook }) => (
  <form method="post" action={pathOf(webhook)}>
    <div class="buttons">
      {webhook.state === 'active' && <OrderButton order="test" label="Send a test" />}
      <OrderButton order="rotate" label="Replace the secret" danger="Replace the secret? The present one signs too for 24 hours." />
      {webhook.state === 'active' && <OrderButton order="disable" label="Disable" danger="Disable this webhook? What waits for it isn’t sent." />}
      {webhook.state !== 'active' && webhook.state !== 'no-secret' && <OrderButton order="enable" label="Enable" />}
      <OrderButton order="remove" label="Remove" danger="Remove this webhook and its log? This can’t be undone." />
    </div>
  </form>
)

const OrderButton = ({ order, label, danger }: { order: string; label: string; danger?: string }) => (
  <button type="submit" name="order" value={order} class={order === 'remove' ? 'danger' : 'quiet'} {...(danger && { 'data-confirm': danger })}>
    {label}
  </button>
)

const SpanForm = ({ webhook, site }: Pick<Props, 'webhook' | 'site'>) => (
  <form class="form" method="post" action={pathOf(webhook)}>
    <h3>Send again by date</h3>
    <div class="field-row">
      <TextField name="from" type="datetime-local" label={`From (${site.timeZoneLabel ?? site.timeZone})`} required />
      <TextField name="until" type="datetime-local" label={`Until (${site.timeZoneLabel ?? site.timeZone})`} required />
    </div>
    <div class="buttons">
      <button type="submit" name="order" value="replay-failed" class="quiet">
        Send what failed
      </button>
      <button type="submit" name="order" value="replay-all" class="quiet">
        Send everything
      </button>
    </div>
  </form>
)
