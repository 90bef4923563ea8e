/** What is shown at a block and is none of the text: notes on it, two versions to choose from. It moves with its block, and goes with it. */
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'

/** `after` is the number of a block in `blocks()`, or -1 for the beginning. With the same `key` it is the same element. */
export type Beside = { after: number; key: string; dom: HTMLElement }

const KEY = new PluginKey<DecorationSet>('beside')

export const besideBlocks = () =>
  new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(KEY) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => KEY.getState(state) },
  })

/** In the place of all that this `kind` had there. */
export function showBeside(view: EditorView, body: Body, kind: string, placed: readonly Beside[]) {
  const { doc, tr } = view.state
  const before = KEY.getState(view.state) ?? DecorationSet.empty
  const others = before.remove(before.find(undefined, undefined, (spec) => spec.kind === kind))
  const widgets = placed.map(({ after, key, dom }) => {
    const place = body.placeOf(doc, after)
    const at = place ? place.from + place.node.nodeSize : after < 0 ? 0 : doc.content.size
    return Decoration.widget(at, dom, { key: `${kind} ${key}`, kind, side: -1, stopEvent: () => true, ignoreSelection: true })
  })
  view.dispatch(tr.setMeta(KEY, others.add(doc, widgets)).setMeta('addToHistory', false))
}
