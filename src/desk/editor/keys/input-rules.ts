/** What Markdown's marks become while they are typed, and straight quotation marks. Backspace takes either back. Never within code. */
import { InputRule, inputRules, textblockTypeInputRule } from 'prosemirror-inputrules'
import type { MarkType, ResolvedPos } from 'prosemirror-model'
import { type EditorState, TextSelection } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import { quoteRules } from './quotes.ts'

const { nodes, marks } = schema

export const typingRules = (lang: string) =>
  inputRules({
    rules: [
      ...quoteRules(lang),
      new InputRule(/\.\.\.$/, '…', { inCodeMark: false }),
      new InputRule(/(?<=\s)--$/, '–', { inCodeMark: false }),
      textblockTypeInputRule(/^(#{2,4})\s$/, nodes.heading, ([, hashes = '']) => ({ level: hashes.length })),
      textblockTypeInputRule(/^#\s$/, nodes.heading, { level: 2 }),
      textblockTypeInputRule(/^>\s$/, nodes.quote),
      textblockTypeInputRule(/^```$/, nodes.code_block),
      new InputRule(/^(?:---|\*\*\*|___)$/, divide),
      new InputRule(/^(?:[-*+•]|(\d{1,9})[.)])\s$/, startList),
      markRule(/(?<![*\w])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
      markRule(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
      markRule(/(?<![_\w])_([^_\s](?:[^_]*[^_\s])?)_$/, marks.em),
      markRule(/(?<![~\w])~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.s),
      markRule(/(?<!`)`([^`]+)`$/, marks.code),
    ],
  })

function divide({ tr }: EditorState, _: RegExpMatchArray, from: number, to: number) {
  const $from = tr.doc.resolve(from)
  if ($from.depth !== 1) return null
  tr.delete(from, to)
  return tr.insert($from.before(1), nodes.divider.create())
}

/** A list that begins with another number counts from there. */
function startList(state: EditorState, [, number]: RegExpMatchArray, from: number, to: number) {
  const $from = state.doc.resolve(from)
  if ($from.parent.type === nodes.line) return isMarkOnly($from, number !== undefined, to - from) ? state.tr.delete(from, to) : null
  if ($from.depth !== 1 || $from.parent.type !== nodes.paragraph) return null
  const content = $from.parent.content.cut(to - $from.start())
  const counted = number === undefined ? {} : { ordered: true, start: Number(number) === 1 ? null : Number(number) }
  const list = nodes.list.create(counted, nodes.item.create(null, nodes.line.create(null, content)))
  const { tr } = state
  tr.replaceWith($from.before(1), $from.after(1), list)
  return tr.setSelection(TextSelection.create(tr.doc, $from.before(1) + 3))
}

/** In a list, Enter has made the mark of the next item already: who types it as well, as in Markdown, doesn't mean it as a word. */
const isMarkOnly = ($from: ResolvedPos, isNumber: boolean, size: number) =>
  $from.parent.content.size === size && Boolean($from.node(-2).attrs.ordered) === isNumber

/** The last mark was just typed, and is not yet in the document. */
function markRule(match: RegExp, type: MarkType) {
  return new InputRule(
    match,
    ({ tr, doc }, [whole, inner = ''], from, to) => {
      if (doc.rangeHasMark(from, to, marks.code) || !doc.resolve(from).parent.type.allowsMarkType(type)) return null
      const before = whole.indexOf(inner)
      const start = from + before
      const end = start + inner.length
      if (end > to || doc.textBetween(start, end) !== inner) return null
      tr.delete(end, to).delete(from, start)
      tr.addMark(from, from + inner.length, type.create())
      return tr.removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}
