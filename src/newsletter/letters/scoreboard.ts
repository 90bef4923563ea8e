/** A scoreboard as blocks that every mail program can show: a table of the two sides, the clock, a list of what happened. */
import type { Block } from '../../copy/shapes/block.ts'
import { type Scoreboard, sideOf } from '../../copy/shapes/scoreboard.ts'
import { escapeText } from '../../copy/text/escape.ts'
import type { Inline } from '../../copy/text/inline.ts'

export function blocksOfScoreboard(board: Scoreboard): Block[] {
  const { title, sides, clock, events = [] } = board
  return [
    { type: 'table', ...(title && { caption: title }), rows: sides.map(({ name, score }) => [inline(name), inline(score ?? '–')]), rowHeads: true },
    ...(clock ? [{ type: 'paragraph' as const, text: inline(clock) }] : []),
    ...(events.length > 0 ? [{ type: 'list' as const, items: events.map((event) => inline(eventLine(board, event))) }] : []),
  ]
}

const eventLine = (board: Scoreboard, event: NonNullable<Scoreboard['events']>[number]) =>
  [[event.clock, sideOf(board, event)].filter(Boolean).join(', '), event.text].filter(Boolean).join(': ')

/** Escaped text holds no tags at all, which makes it inline text. */
const inline = (text: string) => escapeText(text) as Inline
