/**
 * What is pasted → blocks, by the very rules by which copy that is filed is read. An asset of its own, because it weighs as much
 * as the editor: loaded when somebody comes to the text, and needed when they paste.
 */
import { blocksFromHtml } from '../../../copy/html/from-html.ts'
import { blocksFromMarkdown } from '../../../copy/markdown/body.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { cleanSource } from '../../../copy/text/characters.ts'
import { escapeText } from '../../../copy/text/escape.ts'
import { Notes } from '../../../copy/text/omissions.ts'
import { isFromCodeEditor, looksLikeMarkdown } from './recognise.ts'
import { wordsOfHtml } from './words-of-html.ts'

export type Clipboard = { html: string; text: string; isPlain: boolean }
export type Read = { blocks: BlockInput[]; notes: string[] }

export function readClipboard({ html, text, isPlain }: Clipboard): Read {
  if (isPlain) return { blocks: paragraphsOf(text.trim() === '' ? wordsOfHtml(html) : text), notes: [] }
  if (html.trim() === '' || isFromCodeEditor(html)) return readText(text)
  const notes = new Notes()
  const blocks = blocksFromHtml(html, notes.reporterAt(''))
  if (blocks.every(isBare) && looksLikeMarkdown(text)) return readText(text)
  return { blocks, notes: notes.list() }
}

function readText(text: string): Read {
  if (!looksLikeMarkdown(text)) return { blocks: paragraphsOf(text), notes: [] }
  const notes: string[] = []
  const read = blocksFromMarkdown(text, { notes })
  return read.ok
    ? { blocks: read.value.blocks, notes }
    : { blocks: paragraphsOf(text), notes: [`This was pasted as plain text, because it couldn’t be read as Markdown. ${read.flaws[0]?.message ?? ''}`.trim()] }
}

/** HTML that says nothing beyond its text. */
const isBare = (block: BlockInput) => block.type === 'code' || (block.type === 'paragraph' && !/<(?!br>)/.test(String(block.text)))

const paragraphsOf = (text: string): BlockInput[] =>
  cleanSource(text)
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((part) => part.replace(/^\n+/, '').trimEnd())
    .filter((part) => part !== '')
    .map((part) => ({ type: 'paragraph', text: escapeText(part).replaceAll('\n', '<br>') }))
