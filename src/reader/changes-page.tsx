/** One article's public history: what changed since it came out, for publications that show it. */
import { LATE_STYLES } from '../build/late-styles.ts'
import { type Article, pathOf } from '../copy/shapes/article.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import { directionOf, phrasesFor } from '../page/phrases/phrases.ts'
import { momentText } from '../page/time.ts'
import type { Change } from '../press/calls.ts'

type Props = { article: Article; changes: readonly Change[]; site: Site; now: number }

export function ChangesPage({ article, changes, site, now }: Props) {
  const phrases = phrasesFor(site.lang)
  const lang = article.lang ?? site.lang
  return (
    <Page
      site={site}
      meta={{ title: `${phrases.changes}: ${article.headline}`, path: `${pathOf(article)}/changes`, noindex: true }}
      style={LATE_STYLES.listing}
      section={article.section}
      now={now}
    >
      <div class="listing listing-changes">
        <header class="listing-head">
          <p class="kicker">
            <a href={`/${article.section}`}>{sectionName(site, article.section)}</a>
          </p>
          <h1>{phrases.changes}</h1>
          <p class="changed" lang={lang} dir={directionOf(lang)}>
            <a href={pathOf(article)}>{article.headline}</a>
          </p>
          <p class="standfirst">{changes.length > 0 ? phrases.changesIntro : phrases.changesNone}</p>
        </header>
        <ol class="dated">
          {changes.map(({ at, edits }) => (
            <li>
              <time datetime={at}>{momentText(at, site)}</time>
              <p>{phrases.edits(edits)}</p>
            </li>
          ))}
          <li>
            <time datetime={article.publishedAt}>{momentText(article.publishedAt, site)}</time>
            <p>{phrases.published}</p>
          </li>
        </ol>
        <p>
          <a href={pathOf(article)}>{phrases.backToArticle}</a>
        </p>
      </div>
    </Page>
  )
}
