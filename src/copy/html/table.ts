/** Tables of foreign HTML. One without joined cells is a table block; any other stays as clean HTML. */
import type { BlockInput } from '../shapes/block.ts'
import type { HtmlReader } from './html-reader.ts'
import { inlineOf } from './inline-from-nodes.ts'
import { cleanBlockNodes } from './sanitise.ts'
import { allOf, isBlank, isElement, isPhrase, type Node, type NodeElement, plainOf } from './tree.ts'

/** What stands in a table outside its cells, where browsers show it before the table, comes before it. */
export function tableOf(written: NodeElement, reader: HtmlReader): BlockInput[] {
  const strays = straysOf(written)
  const table = framed(written)
  const rows = rowsOf(table)
  const told = rows.length > 0 ? gridOf(table, rows, reader) : reader.readBlocks(captionsOf(table), true)
  return [...reader.readBlocks(strays, true), ...told]
}

function gridOf(table: NodeElement, rows: Row[], reader: HtmlReader): BlockInput[] {
  if (!isPlain(table)) return htmlOf(table, reader)
  const caption = plainOf(captionsOf(table), reader.report)
  const [first, ...others] = rows
  const hasHead = first !== undefined && others.length > 0 && first.cells.every((cell) => cell.tagName === 'th')
  const body = hasHead ? others : rows
  const rowHeads = body.every(({ cells }) => cells.length > 1 && cells[0]?.tagName === 'th' && cells.slice(1).every((cell) => cell.tagName === 'td'))
  const text = ({ cells }: Row) => cells.map((cell) => inlineOf(cell.children.flatMap(withoutParagraph), reader.report))
  return [{ type: 'table', ...(caption && { caption }), ...(hasHead && { head: text(first) }), rows: body.map(text), ...(rowHeads && { rowHeads: true }) }]
}

const captionsOf = (table: NodeElement) => table.children.filter(isCaption)

/** Pictures, which HTML in a body has none of, follow it. */
function htmlOf(table: NodeElement, { report, readBlocks }: HtmlReader): BlockInput[] {
  const pictures = allOf(table.children, 'img', 'iframe', 'video', 'audio')
  return [{ type: 'html', html: cleanBlockNodes([without(table, new Set(pictures))], report) }, ...readBlocks(pictures, true)]
}

const without = (element: NodeElement, taken: ReadonlySet<Node>): NodeElement => ({
  ...element,
  children: element.children.filter((child) => !taken.has(child)).map((child) => (isElement(child) ? without(child, taken) : child)),
})

const FRAME = new Set(['thead', 'tbody', 'tfoot', 'tr'])
const isCell = (node: Node) => isElement(node) && (node.tagName === 'td' || node.tagName === 'th')
const isFrame = (node: Node): node is NodeElement => isElement(node) && FRAME.has(node.tagName)
const isCaption = (node: Node) => isElement(node) && node.tagName === 'caption'

const straysOf = (element: NodeElement): Node[] =>
  element.children.flatMap((node): Node[] => {
    if (isFrame(node)) return straysOf(node)
    return isCell(node) || isBlank(node) || (isCaption(node) && element.tagName === 'table') ? [] : [node]
  })

/** Its cells in its rows, and nothing else. Cells that no row holds are one. */
function framed(element: NodeElement): NodeElement {
  const children: NodeElement['children'] = []
  for (const node of element.children) {
    const last = children.at(-1)
    if (isFrame(node)) children.push(framed(node))
    else if (isCaption(node) && element.tagName === 'table') children.push(node)
    else if (!isCell(node)) continue
    else if (element.tagName === 'tr') children.push(node)
    else if (last && isElement(last) && last.tagName === 'tr' && last.properties === IMPLIED) last.children.push(node)
    else children.push({ type: 'element', tagName: 'tr', properties: IMPLIED, children: [node] })
  }
  return { ...element, children }
}

const IMPLIED = {}

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
