/** Blocks that are one thing, filled in by fields: pictures, embeds, scoreboards, HTML, and blocks of a kind that this editor does not know. */
import type { Attrs, DOMOutputSpec, NodeSpec } from 'prosemirror-model'
import { ORIGIN } from './origin.ts'

const cardSpec = (name: string, attributes: Attrs): NodeSpec => ({
  group: 'block',
  atom: true,
  draggable: true,
  attrs: { ...ORIGIN, ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { default: value }])) },
  toDOM: (): DOMOutputSpec => ['div', { 'data-card': name }],
})

export const CARDS = {
  /** `picture` is the block without its type. Without `alt` nobody has decided yet what it says to those who don't see it. */
  picture: cardSpec('picture', { picture: {} }),
  embed: cardSpec('embed', { url: '', title: '', provider: null, text: null }),
  html: cardSpec('html', { html: '' }),
  /** Charts and maps; `block` is the whole of it. */
  drawing: cardSpec('drawing', { block: {} }),
  /** Events are written a line each, as in Markdown. */
  scoreboard: cardSpec('scoreboard', { title: null, sides: [{ name: '' }, { name: '' }], clock: null, startsAt: null, events: '' }),
  unknown: cardSpec('unknown', { block: {} }),
  divider: { group: 'block', attrs: { ...ORIGIN }, parseDOM: [{ tag: 'hr' }], toDOM: (): DOMOutputSpec => ['hr'] },
} satisfies Record<string, NodeSpec>
