/** Tables of foreign HTML. One without joined cells is a table block; any other stays as clean HTML. */
import type { BlockInput } from './block.ts'
import { cleanBlockNodes } from './clean.ts'
import { allOf, inlineOf, isElement, isPhrase, type Node, type NodeElement, plainOf } from './html-tree.ts'

export function tableOf(table: NodeElement): BlockInput[] {
  const rows = rowsOf(table)
  const caption = plainOf(table.children.filter((node) => isElement(node) && node.tagName === 'caption'))
  if (rows.length === 0) return []
  if (!isPlain(table)) return [{ type: 'html', html: cleanBlockNodes([table]) }]
  const [first, ...others] = rows
  const hasHead = first !== undefined && others.length > 0 && first.cells.every((cell) => cell.tagName === 'th')
  const body = hasHead ? others : rows
  const rowHeads = body.every(({ cells }) => cells.length > 1 && cells[0]?.tagName === 'th' && cells.slice(1).every((cell) => cell.tagName === 'td'))
  const text = ({ cells }: Row) => cells.map((cell) => inlineOf(cell.children.flatMap(withoutParagraph)))
  return [{ type: 'table', ...(caption && { caption }), ...(hasHead && { head: text(first) }), rows: body.map(text), ...(rowHeads && { rowHeads: true }) }]
}

type Row = { cells: NodeElement[] }

function rowsOf(table: NodeElement): Row[] {
  const rows = table.children.flatMap((node) =>
    !isElement(node)
      ? []
      : node.tagName === 'tr'
        ? [node]
        : allOf(
            node.children.filter((child) => isElement(child) && child.tagName === 'tr'),
            'tr',
          ),
  )
  return rows
    .map((row) => ({ cells: row.children.filter((node): node is NodeElement => isElement(node) && (node.tagName === 'td' || node.tagName === 'th')) }))
    .filter(({ cells }) => cells.length > 0)
}

const isPlain = (table: NodeElement) =>
  allOf(table.children, 'td', 'th').every(
    (cell) =>
      Number(cell.properties.colSpan ?? 1) === 1 && Number(cell.properties.rowSpan ?? 1) === 1 && cell.children.flatMap(withoutParagraph).every(isPhrase),
  )

const withoutParagraph = (node: NodeElement['children'][number], _: number, all: readonly Node[]) =>
  isElement(node) && node.tagName === 'p' && all.length === 1 ? node.children : [node]
