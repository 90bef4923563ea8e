/** While focus is in a panel, browsers don't show what is selected in the text, which the panel is about. */
import { Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'

const KEY = new PluginKey<boolean>('held selection')

export const heldSelection = () =>
  new Plugin<boolean>({
    key: KEY,
    state: { init: () => false, apply: (tr, isHeld) => tr.getMeta(KEY) ?? isHeld },
    props: {
      decorations(state) {
        const { from, to, empty } = state.selection
        if (!KEY.getState(state) || empty || !(state.selection instanceof TextSelection)) return null
        return DecorationSet.create(state.doc, [Decoration.inline(from, to, { class: 'held' })])
      },
      handleDOMEvents: {
        blur(view, { relatedTarget }) {
          if (relatedTarget instanceof Element && relatedTarget.closest('.body-panel, .find-bar, .body-tools')) hold(view, true)
          return false
        },
        focus(view) {
          if (KEY.getState(view.state)) hold(view, false)
          return false
        },
      },
    },
  })

/** After the browser has moved focus: until then the editor would take it back. */
function hold(view: EditorView, isHeld: boolean) {
  setTimeout(() => {
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(KEY, isHeld))
  })
}
