/** Text that comes with a field: who said a quotation, a table's caption, the language of code. */
import type { Node } from 'prosemirror-model'
import type { NodeView, NodeViewConstructor, ViewMutationRecord } from 'prosemirror-view'
import { element } from '../element.ts'
import { type Field, field } from './field.ts'
import { NodeControl } from './node-control.ts'

type Fielded = { attribute: string; label: string; spellcheck?: boolean; isAbove?: boolean; body: () => { outer: HTMLElement; inner: HTMLElement } }

export const fieldedView =
  (fielded: Fielded): NodeViewConstructor =>
  (node, view, position) =>
    new FieldedView(fielded, new NodeControl(node, view, position))

class FieldedView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #control: NodeControl
  readonly #attribute: string
  readonly #field: Field

  constructor({ attribute, label, spellcheck = true, isAbove = false, body }: Fielded, control: NodeControl) {
    this.#control = control
    this.#attribute = attribute
    this.#field = field({ name: attribute, label, spellcheck, onInput: (value) => control.set({ [attribute]: value === '' ? null : value }) })
    this.#field.wrapper.contentEditable = 'false'
    const { outer, inner } = body()
    this.contentDOM = inner
    this.dom = element('div', { class: `fielded fielded-${control.node.type.name}` }, isAbove ? [this.#field.wrapper, outer] : [outer, this.#field.wrapper])
    this.#field.input.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Escape' && event.key !== 'Enter') || event.isComposing) return
      event.preventDefault()
      control.select()
    })
    this.#field.show(control.node.attrs[attribute])
  }

  update(node: Node) {
    if (node.type !== this.#control.node.type) return false
    this.#control.node = node
    this.#field.show(node.attrs[this.#attribute])
    return true
  }

  stopEvent(event: Event) {
    return event.target instanceof globalThis.Node && this.#field.wrapper.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord) {
    return !this.contentDOM.contains(mutation.target)
  }
}

const plain = (tag: 'blockquote' | 'aside') => () => {
  const inner = element('p')
  return { outer: element(tag, { class: tag === 'aside' ? 'pullquote' : '' }, [inner]), inner }
}

export const FIELDED_VIEWS: Record<string, NodeViewConstructor> = {
  quote: fieldedView({ attribute: 'cite', label: 'Who said it', body: plain('blockquote') }),
  pullquote: fieldedView({ attribute: 'cite', label: 'Who said it', body: plain('aside') }),
  code_block: fieldedView({
    attribute: 'language',
    label: 'Language of the code',
    spellcheck: false,
    body: () => {
      const inner = element('code')
      return { outer: element('pre', { attributes: { spellcheck: 'false', dir: 'ltr' } }, [inner]), inner }
    },
  }),
  table: fieldedView({
    attribute: 'caption',
    label: 'Table caption',
    isAbove: true,
    body: () => {
      const inner = element('tbody')
      return { outer: element('div', { class: 'table' }, [element('table', {}, [inner])]), inner }
    },
  }),
}
