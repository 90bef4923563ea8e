/**
 * An article in which what changed since another version of it is marked: by characters of the private use area in its texts, which
 * whoever renders it turns into `ins` and `del` (`markup`). Everything else of it is as in the later version.
 */
import { markdownFromBlock } from '../markdown/to-markdown.ts'
import type { Article } from '../shapes/article.ts'
import type { Block } from '../shapes/block.ts'
import { escapeText } from '../text/escape.ts'
import { type Inline, textOf } from '../text/inline.ts'
import { type Effort, effort, stretchesBetween } from '../text/shortest-edit.ts'
import { runsBetween, segmentsOf } from './word-diff.ts'

const SIGNS: Record<string, string> = { '\ue000': '<ins>', '\ue001': '</ins>', '\ue002': '<del>', '\ue003': '</del>' }
const inserted = (text: string) => `\ue000${text}\ue001`
const deleted = (text: string) => `\ue002${text}\ue003`

export const markup = (html: string) => html.replace(/[\ue000-\ue003]/g, (sign) => SIGNS[sign] ?? '')

export function markedArticle(before: Article, after: Article): Article {
  const allowed = effort()
  const text = (field: 'headline' | 'kicker' | 'standfirst') =>
    after[field] === undefined ? {} : { [field]: markedText(before[field] ?? '', after[field], allowed) }
  return { ...after, ...text('headline'), ...text('kicker'), ...text('standfirst'), body: markedBlocks(before.body, after.body, allowed) }
}

const markedText = (before: string, after: string, allowed: Effort) =>
  runsBetween(before, after, allowed)
    .map(({ text, op }) => (op === 'added' ? inserted(text) : op === 'removed' ? deleted(text) : text))
    .join('')

/** In the order of the later version. Where blocks were replaced, the first is taken for the first; what is gone stands where it stood. */
function markedBlocks(before: readonly Block[], after: readonly Block[], allowed: Effort): Block[] {
  const marked: Block[] = []
  let [from, to] = [0, 0]
  let gone: Block[] = []
  for (const { count, op } of stretchesBetween(before.map(blockText), after.map(blockText), allowed)) {
    if (op !== 'added') from += count
    if (op !== 'removed') to += count
    const present = after.slice(to - count, to)
    if (op === 'removed') gone = before.slice(from - count, from)
    else if (op === 'added') marked.push(...present.map((block) => markedBlock(gone.shift(), block, allowed)))
    else marked.push(...gone.splice(0).flatMap(goneBlock), ...present)
  }
  return [...marked, ...gone.flatMap(goneBlock)]
}

const blockText = (block: Block) => `${block.type} ${markdownFromBlock(block)}`

/** Blocks whose text is not in one piece are shown as they are. */
function markedBlock(from: Block | undefined, to: Block, allowed: Effort): Block {
  const [old, young] = [inlineOf(from), inlineOf(to)]
  return young === undefined ? to : ({ ...to, text: markedInline(from?.type === to.type ? (old ?? '') : '', young, allowed) } as Block)
}

function inlineOf(block: Block | undefined): string | undefined {
  switch (block?.type) {
    case 'paragraph':
    case 'heading':
    case 'quote':
    case 'pullquote':
      return block.text
    default:
      return undefined
  }
}

/** As a paragraph: a heading that is gone is no part of the page. */
function goneBlock(block: Block): Block[] {
  const text = inlineOf(block)
  return text ? [{ type: 'paragraph', text: deleted(escapeText(textOf(text))) as Inline }] : []
}

/** The later version's tags, with the words that are gone where they stood. */
function markedInline(before: string, after: string, allowed: Effort): string {
  const isComparable = before !== '' && allowed.steps > 0
  const [from, to] = [before, after].map((html) => piecesOf(html, isComparable)) as [string[], string[]]
  let [fromAt, toAt] = [0, 0]
  const stretches = stretchesBetween(from, to, allowed).flatMap(({ count, op }) => {
    if (op !== 'added') fromAt += count
    if (op !== 'removed') toAt += count
    if (op === 'removed') return from.slice(fromAt - count, fromAt).map((piece) => (isTag(piece) ? '' : deleted(piece)))
    const present = to.slice(toAt - count, toAt)
    return op === 'added' ? present.map((piece) => (isTag(piece) ? piece : inserted(piece))) : present
  })
  return stretches.join('').replace(/\ue001\ue000|\ue003\ue002/g, '')
}

/** Tags, entities and words, or all words between two of the others: none is ever cut. */
const piecesOf = (html: string, byWord: boolean) =>
  [...html.matchAll(/<[^<>]*>|&[\w#]+;|[^<&]+|&/g)].flatMap(([piece]) =>
    !byWord || piece.length === 1 || isTag(piece) || piece.startsWith('&') ? [piece] : segmentsOf(piece),
  )

const isTag = (piece: string) => piece.startsWith('<')
