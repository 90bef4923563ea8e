/** Lists and tables. Lists nest by an item's own list; how deep is kept by lists/lines.ts. */
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model'
import { ORIGIN } from './origin.ts'

export const STRUCTURES = {
  list: {
    group: 'block',
    content: 'item+',
    selectable: false,
    attrs: { ...ORIGIN, ordered: { default: null }, start: { default: null }, reversed: { default: null } },
    parseDOM: [{ tag: 'ul' }, { tag: 'ol', getAttrs: countingOf }],
    toDOM: (node): DOMOutputSpec => [
      node.attrs.ordered ? 'ol' : 'ul',
      { ...(node.attrs.start !== null && { start: node.attrs.start }), ...(node.attrs.reversed && { reversed: '' }) },
      0,
    ],
  },
  item: {
    content: 'line list?',
    defining: true,
    selectable: false,
    attrs: { value: { default: null } },
    parseDOM: [{ tag: 'li', getAttrs: (element) => ({ value: numberIn(element.getAttribute('value')) }) }],
    toDOM: (node): DOMOutputSpec => ['li', node.attrs.value === null ? {} : { value: node.attrs.value }, 0],
  },
  line: { content: 'inline*', parseDOM: [{ tag: 'li > p', priority: 60 }], toDOM: (): DOMOutputSpec => ['p', 0] },
  table: {
    group: 'block',
    content: 'row+',
    isolating: true,
    attrs: { ...ORIGIN, caption: { default: null }, head: { default: false }, rowHeads: { default: null } },
    parseDOM: [{ tag: 'table' }],
    toDOM: (): DOMOutputSpec => ['table', ['tbody', 0]],
  },
  row: { content: 'cell+', parseDOM: [{ tag: 'tr' }], toDOM: (): DOMOutputSpec => ['tr', 0] },
  /** Whether a cell is a heading follows from its place: `tidyTables` sees to it. */
  cell: {
    content: 'inline*',
    isolating: true,
    selectable: false,
    attrs: { heads: { default: null } },
    parseDOM: [{ tag: 'td' }, { tag: 'th', getAttrs: (element) => ({ heads: element.getAttribute('scope') ?? 'col' }) }],
    toDOM: (node): DOMOutputSpec => (node.attrs.heads ? ['th', { scope: node.attrs.heads }, 0] : ['td', 0]),
  },
} satisfies Record<string, NodeSpec>

function countingOf(element: HTMLElement) {
  return { ordered: true, start: numberIn(element.getAttribute('start')), reversed: element.hasAttribute('reversed') || null }
}

const numberIn = (text: string | null) => (text !== null && /^-?\d{1,9}$/.test(text) ? Number(text) : null)
