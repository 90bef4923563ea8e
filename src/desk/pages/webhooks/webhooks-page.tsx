/** All webhooks, and a new one. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Webhook } from '../../../press/webhook-calls.ts'
import { Moment } from '../layout/moment.tsx'
import { type TypedWebhook, WebhookFields } from './webhook-form.tsx'
import { STATE_WORDS } from './webhook-words.ts'

type Props = { webhooks: readonly Webhook[]; site: Site; typed: TypedWebhook; flaws: readonly Flaw[] }

export const WebhooksPage = ({ webhooks, site, typed, flaws }: Props) => (
  <>
    <h1>Webhooks</h1>
    <p>Other programs can be told what happens here: an app, an archive, a partner’s system. Each message is signed, and sent again until it’s taken.</p>
    {webhooks.length === 0 ? <p class="empty">There are no webhooks yet.</p> : <WebhookTable webhooks={webhooks} site={site} />}
    <form class="form" method="post" action="/desk/webhooks">
      <h2>New webhook</h2>
      <WebhookFields typed={typed} flawOf={(field) => flaws.find(({ pointer }) => pointer.startsWith(`/${field}`))?.message} />
      <div class="buttons">
        <button type="submit">Add webhook</button>
      </div>
    </form>
  </>
)

const WebhookTable = ({ webhooks, site }: Pick<Props, 'webhooks' | 'site'>) => (
  <table class="rows stacking">
    <thead>
      <tr>
        <th scope="col">Address</th>
        <th scope="col">State</th>
        <th scope="col">Waiting</th>
        <th scope="col">Added</th>
      </tr>
    </thead>
    <tbody>
      {webhooks.map(({ id, url, note, state, failingSince, waiting, createdAt, createdBy }) => (
        <tr>
          <th scope="row" class="address">
            <a href={`/desk/webhooks/${id}`}>{url}</a>
            {note !== undefined && <p class="hint">{note}</p>}
          </th>
          <td data-label="State">
            {STATE_WORDS[state]}
            {state === 'active' && failingSince !== undefined && (
              <>
                , failing since <Moment at={failingSince} site={site} />
              </>
            )}
          </td>
          <td data-label="Waiting">{waiting}</td>
          <td data-label="Added">
            <Moment at={createdAt} site={site} />, {createdBy}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
