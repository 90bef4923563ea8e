/** A note for the newsroom on the block with the selection. In an empty line, on the block above it. */
import type { Body } from '../blocks/body.ts'
import type { Action } from './action.ts'

export const noteAction = (body: Body, onNote: (block: number, words: string) => void): Action => ({
  label: 'Add note',
  sign: 'Note',
  key: 'Mod-Alt-m',
  words: 'comment remark',
  run({ doc, selection: { from, to, $from } }, dispatch) {
    const isEmptyLine = $from.depth === 1 && $from.parent.content.size === 0
    if (dispatch) onNote(body.indexAt(doc, from) - (isEmptyLine ? 1 : 0), doc.textBetween(from, to, ' '))
    return true
  },
})
