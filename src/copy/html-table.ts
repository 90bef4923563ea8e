/** Tables of foreign HTML. One without joined cells is a table block; any other stays as clean HTML. */
import type { BlockInput } from './block.ts'
import { cleanBlockNodes } from './clean.ts'
import type { Reading } from './html.ts'
import { inlineOf } from './html-inline.ts'
import { allOf, isElement, isPhrase, type Node, type NodeElement, plainOf } from './html-tree.ts'

/** What stands in a table outside its cells, where browsers show it before the table, comes before it. */
export function tableOf(table: NodeElement, reading: Reading): BlockInput[] {
  const rows = rowsOf(table)
  const strays = straysOf(table.children)
  if (strays.length > 0)
    return [...reading.flow(strays, true), ...(rows.length > 0 ? tableOf(withoutStrays(table), reading) : reading.flow(captionsOf(table), true))]
  const caption = plainOf(captionsOf(table))
  if (rows.length === 0) return reading.flow(captionsOf(table), true)
  if (!isPlain(table)) return htmlOf(table, reading)
  const [first, ...others] = rows
  const hasHead = first !== undefined && others.length > 0 && first.cells.every((cell) => cell.tagName === 'th')
  const body = hasHead ? others : rows
  const rowHeads = body.every(({ cells }) => cells.length > 1 && cells[0]?.tagName === 'th' && cells.slice(1).every((cell) => cell.tagName === 'td'))
  const text = ({ cells }: Row) => cells.map((cell) => inlineOf(cell.children.flatMap(withoutParagraph), reading.report))
  return [{ type: 'table', ...(caption && { caption }), ...(hasHead && { head: text(first) }), rows: body.map(text), ...(rowHeads && { rowHeads: true }) }]
}

const captionsOf = (table: NodeElement) => table.children.filter((node) => isElement(node) && node.tagName === 'caption')

/** Pictures, which HTML in a body has none of, follow it. */
function htmlOf(table: NodeElement, { report, flow }: Reading): BlockInput[] {
  const pictures = allOf(table.children, 'img', 'iframe', 'video', 'audio')
  return [{ type: 'html', html: cleanBlockNodes([without(table, pictures)], report) }, ...flow(pictures, true)]
}

const without = (element: NodeElement, taken: readonly Node[]): NodeElement => ({
  ...element,
  children: element.children.filter((child) => !taken.includes(child)).map((child) => (isElement(child) ? without(child, taken) : child)),
})

const FRAME = new Set(['thead', 'tbody', 'tfoot', 'tr'])
const CELLS = new Set(['td', 'th', 'caption'])

const straysOf = (nodes: readonly Node[]): Node[] =>
  nodes.flatMap((node) => {
    if (!isElement(node)) return node.type === 'text' && node.value.trim() !== '' ? [node] : []
    return FRAME.has(node.tagName) ? straysOf(node.children) : CELLS.has(node.tagName) ? [] : [node]
  })

const withoutStrays = (element: NodeElement): NodeElement => ({
  ...element,
  children: element.children.flatMap((node) =>
    !isElement(node) ? [] : FRAME.has(node.tagName) ? [withoutStrays(node)] : CELLS.has(node.tagName) ? [node] : [],
  ),
})

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
