/** The blocks of a body as mail programs show them; block-text.ts says the same in plain text. */

import { numbersOf } from '../../copy/markdown/list-numbering.ts'
import type { Block, Embed, ListOfItems, Table } from '../../copy/shapes/block.ts'
import type { Chart, WorldMap } from '../../copy/shapes/drawing.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import type { Child } from '../../markup/markup.ts'
import { renderSanitised } from '../../page/trusted.tsx'
import { aboutDrawing, drawingAsTable } from './drawing-table.ts'
import { letterPicture } from './letter-picture.ts'
import { mailHtml } from './mail-html.ts'
import { blocksOfScoreboard } from './scoreboard.ts'
import { hostOf, isWide, padded, type StoryContext } from './story-context.ts'

type Props = { block: Block; context: StoryContext; dateline?: string | undefined }

export function LetterBlock({ block, context, dateline }: Props) {
  const { styles } = context
  const html = (text: Parameters<typeof mailHtml>[0]) => renderSanitised(mailHtml(text, styles, context))
  switch (block.type) {
    case 'paragraph':
      return (
        <p style={styles.paragraph}>
          {dateline && <b>{dateline}: </b>}
          {html(block.text)}
        </p>
      )
    case 'heading':
      return <Heading level={block.level} style={styles.heading[block.level]} text={html(block.text)} />
    case 'picture':
      return <LetterFigure picture={block} context={context} />
    case 'quote':
    case 'pullquote':
      return (
        <blockquote style={block.type === 'quote' ? styles.quote : styles.pullquote}>
          <p style={styles.paragraph}>{html(block.text)}</p>
          {block.cite && (
            <p class="q" style={styles.cite}>
              {block.cite}
            </p>
          )}
        </blockquote>
      )
    case 'list':
      return <LetterList list={block} context={context} style={styles.list} />
    case 'table':
      return isWide(block) ? <RowByRow table={block} context={context} /> : <LetterTable table={block} context={context} />
    case 'chart':
    case 'map':
      return <LetterDrawing drawing={block} context={context} />
    case 'code':
      return (
        <pre class="d i" style={styles.code}>
          {block.text}
        </pre>
      )
    case 'embed':
      return <EmbedLink embed={block} context={context} />
    case 'scoreboard':
      return (
        <>
          {blocksOfScoreboard(block).map((part) => (
            <LetterBlock block={part} context={context} />
          ))}
        </>
      )
    case 'divider':
      return <hr class="l" style={styles.divider} />
    case 'html':
      return <div style={styles.paragraph}>{html(block.html)}</div>
  }
}

function Heading({ level, style, text }: { level: 2 | 3 | 4; style: string; text: Child }) {
  switch (level) {
    case 2:
      return <h2 style={style}>{text}</h2>
    case 3:
      return <h3 style={style}>{text}</h3>
    case 4:
      return <h4 style={style}>{text}</h4>
  }
}

export function LetterFigure({ picture, context }: { picture: Picture; context: StoryContext }) {
  const { src, width, height } = letterPicture(picture, context.site)
  return (
    <div style={context.styles.figure}>
      <img class="q" src={src} alt={picture.alt} width={width} height={height} style={`${context.styles.image};max-width:${width}px`} />
      {(picture.caption || picture.credit) && (
        <p class="q" style={context.styles.caption}>
          {picture.caption} {picture.credit}
        </p>
      )}
    </div>
  )
}

function LetterList({ list, context, style }: { list: ListOfItems; context: StoryContext; style: string }) {
  const numbers = numbersOf(list)
  const entries = list.items.map((item, at) => {
    const text = renderSanitised(mailHtml(typeof item === 'string' ? item : item.text, context.styles, context))
    return (
      // Every number is written out, because some programs count by themselves, and only upwards.
      <li value={list.ordered ? numbers[at] : undefined} style={context.styles.item}>
        {text}
        {typeof item !== 'string' && item.list && <LetterList list={item.list} context={context} style={context.styles.innerList} />}
      </li>
    )
  })
  return list.ordered ? <ol style={style}>{entries}</ol> : <ul style={style}>{entries}</ul>
}

const LetterTable = ({ table: { caption, head, rows, rowHeads }, context }: { table: Table; context: StoryContext }) => {
  const { styles } = context
  const html = (text: Table['rows'][number][number]) => renderSanitised(mailHtml(text, styles, context))
  return (
    <div style={styles.scroll}>
      <table style={styles.table}>
        {caption && <caption style={styles.tableCaption}>{caption}</caption>}
        {head && (
          <thead>
            <tr>
              {head.map((cell) => (
                <th class="l" scope="col" style={styles.head}>
                  {html(cell)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, at) =>
                rowHeads && at === 0 ? (
                  <th class="l" scope="row" style={styles.data}>
                    {html(cell)}
                  </th>
                ) : (
                  <td class="l" style={styles.data}>
                    {html(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Mail programs draw nothing: the data as a table, with what was said about it. */
const LetterDrawing = ({ drawing, context }: { drawing: Chart | WorldMap; context: StoryContext }) => (
  <>
    <LetterBlock block={drawingAsTable(drawing, context)} context={context} />
    <p class="q" style={context.styles.caption}>
      {aboutDrawing(drawing, context)}
    </p>
  </>
)

/** A phone shows four columns. A wider table is written row by row, each cell under its column's name. */
const RowByRow = ({ table: { caption, head, rows }, context }: { table: Table; context: StoryContext }) => {
  const { styles } = context
  const html = (text: Table['rows'][number][number]) => renderSanitised(mailHtml(text, styles, context))
  return (
    <div style={styles.paragraph}>
      {caption && <p style={styles.term}>{caption}</p>}
      {rows.map((row) => (
        <p class="l" style={styles.row}>
          {padded(row, head).map((cell, at) => (
            <>
              {at > 0 && <br />}
              {head?.[at] && (at === 0 ? <b>{html(head[at])}: </b> : <>{html(head[at])}: </>)}
              {cell !== undefined && (at === 0 ? <b>{html(cell)}</b> : html(cell))}
            </>
          ))}
        </p>
      ))}
    </div>
  )
}

const EmbedLink = ({ embed: { url, title, provider, text }, context: { styles, phrases } }: { embed: Embed; context: StoryContext }) => (
  <div class="l" style={styles.embed}>
    <p style={styles.term}>{title}</p>
    {text && <p style={styles.paragraph}>{text}</p>}
    <a class="i" href={url} style={styles.link}>
      {phrases.openEmbed(provider ?? hostOf(url))}
    </a>
  </div>
)
