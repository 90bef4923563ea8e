/** What can be put into the text. */
import type { Node } from 'prosemirror-model'
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import { emptyCell, tableFrom } from '../tables/grid.ts'
import type { Action } from './action.ts'

/** In the place of an empty paragraph, otherwise after the block with the selection. */
export const insertBlock =
  (makeNode: () => Node): Command =>
  ({ doc, selection, tr }, dispatch, view) => {
    if (!dispatch) return true
    const index = Math.min(selection.$from.index(0), doc.childCount - 1)
    const current = doc.child(index)
    const from = doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
    const isEmpty = current.type === schema.nodes.paragraph && current.content.size === 0
    const at = isEmpty ? from : from + current.nodeSize
    const node = makeNode()
    tr.replaceWith(at, isEmpty ? from + current.nodeSize : at, node)
    // Whoever goes on writing needs a line to do it in.
    const after = at + node.nodeSize
    if (!tr.doc.nodeAt(after)) tr.insert(after, schema.nodes.paragraph.create())
    tr.setSelection(
      node.isAtom && node.type !== schema.nodes.divider ? NodeSelection.create(tr.doc, at) : TextSelection.near(tr.doc.resolve(node.isAtom ? after : at + 1)),
    )
    dispatch(tr.scrollIntoView())
    if (view && node.isAtom && node.type !== schema.nodes.divider) focusFirstField(view.nodeDOM(at))
    return true
  }

function focusFirstField(dom: globalThis.Node | null) {
  if (dom instanceof HTMLElement) dom.querySelector<HTMLElement>('input, textarea')?.focus()
}

const newTable = () =>
  tableFrom(
    { head: true },
    Array.from({ length: 3 }, () => Array.from({ length: 3 }, emptyCell)),
  )

const { nodes } = schema

const NEW_CHART = { type: 'chart', form: 'bar', title: '', columns: ['Year', 'Value'], rows: [] }
const NEW_MAP = { type: 'map', title: '' }

export const INSERTS: readonly Action[] = [
  { label: 'Table', run: insertBlock(newTable), words: 'grid rows columns' },
  { label: 'Divider', run: insertBlock(() => nodes.divider.create()), words: 'line rule hr break' },
  { label: 'Embed', run: insertBlock(() => nodes.embed.create()), words: 'video social post youtube link' },
  { label: 'Scoreboard', run: insertBlock(() => nodes.scoreboard.create()), words: 'match score goal live sport result' },
  { label: 'HTML', run: insertBlock(() => nodes.html.create()), words: 'markup source' },
  { label: 'Chart', run: insertBlock(() => nodes.drawing.create({ block: NEW_CHART })), words: 'graph bars lines dots data figures' },
  { label: 'Map', run: insertBlock(() => nodes.drawing.create({ block: NEW_MAP })), words: 'places route locator world' },
]
