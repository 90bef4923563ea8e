/** Escape, then Tab, always leads out of the text: forwards to what follows the editor, with Shift back to what is before it. */
import { Plugin } from 'prosemirror-state'

/** `before` and `after` take focus for a moment, so that the browser's own Tab goes on from there. */
export function leaving(before: HTMLElement, after: HTMLElement, announce: (text: string) => void): Plugin {
  let isLeaving = false
  return new Plugin({
    props: {
      handleKeyDown(_, event) {
        if (event.key !== 'Escape' || event.isComposing) return false
        isLeaving = true
        announce('Press Tab to leave the text.')
        return true
      },
      handleDOMEvents: {
        keydown(_, event) {
          if (event.key === 'Shift') return false
          const leaves = isLeaving && event.key === 'Tab'
          isLeaving = false
          if (leaves) (event.shiftKey ? before : after).focus()
          return leaves
        },
        blur() {
          isLeaving = false
          return false
        },
      },
    },
  })
}
