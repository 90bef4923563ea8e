/** Rows as aligned columns for a terminal. One column, such as the headline, gives way where the terminal is narrow. */
import CliTable from 'cli-table3'
import stringWidth from 'string-width'
import { type Colour, render, type Words } from './styled-text.ts'

export type Table = {
  heads: readonly string[]
  /** Which column is cut to the terminal's width. Its cells are plain text. */
  elastic: number
  rows: readonly (readonly Words[])[]
}

const GAP = '  '
const NARROWEST = 12
const NO_BORDERS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((place) => [place, '']),
)

/** None where the terminal is too narrow for columns: each line would wrap, and the eye would find none of them. */
export function tableLines({ heads, elastic, rows }: Table, columns: number, colour: Colour): string[] | undefined {
  const cells = [heads.map(colour.dim), ...rows].map((row) => row.map(render))
  const widths = heads.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))))
  const others = widths.reduce((sum, width, at) => sum + (at === elastic ? 0 : width), GAP.length * (heads.length - 1))
  if (others + Math.min(widths[elastic] ?? 0, NARROWEST) > columns) return undefined
  const colWidths = widths.map((width, at) => (at === elastic ? Math.min(width, Math.max(NARROWEST, columns - others)) : width))
  const table = new CliTable({ chars: { ...NO_BORDERS, middle: GAP }, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] }, colWidths })
  table.push(...cells)
  return (
    table
      .toString()
      .split('\n')
      // A cut goes through a character beyond the first plane: half of it is nothing to show.
      .map((line) => line.replace(/\p{Surrogate}/gu, ' ').trimEnd())
  )
}
