/** Words that a check found, underlined, with what is wrong and one press to mend it. They move with the text, and go when it is changed. */
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'
import { isText, placeAt, rangesIn } from './copy-places.ts'

/**
 * What a check found in the body, as copy/checks says it: `where` is a JSON Pointer into the article, `range` counts UTF-16 units in
 * the plain text there, and `fix` is what the words should be. One without a range, or elsewhere than in a text of the body, is not underlined.
 */
export type Underline = { level: string; where: string; message: string; range?: { from: number; to: number } | undefined; fix?: string | undefined }

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

/** `base` is where the body is in the article: `/body`. */
export function showUnderlines(view: EditorView, body: Body, base: string, found: readonly Underline[]) {
  const { doc } = view.state
  const decorations = found.flatMap((underline) => {
    const { where, range, level, message } = underline
    const place = range && where.startsWith(`${base}/`) ? placeAt(doc, body, where.slice(base.length)) : undefined
    if (!range || !place || !isText(place)) return []
    const attributes = { class: level === 'block' ? 'found block' : 'found', title: message }
    return rangesIn(place, range).map(({ from, to }) => Decoration.inline(from, to, attributes, { underline }))
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
