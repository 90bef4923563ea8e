/** Emphasis and other marks of words. */
import type { MarkType } from 'prosemirror-model'
import type { Command, EditorState } from 'prosemirror-state'
import type { MarkTag } from '../schema/marks.ts'
import { schema } from '../schema/schema.ts'

/** What says the same: copy from elsewhere writes bold text either way. */
const EQUIVALENT: Partial<Record<MarkTag, MarkTag>> = { strong: 'b', em: 'i' }

const typesOf = (tag: MarkTag): MarkType[] => {
  const other = EQUIVALENT[tag]
  return [schema.marks[tag], ...(other ? [schema.marks[other]] : [])]
}

export function hasMark({ selection, storedMarks, doc }: EditorState, tag: MarkTag): boolean {
  const { from, to, empty, $from } = selection
  return typesOf(tag).some((type) => (empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type)))
}

/** Of marks that also come with a language or a title, all are removed. */
export const toggleMark =
  (tag: MarkTag): Command =>
  (state, dispatch) => {
    const { from, to, empty, $from } = state.selection
    if (!canTakeMark(state, schema.marks[tag])) return false
    if (!dispatch) return true
    const { tr } = state
    const isOn = hasMark(state, tag)
    if (empty) {
      const marks = state.storedMarks ?? $from.marks()
      tr.setStoredMarks(isOn ? marks.filter(({ type }) => !typesOf(tag).includes(type)) : schema.marks[tag].create().addToSet(marks))
    } else if (isOn) for (const type of typesOf(tag)) tr.removeMark(from, to, type)
    else tr.addMark(from, to, schema.marks[tag].create())
    dispatch(tr.scrollIntoView())
    return true
  }

export function canTakeMark({ selection, doc }: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = selection
  if (empty) return $from.parent.inlineContent && $from.parent.type.allowsMarkType(type)
  let can = false
  doc.nodesBetween(from, to, (node) => {
    can ||= node.inlineContent && node.type.allowsMarkType(type)
    return !can
  })
  return can
}

/** All that marks say of the selected words, but for where they link to. */
export const clearMarks: Command = ({ selection, tr }, dispatch) => {
  if (selection.empty) return false
  for (const [name, type] of Object.entries(schema.marks)) if (name !== 'a') tr.removeMark(selection.from, selection.to, type)
  dispatch?.(tr)
  return true
}
