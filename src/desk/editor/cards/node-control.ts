/** What a view of a node may do to its node. */
import type { Attrs, Node } from 'prosemirror-model'
import { NodeSelection, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../schema/schema.ts'

export class NodeControl {
  node: Node
  readonly view: EditorView
  readonly #position: () => number | undefined

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    this.node = node
    this.view = view
    this.#position = position
  }

  set(attrs: Attrs, { undoable = true } = {}) {
    const at = this.#position()
    if (at === undefined) return
    const tr = this.view.state.tr.setNodeMarkup(at, null, { ...this.node.attrs, ...attrs })
    this.view.dispatch(undoable ? tr : tr.setMeta('addToHistory', false))
  }

  /** Back into the text, with this node selected. */
  select() {
    const at = this.#position()
    if (at === undefined) return
    const { tr } = this.view.state
    this.view.dispatch(this.node.isLeaf ? tr.setSelection(NodeSelection.create(tr.doc, at)) : tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))))
    this.view.focus()
  }

  remove() {
    const at = this.#position()
    if (at === undefined) return
    const { tr } = this.view.state
    if (tr.doc.childCount === 1) tr.replaceWith(at, at + this.node.nodeSize, schema.nodes.paragraph.create())
    else tr.delete(at, at + this.node.nodeSize)
    this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)))).scrollIntoView())
    this.view.focus()
  }
}
