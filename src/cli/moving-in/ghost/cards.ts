/** Cards of Ghost's editors, Mobiledoc's and Lexical's, as HTML that becomes blocks. */
import { marked } from 'marked'
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { embedHtml } from '../embeds.ts'
import { isRow, type Row, rowsOf, textOf } from '../json-rows.ts'
import type { NoteLoss } from '../old-item.ts'
import { plainText } from '../plain-text.ts'

export type CardReading = {
  /** Makes addresses of the old site absolute. */
  absolute(address: string): string
  leaveOut(name: string): void
  note: NoteLoss
}

export function cardHtml(name: string, card: Row, reading: CardReading): string {
  const text = (...fields: string[]) => fields.map((field) => textOf(card[field])).find(Boolean) ?? ''
  const address = (...fields: string[]) => reading.absolute(text(...fields))
  switch (name) {
    case 'image':
      return figureHtml(card, reading)
    case 'gallery':
      return galleryHtml(card, reading)
    case 'markdown':
    case 'card-markdown':
      return marked.parse(text('markdown'), { async: false })
    case 'html':
      return text('html')
    case 'code':
    case 'codeblock':
      return `<pre><code${text('language') ? ` class="language-${escapeAttribute(text('language'))}"` : ''}>${escapeText(String(card.code ?? ''))}</code></pre>${paragraph(text('caption'))}`
    case 'hr':
    case 'horizontalrule':
      return '<hr>'
    case 'embed':
      return embedCard(card, reading)
    case 'bookmark':
      return bookmarkHtml(card, reading)
    case 'callout':
      return calloutHtml(text('calloutEmoji'), text('calloutText'))
    case 'toggle':
      return `<details><summary>${text('heading')}</summary>${text('content')}</details>`
    case 'video':
    case 'audio':
    case 'file':
      return (
        embedHtml(address('src').replace(/^http:/, 'https:'), plainText(text('title', 'fileTitle', 'fileName', 'caption'))) + paragraph(text('fileCaption'))
      )
    case 'button':
      return buttonHtml(text('buttonText'), address('buttonUrl'))
    case 'product':
      return `${heading(text('productTitle'), 'h4')}${image(address('productImageSrc'))}${text('productDescription')}${buttonHtml(text('productButton'), address('productUrl'))}`
    case 'header':
      return `${heading(text('heading', 'header'), 'h2')}${paragraph(text('subheading', 'subheader'))}${image(address('backgroundImageSrc'))}${buttonHtml(text('buttonText'), address('buttonUrl'))}`
    case 'call-to-action':
      return `${text('textValue')}${image(address('imageUrl'))}${buttonHtml(text('buttonText'), address('buttonUrl'))}`
    case 'paywall':
      reading.note('It was for members from some place on. Here all of it is one text.')
      return ''
    case 'email':
    case 'email-cta':
      reading.leaveOut(`${name} card, which only its emails had,`)
      return ''
    default:
      reading.leaveOut(`${name} card`)
      return ''
  }
}

/** Texts of cards are HTML. */
const paragraph = (html: string) => html && (/^\s*<(?:p|div|ul|ol|h\d)\b/i.test(html) ? html : `<p>${html}</p>`)
const heading = (html: string, tag: string) => html && `<${tag}>${html}</${tag}>`
const image = (src: string) => src && `<figure><img src="${escapeAttribute(src)}" alt=""></figure>`
const buttonHtml = (words: string, address: string) => (words && address ? `<p><a href="${escapeAttribute(address)}">${escapeText(words)}</a></p>` : '')

function calloutHtml(emoji: string, html: string): string {
  const start = emoji && `${escapeText(emoji)} `
  return /^\s*<p\b/i.test(html) ? html.replace(/<p\b[^>]*>/i, (tag) => tag + start) : paragraph(html && start + html)
}

function figureHtml(card: Row, { absolute }: CardReading): string {
  const src = absolute(textOf(card.src))
  if (!src) return ''
  const size = ['width', 'height'].map((side) => (Number(card[side]) > 0 ? ` ${side}="${Math.round(Number(card[side]))}"` : '')).join('')
  const caption = textOf(card.caption)
  return `<figure><img src="${escapeAttribute(src)}" alt="${escapeAttribute(textOf(card.alt))}"${size}>${caption && `<figcaption>${caption}</figcaption>`}</figure>`
}

/** Its caption is that of its last picture, as it stood below them all. */
function galleryHtml(card: Row, reading: CardReading): string {
  const pictures = rowsOf(card.images)
  return pictures
    .map((picture, at) => figureHtml(at === pictures.length - 1 ? { ...picture, caption: textOf(card.caption) || picture.caption } : picture, reading))
    .join('\n')
}

function embedCard(card: Row, { absolute }: CardReading): string {
  const metadata = isRow(card.metadata) ? card.metadata : {}
  const html = textOf(card.html)
  const url = textOf(card.url) || /\b(?:src|href|cite)="(https?:[^"]+)"/.exec(html)?.[1] || ''
  if (!url) return html
  return embedHtml(absolute(url).replace(/^http:/, 'https:'), textOf(metadata.title)) + paragraph(textOf(card.caption))
}

function bookmarkHtml(card: Row, { absolute }: CardReading): string {
  const metadata = isRow(card.metadata) ? card.metadata : {}
  const url = absolute(textOf(metadata.url) || textOf(card.url))
  const title = textOf(metadata.title) || textOf(card.title) || url
  const description = textOf(metadata.description)
  if (!url.startsWith('https://')) return `<p><a href="${escapeAttribute(url)}">${escapeText(title)}</a></p>${paragraph(escapeText(description))}`
  const publisher = textOf(metadata.publisher) || textOf(metadata.author) || (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '')
  const html = `<aside class="embed"><p>${escapeText(title)}</p>${description && `<p>${escapeText(description)}</p>`}<a href="${escapeAttribute(url)}">${escapeText(publisher)}</a></aside>`
  return html + paragraph(textOf(card.caption))
}
