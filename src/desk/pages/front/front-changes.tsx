/** What readers will see change at the top of the front, before it is published. */
import type { Card } from '../../../copy/shapes/listing.ts'
import type { FrontState } from './front-state.ts'
import { type Move, movesBetween } from './pin-order.ts'

/** The lead, its seconds and what is beside them. */
const SHOWN = 8

export function FrontChanges({ state: { before, after } }: { state: FrontState }) {
  const [was, is] = [before.cards.slice(0, SHOWN), after.cards.slice(0, SHOWN)]
  const { moves, gone } = movesBetween(was, is)
  const isSame = gone.length === 0 && moves.every(({ was, is }) => was === is)
  return (
    <section class="front-part" id="changes" aria-labelledby="changes-title">
      <h2 id="changes-title">What will change</h2>
      {isSame ? (
        <p>The top of the front stays as it is.</p>
      ) : (
        <table class="rows stacking">
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr class={move.was === move.is ? undefined : 'moved'}>
                <th scope="row">{move.is === 1 ? 'Lead' : move.is}</th>
                <td data-label="Now">{was[move.is - 1]?.headline}</td>
                <td data-label="Then">{move.card.headline}</td>
                <td data-label="Change">{wordsFor(move)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {gone.length > 0 && <p>No longer at the top: {gone.map(({ headline }) => headline).join('; ')}</p>}
    </section>
  )
}

function wordsFor({ was, is }: Move<Card>) {
  if (was === is) return 'Stays'
  if (was === 0) return 'New at the top'
  return was > is ? `Up from ${was}` : `Down from ${was}`
}
