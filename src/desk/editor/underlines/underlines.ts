/** Words that a check found, underlined, with what is wrong and one press to mend it. They move with the text, and go when it is changed. */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'
import { schema } from '../schema/schema.ts'
import { rangesIn } from './text-positions.ts'

/**
 * `block` is the number of a block in `blocks()`; `from` and `to` count UTF-16 units in its plain text: that of `textOf`
 * (copy/text/inline.ts), of lists and tables the texts of items or cells with a line end between them.
 * `fix` is what the words should be.
 */
export type Underline = { block: number; from: number; to: number; message: string; fix?: string | undefined; level?: 'block' | 'advise' }

const KEY = new PluginKey<DecorationSet>('underlines')

export function underlines(open: (found: Found) => void): Plugin {
  return new Plugin<DecorationSet>({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(KEY) as DecorationSet | undefined) ?? withoutChanged(set.map(tr.mapping, tr.doc), tr),
    },
    props: {
      decorations: (state) => KEY.getState(state),
      handleClick(view, position) {
        const found = foundAt(view, position)
        if (found) open(found)
        return false
      },
    },
  })
}

/** What somebody is typing in is no longer what was found. */
function withoutChanged(set: DecorationSet, { mapping, docChanged, doc }: Transaction) {
  if (!docChanged) return set
  const changed: Decoration[] = []
  for (const [at, map] of mapping.maps.entries())
    map.forEach((_from, _to, newFrom, newTo) => {
      const rest = mapping.slice(at + 1)
      changed.push(...set.find(Math.max(0, rest.map(newFrom, -1)), Math.min(doc.content.size, rest.map(newTo, 1))))
    })
  return set.remove(changed)
}

export function showUnderlines(view: EditorView, body: Body, ranges: readonly Underline[]) {
  const { doc } = view.state
  const decorations = ranges.flatMap((underline) => {
    const place = body.placeOf(doc, underline.block)
    if (!place) return []
    const attributes = { class: `found ${underline.level ?? 'advise'}`, title: underline.message }
    return rangesIn(place.node, underline.from, underline.to).map(({ from, to }) =>
      Decoration.inline(place.from + from, place.from + to, attributes, { underline }),
    )
  })
  view.dispatch(view.state.tr.setMeta(KEY, DecorationSet.create(doc, decorations)).setMeta('addToHistory', false))
}

export type Found = { from: number; to: number; underline: Underline }

function foundAt({ state }: EditorView, position: number): Found | undefined {
  const [found] = KEY.getState(state)?.find(position, position) ?? []
  return found && { from: found.from, to: found.to, underline: found.spec.underline }
}

/** The next words that a check found, after the selection. */
export function nextFound(state: EditorState): Found | undefined {
  const all = KEY.getState(state)?.find() ?? []
  const next = all.find(({ from }) => from >= state.selection.to) ?? all[0]
  return next && { from: next.from, to: next.to, underline: next.spec.underline }
}

export function mend(view: EditorView, { from, to, underline }: Found) {
  if (underline.fix === undefined) return
  const $from = view.state.doc.resolve(from)
  const marks = $from.marksAcross(view.state.doc.resolve(to)) ?? []
  view.dispatch(underline.fix === '' ? view.state.tr.delete(from, to) : view.state.tr.replaceWith(from, to, schema.text(underline.fix, marks)))
}
