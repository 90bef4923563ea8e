/** Headings as they stand below a page's own: Markdown that begins at ###, or leaves a level out, makes no gap in the outline. */
import type { Block } from '../shapes/block.ts'
import type { BlockHtml } from '../text/inline.ts'

type Level = 2 | 3 | 4

/** `top` is the level of the first. Copy stays as it was written; this is for whoever shows it. */
export function normaliseHeadingLevels(body: readonly Block[], top: Level = 2): Block[] {
  const levelOf = levelMapper(top)
  return body.map((block) => {
    if (block.type === 'heading') return { ...block, level: levelOf(block.level) }
    return block.type === 'html' && block.html.includes('<h') ? { ...block, html: normaliseLevelsInHtml(block.html, levelOf) } : block
  })
}

/** A heading stands one below the nearest before it that was written as a higher one. */
function levelMapper(top: Level) {
  const above: number[] = []
  return (written: number): Level => {
    while ((above.at(-1) ?? 0) >= written) above.pop()
    above.push(written)
    return Math.min(4, top + above.length - 1) as Level
  }
}

/** Sanitised HTML has its tags in one form, and none in its attributes, so it stays sanitised. */
function normaliseLevelsInHtml(html: BlockHtml, levelOf: (written: number) => Level): BlockHtml {
  const open: Level[] = []
  return html.replace(/<(\/?)h([2-4])(?=[ >])/g, (_, slash: string, written: string) => {
    const level = slash ? (open.pop() ?? Number(written)) : levelOf(Number(written))
    if (!slash) open.push(level as Level)
    return `<${slash}h${level}`
  }) as BlockHtml
}
