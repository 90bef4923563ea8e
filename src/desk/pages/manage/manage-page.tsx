/** A story’s orders beside publishing: each that it can be given now, and what it does to what readers have. */

import type { Site } from '../../../copy/shapes/site.ts'
import type { Child } from '../../../markup/markup.ts'
import type { Entry } from '../../../press/calls.ts'
import { TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { StoryHead } from '../layout/story-head.tsx'
import { isTakenByEmbargo, type Order, ordersFor } from './orders.ts'

/** `typed`: by the names of the fields, where an order was refused. */
type View = { entry: Entry; site: Site; typed?: Readonly<Record<string, string>> }
type Props = View & { orders: readonly Order[] }

export const ManagePage = ({ entry, site, typed = {} }: View) => {
  const orders = ordersFor(entry)
  const props = { entry, site, orders, typed }
  return (
    <>
      <StoryHead entry={entry} title="Manage" here="manage" />
      {entry.state === 'withdrawn' && (
        <p>
          It’s withdrawn. To bring it back, <a href={`/desk/stories/${entry.slug}/publish`}>publish it</a>.
        </p>
      )}
      {orders.includes('unschedule') && <ScheduleForm {...props} />}
      {orders.includes('embargo') && <EmbargoForm {...props} />}
      {orders.includes('withdraw') && <WithdrawalForm {...props} />}
      <OrderForm entry={entry} title="Address">
        <TextField name="slug" label="Slug" dir="auto" value={typed.slug ?? entry.slug} hint="Readers of the old address are sent to the new one." />
        <OrderButton order="rename" label="Rename" />
      </OrderForm>
      {orders.includes('delete') && (
        <OrderForm entry={entry} title="Delete">
          <p>Only a story that was never published can be deleted, with all its revisions.</p>
          <OrderButton order="delete" label="Delete this draft" danger="Delete this draft and all its revisions? This can’t be undone." />
        </OrderForm>
      )}
    </>
  )
}

const OrderForm = ({ entry, title, children }: { entry: Entry; title: string; children: Child }) => (
  <form class="form order" method="post" action={`/desk/stories/${entry.slug}/manage`}>
    <h2>{title}</h2>
    <input type="hidden" name="base" value={String(entry.revision)} />
    {children}
  </form>
)

/** `danger`: what is asked before. */
type ButtonProps = { order: Order; label: string; danger?: string | undefined }

const OrderButton = (props: ButtonProps) => (
  <div class="buttons">
    <Button {...props} />
  </div>
)

const Button = ({ order, label, danger }: ButtonProps) => (
  <button type="submit" name="order" value={order} class={danger ? 'danger' : 'quiet'} {...(danger && { 'data-confirm': danger })}>
    {label}
  </button>
)

const zoneName = ({ timeZoneLabel, timeZone }: Site) => timeZoneLabel ?? timeZone

const ScheduleForm = ({ entry, site }: Props) => (
  <OrderForm entry={entry} title="Schedule">
    <p>
      {entry.live === undefined ? 'The story' : 'The update'} goes live <Moment at={entry.until ?? ''} site={site} />.
      {entry.embargoUntil !== undefined && ' Taking it off the schedule ends its embargo, too.'}
    </p>
    <OrderButton order="unschedule" label="Take off the schedule" />
  </OrderForm>
)

const EmbargoForm = ({ entry, site, orders, typed }: Props) => {
  const isSet = orders.includes('lift-embargo')
  const takes = isTakenByEmbargo(entry)
  return (
    <OrderForm entry={entry} title="Embargo">
      {entry.embargoUntil !== undefined && (
        <p>
          Held back until <Moment at={entry.embargoUntil} site={site} />. If you lift the embargo, what was published under it comes out at once; what nobody
          published stays in the newsroom.
        </p>
      )}
      {takes && <p>Readers have this version already. An embargo takes it away from them until it ends.</p>}
      <TextField
        name="embargo-until"
        type="datetime-local"
        label={`Hold the newest revision back until (${zoneName(site)})`}
        value={typed?.['embargo-until']}
      />
      <div class="buttons">
        <Button
          order="embargo"
          label={isSet ? 'Change embargo' : 'Set embargo'}
          danger={takes ? 'Take this story away from readers until the embargo ends?' : undefined}
        />
        {isSet && <Button order="lift-embargo" label="Lift embargo" />}
      </div>
    </OrderForm>
  )
}

const WithdrawalForm = ({ entry, site, orders, typed }: Props) => (
  <OrderForm entry={entry} title="Withdraw">
    {orders.includes('keep-published') && (
      <>
        <p>
          It will be withdrawn <Moment at={entry.withdrawAt ?? ''} site={site} />.
        </p>
        <OrderButton order="keep-published" label={entry.live === undefined ? 'Don’t withdraw it then' : 'Keep it published'} />
      </>
    )}
    {entry.live !== undefined && entry.until !== undefined && <p>The update that waits is dropped as well.</p>}
    <TextField name="reason" label="Reason" value={typed?.reason} hint="Kept in the audit trail; readers don’t see it." />
    <OrderButton
      order="withdraw"
      label="Withdraw now"
      danger={
        entry.live === undefined
          ? 'Withdraw this story? It won’t come out when it’s scheduled to.'
          : 'Withdraw this story? Readers will see that it’s no longer available.'
      }
    />
    <TextField name="withdraw-at" type="datetime-local" label={`Withdraw it later, at (${zoneName(site)})`} value={typed?.['withdraw-at']} />
    <OrderButton order="withdraw-later" label={orders.includes('keep-published') ? 'Change when' : 'Schedule withdrawal'} />
  </OrderForm>
)
