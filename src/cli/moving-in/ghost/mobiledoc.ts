/** Mobiledoc 0.2 and 0.3, Ghost's documents until 2023 → HTML. */
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { isRow, type Row } from '../json-rows.ts'
import { type CardReading, cardHtml } from './cards.ts'

const TEXT_TAGS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'aside', 'pull-quote'])
const MARKUP_TAGS = new Set(['a', 'b', 'code', 'em', 'i', 's', 'strong', 'sub', 'sup', 'u', 'del', 'mark', 'span', 'strike'])

export function htmlFromMobiledoc(document: Row, reading: CardReading): string {
  const sections = listOf(document.sections)
  return sections.map((section) => sectionHtml(listOf(section), document, reading)).join('\n')
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function sectionHtml([type, ...rest]: unknown[], document: Row, reading: CardReading): string {
  switch (type) {
    case 1: {
      const [tag, markers] = rest
      const name = TEXT_TAGS.has(String(tag)) ? String(tag).replace('pull-quote', 'blockquote') : 'p'
      return `<${name}>${inlineHtml(markers, document, reading)}</${name}>`
    }
    case 2:
      return `<figure><img src="${escapeAttribute(reading.absolute(String(rest[0] ?? '')))}" alt=""></figure>`
    case 3: {
      const name = rest[0] === 'ol' ? 'ol' : 'ul'
      const items = listOf(rest[1]).map((markers) => `<li>${inlineHtml(markers, document, reading)}</li>`)
      return `<${name}>${items.join('')}</${name}>`
    }
    case 10: {
      const [name, payload] = listOf(listOf(document.cards)[Number(rest[0])])
      return cardHtml(String(name), isRow(payload) ? payload : {}, reading)
    }
    default:
      reading.leaveOut(`A section (type ${String(type).slice(0, 20)})`)
      return ''
  }
}

/** A marker: `[0 for text or 1 for an atom, markups it opens, how many it closes, the text or the atom's number]`. */
function inlineHtml(markers: unknown, document: Row, { absolute }: CardReading): string {
  const open: string[] = []
  let html = ''
  for (const [kind, opens, closes, value] of listOf(markers).map(listOf)) {
    for (const number of listOf(opens)) {
      const [tag, attributes] = listOf(listOf(document.markups)[Number(number)])
      const name = MARKUP_TAGS.has(String(tag)) ? String(tag) : 'span'
      const list = listOf(attributes)
      const href = name === 'a' ? list[list.indexOf('href') + 1] : undefined
      open.push(name)
      html += href === undefined ? `<${name}>` : `<a href="${escapeAttribute(absolute(String(href)))}">`
    }
    html += kind === 1 ? atomHtml(listOf(listOf(document.atoms)[Number(value)])) : escapeText(String(value ?? ''))
    for (let left = Number(closes) || 0; left > 0 && open.length > 0; left--) html += `</${open.pop()}>`
  }
  return (
    html +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  )
}

const atomHtml = ([name, text]: unknown[]) => (name === 'soft-return' ? '<br>' : escapeText(String(text ?? '')))
