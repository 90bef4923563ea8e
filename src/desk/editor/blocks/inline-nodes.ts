/** Inline HTML of copy → nodes of the editor's document. */
import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { isSafeHref } from '../../../copy/text/inline.ts'
import { isMarkTag, MARK_ATTRIBUTES, type MarkTag } from '../schema/marks.ts'
import { schema } from '../schema/schema.ts'
import { type HtmlToken, tokensOf } from './html-tokens.ts'

type Open = Extract<HtmlToken, { kind: 'open' }>

export function inlineFrom(html: string): Fragment {
  if (!/[<&]/.test(html)) return html === '' ? Fragment.empty : Fragment.from(schema.text(html))
  const tokens = tokensOf(html)
  const nodes: Node[] = []
  const open: { tag: string; mark: Mark | undefined }[] = []
  const marks = () => open.reduce<readonly Mark[]>((set, { mark }) => mark?.addToSet(set) ?? set, [])
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as HtmlToken // Below the length.
    if (token.kind === 'text') nodes.push(schema.text(token.text, marks()))
    else if (token.kind === 'close') {
      const last = open.findLastIndex(({ tag }) => tag === token.tag)
      if (last >= 0) open.length = last
    } else if (token.tag === 'br') nodes.push(schema.nodes.br.create(null, null, marks()))
    else {
      const end = isFixed(token, tokens[at + 1]) ? closingOf(tokens, at) : -1
      const close = tokens[end]
      if (close?.kind === 'close') {
        nodes.push(schema.nodes.fixed.create({ html: html.slice(token.from, close.to) }, null, marks()))
        at = end
      } else open.push({ tag: token.tag, mark: markOf(token, open.filter(({ tag }) => tag === token.tag).length) })
    }
  }
  return Fragment.fromArray(nodes)
}

/** Readings, footnote calls, and elements with nothing in them. */
const isFixed = ({ tag, attributes }: Open, next: HtmlToken | undefined) =>
  tag === 'ruby' || (tag === 'sup' && /^fn/.test(attributes.id ?? '')) || (next?.kind === 'close' && next.tag === tag)

function closingOf(tokens: readonly HtmlToken[], from: number) {
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]
    if (token?.kind === 'open' && token.tag !== 'br') depth++
    if (token?.kind === 'close' && --depth === 0) return at
  }
  return -1
}

function markOf({ tag, attributes }: Open, nested: number): Mark | undefined {
  if (!isMarkTag(tag) || (tag === 'a' && !isSafeHref(attributes.href ?? ''))) return undefined
  return schema.marks[tag].create({ ...knownAttributes(tag, attributes), nested: tag === 'a' ? 0 : nested })
}

const knownAttributes = (tag: MarkTag, attributes: Record<string, string>) =>
  Object.fromEntries(MARK_ATTRIBUTES.flatMap((name) => (attributes[name] !== undefined && (name !== 'href' || tag === 'a') ? [[name, attributes[name]]] : [])))
