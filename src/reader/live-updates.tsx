/** What is told of an event as it goes on: the key moments, what is pinned, then everything, newest first. */
import type { Article, LiveUpdate } from '../copy/shapes/article.ts'
import { updatesNewestFirst } from '../copy/shapes/live.ts'
import type { Site } from '../copy/shapes/site.ts'
import { keyMoments, updatesInOrder } from '../copy/shapes/update-order.ts'
import type { Phrases } from '../page/phrases/en.ts'
import { type LivePhrases, livePhrasesFor } from '../page/phrases/live.ts'
import { type LanguageAttributes, phrasesFor, siteLanguageIn } from '../page/phrases/phrases.ts'
import { momentText, zonedClockText } from '../page/time.ts'
import { ArticleBody } from './article-body.tsx'
import { isAbandoned } from './coverage.ts'
import { NewUpdates } from './new-updates.tsx'

type Props = { article: Article; site: Site; phrases: Phrases; live: LivePhrases; siteLanguage: LanguageAttributes }

export function LiveUpdates({ article, site, now }: { article: Article; site: Site; now: number }) {
  const { updates = [], ended } = article
  const [phrases, live] = [phrasesFor(site.lang), livePhrasesFor(site.lang)]
  const siteLanguage = siteLanguageIn(site, article.lang ?? site.lang)
  const notice = isGoingOn(article, now) && (
    <div class="new-updates" role="status">
      <NewUpdates article={article} site={site} since={newestOf(article)} />
    </div>
  )
  if (updates.length === 0 && !ended) return notice || null
  return (
    <section class="live-updates" aria-labelledby="live-updates">
      <h2 id="live-updates" lang={siteLanguage.lang}>
        {live.updates}
      </h2>
      {ended && (
        <p class="live-ended" {...siteLanguage}>
          {live.ended(momentText(ended, site))}
        </p>
      )}
      <KeyMoments article={article} site={site} phrases={phrases} live={live} siteLanguage={siteLanguage} />
      {updatesInOrder(updates).map((update) => (
        <Update update={update} site={site} phrases={phrases} live={live} siteLanguage={siteLanguage} />
      ))}
      {notice}
    </section>
  )
}

const isGoingOn = (article: Article, now: number) => article.kind === 'live' && !article.ended && !isAbandoned(article, now)
const newestOf = ({ updates = [], publishedAt }: Article) => updatesNewestFirst(updates)[0]?.at ?? publishedAt

function KeyMoments({ article: { updates = [] }, site, live, siteLanguage }: Props) {
  const moments = keyMoments(updates)
  if (moments.length === 0) return null
  return (
    <nav class="key-moments" aria-labelledby="key-moments">
      <h3 id="key-moments" lang={siteLanguage.lang}>
        {live.keyMoments}
      </h3>
      <ul>
        {moments.map(({ id, at, headline }) => (
          <li>
            <a href={`#u-${id}`}>
              <time datetime={at} {...siteLanguage}>
                {zonedClockText(at, site)}
              </time>{' '}
              {headline}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Update({ update, site, phrases, live, siteLanguage }: Omit<Props, 'article'> & { update: LiveUpdate }) {
  const { id, at, headline, body, pinned, takenBack, corrections = [] } = update
  return (
    <section class={`live-update${pinned && !takenBack ? ' live-pinned' : ''}`} id={`u-${id}`}>
      <p class="live-time">
        <a href={`#u-${id}`}>
          <time datetime={at} {...siteLanguage}>
            {momentText(at, site)}
          </time>
        </a>
        {pinned && !takenBack && (
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
      <ArticleBody body={body} phrases={phrases} ads={false} topLevel={headline ? 4 : 3} />
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
