/** What was told so far, newest first, with what an editor can do about each in its place. */
import { markdownFromBlocks } from '../../../copy/markdown/to-markdown.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Actor } from '../../../press/calls.ts'
import type { LiveDesk, ToldUpdate } from '../../../press/live-calls.ts'
import { hasRole } from '../../access.ts'
import { Moment } from '../layout/moment.tsx'
import type { Typed } from './live-forms.ts'
import { UpdateText } from './update-text.tsx'

export type ListProps = { desk: LiveDesk; site: Site; actor: Actor; edited?: { id: string; typed: Typed } }

export function ToldList({ desk, site, actor, edited }: ListProps) {
  if (desk.updates.length === 0) return <p class="empty">No updates yet.</p>
  return (
    <ul class="told">
      {desk.updates.map((update) => (
        <li id={`told-${update.id}`} class={update.takenBack ? 'taken-back' : undefined}>
          <p class="told-facts">
            <Moment at={update.at} site={site} />
            {update.by && <span>{update.by}</span>}
            {update.pinned && <strong>Pinned</strong>}
            {update.key && <strong>Key moment</strong>}
          </p>
          {update.takenBack ? (
            <p>
              Taken back: <Moment at={update.takenBack} site={site} />. Readers see that there was an update.
            </p>
          ) : (
            <UpdateText update={update} site={site} />
          )}
          {hasRole(actor, 'editor') && !update.takenBack && (
            <ToldOrders
              slug={desk.entry.slug}
              update={update}
              isLive={desk.entry.live !== undefined}
              typed={edited?.id === update.id ? edited.typed : undefined}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

type OrderProps = { slug: string; update: ToldUpdate; isLive: boolean; typed: Typed | undefined }

function ToldOrders({ slug, update, isLive, typed }: OrderProps) {
  const { id, pinned, key, headline } = update
  const action = `/desk/live/${slug}/updates/${id}`
  const name = <span class="unseen"> {headline ?? `update ${id}`}</span>
  return (
    <div class="told-orders">
      <form method="post" action={action}>
        <input type="hidden" name="tag" value={update.tag} />
        <button type="submit" name="do" value={pinned ? 'unpin' : 'pin'} class="plain small">
          {pinned ? 'Unpin' : 'Pin'}
          {name}
        </button>
        <button type="submit" name="do" value={key ? 'unkey' : 'key'} class="plain small">
          {key ? 'Not a key moment' : 'Key moment'}
          {name}
        </button>
      </form>
      <details open={typed !== undefined}>
        <summary>
          {isLive ? 'Correct' : 'Change'}
          {name}
        </summary>
        <form method="post" action={action} class="form">
          <input type="hidden" name="tag" value={update.tag} />
          <TextFields id={id} typed={typed ?? { headline: headline ?? '', markdown: markdownFromBlocks(update.body) }} />
          {isLive && (
            <div class="field">
              <label for={`correction-${id}`}>What was wrong (readers see this; leave it empty for a typo)</label>
              <input id={`correction-${id}`} name="correction" value={typed?.correction} maxlength={400} dir="auto" />
            </div>
          )}
          <button type="submit" name="do" value="change">
            Save
          </button>
        </form>
      </details>
      <details>
        <summary>
          Take back
          {name}
        </summary>
        <form method="post" action={action} class="form">
          <input type="hidden" name="tag" value={update.tag} />
          <div class="field">
            <label for={`reason-${id}`}>Why (for the audit trail; readers don’t see it)</label>
            <input id={`reason-${id}`} name="reason" maxlength={300} dir="auto" />
          </div>
          <button type="submit" name="do" value="remove" class="danger">
            Take it back
          </button>
        </form>
      </details>
    </div>
  )
}

/** Headline and text of an update that is there. */
export const TextFields = ({ id, typed }: { id: string; typed: Typed }) => (
  <>
    <div class="field">
      <label for={`headline-${id}`}>Headline</label>
      <input id={`headline-${id}`} name="headline" value={typed.headline} maxlength={400} dir="auto" />
    </div>
    <div class="field">
      <label for={`markdown-${id}`}>Text</label>
      <textarea id={`markdown-${id}`} name="markdown" rows={4} dir="auto">
        {typed.markdown}
      </textarea>
    </div>
  </>
)
