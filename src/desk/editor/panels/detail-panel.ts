/** Marks that say something more of words: what an abbreviation stands for, a date, a language. */
import type { EditorView } from 'prosemirror-view'
import { markedRange } from '../schema/marked-range.ts'
import { schema } from '../schema/schema.ts'
import { openFormPanel } from './form-panel.ts'

type Detail = { tag: 'abbr' | 'time' | 'i'; action: string; attribute: string; label: string; hint: string; isValid: (value: string) => boolean; flaw: string }

const DETAILS: readonly Detail[] = [
  {
    tag: 'abbr',
    action: 'Abbreviation',
    attribute: 'title',
    label: 'It stands for',
    hint: 'Such as World Trade Organization.',
    isValid: (value) => value !== '',
    flaw: 'Say what the abbreviation stands for.',
  },
  {
    tag: 'time',
    action: 'Date or time',
    attribute: 'datetime',
    label: 'Date or time, for machines',
    hint: 'Such as 2026-11-10 or 2026-11-10T20:00Z.',
    isValid: (value) => /^\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(value),
    flaw: 'Write it like 2026-11-10.',
  },
  {
    tag: 'i',
    action: 'Foreign words',
    attribute: 'lang',
    label: 'Their language',
    hint: 'A language code, such as la for Latin or fr for French.',
    isValid: isLanguage,
    flaw: 'Write a language code, such as fr.',
  },
]

function isLanguage(tag: string) {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    // Intl throws a RangeError for what is no tag; that is the answer.
    return false
  }
}

/** Of the selected words, or of those around the selection that have it. */
export function openDetailPanel(view: EditorView, holder: HTMLElement, tag: Detail['tag']) {
  const detail = DETAILS.find((other) => other.tag === tag)
  const range = detail && rangeOf(view.state, detail)
  if (range) openDetail(view, holder, detail, range)
}

function rangeOf({ selection }: EditorView['state'], { tag }: Detail) {
  const type = schema.marks[tag]
  if (selection.empty) return markedRange(selection.$from, type)
  return { from: selection.from, to: selection.to, mark: selection.$from.nodeAfter ? type.isInSet(selection.$from.nodeAfter.marks) : undefined }
}

function openDetail(
  view: EditorView,
  holder: HTMLElement,
  { tag, action, attribute, label, hint, isValid, flaw }: Detail,
  range: NonNullable<ReturnType<typeof rangeOf>>,
) {
  const { from, to, mark } = range
  const type = schema.marks[tag]
  openFormPanel(view, holder, {
    title: action,
    fields: [{ name: 'value', label, hint, value: String(mark?.attrs[attribute] ?? '') }],
    apply({ value = '' }) {
      if (!isValid(value.trim())) return flaw
      view.dispatch(view.state.tr.removeMark(from, to, type).addMark(from, to, type.create({ ...mark?.attrs, [attribute]: value.trim() })))
      return undefined
    },
    remove: mark && (() => view.dispatch(view.state.tr.removeMark(from, to, type))),
  })
}
