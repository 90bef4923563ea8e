/** Readings above words (ruby): 漢字 with かんじ over it. One that is there can be changed while it is selected. */
import { NodeSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { escapeText } from '../../../copy/text/escape.ts'
import { textOf } from '../../../copy/text/inline.ts'
import { schema } from '../schema/schema.ts'
import { openFormPanel } from './form-panel.ts'

export function openReadingPanel(view: EditorView, holder: HTMLElement) {
  const words = wordsToRead(view.state.selection)
  if (!words) return
  const { base, reading } = words
  const { from, to } = view.state.selection
  openFormPanel(view, holder, {
    title: 'Reading above words',
    fields: [{ name: 'reading', label: 'Reading', hint: 'Such as かんじ over 漢字.', value: textOf(reading) }],
    apply({ reading: written = '' }) {
      if (written.trim() === '') return 'Write how the words are read.'
      const html = `<ruby>${base}<rp>（</rp><rt>${escapeText(written.trim())}</rt><rp>）</rp></ruby>`
      view.dispatch(view.state.tr.replaceWith(from, to, schema.nodes.fixed.create({ html })))
      return undefined
    },
    remove: reading ? () => view.dispatch(view.state.tr.insertText(textOf(base), from, to)) : undefined,
  })
}

const SIMPLE_RUBY = /^<ruby>([^<]*)<rp>[^<]*<\/rp><rt>([^<]*)<\/rt><rp>[^<]*<\/rp><\/ruby>$/

function wordsToRead(selection: EditorView['state']['selection']): { base: string; reading: string } | undefined {
  if (selection instanceof NodeSelection) {
    const [, base, reading] = (selection.node.type === schema.nodes.fixed && SIMPLE_RUBY.exec(selection.node.attrs.html)) || []
    return base === undefined || reading === undefined ? undefined : { base, reading }
  }
  const { $from, $to } = selection
  if (selection.empty || !$from.sameParent($to) || !$from.parent.inlineContent || $from.parent.type.spec.code) return undefined
  return { base: escapeText($from.parent.textBetween($from.parentOffset, $to.parentOffset)), reading: '' }
}
