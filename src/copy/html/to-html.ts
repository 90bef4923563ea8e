/** Blocks → HTML that stands alone: full text in feeds, bodies in ninjs, and the parts of a body that Markdown has no form for. */
import { figureHtml } from '../drawings/figure-html.ts'
import type { Block, ListOfItems, Table } from '../shapes/block.ts'
import type { Picture } from '../shapes/picture.ts'
import { escapeAttribute, escapeText } from '../text/escape.ts'
import { htmlFromScoreboard } from './scoreboard.ts'

/** `siteUrl`, an origin, makes addresses on this site absolute. `blocksFromHtml` reads back what this writes. */
export const htmlFromBlocks = (body: readonly Block[], siteUrl = ''): string => body.map((block) => htmlFromBlock(block, siteUrl)).join('\n')

/** Everything but inline text and html blocks, which are sanitised, is escaped here. */
export function htmlFromBlock(block: Block, siteUrl = ''): string {
  const inline = (html: string) => absoluteLinks(html, siteUrl)
  switch (block.type) {
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`
    case 'heading':
      return `<h${block.level}>${inline(block.text)}</h${block.level}>`
    case 'picture':
      return figureFrom(block, siteUrl)
    case 'quote':
      return `<blockquote><p>${inline(block.text)}</p>${footer(block.cite)}</blockquote>`
    case 'pullquote':
      return `<aside class="pullquote"><p>${inline(block.text)}</p>${footer(block.cite)}</aside>`
    case 'list':
      return listFrom(block, inline)
    case 'table':
      return tableFrom(block, inline)
    case 'chart':
    case 'map':
      return figureHtml(block)
    case 'code':
      return `<pre><code${block.language ? ` class="language-${escapeAttribute(block.language)}"` : ''}>${block.text.startsWith('\n') ? '\n' : ''}${escapeText(block.text)}</code></pre>`
    case 'embed':
      return `<aside class="embed"><p>${escapeText(block.title)}</p>${block.text ? `<p>${escapeText(block.text)}</p>` : ''}<a href="${escapeAttribute(block.url)}">${escapeText(block.provider ?? '')}</a></aside>`
    case 'scoreboard':
      return htmlFromScoreboard(block)
    case 'divider':
      return '<hr>'
    case 'html':
      return `<div class="html">${inline(block.html)}</div>`
  }
}

const footer = (cite: string | undefined) => (cite ? `<footer>${escapeText(cite)}</footer>` : '')

export function figureFrom({ src, alt, width, height, caption, credit }: Picture, siteUrl = ''): string {
  const image = `<img src="${escapeAttribute(absoluteAddress(src, siteUrl))}" alt="${escapeAttribute(alt)}" width="${width}" height="${height}">`
  const parts = [...(caption ? [escapeText(caption)] : []), ...(credit ? [`<small class="credit">${escapeText(credit)}</small>`] : [])]
  return `<figure>${image}${parts.length > 0 ? `<figcaption>${parts.join(' ')}</figcaption>` : ''}</figure>`
}

function listFrom({ ordered, start, reversed, items }: ListOfItems, inline: (html: string) => string): string {
  const tag = ordered ? 'ol' : 'ul'
  const counting = ordered ? `${reversed ? ' reversed' : ''}${start === undefined ? '' : ` start="${start}"`}` : ''
  const entries = items.map((item) => {
    if (typeof item === 'string') return `<li>${inline(item)}</li>`
    const value = ordered && item.value !== undefined ? ` value="${item.value}"` : ''
    return `<li${value}>${inline(item.text)}${item.list ? listFrom(item.list, inline) : ''}</li>`
  })
  return `<${tag}${counting}>${entries.join('')}</${tag}>`
}

function tableFrom({ caption, head, rows, rowHeads }: Table, inline: (html: string) => string): string {
  const cells = (row: readonly string[], isHead: boolean) =>
    row.map((cell, at) => (isHead || (rowHeads && at === 0) ? `<th>${inline(cell)}</th>` : `<td>${inline(cell)}</td>`)).join('')
  return [
    '<table>',
    ...(caption ? [`<caption>${escapeText(caption)}</caption>`] : []),
    ...(head ? [`<thead><tr>${cells(head, true)}</tr></thead>`] : []),
    `<tbody>${rows.map((row) => `<tr>${cells(row, false)}</tr>`).join('')}</tbody></table>`,
  ].join('')
}

/** Sanitised HTML has each link in one form: `<a href="/…"`. */
const absoluteLinks = (html: string, siteUrl: string) => (siteUrl ? html.replace(/(<a href=")\/(?!\/)/g, (_, before: string) => `${before}${siteUrl}/`) : html)

export const absoluteAddress = (address: string, siteUrl: string) => (siteUrl && address.startsWith('/') ? `${siteUrl}${address}` : address)
