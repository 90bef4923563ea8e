/** What the words are: their kind of block, their list, their emphasis. */
import { redo, undo } from 'prosemirror-history'
import { toggleList } from '../lists/list-commands.ts'
import type { MarkTag } from '../schema/marks.ts'
import { schema } from '../schema/schema.ts'
import type { Action } from './action.ts'
import { clearMarks, hasMark, toggleMark } from './inline-marks.ts'
import { isTextBlock, setTextBlock, type TextBlock } from './text-block.ts'

const block = (label: string, kind: TextBlock, more: Partial<Action> = {}): Action => ({
  label,
  run: setTextBlock(kind),
  isOn: (state) => isTextBlock(state, kind),
  ...more,
})

const list = (label: string, ordered: boolean, more: Partial<Action>): Action => ({
  label,
  run: toggleList(ordered),
  isOn: ({ selection }) => {
    const node = selection.$from.node(1)
    return node?.type === schema.nodes.list && Boolean(node.attrs.ordered) === ordered
  },
  ...more,
})

const mark = (label: string, tag: MarkTag, more: Partial<Action> = {}): Action => ({
  label,
  run: toggleMark(tag),
  isOn: (state) => hasMark(state, tag),
  ...more,
})

export const PARAGRAPH = block('Paragraph', { type: 'paragraph' }, { key: 'Mod-Alt-0', words: 'text' })
export const BLOCK_ACTIONS: readonly Action[] = [
  PARAGRAPH,
  block('Heading', { type: 'heading', level: 2 }, { key: 'Mod-Alt-2', words: 'h2 subhead title crosshead' }),
  block('Smaller heading', { type: 'heading', level: 3 }, { key: 'Mod-Alt-3', words: 'h3 subhead' }),
  block('Smallest heading', { type: 'heading', level: 4 }, { key: 'Mod-Alt-4', words: 'h4 subhead' }),
  block('Quote', { type: 'quote' }, { key: 'Mod-Alt-q', words: 'blockquote' }),
  block('Pull quote', { type: 'pullquote' }, { words: 'pullquote aside' }),
  block('Code', { type: 'code_block' }, { words: 'pre source' }),
]
export const BULLETS = list('Bulleted list', false, { sign: '•', key: 'Mod-Shift-8', words: 'ul points' })
export const NUMBERS = list('Numbered list', true, { sign: '1.', key: 'Mod-Shift-7', words: 'ol steps' })

export const BOLD = mark('Bold', 'strong', { sign: 'B', key: 'Mod-b' })
export const ITALIC = mark('Italic', 'em', { sign: 'I', key: 'Mod-i' })
export const OTHER_MARKS: readonly Action[] = [
  mark('Struck through', 's', { key: 'Mod-Shift-x' }),
  mark('Underlined', 'u', { key: 'Mod-u' }),
  mark('Superscript', 'sup', { key: 'Mod-.' }),
  mark('Subscript', 'sub', { key: 'Mod-,' }),
  mark('Code in a line', 'code', { key: 'Mod-e' }),
  mark('Highlighted', 'mark'),
  mark('Title of a work', 'cite'),
  mark('Quotation in a line', 'q'),
  mark('Small print', 'small'),
  { label: 'Clear formatting', run: clearMarks, key: 'Mod-\\' },
]

export const UNDO: Action = { label: 'Undo', sign: '↶', key: 'Mod-z', run: undo }
export const REDO: Action = { label: 'Redo', sign: '↷', key: 'Shift-Mod-z', run: redo }

export const TEXT_ACTIONS: readonly Action[] = [...BLOCK_ACTIONS, BULLETS, NUMBERS, BOLD, ITALIC, ...OTHER_MARKS]
