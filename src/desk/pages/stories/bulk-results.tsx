/** What became of an order for many stories, and the way back while there is one. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { BulkReport, UndoOffer } from '../../../press/newsroom-calls.ts'
import { inOurZone } from '../layout/message.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { UndoForm } from '../layout/undo-form.tsx'

/** `undo` has the publications that can be taken back yet. */
export type BulkDone = BulkReport & { undo: readonly UndoOffer[] }

export const BulkResults = ({ results, action, site }: { results: BulkDone; action: string; site: Site }) => {
  const { order, done, same, refused, undo } = results
  return (
    <div class={`message ${refused.length > 0 ? 'refused' : 'done'}`} role="status" tabindex={-1} data-autofocus="">
      <p>
        {doneWords(order, done.length)}
        {same.length > 0 && ` ${same.length === 1 ? '1 was' : `${same.length} were`} like that already.`}
        {refused.length > 0 && ` ${refused.length === 1 ? '1 isn’t' : `${refused.length} aren’t`}:`}
      </p>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ slug, refusal }) => (
            <li>
              <a href={`/desk/stories/${slug}`}>
                <bdi>{slug}</bdi>
              </a>
              : {inOurZone(refusalText(refusal), site)}
            </li>
          ))}
        </ul>
      )}
      <UndoForm action={action} label="Undo publishing" offers={undo} fields={{ order: 'undo-publish' }} />
    </div>
  )
}

function doneWords(order: BulkReport['order'], count: number) {
  const stories = count === 1 ? '1 story' : `${count} stories`
  if (order === 'undo-publish') return `Publishing is undone for ${stories}.`
  return count === 1 ? `${stories} is done.` : `${stories} are done.`
}
