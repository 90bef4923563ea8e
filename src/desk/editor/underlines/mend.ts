/** Puts the right words in the place of the wrong ones; they keep the marks that most of those had. */
import type { Mark, Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Body } from '../blocks/body.ts'
import { schema } from '../schema/schema.ts'
import { isText, placeAt, rangesIn } from './copy-places.ts'

type Range = { from: number; to: number }

/** `where` is a JSON Pointer from the body on, to a text; `range` counts in its plain text. */
export function mendPlace(view: EditorView, body: Body, { where, range, fix }: { where: string; range: Range; fix: string }) {
  const place = placeAt(view.state.doc, body, where)
  if (place && isText(place)) mendRanges(view, rangesIn(place, range), fix)
}

/** What stands between the ranges, such as the number of a footnote, stays. */
export function mendRanges(view: EditorView, ranges: readonly Range[], fix: string) {
  const [first, ...others] = ranges
  if (!first) return
  const { tr, doc } = view.state
  for (const { from, to } of others.toReversed()) tr.delete(from, to)
  if (fix === '') tr.delete(first.from, first.to)
  else tr.replaceWith(first.from, first.to, schema.text(fix, marksOfMost(doc, ranges)))
  view.dispatch(tr)
}

function marksOfMost(doc: Node, ranges: readonly Range[]): Mark[] {
  const sizes = new Map<Mark, number>()
  let all = 0
  for (const { from, to } of ranges)
    doc.nodesBetween(from, to, (node, at) => {
      if (!node.isText) return
      const size = Math.min(to, at + node.nodeSize) - Math.max(from, at)
      all += size
      for (const mark of node.marks) {
        const same = [...sizes.keys()].find((other) => other.eq(mark)) ?? mark
        sizes.set(same, (sizes.get(same) ?? 0) + size)
      }
    })
  return [...sizes].filter(([, size]) => size * 2 >= all).reduce<readonly Mark[]>((marks, [mark]) => mark.addToSet(marks), []) as Mark[]
}
