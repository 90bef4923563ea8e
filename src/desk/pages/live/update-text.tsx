/** An update’s words at the desk, as readers get them. */
import '../../../page/scoreboard.tsx'
import { normaliseHeadingLevels } from '../../../copy/html/heading-levels.ts'
import type { Block } from '../../../copy/shapes/block.ts'
import type { Correction } from '../../../copy/shapes/correction.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { BlockView } from '../../../page/block-view.tsx'
import { loadDrawings } from '../../../page/drawings/load-drawings.ts'
import { phrasesFor } from '../../../page/phrases/phrases.ts'
import type { LiveDesk } from '../../../press/live-calls.ts'
import { Moment } from '../layout/moment.tsx'

/** Before charts and maps in any of them are shown. */
export const loadDrawingsOf = ({ updates, waiting }: LiveDesk) => loadDrawings({ body: [], updates: [...updates, ...waiting] })

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
