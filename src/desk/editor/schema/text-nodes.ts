/** Blocks of text, and what stands in their lines. */
import type { DOMOutputSpec, NodeSpec } from 'prosemirror-model'
import { elementOfFixed } from './fixed.ts'
import { ORIGIN } from './origin.ts'

const LEVELS: Record<string, 2 | 3 | 4> = { h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 }

const TEXT_BLOCK: NodeSpec = { group: 'block', content: 'inline*', defining: true }

export const TEXT_NODES = {
  paragraph: { ...TEXT_BLOCK, attrs: { ...ORIGIN }, parseDOM: [{ tag: 'p' }], toDOM: (): DOMOutputSpec => ['p', 0] },
  heading: {
    ...TEXT_BLOCK,
    attrs: { ...ORIGIN, level: { default: 2, validate: 'number' } },
    parseDOM: Object.entries(LEVELS).map(([tag, level]) => ({ tag, attrs: { level } })),
    toDOM: (node): DOMOutputSpec => [`h${node.attrs.level}`, 0],
  },
  quote: {
    ...TEXT_BLOCK,
    attrs: { ...ORIGIN, cite: { default: null } },
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: (): DOMOutputSpec => ['blockquote', 0],
  },
  pullquote: {
    ...TEXT_BLOCK,
    attrs: { ...ORIGIN, cite: { default: null } },
    parseDOM: [{ tag: 'aside' }],
    toDOM: (): DOMOutputSpec => ['aside', 0],
  },
  code_block: {
    ...TEXT_BLOCK,
    content: 'text*',
    marks: '',
    code: true,
    attrs: { ...ORIGIN, language: { default: null } },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: (): DOMOutputSpec => ['pre', { spellcheck: 'false', dir: 'ltr' }, ['code', 0]],
  },
  text: { group: 'inline' },
  br: { group: 'inline', inline: true, selectable: false, leafText: () => '\n', parseDOM: [{ tag: 'br' }], toDOM: (): DOMOutputSpec => ['br'] },
  /** Inline HTML that is kept as it is, and moved or removed as one: readings (ruby), footnote calls, empty anchors. */
  fixed: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { html: { validate: 'string' } },
    parseDOM: [{ tag: 'span[data-fixed]', getAttrs: (element) => ({ html: element.getAttribute('data-fixed') ?? '' }) }],
    toDOM: (node): DOMOutputSpec => elementOfFixed(String(node.attrs.html)),
  },
} satisfies Record<string, NodeSpec>
