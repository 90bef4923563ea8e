/** Links: made, changed and removed. Where a link may lead is said in copy/html/href.ts. */
import type { Mark } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { repairHref } from '../../../copy/html/href.ts'
import { markedRange } from '../schema/marked-range.ts'
import { schema } from '../schema/schema.ts'
import { openFormPanel } from './form-panel.ts'

const LINK = schema.marks.a

export function openLinkPanel(view: EditorView, holder: HTMLElement) {
  const { selection, doc } = view.state
  const old = selection.empty ? markedRange(selection.$from, LINK) : undefined
  const { from, to } = old ?? selection
  const mark = old?.mark ?? linkIn(view, from, to)
  const needsWords = from === to
  openFormPanel(view, holder, {
    title: mark ? 'Change link' : 'Add link',
    fields: [
      {
        name: 'href',
        label: 'Address',
        type: 'url',
        hint: 'A web address, an email address, or a page of this site, such as /sport/match.',
        value: String(mark?.attrs.href ?? ''),
      },
      ...(needsWords ? [{ name: 'words', label: 'Words', value: doc.textBetween(from, to, ' ') }] : []),
    ],
    apply({ href = '', words = '' }) {
      const repaired = repairHref(href)
      if ('reason' in repaired) return `This address can’t be used: ${repaired.reason}`
      const { tr } = view.state
      if (needsWords) tr.insertText(words.trim() || repaired.href, from)
      const end = needsWords ? from + (words.trim() || repaired.href).length : to
      tr.removeMark(from, end, LINK).addMark(from, end, LINK.create({ ...mark?.attrs, href: repaired.href }))
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(LINK))
      return undefined
    },
    remove: mark && (() => view.dispatch(view.state.tr.removeMark(from, to, LINK))),
  })
}

function linkIn({ state }: EditorView, from: number, to: number): Mark | undefined {
  let found: Mark | undefined
  state.doc.nodesBetween(from, to, (node) => {
    found ??= LINK.isInSet(node.marks)
  })
  return found
}
