/**
 * Going back to the page brings a new form with the old words in it: its key is another one. Whoever sends those words once more means
 * the update that is there.
 */
import type { Actor } from '../../../press/calls.ts'
import type { LiveDesk, NewUpdate } from '../../../press/live-calls.ts'

/** Later than that, the same words may be news again. */
const SAME_MS = 10 * 60_000

export function isSaidAlready({ updates, waiting }: LiveDesk, { headline, body }: NewUpdate, actor: Actor, now: number) {
  const told = updates.find(({ by }) => by === actor.name)
  const sent = waiting.findLast(({ by, refused }) => by === actor.name && !refused)
  const newest = [...(told ? [told] : []), ...(sent ? [{ ...sent, at: sent.sentAt }] : [])]
  const words = JSON.stringify([headline, body])
  return newest.some((update) => now - Date.parse(update.at) < SAME_MS && JSON.stringify([update.headline, update.body]) === words)
}
