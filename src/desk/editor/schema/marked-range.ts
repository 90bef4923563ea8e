import type { Mark, MarkType, ResolvedPos } from 'prosemirror-model'

/** The words around a place that share one mark, such as a link. */
export function markedRange($position: ResolvedPos, type: MarkType): { from: number; to: number; mark: Mark } | undefined {
  const { parent } = $position
  const beside = [$position.nodeBefore, $position.nodeAfter].find((node) => node && type.isInSet(node.marks))
  const mark = beside && type.isInSet(beside.marks)
  if (!beside || !mark) return undefined
  const at = parent.children.indexOf(beside)
  const isMarked = (index: number) => mark.isInSet(parent.maybeChild(index)?.marks ?? [])
  let first = at
  let last = at
  while (first > 0 && isMarked(first - 1)) first--
  while (last + 1 < parent.childCount && isMarked(last + 1)) last++
  const sizeOf = (to: number) => parent.children.slice(0, to).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  return { from: $position.start() + sizeOf(first), to: $position.start() + sizeOf(last + 1), mark }
}
