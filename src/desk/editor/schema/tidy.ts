/** What must hold of a document beyond its schema, put right after every change. */
import type { Node } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import type { Origins } from '../blocks/origins.ts'
import { blocksFrom, itemsOf, MAX_LIST_DEPTH } from '../lists/lines.ts'
import { schema } from './schema.ts'

export const tidy = (origins: Origins) =>
  new Plugin({
    appendTransaction(transactions, _, { tr, doc }) {
      if (!transactions.some(({ docChanged }) => docChanged)) return null
      separateOrigins(tr, doc, origins)
      tidyTables(tr, doc)
      flattenLists(tr)
      return tr.docChanged ? tr : null
    },
  })

/** A block that was parted or copied is one block from outside and one or more new ones. The one that is as it came keeps the origin. */
function separateOrigins(tr: Transaction, doc: Node, origins: Origins) {
  const holders = new Map<number, { node: Node; at: number }>()
  doc.forEach((node, at) => {
    const { origin } = node.attrs
    if (typeof origin !== 'number') return
    const other = holders.get(origin)
    if (other) {
      const loser = origins.isUntouched(node) && !origins.isUntouched(other.node) ? other : { node, at }
      tr.setNodeAttribute(loser.at, 'origin', null)
      if (loser === other) holders.set(origin, { node, at })
    } else holders.set(origin, { node, at })
  })
}

/** Cells know from their place whether they are headings. */
function tidyTables(tr: Transaction, doc: Node) {
  doc.forEach((table, at) => {
    if (table.type !== schema.nodes.table) return
    let position = at + 1
    for (const [row, { children }] of table.children.entries()) {
      position++
      for (const [column, cell] of children.entries()) {
        const heads = table.attrs.head && row === 0 && table.childCount > 1 ? 'col' : table.attrs.rowHeads && column === 0 ? 'row' : null
        if (cell.attrs.heads !== heads) tr.setNodeAttribute(position, 'heads', heads)
        position += cell.nodeSize
      }
      position++
    }
  })
}

/** Only what is moved or pasted into a deep list gets deeper than copy allows. */
function flattenLists(tr: Transaction) {
  for (let at = tr.doc.content.size, index = tr.doc.childCount - 1; index >= 0; index--) {
    const list = tr.doc.child(index)
    at -= list.nodeSize
    if (list.type !== schema.nodes.list || depthOf(list) <= MAX_LIST_DEPTH) continue
    tr.replaceWith(at, at + list.nodeSize, blocksFrom(itemsOf(list, 1)))
  }
}

const depthOf = (list: Node): number => 1 + Math.max(0, ...list.children.map((item) => (item.childCount > 1 ? depthOf(item.child(1)) : 0)))
