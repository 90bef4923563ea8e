/** Where the checks' findings stand in the editor's blocks. */
import type { Finding } from '../../copy/checks/finding.ts'
import { textsOfBlock } from '../../copy/checks/texts.ts'
import type { Block, BlockInput } from '../../copy/shapes/block.ts'
import type { Underline } from '../editor/underlines/underlines.ts'

export function underlinesOf(findings: readonly Finding[], blocks: readonly BlockInput[]): Underline[] {
  return findings.flatMap(({ where, range, message, fix, level }): Underline[] => {
    const block = blockOf(where)
    const start = range && block !== undefined ? startIn(blocks[block], `/body/${block}`, where) : undefined
    if (!range || block === undefined || start === undefined || level === 'ask') return []
    return [{ block, from: start + range.from, to: start + range.to, message, level, ...(fix !== undefined && { fix }) }]
  })
}

/** The number of the block that a pointer leads into. */
export function blockOf(where: string): number | undefined {
  const [, number] = /^\/body\/(\d+)(?:\/|$)/.exec(where) ?? []
  return number === undefined ? undefined : Number(number)
}

/** The editor's text of a list or a table is that of its items or cells, with a line end between them. */
function startIn(block: BlockInput | undefined, place: string, where: string): number | undefined {
  if (!block || block.type === 'picture' || block.type === 'html') return undefined
  let start = 0
  for (const text of textsOfBlock(block as Block, place)) {
    if (text.where === `${place}/caption`) continue
    if (text.where === where) return start
    start += text.text.length + 1
  }
  return undefined
}
