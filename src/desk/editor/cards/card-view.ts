/** The frame of a card: what it is, its content, and what can be done with it. */
import type { Node } from 'prosemirror-model'
import type { NodeView, NodeViewConstructor } from 'prosemirror-view'
import { button, element } from '../element.ts'
import { moveBlock } from '../keys/move-block.ts'
import { NodeControl } from './node-control.ts'

/** `show` is called with each new state of the node. */
export type CardContent = { content: HTMLElement[]; show: (node: Node) => void }
export type CardKind = { name: string; draw: (control: NodeControl) => CardContent }

export const cardView =
  ({ name, draw }: CardKind): NodeViewConstructor =>
  (node, view, position) =>
    new CardView(name, draw, new NodeControl(node, view, position))

class CardView implements NodeView {
  readonly dom: HTMLElement
  readonly #control: NodeControl
  readonly #show: (node: Node) => void

  constructor(name: string, draw: CardKind['draw'], control: NodeControl) {
    this.#control = control
    const { content, show } = draw(control)
    this.#show = show
    this.dom = element('div', { class: `card card-${control.node.type.name}`, attributes: { contenteditable: 'false', role: 'group', 'aria-label': name } }, [
      ...content,
      actions(name, control),
    ])
    this.dom.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.target === this.dom) return
      event.preventDefault()
      control.select()
    })
    show(control.node)
  }

  update(node: Node) {
    if (node.type !== this.#control.node.type) return false
    this.#control.node = node
    this.#show(node)
    return true
  }

  stopEvent(event: Event) {
    return event.target instanceof Element && event.target.closest('input, textarea, button, select, label, summary') !== null
  }

  ignoreMutation() {
    return true
  }
}

function actions(name: string, control: NodeControl) {
  const move = (by: 1 | -1) => () => {
    control.select()
    moveBlock(by)(control.view.state, control.view.dispatch)
  }
  const label = name.toLowerCase()
  return element('div', { class: 'card-actions' }, [
    button('Move up', move(-1), { 'aria-label': `Move up: ${label}` }),
    button('Move down', move(1), { 'aria-label': `Move down: ${label}` }),
    button('Remove', () => control.remove(), { 'aria-label': `Remove: ${label}` }),
  ])
}
