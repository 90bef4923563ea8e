/** Charts' data as people have it: lines of cells, from a spreadsheet or typed. */
import type { Chart } from '../shapes/drawing.ts'

type Row = Chart['rows'][number]

/** Spreadsheets put tabs between cells; people, bars. `\|` is a bar in a cell. */
export function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim())
  const cells = ['']
  for (const [piece] of line.matchAll(/\\[\\|]|./gsu)) {
    if (piece === '|') cells.push('')
    else cells[cells.length - 1] += piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece
  }
  return cells.map((cell) => cell.trim())
}

export const lineOf = (cells: readonly string[]) =>
  cells
    .map((cell) => cell.replace(/[\\|]/g, '\\$&'))
    .join(' | ')
    .trimEnd()

/** No number that people write is longer. */
const MAX_NUMBER = 60
const NONE = /^(?:|[-–—…]|\.\.|n\/?a|null|keine? angabe)$/i

/** `1,234.5`, `1.234,5`, `−3,4 %`, `1 234`: a number. Nothing, a dash or `n/a`: none. What is neither stays text, for the rules to refuse. */
export function numberIn(cell: string): number | null | string {
  if (cell.length > MAX_NUMBER) return cell
  const plain = cell
    .replace(/^([^\d\s]?)\s*/u, '$1')
    .replace(/[\s\u00a0\u202f']|%$/g, '')
    .replace(/^[−–](?=[\d.])/, '-')
  if (NONE.test(plain)) return null
  if (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''))
  if (/^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain) && (plain.includes(',') || plain.split('.').length > 2))
    return Number(plain.replaceAll('.', '').replace(',', '.'))
  if (/^[-+]?\d+,\d+$/.test(plain)) return Number(plain.replace(',', '.'))
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain) ? Number(plain) : cell
}

/** Lines of cells, the first of which names the columns. */
export function dataFromText(text: string): { columns: string[]; rows: unknown[][] } {
  const [columns = [], ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(cellsOf)
  // A row may leave out its last cells where they are empty.
  return {
    columns,
    rows: rows.map(([label = '', ...cells]) => [
      label,
      ...columns.slice(1).map((_, at) => numberIn(cells[at] ?? '')),
      ...cells.slice(columns.length - 1).map(numberIn),
    ]),
  }
}

export const textFromData = ({ columns, rows }: Pick<Chart, 'columns' | 'rows'>) =>
  [lineOf(columns), ...rows.map((row: Row) => lineOf(row.map((cell) => (cell === null ? '' : String(cell)))))].join('\n')
