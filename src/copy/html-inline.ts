import type { ElementContent } from 'hast'
import { cleanInlineNodes } from './clean.ts'
import { type Report, unheard } from './left-out.ts'

/** Inline nodes → inline text. White space counts as HTML counts it; spaces and line breaks at the ends go, and so does a text of nothing else. */
export function inlineOf(nodes: readonly ElementContent[], report: Report = unheard): string {
  return cleanInlineNodes(nodes.map(collapsed), report)
    .replace(/^(?:\s|<br>)+/, '')
    .replace(/(?:\s|<br>)+$/, '')
}

function collapsed(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replace(/[ \t\r\n\f]+/g, ' ') }
  return node.type === 'element' ? { ...node, children: node.children.map(collapsed) } : node
}
