/** What is told of an event as it goes on: the key moments, what is pinned, then everything, newest first, a page at a time. */
import type { Article } from '../copy/shapes/article.ts'
import { pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { livePhrasesFor } from '../page/phrases/live.ts'
import { phrasesFor, siteLanguageIn } from '../page/phrases/phrases.ts'
import { momentText } from '../page/time.ts'
import { KeyMoments } from './key-moments.tsx'
import { LiveUpdateView } from './live-update.tsx'
import { updatesOnPage } from './updates-on-page.ts'

/** `isOver`: it ended, or nobody has told anything for long. `from` is the update with which an earlier page of them begins. */
export function LiveUpdates({ article, site, isOver, from }: { article: Article; site: Site; isOver: boolean; from?: string | undefined }) {
  const { updates = [], ended } = article
  const live = livePhrasesFor(site.lang)
  const siteLanguage = siteLanguageIn(site, article.lang ?? site.lang)
  if (updates.length === 0 && !ended && article.kind !== 'live') return null
  const { shown, earlier, isFirst } = updatesOnPage(updates, from)
  const props = { article, site, phrases: phrasesFor(site.lang), live, siteLanguage }
  return (
    <section class={isOver ? 'live-updates live-over' : 'live-updates'} aria-labelledby="live-updates" hidden={updates.length === 0 && !ended}>
      <h2 id="live-updates" lang={siteLanguage.lang}>
        {isOver ? props.phrases.asItHappened : live.updates}
      </h2>
      {ended && (
        <p class="live-ended" {...siteLanguage}>
          {live.ended(momentText(ended, site))}
        </p>
      )}
      <KeyMoments {...props} shown={shown} />
      {!isFirst && (
        <p class="live-pages">
          <a href={`${pathOf(article)}#live-updates`} {...siteLanguage}>
            {live.newest}
          </a>
        </p>
      )}
      {shown.map((update) => (
        <LiveUpdateView {...props} update={update} />
      ))}
      {earlier && (
        <p class="live-pages">
          <a href={`${pathOf(article)}?from=${earlier}#live-updates`} rel="next" {...siteLanguage}>
            {live.earlier}
          </a>
        </p>
      )}
    </section>
  )
}
