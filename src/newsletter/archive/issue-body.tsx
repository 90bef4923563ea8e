/** An issue's text with the site's own styles: the site's policy allows no inline styles. */
import '../../page/scoreboard.tsx'
import { normaliseHeadingLevels } from '../../copy/html/heading-levels.ts'
import type { Block } from '../../copy/shapes/block.ts'
import { BlockView } from '../../page/block-view.tsx'
import type { Phrases } from '../../page/phrases/en.ts'

type Props = { body: readonly Block[]; dateline?: string | undefined; phrases: Phrases; topLevel?: 2 | 3 }

export const IssueBody = ({ body, dateline, phrases, topLevel = 2 }: Props) => (
  <>
    {normaliseHeadingLevels(body, topLevel).map((block, at) => (
      <BlockView block={block} dateline={at === 0 ? dateline : undefined} phrases={phrases} />
    ))}
  </>
)
