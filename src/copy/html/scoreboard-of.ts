/** Our own scoreboard, as `htmlFromScoreboard` writes it; `undefined` for one of somebody else's, which is read as it is. */
import type { BlockInput } from '../shapes/block.ts'
import { findAll, isElement, isText, type Node, type NodeElement, plainTextOf } from './tree.ts'

export function scoreboardOf(element: NodeElement): BlockInput[] | undefined {
  const parts = element.children.filter(isElement)
  const [table, ...others] = parts
  const sides = findAll(table?.children ?? [], 'tr').map(sideOf)
  if (table?.tagName !== 'table' || element.children.some(isText) || sides.length !== 2 || sides.includes(undefined)) return undefined
  if (others.some(({ tagName }) => tagName !== 'p' && tagName !== 'ol') || findAll([element], 's', 'img').length > 0) return undefined
  const title = plainTextOf(findAll(table.children, 'caption'))
  const [time] = findAll(others, 'time')
  const clock = plainTextOf(others.filter((part) => part.tagName === 'p' && findAll([part], 'time').length === 0))
  const events = findAll(others, 'li').map(eventOf)
  const startsAt = time?.properties.dateTime ?? time?.properties.datetime
  return [
    {
      type: 'scoreboard',
      ...(title && { title }),
      sides,
      ...(clock && { clock }),
      ...(startsAt !== undefined && { startsAt }),
      ...(others.some(({ tagName }) => tagName === 'ol') && { events }),
    },
  ]
}

function sideOf({ children }: NodeElement) {
  const [name, score, ...more] = children.filter(isElement)
  if (name?.tagName !== 'th' || score?.tagName !== 'td' || more.length > 0) return undefined
  const value = plainTextOf([score])
  return { name: plainTextOf([name]), ...(value && { score: value }) }
}

/** The clock is bold, the first side's name is emphasised, the second's strong. */
function eventOf({ children }: NodeElement) {
  const lead: NodeElement[] = []
  for (const node of children as Node[]) {
    if (isText(node)) break
    if (isElement(node)) lead.push(node)
  }
  const clock = lead.find(({ tagName }) => tagName === 'b')
  const side = lead.find(({ tagName }) => tagName === 'em' || tagName === 'strong')
  const text = plainTextOf(children.filter((node) => node !== clock && node !== side))
  return { ...(clock && { clock: plainTextOf([clock]) }), ...(side && { side: side.tagName === 'em' ? 1 : 2 }), text }
}
