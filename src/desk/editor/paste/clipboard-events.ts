/**
 * Copying, pasting and dropping. Nothing of it goes through the browser's parser, which the page's policy forbids, and for which
 * styles in what is pasted would be violations.
 */
import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { LateTools } from '../late/load-tools.ts'
import { clearCells } from '../tables/table-commands.ts'
import { loadRules } from './load-rules.ts'
import { OWN_TYPE, type Pasted } from './pasted.ts'

export function clipboardEvents(late: () => LateTools): Plugin {
  let isPlain = false
  const take = (view: EditorView, data: DataTransfer, plain: boolean) => {
    const pasted: Pasted = {
      own: data.getData(OWN_TYPE),
      html: data.getData('text/html'),
      text: data.getData('text/plain'),
      files: [...data.files],
      isPlain: plain,
    }
    void late().use(({ clipboard }) => clipboard.take(view, pasted))
  }
  /** Before the tools are there, the text itself is copied. */
  const copy = (view: EditorView, event: ClipboardEvent) => {
    const clipboard = late().now?.clipboard
    if (!clipboard || view.state.selection.empty || !event.clipboardData || isInField(event)) return false
    clipboard.write(view, event.clipboardData)
    event.preventDefault()
    return true
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        // What is pasted is read a moment after; its rules should be there by then.
        focus: () => void loadRules().catch(() => undefined),
        // Held down with Ctrl or ⌘, and while the paste comes: a capital typed before one from the menu says nothing of it.
        keydown(_, { shiftKey, ctrlKey, metaKey }) {
          isPlain = shiftKey && (ctrlKey || metaKey)
          return false
        },
        keyup() {
          isPlain = false
          return false
        },
        copy,
        cut(view, event) {
          if (!copy(view, event)) return false
          if (!clearCells(view.state, view.dispatch)) view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut'))
          return true
        },
        paste(view, event) {
          if (!event.clipboardData || isInField(event)) return false
          event.preventDefault()
          take(view, event.clipboardData, isPlain)
          return true
        },
        drop(view, event) {
          if (view.dragging || !event.dataTransfer || isInField(event)) return false
          event.preventDefault()
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to
          view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))))
          take(view, event.dataTransfer, false)
          return true
        },
      },
    },
  })
}

const isInField = ({ target }: Event) => target instanceof Element && target.closest('input, textarea') !== null
