/** What a webhook is: its address, what it is told, and what it is for. */
import { WEBHOOK_EVENTS } from '../../../copy/shapes/webhook.ts'
import { Checkbox, TextField } from '../layout/fields.tsx'
import type { Form } from '../layout/form.ts'
import { EVENT_WORDS } from './webhook-words.ts'

export type TypedWebhook = { url: string; events: readonly string[]; note: string }

export const typedWebhook = (form: Form): TypedWebhook => ({ url: form.text('url'), events: form.all('events'), note: form.text('note') })

export const WebhookFields = ({ typed, flawOf }: { typed: TypedWebhook; flawOf: (field: string) => string | undefined }) => (
  <>
    <TextField
      name="url"
      type="url"
      label="Address"
      hint="An https address of a program. It gets every message as JSON, signed."
      value={typed.url}
      flaw={flawOf('url')}
      required
      maxlength={2000}
      autocomplete="off"
      dir="ltr"
    />
    <fieldset class="field">
      <legend>Send a message when</legend>
      {flawOf('events') && <p class="flaw">{flawOf('events')}</p>}
      {WEBHOOK_EVENTS.map((event) => (
        <Checkbox name="events" value={event} label={EVENT_WORDS[event]} checked={typed.events.includes(event)} />
      ))}
    </fieldset>
    <TextField name="note" label="Note" hint="What it’s for, and who looks after it." value={typed.note} flaw={flawOf('note')} maxlength={200} />
  </>
)
