/** Nodes of the editor's document → inline HTML of copy, in the form that `isCanonicalInline` knows. */
import type { Fragment, Mark, Node } from 'prosemirror-model'
import { escapeAttribute, escapeText } from '../../../copy/text/escape.ts'
import { MARK_ATTRIBUTES } from '../schema/marks.ts'

export function inlineHtml(content: Fragment): string {
  const nodes = content.content
  const open: Mark[] = []
  let html = ''
  const closeTo = (length: number) => {
    while (open.length > length) html += `</${open.pop()?.type.name}>`
  }
  for (const [at, node] of nodes.entries()) {
    const kept = open.findIndex((mark) => !mark.isInSet(node.marks))
    closeTo(kept < 0 ? open.length : kept)
    for (const mark of newMarks(nodes, at, open)) {
      html += openingTag(mark)
      open.push(mark)
    }
    html += contentOf(node)
  }
  closeTo(0)
  return html
}

/** What reaches furthest is opened first, so that no element is cut in two without need: two halves would share an id. */
function newMarks(nodes: readonly Node[], at: number, open: readonly Mark[]): Mark[] {
  const fresh = (nodes[at]?.marks ?? []).filter((mark) => !mark.isInSet(open))
  if (fresh.length < 2) return fresh
  const reach = new Map(fresh.map((mark) => [mark, reachOf(nodes, at, mark)]))
  return fresh.toSorted((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0))
}

function reachOf(nodes: readonly Node[], from: number, mark: Mark) {
  const end = nodes.findIndex((node, at) => at > from && !mark.isInSet(node.marks))
  return end < 0 ? nodes.length : end
}

function openingTag({ type, attrs }: Mark) {
  const attributes = MARK_ATTRIBUTES.flatMap((name) => (typeof attrs[name] === 'string' ? [` ${name}="${escapeAttribute(attrs[name])}"`] : []))
  return `<${type.name}${attributes.join('')}>`
}

function contentOf(node: Node): string {
  if (node.isText) return escapeText(node.text ?? '')
  return node.type.name === 'br' ? '<br>' : String(node.attrs.html)
}
