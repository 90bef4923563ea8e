/** What was typed where there is no form any more to put it back into: the update was decided or taken back, the event ended, the story is gone. */
import type { Actor } from '../../../press/calls.ts'
import type { LiveDesk } from '../../../press/live-calls.ts'
import { hasRole } from '../../access.ts'
import { TypedText } from '../layout/typed-text.tsx'
import type { LiveView } from './live-forms.ts'

export function NotSaved({ view: { typed, edited }, desk, actor }: { view: LiveView; desk: LiveDesk | undefined; actor: Actor }) {
  const hasPlace = desk && (edited ? hasForm(edited.id, desk, actor) : desk.isLive && desk.ended === undefined)
  if (hasPlace) return null
  const { headline, markdown, correction } = edited?.typed ?? typed ?? {}
  return <TypedText texts={[headline, markdown, correction]} />
}

function hasForm(id: string, { updates, waiting, isLive }: LiveDesk, actor: Actor) {
  const isEditor = hasRole(actor, 'editor')
  const isTold = isEditor && updates.some((update) => update.id === id && !update.takenBack)
  return isLive && (isTold || waiting.some((update) => update.id === id && (update.by === actor.name || (isEditor && !update.refused))))
}
