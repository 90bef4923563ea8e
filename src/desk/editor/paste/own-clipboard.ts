/** What is copied from the editor: HTML and plain text for others, and for editors of ours the nodes themselves. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { htmlFromBlock } from '../../../copy/html/to-html.ts'
import type { Block } from '../../../copy/shapes/block.ts'
import type { Body } from '../blocks/body.ts'
import { inlineHtml } from '../blocks/inline-html.ts'
import { schema } from '../schema/schema.ts'
import { OWN_TYPE } from './pasted.ts'

/** `editor` tells copies within one editor, which keep where they come from, from those between two. */
export function writeClipboard(view: EditorView, data: DataTransfer, editor: string, body: Body) {
  const slice = view.state.selection.content()
  data.clearData()
  data.setData(OWN_TYPE, JSON.stringify({ editor, slice: slice.toJSON() }))
  data.setData('text/html', htmlOf(slice, body))
  data.setData(
    'text/plain',
    slice.content.textBetween(0, slice.content.size, '\n\n', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ''),
  )
}

function htmlOf({ content }: Slice, body: Body): string {
  const [only] = content.content
  if (content.childCount === 1 && only?.type === schema.nodes.paragraph) return inlineHtml(only.content)
  // Written by the editor, or by what the editor was given: what makes HTML of it escapes it.
  return content.content
    .filter(({ type }) => type !== schema.nodes.unknown)
    .map((node) => htmlFromBlock(body.blockOf(node) as Block))
    .join('\n')
}

export function readOwnClipboard(written: string, editor: string): Slice | undefined {
  if (!written) return undefined
  try {
    const { editor: from, slice: json } = JSON.parse(written)
    const slice = Slice.fromJSON(schema, json)
    slice.content.forEach((node) => {
      node.check()
    })
    return from === editor ? slice : new Slice(withoutOrigins(slice), slice.openStart, slice.openEnd)
  } catch (error) {
    // Another site's, or that of another release: its HTML is read instead.
    if (error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError) return undefined
    throw error
  }
}

const withoutOrigins = ({ content }: Slice) => Fragment.fromArray(content.content.map(withoutOrigin))

const withoutOrigin = (node: Node) =>
  typeof node.attrs.origin === 'number' ? node.type.create({ ...node.attrs, origin: null }, node.content, node.marks) : node
