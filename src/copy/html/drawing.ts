/** Our own charts and maps in HTML (`figureHtml`), read back. What only looks like one is read as what it is. */

import { lineOf, numberIn } from '../drawings/cells.ts'
import { marksFromText } from '../drawings/fence.ts'
import type { BlockInput } from '../shapes/block.ts'
import { findAll, hasClass, isElement, type NodeElement, plainTextOf } from './tree.ts'

export function drawingFromFigure(figure: NodeElement): BlockInput[] | undefined {
  const type = hasClass(figure, 'chart') ? 'chart' : hasClass(figure, 'map') ? 'map' : undefined
  const [table, ...others] = figure.children.filter(isElement)
  if (!type || table?.tagName !== 'table' || others.some(({ tagName }) => tagName !== 'figcaption')) return undefined
  const title = plainTextOf(findAll(table.children, 'caption'))
  const rows = findAll(table.children, 'tr')
  if (!title || rows.length === 0) return undefined
  const fields = { title, ...captionFields(others) }
  return type === 'map' ? mapOf(rows, fields) : chartOf(figure, rows, fields)
}

/** Its names in the HTML, and in the block. */
const IN_CAPTION = { unit: 'unit', note: 'note', credit: 'source', alt: 'alt' } as const

const captionFields = (captions: readonly NodeElement[]) =>
  Object.fromEntries(
    Object.entries(IN_CAPTION).flatMap(([name, field]) => {
      const text = plainTextOf(findAll(captions, 'small').filter((part) => hasClass(part, name)))
      return text ? [[field, text]] : []
    }),
  )

const cellsOf = (row: NodeElement) => row.children.filter(isElement).map((cell) => plainTextOf([cell]))

function chartOf(figure: NodeElement, [head, ...rows]: NodeElement[], fields: object): BlockInput[] | undefined {
  const form = ['bar', 'line', 'dot'].find((name) => hasClass(figure, name))
  const columns = head ? cellsOf(head) : []
  if (!form || columns.length < 2) return undefined
  return [{ type: 'chart', form, ...fields, columns, rows: rows.map(cellsOf).map(([label = '', ...values]) => [label, ...values.map(numberIn)]) }]
}

function mapOf(rows: readonly NodeElement[], fields: object): BlockInput[] | undefined {
  const kinds = ['point', 'label', 'line', 'dashed']
  const texts = rows.map((row) => {
    const [label = '', where = ''] = cellsOf(row)
    return `${kinds.find((kind) => hasClass(row, kind)) ?? ''}: ${lineOf([where, ...(label ? [label] : [])])}`
  })
  if (texts.some((text) => text.startsWith(':'))) return undefined
  const { points, lines } = marksFromText(texts.join('\n'))
  return [{ type: 'map', ...fields, ...(points.length > 0 && { points }), ...(lines.length > 0 && { lines }) }]
}
