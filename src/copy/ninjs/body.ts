/** Which of an item's bodies is the text, and the text as blocks. Several bodies are several forms of one text, not its parts. */

import { blocksFromHtml } from '../html/from-html.ts'
import { blocksFromMarkdown } from '../markdown/body.ts'
import type { BlockInput } from '../shapes/block.ts'
import { escapeText } from '../text/escape.ts'
import type { Notes, ReportOmission } from '../text/omissions.ts'
import { type Item, type JsonObject, recordsOf, trimmedText } from './item.ts'

type Form = 'html' | 'markdown' | 'text' | 'foreign'

/** `index` is the body's place among the item's, for messages. */
export function bodyOf(item: Item, notes: Notes): { blocks: BlockInput[]; index: number } | undefined {
  const bodies = [...recordsOf(item.bodies), ...ninjs1Bodies(item)]
  const ranked = bodies
    .map((body, index) => ({ index, text: trimmedText(body.value), form: formOf(body), role: String(body.role ?? '') }))
    .filter((body): body is typeof body & { text: string } => body.text !== undefined && body.form !== 'foreign' && !PARTIAL_ROLE.test(body.role))
    .sort((a, b) => RANK[a.form] - RANK[b.form] || Number(b.role === 'main') - Number(a.role === 'main') || b.text.length - a.text.length)
  for (const { index, text, form } of ranked) {
    const blocks = blocksOf(text, form, notes.reporterAt(`/bodies/${index}/value`))
    if (blocks.length > 0) return { blocks, index }
  }
  return undefined
}

/** Markup keeps paragraphs and links that plain text has lost. */
const RANK: Record<Form, number> = { html: 0, markdown: 1, text: 2, foreign: 3 }

/** Bodies with these roles are not the whole text. */
const PARTIAL_ROLE = /^(?:summary|abstract|teaser|short|caption|excerpt|note|ednote|headline)$/i

/** `body_xhtml` and the like are ninjs 1's property names, which some put where 3.1 wants a media type. */
function formOf({ contentType, contenttype, value }: JsonObject): Form {
  const type = String(contentType ?? contenttype ?? '').toLowerCase()
  if (/html/.test(type)) return 'html'
  if (/markdown/.test(type)) return 'markdown'
  if (type && !/^(?:text\/plain|body_?text|text$|plain$)/.test(type)) return 'foreign'
  // No media type, or one that says plain of what begins with a tag.
  return /^\s*<(?:!doctype|html|body|p|div|section|article)\b/i.test(String(value)) ? 'html' : 'text'
}

const ninjs1Bodies = (item: Item): JsonObject[] =>
  Object.entries(item).flatMap(([name, value]) =>
    /^body_?(?:x?html|text)$/i.test(name) ? [{ role: 'main', contentType: /html/i.test(name) ? 'text/html' : 'text/plain', value }] : [],
  )

function blocksOf(text: string, form: Form, report: ReportOmission): BlockInput[] {
  if (form === 'html') return blocksFromHtml(text, report)
  if (form === 'markdown') {
    const notes: string[] = []
    const read = blocksFromMarkdown(text, { notes })
    for (const sentence of notes) report({ what: 'other', sentence })
    if (read.ok) return read.value.blocks
  }
  return paragraphsOf(text)
}

/** Blank lines part paragraphs; where there are none, every line is one. */
function paragraphsOf(text: string): BlockInput[] {
  const lines = text.replace(/\r\n?/g, '\n')
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n[ \t]*\n/) : lines.split('\n')
  return parts
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .map((part) => ({ type: 'paragraph', text: escapeText(part) }))
}
