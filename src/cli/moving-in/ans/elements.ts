/** Elements of a story of Arc (ANS 0.10) → HTML that becomes blocks. */
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { embedHtml } from '../embeds.ts'
import { isRow, type Row, rowsAt, rowsOf, textAt, textOf } from '../json-rows.ts'
import { plainText } from '../plain-text.ts'

export type ElementReading = {
  absolute(address: string): string
  leaveOut(name: string): void
}

export const elementsHtml = (elements: readonly Row[], reading: ElementReading): string => elements.map((element) => elementHtml(element, reading)).join('\n')

function elementHtml(element: Row, reading: ElementReading): string {
  const type = textOf(element.type)
  const content = typeof element.content === 'string' ? element.content : ''
  switch (type) {
    case 'text':
      return /^\s*<(?:p|h\d|ul|ol|div|blockquote|figure)\b/i.test(content) ? content : `<p>${content}</p>`
    case 'header': {
      const level = Math.min(Math.max(Math.round(Number(element.level) || 2), 1), 6)
      return `<h${level}>${content}</h${level}>`
    }
    case 'raw_html':
      return content
    case 'image':
      return imageHtml(element, reading)
    case 'gallery':
      return galleryHtml(element, reading)
    case 'list':
      return listHtml(element)
    case 'link_list':
      return `${textOf(element.title) && `<h3>${escapeText(textOf(element.title))}</h3>`}<ul>${rowsOf(element.items)
        .map((item) => `<li>${linkHtml(item, reading)}</li>`)
        .join('')}</ul>`
    case 'interstitial_link':
      return `<p>${linkHtml(element, reading)}</p>`
    case 'quote':
      return quoteHtml(element, reading)
    case 'table':
      return tableHtml(element)
    case 'code':
      return `<pre><code>${escapeText(content)}</code></pre>`
    case 'divider':
      return '<hr>'
    case 'video':
    case 'audio':
      return recordingHtml(element, reading)
    case 'oembed_response':
      return oembedHtml(element, reading)
    case 'element_group':
    case 'story_elements':
      return elementsHtml(rowsOf(element.content_elements), reading)
    case 'endorsement':
      return `<p>${escapeText(textOf(element.endorsement))}</p>`
    case 'numeric_rating':
      return `<p>${escapeText(`${textOf(element.numeric_rating)} / ${textOf(element.max)}`)}</p>`
    // Corrections are fields of an article.
    case 'correction':
      return ''
    default:
      reading.leaveOut([type || 'element without a type', textOf(element.subtype)].filter(Boolean).join(' '))
      return ''
  }
}

const linkHtml = (element: Row, { absolute }: ElementReading) => {
  const words = textOf(element.content) || escapeText(textAt(element, 'headlines', 'basic'))
  const address = absolute(textOf(element.url) || textOf(element.canonical_url))
  return address ? `<a href="${escapeAttribute(address)}">${words || escapeText(address)}</a>` : words
}

function imageHtml(image: Row, { absolute }: ElementReading): string {
  const picture = pictureOf(image, absolute)
  if (!picture) return ''
  const { src, alt, caption, credit, width, height } = picture
  const size = width && height ? ` width="${width}" height="${height}"` : ''
  const below = [...(caption ? [escapeText(caption)] : []), ...(credit ? [`<small class="credit">${escapeText(credit)}</small>`] : [])].join(' ')
  return `<figure><img src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}"${size}>${below && `<figcaption>${below}</figcaption>`}</figure>`
}

export type AnsPicture = { src: string; alt: string; caption: string; credit: string; width: number; height: number }

