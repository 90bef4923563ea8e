import type { ElementContent } from 'hast'
import { ignoreOmissions, type ReportOmission } from '../text/omissions.ts'
import { sanitiseInlineNodes } from './sanitise.ts'

/** Inline nodes → inline text. White space counts as HTML counts it; spaces and line breaks at the ends go, and so does a text of nothing else. */
export function inlineFromNodes(nodes: readonly ElementContent[], report: ReportOmission = ignoreOmissions): string {
  const html = sanitiseInlineNodes(nodes.map(collapseSpace), report)
  let start = 0
  let end = html.length
  for (let blank = blankLengthAt(html, start, 1); blank > 0 && start < end; blank = blankLengthAt(html, start, 1)) start += blank
  for (let blank = blankLengthAt(html, end, -1); blank > 0 && end > start; blank = blankLengthAt(html, end, -1)) end -= blank
  return html.slice(start, end)
}

/** How long the space or line break at this place is. */
const blankLengthAt = (html: string, at: number, step: 1 | -1) => {
  if (html.startsWith('<br>', step === 1 ? at : at - 4)) return 4
  return /\s/.test(html.charAt(step === 1 ? at : at - 1)) ? 1 : 0
}

function collapseSpace(node: ElementContent): ElementContent {
  if (node.type === 'text') return { ...node, value: node.value.replace(/[ \t\r\n\f]+/g, ' ') }
  return node.type === 'element' ? { ...node, children: node.children.map(collapseSpace) } : node
}
