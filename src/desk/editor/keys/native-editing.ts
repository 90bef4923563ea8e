/**
 * What a browser would do to the text by itself, from its own menus, by input methods or dictation. Formatting and joining blocks it
 * writes styles into the text, which are no copy and which the page's policy refuses: those are done here instead.
 */
import { redo, undo } from 'prosemirror-history'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { clearCells } from '../tables/table-commands.ts'

export const nativeEditing = () =>
  new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          if (!doInstead(view, event)) return false
          event.preventDefault()
          return true
        },
        compositionstart(view) {
          if (isOverBlocks(view)) removeSelected(view)
          return false
        },
      },
    },
  })

function doInstead(view: EditorView, { inputType, data }: InputEvent): boolean {
  if (inputType === 'historyUndo') undo(view.state, view.dispatch)
  else if (inputType === 'historyRedo') redo(view.state, view.dispatch)
  else if (isOverBlocks(view) && /^delete/.test(inputType)) removeSelected(view)
  else if (isOverBlocks(view) && /^insert(?:Text|ReplacementText)$/.test(inputType) && data) {
    removeSelected(view)
    view.dispatch(view.state.tr.insertText(data).scrollIntoView())
  } else return /^format|^insert(?:Link|HorizontalRule|OrderedList|UnorderedList)$/.test(inputType)
  return true
}

const isOverBlocks = ({ state: { selection } }: EditorView) => !selection.empty && !selection.$from.sameParent(selection.$to)

function removeSelected(view: EditorView) {
  if (!clearCells(view.state, view.dispatch)) view.dispatch(view.state.tr.deleteSelection().scrollIntoView())
}
