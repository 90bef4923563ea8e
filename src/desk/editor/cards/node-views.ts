import type { NodeViewConstructor } from 'prosemirror-view'
import { cardView } from './card-view.ts'
import { DRAWING_CARD } from './drawing-card.ts'
import { FIELDED_VIEWS } from './fielded-view.ts'
import { EMBED_CARD, HTML_CARD, UNKNOWN_CARD } from './other-cards.ts'
import { PICTURE_CARD } from './picture-card.ts'
import { SCOREBOARD_CARD } from './scoreboard-card.ts'

export const NODE_VIEWS: Record<string, NodeViewConstructor> = {
  ...FIELDED_VIEWS,
  picture: cardView(PICTURE_CARD),
  embed: cardView(EMBED_CARD),
  html: cardView(HTML_CARD),
  drawing: cardView(DRAWING_CARD),
  scoreboard: cardView(SCOREBOARD_CARD),
  unknown: cardView(UNKNOWN_CARD),
}
