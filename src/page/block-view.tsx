/** The blocks of a body on a page of ours. */

import { numbersOf } from '../copy/markdown/list-numbering.ts'
import type { Block, Embed, ListOfItems, Table } from '../copy/shapes/block.ts'
import type { Picture } from '../copy/shapes/picture.ts'
import type { Scoreboard } from '../copy/shapes/scoreboard.ts'
import { textOf } from '../copy/text/inline.ts'
import type { Child } from '../markup/markup.ts'
import { drawingFigure } from './drawings/load-drawings.ts'
import type { Phrases } from './phrases/en.ts'
import { PictureImage } from './picture.tsx'
import { isFigure, makeTablesScrollable } from './scrollable-tables.ts'
import { renderSanitised } from './trusted.tsx'

/** Of blocks that few articles have: whoever shows one imports its view, which puts itself here. */
export const lateViews: { scoreboard?: (block: Scoreboard) => Child } = {}

/** `id` is a heading's, where something leads to it; the dateline opens a paragraph. */
export function BlockView({ block, id, dateline, phrases }: { block: Block; id?: string | undefined; dateline: string | undefined; phrases: Phrases }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {dateline && <span class="dateline">{dateline}: </span>}
          {renderSanitised(block.text)}
        </p>
      )
    case 'heading':
      return <HeadingView level={block.level} id={id} text={renderSanitised(block.text)} />
    case 'picture':
      return <PictureFigure picture={block} sizes="(min-width: 1100px) 820px, 100vw" />
    case 'quote':
      return (
        <blockquote>
          <p>{renderSanitised(block.text)}</p>
          {block.cite && <footer>{block.cite}</footer>}
        </blockquote>
      )
    case 'pullquote':
      return (
        <aside class="pullquote">
          <p>{renderSanitised(block.text)}</p>
          {block.cite && <footer>{block.cite}</footer>}
        </aside>
      )
    case 'list':
      return <ListView list={block} />
    case 'table':
      return <TableView table={block} phrases={phrases} />
    case 'chart':
    case 'map':
      return drawingFigure(block, phrases) ?? <p>{block.title}</p>
    case 'code':
      return (
        <pre tabindex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'embed':
      return <EmbedLink embed={block} phrases={phrases} />
    case 'scoreboard':
      return lateViews.scoreboard?.(block)
    case 'divider':
      return <hr />
    case 'html':
      return <div class="html">{renderSanitised(makeTablesScrollable(block.html, phrases.table))}</div>
  }
}

function HeadingView({ level, id, text }: { level: 2 | 3 | 4; id: string | undefined; text: Child }) {
  switch (level) {
    case 2:
      return <h2 id={id}>{text}</h2>
    case 3:
      return <h3 id={id}>{text}</h3>
    case 4:
      return <h4 id={id}>{text}</h4>
  }
}

/** A narrower one isn’t blown up to the width of the page: it stays in the column of text, no larger than it is. */
const MIN_WIDE_PX = 960

export const PictureFigure = ({ picture, sizes, first, hero }: { picture: Picture; sizes: string; first?: boolean; hero?: boolean }) => (
  <figure class={`${hero ? 'hero' : picture.width < MIN_WIDE_PX ? 'picture small' : 'picture'}${picture.height > picture.width ? ' upright' : ''}`}>
    <PictureImage picture={picture} sizes={sizes} {...(first && { first })} />
    {(picture.caption || picture.credit) && (
      <figcaption>
        {picture.caption && <span>{picture.caption}</span>} {picture.credit && <span class="credit">{picture.credit}</span>}
      </figcaption>
    )}
  </figure>
)

/** Numbers of three digits do not fit beside the text of a telephone. */
const hasLongNumbers = (list: ListOfItems) => numbersOf(list).some((number) => Math.abs(number) > 99)

function ListView({ list }: { list: ListOfItems }) {
  const { ordered, start, reversed, items } = list
  const entries = items.map((item) =>
    typeof item === 'string' ? (
      <li>{renderSanitised(item)}</li>
    ) : (
      <li value={ordered ? item.value : undefined}>
        {renderSanitised(item.text)}
        {item.list && <ListView list={item.list} />}
      </li>
    ),
  )
  return ordered ? (
    <ol start={start} reversed={reversed} class={hasLongNumbers(list) ? 'long-numbers' : undefined}>
      {entries}
    </ol>
  ) : (
    <ul>{entries}</ul>
  )
}

function TableView({ table: { caption, head, rows, rowHeads }, phrases }: { table: Table; phrases: Phrases }) {
  const figure = (at: number) => (rows.every((row) => isFigure(row[at] ?? '')) ? 'figure' : undefined)
  return (
    <div class="table" role="region" aria-label={caption ? textOf(caption) : phrases.table} tabindex={0}>
      <table>
        {caption && <caption>{caption}</caption>}
        {head && (
          <thead>
            <tr>
              {/* A corner without words heads nothing. */}
              {head.map((cell, at) =>
                cell ? (
                  <th scope="col" class={figure(at)}>
                    {renderSanitised(cell)}
                  </th>
                ) : (
                  <td />
                ),
              )}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, at) =>
                rowHeads && at === 0 && cell ? <th scope="row">{renderSanitised(cell)}</th> : <td class={figure(at)}>{renderSanitised(cell)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Nothing is fetched from where the embed lives until the reader follows the link. */
const EmbedLink = ({ embed: { url, title, provider, text }, phrases }: { embed: Embed; phrases: Phrases }) => (
  <aside class="embed">
    <p class="embed-title">{title}</p>
    {text && <p>{text}</p>}
    <a href={url} rel="noopener external">
      {phrases.openEmbed(provider ?? new URL(url).hostname.replace(/^www\./, ''))}
    </a>
  </aside>
)
