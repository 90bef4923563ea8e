/** What was typed where there is no form any more to put it back into: the update was decided or taken back, the event ended, the story is gone. */
import type { Actor } from '../../../press/calls.ts'
import type { LiveDesk } from '../../../press/live-calls.ts'
import { hasRole } from '../../access.ts'
import type { Typed } from './live-forms.ts'
import type { LiveView } from './live-page.tsx'

export function NotSaved({ view: { typed, edited }, desk, actor }: { view: LiveView; desk: LiveDesk | undefined; actor: Actor }) {
  const isWithoutForm = !desk || (edited ? !hasForm(edited.id, desk, actor) : !desk.isLive || desk.ended !== undefined)
  const text = isWithoutForm ? wordsOf(edited?.typed ?? typed) : ''
  if (!text) return null
  return (
    <div class="field">
      <label for="not-saved">What you typed, to copy from here</label>
      <textarea id="not-saved" rows={6} dir="auto" readonly>
        {text}
      </textarea>
    </div>
  )
}

const wordsOf = (typed: Typed | undefined) => [typed?.headline, typed?.markdown, typed?.correction].filter(Boolean).join('\n\n')

function hasForm(id: string, { updates, waiting, isLive }: LiveDesk, actor: Actor) {
  const isEditor = hasRole(actor, 'editor')
  const isTold = isEditor && updates.some((update) => update.id === id && !update.takenBack)
  return isLive && (isTold || waiting.some((update) => update.id === id && (update.by === actor.name || (isEditor && !update.refused))))
}
