/** Makes paragraphs, headings, quotes or code of the selected lines; items of lists among them. */
import { Fragment, type Node, type NodeType } from 'prosemirror-model'
import type { Command, EditorState } from 'prosemirror-state'
import { replaceSection, sectionAround } from '../lists/edit-lines.ts'
import type { Line } from '../lists/lines.ts'
import { schema } from '../schema/schema.ts'

export type TextBlock = { type: 'paragraph' | 'quote' | 'pullquote' | 'code_block' } | { type: 'heading'; level: 2 | 3 | 4 }

export const isTextBlock = ({ selection }: EditorState, { type, ...attrs }: TextBlock) => {
  const node = selection.$from.node(1)
  return node?.type.name === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value)
}

export const setTextBlock =
  (block: TextBlock): Command =>
  (state, dispatch) => {
    const section = sectionAround(state)
    if (!section) return false
    const { type: name, ...attrs } = block
    const type = schema.nodes[name]
    const first = Math.min(section.anchor.line, section.head.line)
    const last = Math.max(section.anchor.line, section.head.line)
    const lines = section.lines.map(
      (line, at): Line => (at < first || at > last || isFixed(line) ? line : { kind: 'block', node: converted(line, type, attrs) }),
    )
    const tr = replaceSection(state, section, lines, section)
    if (tr) dispatch?.(tr)
    return tr !== undefined
  }

/** Pictures and tables among the selected blocks stay what they are. */
const isFixed = (line: Line) => line.kind === 'block' && !line.node.isTextblock

function converted(line: Line, type: NodeType, attrs: object): Node {
  const node = line.kind === 'item' ? line.line : line.node
  const origin = line.kind === 'item' ? null : line.node.attrs.origin
  return type.create({ origin, ...attrs }, contentFor(node, type))
}

/** Code has lines and no marks; other text has line breaks. */
function contentFor(node: Node, type: NodeType): Fragment {
  if (node.type.spec.code === type.spec.code) return node.content
  const text = node.textBetween(0, node.content.size, '\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? '')
  if (type.spec.code) return text === '' ? Fragment.empty : Fragment.from(schema.text(text))
  const lines = text.split('\n').map((part) => (part === '' ? [] : [schema.text(part)]))
  return Fragment.fromArray(lines.flatMap((part, at) => (at === 0 ? part : [schema.nodes.br.create(), ...part])))
}
