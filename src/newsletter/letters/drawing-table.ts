/** Charts and maps in a letter: their data, and what is said about it. */
import { drawingAlt } from '../../copy/drawings/alt-text.ts'
import { drawingTable } from '../../copy/drawings/drawing-table.ts'
import { drawingWordsFor } from '../../copy/drawings/words.ts'
import type { Table } from '../../copy/shapes/block.ts'
import type { Chart, WorldMap } from '../../copy/shapes/drawing.ts'
import { escapeText } from '../../copy/text/escape.ts'
import type { Inline } from '../../copy/text/inline.ts'
import type { StoryContext } from './story-context.ts'

export function drawingAsTable(drawing: Chart | WorldMap, { lang }: StoryContext): Table {
  const { caption, head, rows } = drawingTable(drawing, drawingWordsFor(lang))
  // Escaped text is inline HTML.
  const cells = (texts: readonly string[]) => texts.map((text) => escapeText(text) as Inline)
  return { type: 'table', caption, head: cells(head), rows: rows.map(cells), rowHeads: true }
}

export function aboutDrawing(drawing: Chart | WorldMap, { lang }: StoryContext): string {
  const words = drawingWordsFor(lang)
  return [drawingAlt(drawing, words), drawing.note, drawing.source && `${words.source}: ${drawing.source}`].filter(Boolean).join(' ')
}
