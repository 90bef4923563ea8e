/** Tables of foreign HTML. One without joined cells is a table block; any other stays as clean HTML. */
import type { BlockInput } from '../shapes/block.ts'
import type { HtmlReader } from './html-reader.ts'
import { inlineFromNodes } from './inline-from-nodes.ts'
import { sanitiseBlockNodes } from './sanitise.ts'
import { findAll, isBlank, isElement, isPhrase, type Node, type NodeElement, plainTextOf } from './tree.ts'

/** Content in a table but outside its cells is put before the table, where browsers show it. */
export function tableOf(written: NodeElement, reader: HtmlReader): BlockInput[] {
  const strays = straysOf(written)
  const table = normaliseRows(written)
  const rows = rowsOf(table)
  const content = rows.length > 0 ? gridOf(table, rows, reader) : reader.readBlocks(captionsOf(table), true)
  return [...reader.readBlocks(strays, true), ...content]
}

function gridOf(table: NodeElement, rows: Row[], reader: HtmlReader): BlockInput[] {
  if (!isPlain(table)) return htmlOf(table, reader)
  const caption = plainTextOf(captionsOf(table), reader.report)
  const [first, ...others] = rows
  const hasHead = first !== undefined && others.length > 0 && first.cells.every((cell) => cell.tagName === 'th')
  const body = hasHead ? others : rows
  const rowHeads = body.every(({ cells }) => cells.length > 1 && cells[0]?.tagName === 'th' && cells.slice(1).every((cell) => cell.tagName === 'td'))
  const text = ({ cells }: Row) => cells.map((cell) => inlineFromNodes(cell.children.flatMap(unwrapOnlyParagraph), reader.report))
  return [{ type: 'table', ...(caption && { caption }), ...(hasHead && { head: text(first) }), rows: body.map(text), ...(rowHeads && { rowHeads: true }) }]
}

const captionsOf = (table: NodeElement) => table.children.filter(isCaption)

/** Pictures, which HTML in a body has none of, follow it. */
function htmlOf(table: NodeElement, { report, readBlocks }: HtmlReader): BlockInput[] {
  const pictures = findAll(table.children, 'img', 'iframe', 'video', 'audio')
  return [{ type: 'html', html: sanitiseBlockNodes([removeNodes(table, new Set(pictures))], report) }, ...readBlocks(pictures, true)]
}

const removeNodes = (element: NodeElement, removed: ReadonlySet<Node>): NodeElement => ({
  ...element,
  children: element.children.filter((child) => !removed.has(child)).map((child) => (isElement(child) ? removeNodes(child, removed) : child)),
})

const FRAME_TAGS = new Set(['thead', 'tbody', 'tfoot', 'tr'])
const isCell = (node: Node) => isElement(node) && (node.tagName === 'td' || node.tagName === 'th')
const isFrame = (node: Node): node is NodeElement => isElement(node) && FRAME_TAGS.has(node.tagName)
const isCaption = (node: Node) => isElement(node) && node.tagName === 'caption'

const straysOf = (element: NodeElement): Node[] =>
  element.children.flatMap((node): Node[] => {
    if (isFrame(node)) return straysOf(node)
    return isCell(node) || isBlank(node) || (isCaption(node) && element.tagName === 'table') ? [] : [node]
  })

/** Its cells in its rows, and nothing else. Cells that no row holds are one. */
function normaliseRows(element: NodeElement): NodeElement {
  const children: NodeElement['children'] = []
  for (const node of element.children) {
    const last = children.at(-1)
    if (isFrame(node)) children.push(normaliseRows(node))
    else if (isCaption(node) && element.tagName === 'table') children.push(node)
    else if (!isCell(node)) continue
    else if (element.tagName === 'tr') children.push(node)
    else if (last && isElement(last) && last.tagName === 'tr' && last.properties === IMPLIED_ROW) last.children.push(node)
    else children.push({ type: 'element', tagName: 'tr', properties: IMPLIED_ROW, children: [node] })
  }
  return { ...element, children }
}

const IMPLIED_ROW = {}

type Row = { cells: NodeElement[] }

function rowsOf(table: NodeElement): Row[] {
  const rows = table.children.flatMap((node) =>
    !isElement(node)
      ? []
      : node.tagName === 'tr'
        ? [node]
        : findAll(
            node.children.filter((child) => isElement(child) && child.tagName === 'tr'),
            'tr',
          ),
  )
  return rows
    .map((row) => ({ cells: row.children.filter((node): node is NodeElement => isElement(node) && (node.tagName === 'td' || node.tagName === 'th')) }))
    .filter(({ cells }) => cells.length > 0)
}

const isPlain = (table: NodeElement) =>
  findAll(table.children, 'td', 'th').every(
    (cell) =>
      Number(cell.properties.colSpan ?? 1) === 1 && Number(cell.properties.rowSpan ?? 1) === 1 && cell.children.flatMap(unwrapOnlyParagraph).every(isPhrase),
  )

const unwrapOnlyParagraph = (node: NodeElement['children'][number], _: number, all: readonly Node[]) =>
  isElement(node) && node.tagName === 'p' && all.length === 1 ? node.children : [node]
