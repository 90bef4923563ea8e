/** Cards of Ghost's editors, Mobiledoc's and Lexical's, as HTML that becomes blocks. */
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { embedHtml } from '../embeds.ts'
import { isRow, isTrue, type Row, rowsOf, textOf } from '../json-rows.ts'
import type { NoteLoss } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import { isForEverybody } from './for-whom.ts'
import { markdownHtml } from './markdown-card.ts'

export type CardReading = {
  /** Makes addresses of the old site absolute. */
  absolute(address: string): string
  /** With its article: `A sign-up form`. */
  leaveOut(name: string): void
  note: NoteLoss
  /** Of the document's footnotes. */
  nextNote(): number
  /** Whether a part that only members saw stays: where the story is no reader's, it may. */
  keepsMembersPart(): boolean
}

export function cardHtml(name: string, card: Row, reading: CardReading): string {
  if (!isForEverybody(card) && !reading.keepsMembersPart()) return ''
  const text = (...fields: string[]) => fields.map((field) => textOf(card[field])).find(Boolean) ?? ''
  const address = (...fields: string[]) => reading.absolute(text(...fields))
  switch (name) {
    case 'image':
      return figureHtml(card, reading)
    case 'gallery':
      return galleryHtml(card, reading)
    case 'markdown':
    case 'card-markdown':
      return markdownCard(typeof card.markdown === 'string' ? card.markdown : '', reading)
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
    case 'before-after':
      return galleryHtml({ images: [card.beforeImage, card.afterImage], caption: card.caption }, reading)
    case 'video':
    case 'audio':
    case 'file':
      return (
        embedHtml(address('src').replace(/^http:/, 'https:'), plainText(text('title', 'fileTitle', 'fileName'))) + paragraph(text('caption', 'fileCaption'))
      )
    case 'button':
      return buttonHtml(text('buttonText'), address('buttonUrl'))
    case 'product':
      return `${heading(text('productTitle'), 'h4')}${image(address('productImageSrc'))}${starsHtml(card)}${paragraph(text('productDescription'))}${isTrue(card.productButtonEnabled) ? buttonHtml(text('productButton'), address('productUrl')) : ''}`
    case 'header':
      return `${heading(text('heading', 'header'), 'h2')}${paragraph(text('subheading', 'subheader'))}${image(address('backgroundImageSrc'))}${isTrue(card.buttonEnabled) ? buttonHtml(text('buttonText'), address('buttonUrl')) : ''}`
    case 'call-to-action':
      // That somebody paid for it must stay with it.
      return `${isTrue(card.hasSponsorLabel) ? paragraph(text('sponsorLabel')) : ''}${paragraph(text('textValue'))}${image(address('imageUrl'))}${card.showButton === false ? '' : buttonHtml(text('buttonText'), address('buttonUrl'))}`
    case 'paywall':
      reading.note('It was for members from some place on. Here all of it is one text.')
      return ''
    case 'email':
    case 'email-cta':
      reading.leaveOut('A card that only its emails had')
      return ''
    case 'signup':
      reading.leaveOut('A sign-up form')
      return ''
    case 'transistor':
      reading.leaveOut('A podcast player for members (Transistor)')
      return ''
    default:
      reading.leaveOut(`A card (${name})`)
      return ''
  }
}

export function markdownCard(markdown: string, { nextNote, note }: CardReading): string {
  const html = markdownHtml(markdown, nextNote)
  if (html !== undefined) return html
  note('Its Markdown nests too deeply to be read: it’s here as it was written.')
  return `<pre><code>${escapeText(markdown)}</code></pre>`
}

/** Texts of cards are HTML. */
const paragraph = (html: string) => html && (/^\s*<(?:p|div|ul|ol|h\d)\b/i.test(html) ? html : `<p>${html}</p>`)
const heading = (html: string, tag: string) => html && `<${tag}>${html}</${tag}>`
const image = (src: string) => src && `<figure><img src="${escapeAttribute(src)}" alt=""></figure>`
const buttonHtml = (words: string, address: string) => (words && address ? `<p><a href="${escapeAttribute(address)}">${escapeText(words)}</a></p>` : '')

function starsHtml(card: Row): string {
  const stars = Math.round(Number(card.productStarRating))
  return isTrue(card.productRatingEnabled) && stars >= 0 && stars <= 5 ? `<p>${'★'.repeat(stars)}${'☆'.repeat(5 - stars)} (${stars}/5)</p>` : ''
}

function calloutHtml(emoji: string, html: string): string {
  const start = emoji && `${escapeText(emoji)} `
  return /^\s*<p\b/i.test(html) ? html.replace(/<p\b[^>]*>/i, (tag) => tag + start) : paragraph(html && start + html)
}

function figureHtml(card: Row, { absolute, note }: CardReading): string {
  const src = absolute(textOf(card.src))
  if (!src) return ''
  const size = ['width', 'height'].map((side) => (Number(card[side]) > 0 ? ` ${side}="${Math.round(Number(card[side]))}"` : '')).join('')
  const caption = textOf(card.caption)
  if (textOf(card.href)) note(`A picture’s link to “${absolute(textOf(card.href))}” was removed: pictures have none.`)
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
