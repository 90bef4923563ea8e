/** A letter's blocks on a page of the site, by whose rules no style stands in the text: the same blocks in the site's own dress. */

import type { Child } from 'hono/jsx'
import { normaliseHeadingLevels } from '../../copy/html/heading-levels.ts'
import { htmlFromBlock } from '../../copy/html/to-html.ts'
import type { Block, Embed, Table } from '../../copy/shapes/block.ts'
import type { Picture } from '../../copy/shapes/picture.ts'
import type { BlockHtml } from '../../copy/text/inline.ts'
import type { Phrases } from '../../page/phrases/en.ts'
import { PictureImage } from '../../page/picture.tsx'
import { renderSanitised } from '../../page/trusted.tsx'

type Props = { body: readonly Block[]; dateline?: string | undefined; phrases: Phrases; topLevel?: 2 | 3 }

export const IssueBody = ({ body, dateline, phrases, topLevel = 2 }: Props) => (
  <>
    {normaliseHeadingLevels(body, topLevel).map((block, at) => (
      <IssueBlock block={block} dateline={at === 0 ? dateline : undefined} phrases={phrases} />
    ))}
  </>
)

function IssueBlock({ block, dateline, phrases }: { block: Block; dateline: string | undefined; phrases: Phrases }) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p>
          {dateline && <span class="dateline">{dateline}: </span>}
          {renderSanitised(block.text)}
        </p>
      )
    case 'picture':
      return <IssueFigure picture={block} />
    case 'embed':
      return <EmbedLink embed={block} phrases={phrases} />
    case 'table':
      return <TableFrame table={block} phrases={phrases} />
    case 'html':
      return block.html.includes('<table') ? (
        <Frame label={phrases.table}>{renderSanitised(block.html)}</Frame>
      ) : (
        <div class="html">{renderSanitised(block.html)}</div>
      )
    case 'heading':
    case 'quote':
    case 'pullquote':
    case 'list':
    case 'code':
    case 'divider':
      return renderSanitised(written(block))
  }
}

/** A wide table scrolls in its own frame: no page is wider than its window. */
const Frame = ({ label, children }: { label: string; children: Child }) => (
  <div class="table" role="region" aria-label={label} tabindex={0}>
    {children}
  </div>
)

const TableFrame = ({ table: { caption, head, rows, rowHeads }, phrases }: { table: Table; phrases: Phrases }) => (
  <Frame label={caption ?? phrases.table}>
    <table>
      {caption && <caption>{caption}</caption>}
      {head && (
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col">{renderSanitised(cell)}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr>{row.map((cell, at) => (rowHeads && at === 0 ? <th scope="row">{renderSanitised(cell)}</th> : <td>{renderSanitised(cell)}</td>))}</tr>
        ))}
      </tbody>
    </table>
  </Frame>
)

/** The writer escapes everything but what was sanitised. */
const written = (block: Block) => htmlFromBlock(block) as BlockHtml

export const IssueFigure = ({ picture, hero }: { picture: Picture; hero?: boolean }) => (
  <figure class={hero ? 'hero' : picture.height > picture.width ? 'picture upright' : 'picture'}>
    <PictureImage picture={picture} sizes="(min-width: 1100px) 820px, 100vw" {...(hero && { first: true })} />
    {(picture.caption || picture.credit) && (
      <figcaption>
        {picture.caption} {picture.credit && <span class="credit">{picture.credit}</span>}
      </figcaption>
    )}
  </figure>
)

const EmbedLink = ({ embed: { url, title, provider, text }, phrases }: { embed: Embed; phrases: Phrases }) => (
  <aside class="embed">
    <p class="embed-title">{title}</p>
    {text && <p>{text}</p>}
    <a href={url} rel="noopener external">
      {phrases.openEmbed(provider ?? new URL(url).hostname.replace(/^www\./, ''))}
    </a>
  </aside>
)
