/** Blocks of copy → nodes of the editor's document. */
import type { Node } from 'prosemirror-model'
import { drawingData } from '../../../copy/drawings/fence.ts'
import { eventLine } from '../../../copy/markdown/scoreboard.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import type { Scoreboard } from '../../../copy/shapes/scoreboard.ts'
import { schema } from '../schema/schema.ts'
import { inlineFrom } from './inline-nodes.ts'

type Counting = { ordered?: boolean; start?: number; reversed?: boolean }
type ItemInput = string | { text: string; value?: number; list?: Counting & { items: ItemInput[] } }

const { nodes } = schema

/** A block whose fields are not what its type asks for is kept as it is, like one of an unknown type. */
export function nodeFrom(block: BlockInput, origin: number | null = null): Node {
  try {
    return knownNode(block, origin) ?? nodes.unknown.create({ origin, block })
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return nodes.unknown.create({ origin, block })
    throw error
  }
}

function knownNode(block: BlockInput, origin: number | null): Node | undefined {
  switch (block.type) {
    case 'paragraph':
      return nodes.paragraph.create({ origin }, inlineFrom(textIn(block.text)))
    case 'heading':
      return nodes.heading.create({ origin, level: block.level ?? 2 }, inlineFrom(textIn(block.text)))
    case 'quote':
    case 'pullquote':
      return nodes[block.type].create({ origin, cite: block.cite ?? null }, inlineFrom(textIn(block.text)))
    case 'code':
      return nodes.code_block.create({ origin, language: block.language ?? null }, block.text ? schema.text(textIn(block.text)) : null)
    case 'list':
      return listNode(block, origin)
    case 'table':
      return tableNode(block, origin)
    case 'picture': {
      const { type: _, ...picture } = block
      return nodes.picture.create({ origin, picture })
    }
    case 'chart':
    case 'map':
      drawingData(block)
      return nodes.drawing.create({ origin, block })
    case 'embed':
      return nodes.embed.create({ origin, url: textIn(block.url), title: textIn(block.title), provider: block.provider ?? null, text: block.text ?? null })
    case 'scoreboard':
      return scoreboardNode(block, origin)
    case 'html':
      return nodes.html.create({ origin, html: textIn(block.html) })
    case 'divider':
      return nodes.divider.create({ origin })
  }
  // What is no type of ours comes from a newer desk.
  return undefined
}

function scoreboardNode(block: BlockInput, origin: number | null): Node {
  const { title = null, sides, clock = null, startsAt = null, events = [] } = block as object as Partial<Scoreboard>
  if (sides?.length !== 2) throw new TypeError('A scoreboard has two sides.')
  return nodes.scoreboard.create({ origin, title, sides, clock, startsAt, events: events.map((event) => eventLine(event)).join('\n') })
}

function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('This field must be text.')
  return value
}

function listNode(list: object, origin: number | null = null): Node {
  const { ordered, start, reversed, items } = list as Counting & { items: ItemInput[] } // What isn't there or isn't this makes the block an unknown one.
  const attrs = { origin, ordered: ordered ?? null, start: start ?? null, reversed: reversed ?? null }
  return nodes.list.createChecked(attrs, items.map(itemNode))
}

function itemNode(item: ItemInput): Node {
  if (typeof item === 'string') return nodes.item.create(null, lineNode(item))
  return nodes.item.create({ value: item.value ?? null }, [lineNode(item.text), ...(item.list ? [listNode(item.list)] : [])])
}

const lineNode = (text: unknown) => nodes.line.create(null, inlineFrom(textIn(text)))

function tableNode(block: BlockInput, origin: number | null): Node {
  const { caption = null, head, rows, rowHeads = null } = block as object as { caption?: string; head?: string[]; rows: string[][]; rowHeads?: boolean }
  const row = (cells: readonly string[], isHead: boolean) =>
    nodes.row.createChecked(
      null,
      cells.map((cell, at) => nodes.cell.create({ heads: isHead ? 'col' : rowHeads && at === 0 ? 'row' : null }, inlineFrom(textIn(cell)))),
    )
  return nodes.table.createChecked({ origin, caption, head: head !== undefined, rowHeads }, [
    ...(head ? [row(head, true)] : []),
    ...rows.map((cells) => row(cells, false)),
  ])
}
