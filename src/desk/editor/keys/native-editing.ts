/**
 * What a browser would do to the text by itself, from its own menus, by input methods or dictation. Formatting and joining blocks it
 * writes styles into the text, which are no copy and which the page's policy refuses: those are done here instead.
 */
import { redo, undo } from 'prosemirror-history'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { clearCells } from '../tables/table-commands.ts'

export function nativeEditing() {
  let isAfterDeletion = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          // What is typed right after, a browser would write in the style of what was deleted.
          const isTypedAfterDeletion = isAfterDeletion && event.inputType === 'insertText' && !event.isComposing
          isAfterDeletion = /^delete/.test(event.inputType)
          if (isTypedAfterDeletion && event.data && !isOverBlocks(view)) typeText(view, event.data)
          else if (!doInstead(view, event)) return false
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
}

function typeText(view: EditorView, text: string) {
  const { from, to } = view.state.selection
  const insert = () => view.state.tr.insertText(text, from, to).scrollIntoView()
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, text, insert))) view.dispatch(insert())
}

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
