/** A scoreboard, for `BlockView`: who plays whom, how it stands, and what happened when. `data-now` marks what changes in place while the page is open. */
import { type Scoreboard, sideOf } from '../copy/shapes/scoreboard.ts'
import { lateViews } from './block-view.tsx'

lateViews.scoreboard = (board) => <ScoreboardView board={board} />

/** Longer scores are set smaller, a line for each side: `2 (6)` is large, `6–4, 3–6` is not. */
const MAX_LARGE = 5

const ScoreboardView = ({ board }: { board: Scoreboard }) => {
  const { title, sides, clock, events } = board
  return (
    <div class="scoreboard">
      {title && <p class="board-title">{title}</p>}
      <p class={sides.some(({ score = '' }) => score.length > MAX_LARGE) ? 'board-sides board-long' : 'board-sides'}>
        {sides.map(({ name, score }) => (
          <>
            <b>
              <bdi>{name}</bdi>
            </b>{' '}
            <span data-now>{score}</span>{' '}
          </>
        ))}
      </p>
      {clock && (
        <p class="board-clock" data-now>
          {clock}
        </p>
      )}
      {events && (
        <ol>
          {events.map((event) => (
            <li class={event.side && `board-${event.side}`}>
              {event.clock && <b>{event.clock}</b>} {event.text}
              {event.side && <span> ({sideOf(board, event)})</span>}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
