/** The blocks of a body in plain text, from the same blocks as blocks.tsx. */
import { numbersOf } from '../../copy/markdown/list-numbering.ts'
import type { Block, ListOfItems, Table } from '../../copy/shapes/block.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import { aboutDrawing, drawingAsTable } from './drawing-table.ts'
import { blockHtmlText, inlineText } from './html-text.ts'
import { columnsOf, padTo } from './line-breaks.ts'
import { blocksOfScoreboard } from './scoreboard.ts'
import { hostOf, isWide, padded, type StoryContext } from './story-context.ts'
import { LINE_WIDTH, type Links, paragraphs, underlined, wrap } from './text.ts'

type Inline = Parameters<typeof inlineText>[0]

/** Lines of plain text, without a line end after the last. */
export function blockText(block: Block, context: StoryContext, links: Links, dateline?: string): string {
  const inline = (html: Inline) => inlineText(html, links, context)
  switch (block.type) {
    case 'paragraph':
      return wrap(`${dateline ? `${dateline}: ` : ''}${inline(block.text)}`)
    case 'heading':
      return underlined(inline(block.text), '-')
    case 'picture':
      return pictureText(block)
    case 'quote':
    case 'pullquote':
      return [wrap(inline(block.text), { first: '> ' }), ...(block.cite ? [wrap(`— ${block.cite}`, { first: '> ' })] : [])].join('\n>\n')
    case 'list':
      return listLines(block, inline, '').join('\n')
    case 'table':
      return tableText(block, inline)
    case 'chart':
    case 'map':
      return paragraphs([tableText(drawingAsTable(block, context), inline), wrap(aboutDrawing(block, context))])
    case 'code':
      return block.text
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n')
    case 'embed':
      return [
        wrap(block.title),
        ...(block.text ? [wrap(block.text)] : []),
        wrap(`${context.phrases.openEmbed(block.provider ?? hostOf(block.url))} ${links.note(block.url)}`),
      ].join('\n')
    case 'scoreboard':
      return paragraphs(blocksOfScoreboard(block).map((part) => blockText(part, context, links)))
    case 'divider':
      return '* * *'
    case 'html':
      return blockHtmlText(block.html, links, context)
  }
}

/** What it shows, and its caption. */
export const pictureText = ({ alt, caption, credit }: Picture) =>
  wrap([...(alt ? [`[${alt}]`] : []), ...(caption ? [caption] : []), ...(credit ? [credit] : [])].join(' '))

function listLines(list: ListOfItems, inline: (html: Inline) => string, before: string): string[] {
  const numbers = numbersOf(list)
  return list.items.flatMap((item, at) => {
    const mark = list.ordered ? `${numbers[at]}. ` : '* '
    const rest = before + ' '.repeat(mark.length)
    const lines = [wrap(inline(typeof item === 'string' ? item : item.text), { first: before + mark, rest })]
    return typeof item !== 'string' && item.list ? [...lines, ...listLines(item.list, inline, rest)] : lines
  })
}

/** In columns where they fit on a line; else row by row, every cell after its column's name. */
function tableText(table: Table, inline: (html: Inline) => string): string {
  const head = table.head?.map(inline)
  const rows = table.rows.map((row) => row.map(inline))
  const all = head ? [head, ...rows] : rows
  const widths = Array.from({ length: Math.max(...all.map(({ length }) => length)) }, (_, at) => Math.max(...all.map((row) => columnsOf(row[at] ?? ''))))
  const width = widths.reduce((sum, one) => sum + one + 2, -2)
  const hasLines = all.some((row) => row.some((cell) => cell.includes('\n')))
  const told = isWide(table) || width > LINE_WIDTH || hasLines ? rows.map((row) => rowText(row, head)).join('\n\n') : inColumns(rows, head, widths)
  return paragraphs([table.caption && wrap(table.caption), told])
}

const inColumns = (rows: string[][], head: string[] | undefined, widths: number[]) => {
  const line = (row: string[]) =>
    widths
      .map((width, at) => padTo(row[at] ?? '', width))
      .join('  ')
      .trimEnd()
  return [...(head ? [line(head), widths.map((width) => '-'.repeat(width)).join('  ')] : []), ...rows.map(line)].join('\n')
}

const rowText = (row: string[], head: string[] | undefined) =>
  padded(row, head)
    .map((cell, at) => wrap(`${head?.[at] ? `${head[at]}: ` : ''}${cell ?? ''}`, at === 0 ? {} : { first: '  ' }))
    .join('\n')
