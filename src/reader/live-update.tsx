/** One update of a live article, on its page and in what open pages ask for. */
import { normaliseHeadingLevels } from '../copy/html/heading-levels.ts'
import type { LiveUpdate } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { BlockView } from '../page/block-view.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import type { LivePhrases } from '../page/phrases/live.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'
import { momentText, zonedClockText } from '../page/time.ts'
import { versionOf } from './live-state.ts'

type Props = { update: LiveUpdate; site: Site; phrases: Phrases; live: LivePhrases; siteLanguage: LanguageAttributes }

export function LiveUpdateView({ update, site, phrases, live, siteLanguage }: Props) {
  const { id, at, headline, body, takenBack, corrections = [] } = update
  const isPinned = update.pinned && !takenBack
  return (
    <section class={`live-update${isPinned ? ' live-pinned' : ''}`} id={`u-${id}`} data-version={versionOf(update)}>
      <p class="live-time">
        <a href={`#u-${id}`}>
          <time datetime={at} {...siteLanguage}>
            {momentText(at, site)}
          </time>
        </a>
        {isPinned && (
          <>
            {' '}
            <span {...siteLanguage}>{live.pinned}</span>
          </>
        )}
      </p>
      {takenBack && (
        <p class="live-taken-back" {...siteLanguage}>
          {live.takenBack}
        </p>
      )}
      {headline && <h3>{headline}</h3>}
      {normaliseHeadingLevels(body, headline ? 4 : 3).map((block) => (
        <BlockView block={block} dateline={undefined} phrases={phrases} />
      ))}
      {corrections.map((correction) => (
        <p class="live-correction">
          <strong {...siteLanguage}>
            {phrases.correction}, <time datetime={correction.at}>{zonedClockText(correction.at, site)}</time>:
          </strong>{' '}
          {correction.text}
        </p>
      ))}
    </section>
  )
}
