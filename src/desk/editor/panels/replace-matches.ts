/** Replacing what was found, as it is typed: prosemirror-search reads `$1` and its like as places, and loses a `$` that begins. */
import { findNext, getMatchHighlights } from 'prosemirror-search'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'

export const matchesIn = (state: EditorState) => getMatchHighlights(state).find()

/** Replaces the match that is selected, and selects the next. */
export const replaceSelected =
  (words: string): Command =>
  (state, dispatch, view) => {
    const match = matchesIn(state).find(({ from, to }) => from === state.selection.from && to === state.selection.to)
    if (match && dispatch) dispatch(replaceRange(state.tr, match.from, match.to, words))
    return view ? findNext(view.state, dispatch, view) : match !== undefined
  }

export const replaceEvery =
  (words: string): Command =>
  (state, dispatch) => {
    const matches = matchesIn(state)
    const { tr } = state
    for (const { from, to } of matches.toReversed()) replaceRange(tr, from, to, words)
    if (matches.length > 0) dispatch?.(tr)
    return matches.length > 0
  }

/** The new words look like the old ones. */
function replaceRange(tr: Transaction, from: number, to: number, words: string): Transaction {
  const $from = tr.doc.resolve(from)
  const marks = $from.marksAcross(tr.doc.resolve(to)) ?? $from.marks()
  return words === '' ? tr.delete(from, to) : tr.replaceWith(from, to, schema.text(words, marks))
}
