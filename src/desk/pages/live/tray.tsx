/** What reporters sent and no editor has decided yet, oldest first: a reporter can change it, an editor approve or refuse it. */
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import type { WaitingUpdate } from '../../../press/live-calls.ts'
import { hasRole } from '../../access.ts'
import { Moment } from '../layout/moment.tsx'
import type { Typed } from './live-forms.ts'
import { type ListProps, TextFields } from './told-list.tsx'
import { UpdateText } from './update-text.tsx'

export function Tray({ desk, site, actor, edited }: ListProps) {
  const mayApprove = hasRole(actor, 'editor')
  // What was refused is its writer's affair.
  const shown = desk.waiting.filter(({ refused, by }) => !refused || by === actor.name)
  if (shown.length === 0) return <p class="empty">Nothing is waiting.</p>
  return (
    <ul class="told">
      {shown.map((update) => (
        <li id={`waiting-${update.id}`}>
          <p class="told-facts">
            <Moment at={update.sentAt} site={site} />
            <span>{update.by}</span>
            {update.key && <strong>Key moment</strong>}
          </p>
          {update.refused && (
            <p class="refusal">
              {update.refused.by} sent this back{update.refused.reason ? `: ${update.refused.reason}` : '.'}
            </p>
          )}
          <UpdateText update={update} site={site} />
          <Orders
            slug={desk.entry.slug}
            update={update}
            mayApprove={mayApprove && !desk.ended}
            isOwn={update.by === actor.name}
            mayChange={mayApprove || update.by === actor.name}
            typed={edited?.id === update.id ? edited.typed : undefined}
          />
        </li>
      ))}
    </ul>
  )
}

type OrderProps = { slug: string; update: WaitingUpdate; mayApprove: boolean; mayChange: boolean; isOwn: boolean; typed: Typed | undefined }

function Orders({ slug, update, mayApprove, mayChange, isOwn, typed }: OrderProps) {
  const { id, headline, body, tag } = update
  const action = `/desk/live/${slug}/updates/${id}`
  const name = <span class="unseen"> {headline ?? `update by ${update.by}`}</span>
  if (!mayChange) return null
  return (
    <div class="told-orders">
      {mayApprove && (
        <form method="post" action={action}>
          <input type="hidden" name="tag" value={tag} />
          <button type="submit" name="do" value="approve" class="small" aria-keyshortcuts="Alt+A">
            Approve
            {name}
          </button>
        </form>
      )}
      <details open={typed !== undefined}>
        <summary>
          Change
          {name}
        </summary>
        <form method="post" action={action} class="form">
          <input type="hidden" name="tag" value={tag} />
          <TextFields id={id} typed={typed ?? { headline: headline ?? '', markdown: markdownFromBlocks(body) }} />
          <button type="submit" name="do" value="change">
            {update.refused ? 'Send again' : 'Save'}
          </button>
        </form>
      </details>
      {isOwn ? (
        <form method="post" action={action}>
          <input type="hidden" name="tag" value={tag} />
          <button type="submit" name="do" value="remove" class="plain small">
            Delete
            {name}
          </button>
        </form>
      ) : (
        <details>
          <summary>
            Send back
            {name}
          </summary>
          <form method="post" action={action} class="form">
            <input type="hidden" name="tag" value={tag} />
            <div class="field">
              <label for={`reason-${id}`}>Why ({update.by} reads this)</label>
              <input id={`reason-${id}`} name="reason" maxlength={300} dir="auto" />
            </div>
            <button type="submit" name="do" value="remove" class="danger">
              Send it back
            </button>
          </form>
        </details>
      )}
    </div>
  )
}
