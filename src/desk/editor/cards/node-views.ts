import type { NodeViewConstructor } from 'prosemirror-view'
import { cardView } from './card-view.ts'
import { FIELDED_VIEWS } from './fielded-view.ts'
import { lateCard } from './late-card.ts'
import { EMBED_CARD, HTML_CARD, UNKNOWN_CARD } from './other-cards.ts'
import { PICTURE_CARD } from './picture-card.ts'

export const NODE_VIEWS: Record<string, NodeViewConstructor> = {
  ...FIELDED_VIEWS,
  picture: cardView(PICTURE_CARD),
  embed: cardView(EMBED_CARD),
  html: cardView(HTML_CARD),
  drawing: cardView(lateCard('Chart or map', 'drawing')),
  scoreboard: cardView(lateCard('Scoreboard', 'scoreboard')),
  unknown: cardView(UNKNOWN_CARD),
}
