/** An update’s words at the desk, as readers get them. */
import '../../../page/scoreboard.tsx'
import { normaliseHeadingLevels } from '../../../copy/html/heading-levels.ts'
import type { Block } from '../../../copy/shapes/block.ts'
import type { Correction } from '../../../copy/shapes/correction.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { BlockView } from '../../../page/block-view.tsx'
import { phrasesFor } from '../../../page/phrases/phrases.ts'
import { Moment } from '../layout/moment.tsx'

type Worded = { headline?: string | undefined; body: readonly Block[]; corrections?: readonly Correction[] | undefined }

export const UpdateText = ({ update: { headline, body, corrections = [] }, site }: { update: Worded; site: Site }) => (
  <div class="update-text" lang={site.lang} dir="auto">
    {headline && <h3>{headline}</h3>}
    {normaliseHeadingLevels(body, 4).map((block) => (
      <BlockView block={block} dateline={undefined} phrases={phrasesFor('en')} />
    ))}
    {corrections.map(({ at, text }) => (
      <p class="correction">
        Correction, <Moment at={at} site={site} />: {text}
      </p>
    ))}
  </div>
)
