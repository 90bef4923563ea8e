/** Leads to a place in copy: selects the words, or goes to the field. */
import { NodeSelection, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'
import { isText, placeAt, rangesIn } from './copy-places.ts'

export type TextRange = { from: number; to: number }

/** `where` is a JSON Pointer from the body on. */
export function showPlace(view: EditorView, body: Body, where: string, range?: TextRange) {
  const place = placeAt(view.state.doc, body, where)
  if (!place) return
  const { node, from, field } = place
  const { tr } = view.state
  if (node.isAtom) tr.setSelection(NodeSelection.create(tr.doc, from))
  else {
    const ranges = range && isText(place) ? rangesIn(place, range) : []
    const [first, last] = [ranges[0], ranges.at(-1)]
    tr.setSelection(first && last ? TextSelection.create(tr.doc, first.from, last.to) : TextSelection.near(tr.doc.resolve(from + 1)))
  }
  view.dispatch(tr.scrollIntoView())
  fieldIn(view.nodeDOM(from), field)?.focus()
  if (!view.dom.contains(document.activeElement)) view.focus()
}

const fieldIn = (dom: globalThis.Node | null, field: string) =>
  dom instanceof HTMLElement && /^\w+$/.test(field) ? dom.querySelector<HTMLElement>(`[name="${field}"]:enabled`) : null
