/** Inline tokens of Markdown → inline HTML, and the pictures that stood among them: `![alt](src "caption"){width=1600 height=1067}`. */
import type { Token, Tokens } from 'marked'
import { decodeReferences } from '../html/hast.ts'
import { repairHref } from '../html/href.ts'
import { sanitiseInline } from '../html/sanitise.ts'
import type { BlockInput } from '../shapes/block.ts'
import { escapeAttribute, escapeText } from '../text/escape.ts'
import { textOf } from '../text/inline.ts'
import { removedLinkNote } from '../text/omissions.ts'
import type { Footnote } from './lexer.ts'
import { addFlaw, type ReadingState, reporterFor } from './reading-state.ts'

export function inlineFromTokens(tokens: readonly Token[], reading: ReadingState): { text: string; pictures: BlockInput[] } {
  const pictures: BlockInput[] = []
  const lines = htmlOf(tokens, reading, pictures).split('\n')
  const html = lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
  return { text: sanitiseInline(html, reporterFor(reading), reading.page), pictures }
}

export const childTokens = (token: Token): Token[] => ('tokens' in token ? (token.tokens ?? []) : [])

function htmlOf(tokens: readonly Token[], reading: ReadingState, pictures: BlockInput[]): string {
  let html = ''
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const inner = () => htmlOf(childTokens(token), reading, pictures)
    switch (token.type) {
      case 'strong':
      case 'em':
        html += `<${token.type}>${inner()}</${token.type}>`
        break
      case 'del':
        html += `<s>${inner()}</s>`
        break
      case 'codespan':
        html += `<code>${escapeText(token.text)}</code>`
        break
      case 'br':
        html += '<br>'
        break
      case 'html':
        html += token.text
        break
      case 'escape':
        html += escapeText(token.text)
        break
      case 'link':
        html += linkOf(token as Tokens.Link, inner(), reading)
        break
      case 'image': {
        const attributes = attributesAfter(tokens, at)
        pictures.push(pictureOf(token as Tokens.Image, attributes, reading))
        at += attributes.tokens
        break
      }
      case 'footnoteMark':
        html += footnoteMarkOf(token as Footnote, reading)
        break
      default:
        html += childTokens(token).length > 0 ? inner() : escapeExceptReferences(String((token as Tokens.Text).text ?? ''))
    }
  }
  return html
}

/** Text as HTML: character references stay, and Markdown knows only those with their semicolon. */
const escapeExceptReferences = (text: string) =>
  text
    .replace(/&(?!#?\w{1,40};)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')

/** Character references in a written address are resolved; those of a bare address are literal. */
function linkOf({ href, title, autolink }: Tokens.Link, inner: string, reading: ReadingState): string {
  const written = autolink ? href : decodeReferences(href)
  const repaired = repairHref(written, reading.page)
  if ('reason' in repaired) {
    reading.notes.push(removedLinkNote(written, repaired.reason))
    return inner
  }
  if (repaired.href.startsWith('/') && written.trim().startsWith('.'))
    reading.notes.push(`The link to “${written.slice(0, 200)}” was read as ${repaired.href}.`)
  const named = title ? ` title="${title.replace(/"/g, '&quot;').replace(/</g, '&lt;')}"` : ''
  // A link without words, or around a picture that goes on its own, would be there for nobody.
  return `<a href="${escapeAttribute(repaired.href)}"${named}>${inner.trim() === '' ? escapeText(repaired.href) : inner}</a>`
}

function footnoteMarkOf({ label, raw }: Footnote, reading: ReadingState) {
  if (!reading.footnotes.has(label)) {
    addFlaw(reading, `The footnote ${raw} has no text. Add "${raw}: …" on its own line, or write \\${raw} to show the characters themselves.`)
    return ''
  }
  const known = reading.called.get(label)
  const number = reading.firstFootnote + (known ?? reading.called.size)
  reading.called.set(label, number - reading.firstFootnote)
  return `<sup${known === undefined ? ` id="fnref-${number}"` : ''}><a href="#fn-${number}">${number}</a></sup>`
}

type Attributes = { tokens: number; values: Record<string, string> }

/** Longer ones than this are text. */
const MAX_ATTRIBUTES = 2000

/** `{width=1600 height=1067 credit="…"}` right after a picture. Markdown has parted it into tokens; their source is whole. */
function attributesAfter(tokens: readonly Token[], image: number): Attributes {
  let source = ''
  for (let at = image + 1; at < tokens.length && source.length <= MAX_ATTRIBUTES; at++) {
    const { type, raw = '' } = tokens[at] ?? {}
    source += raw
    if (type === 'image' || !source.startsWith('{') || raw.includes('\n')) break
    if (!source.endsWith('}')) continue
    const values = Object.fromEntries(
      [...source.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+))/g)].map(([, name = '', quoted, bare = '']) => [
        name,
        decodeReferences((quoted ?? bare).replace(/\\(.)/g, '$1')),
      ]),
    )
    return { tokens: at - image, values }
  }
  return { tokens: 0, values: {} }
}

function pictureOf({ href, title, tokens }: Tokens.Image, { values }: Attributes, reading: ReadingState): BlockInput {
  const { width, height, caption = title ? decodeReferences(title) : undefined, credit, focus } = values
  const [x, y] = (focus ?? '').split(/[\s,]+/).map(Number)
  if (!width || !height)
    addFlaw(
      reading,
      `The picture ${href.slice(0, 200)} needs a width and height in pixels, like this: ![what it shows](address "caption"){width=1600 height=1067}.`,
    )
  const repaired = repairHref(decodeReferences(href), reading.page)
  return {
    type: 'picture',
    src: 'href' in repaired ? repaired.href : decodeReferences(href),
    alt: textOf(sanitiseInline(htmlOf(tokens, reading, []))),
    width: Number(width),
    height: Number(height),
    ...(caption && { caption }),
    ...(credit && { credit }),
    ...(focus && { focus: { x, y } }),
  }
}
