/** What somebody has to know of an event who reads nothing else, each with the way to it. */
import { type Article, type LiveUpdate, pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { keyMoments } from '../copy/shapes/update-order.ts'
import type { LivePhrases } from '../page/phrases/live.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'
import { zonedClockText } from '../page/time.ts'

type Props = {
  article: Article
  site: Site
  live: LivePhrases
  siteLanguage: LanguageAttributes
  /** The updates on this page; the others are on a page of their own. */
  shown: readonly LiveUpdate[]
}

export function KeyMoments({ article, site, live, siteLanguage, shown }: Props) {
  const moments = keyMoments(article.updates ?? [])
  if (moments.length === 0) return null
  const onPage = new Set(shown.map(({ id }) => id))
  const addressOf = (id: string) => `${onPage.has(id) ? '' : `${pathOf(article)}?from=${id}`}#u-${id}`
  return (
    <nav class="key-moments" aria-labelledby="key-moments">
      <h3 id="key-moments" lang={siteLanguage.lang}>
        {live.keyMoments}
      </h3>
      <ul>
        {moments.map(({ id, at, headline }) => (
          <li>
            <a href={addressOf(id)}>
              <time datetime={at} {...siteLanguage}>
                {zonedClockText(at, site)}
              </time>{' '}
              <span>{headline}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