export function pictureOf(image: Row, absolute: (address: string) => string): AnsPicture | undefined {
  const src = absolute(textOf(image.url) || textAt(image, 'additional_properties', 'originalUrl'))
  if (!/^https?:/.test(src)) return undefined
  const names = [...rowsAt(image, 'credits', 'by'), ...rowsAt(image, 'credits', 'affiliation')].map((credit) => textOf(credit.byline) || textOf(credit.name))
  const vanity = rowsAt(image, 'vanity_credits', 'by').map(({ name }) => textOf(name))
  const credit = [...new Set((vanity.length > 0 ? vanity : names).filter(Boolean))].join('/') || textOf(image.copyright)
  const side = (name: string) => Math.round(Number(image[name])) || 0
  return {
    src,
    alt: (textOf(image.alt_text) || textOf(image.subtitle)).slice(0, 1000),
    caption: plainText(textOf(image.caption)).slice(0, 4000),
    credit: plainText(credit).slice(0, 400),
    width: side('width'),
    height: side('height'),
  }
}

/** With its own name and words, which say what its pictures have in common. */
function galleryHtml(gallery: Row, reading: ElementReading): string {
  const [title, words] = [plainText(textAt(gallery, 'headlines', 'basic')), plainText(textAt(gallery, 'description', 'basic'))]
  return `${title && `<h3>${escapeText(title)}</h3>`}${words && `<p>${escapeText(words)}</p>`}${elementsHtml(rowsOf(gallery.content_elements), reading)}`
}

function listHtml(list: Row): string {
  const tag = list.list_type === 'ordered' ? 'ol' : 'ul'
  let items = ''
  for (const item of rowsOf(list.items)) {
    if (item.type !== 'list') items += `<li>${textOf(item.content)}</li>`
    // A list within stands after the item that it belongs to.
    else if (items.endsWith('</li>')) items = `${items.slice(0, -'</li>'.length)}${listHtml(item)}</li>`
    else items += `<li>${listHtml(item)}</li>`
  }
  return `<${tag}>${items}</${tag}>`
}

function quoteHtml(quote: Row, reading: ElementReading): string {
  const inner = elementsHtml(rowsOf(quote.content_elements), reading) || `<p>${textOf(quote.content)}</p>`
  const cite = plainText(textAt(quote, 'citation', 'content'))
  return `<blockquote${quote.subtype === 'pullquote' ? ' class="pullquote"' : ''}>${inner}${cite && `<footer>${escapeText(cite)}</footer>`}</blockquote>`
}

function tableHtml(table: Row): string {
  const cell = (value: unknown) => (isRow(value) ? textOf(value.content) : textOf(value))
  const cells = (row: unknown, tag: string) => (Array.isArray(row) ? row : []).map((value) => `<${tag}>${cell(value)}</${tag}>`).join('')
  const head = Array.isArray(table.header) && table.header.length > 0 ? `<thead><tr>${cells(table.header, 'th')}</tr></thead>` : ''
  const rows = (Array.isArray(table.rows) ? table.rows : []).map((row) => `<tr>${cells(row, 'td')}</tr>`)
  return `<table>${head}<tbody>${rows.join('')}</tbody></table>`
}

/** The page of a film or recording, else its file. */
function recordingHtml(recording: Row, { absolute, leaveOut }: ElementReading): string {
  const page = textOf(recording.canonical_url)
  const streams = rowsOf(recording.streams).filter(({ stream_type }) => stream_type !== 'ts')
  const file = streams
    .sort((a, b) => (Number(b.width) || 0) - (Number(a.width) || 0))
    .map(({ url }) => textOf(url))
    .find(Boolean)
  const address = absolute(page || file || '').replace(/^http:/, 'https:')
  const title = textAt(recording, 'headlines', 'basic') || textAt(recording, 'description', 'basic')
  if (address.startsWith('https:')) return embedHtml(address, plainText(title))
  leaveOut(textOf(recording.type))
  return ''
}

function oembedHtml(element: Row, { leaveOut }: ElementReading): string {
  const embed = isRow(element.raw_oembed) ? element.raw_oembed : {}
  const html = textOf(embed.html)
  const address =
    [textOf(embed._id), textOf(embed.url), textAt(element, 'referent', 'id')].find((value) => /^https?:/.test(value)) ??
    /\b(?:src|href|cite)="(https?:[^"]+)"/.exec(html)?.[1]
  if (address) return embedHtml(address.replace(/^http:/, 'https:'), plainText(textOf(embed.title)))
  leaveOut(`${textOf(element.subtype)} embed`.trim())
  return ''
}
