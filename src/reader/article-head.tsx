/** Everything above an article's text, in the order of a broadsheet. */

import { readingMinutes } from '../copy/reading-time.ts'
import type { Article } from '../copy/shapes/article.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { KindLabel, kindLabel } from '../page/kind-label.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import type { LanguageAttributes } from '../page/phrases/phrases.ts'
import { Share } from '../page/share.tsx'
import { clockText, dayOf, momentText, yearsSince } from '../page/time.ts'
import { isAbandoned } from './coverage.ts'

type Props = { article: Article; site: Site; phrases: Phrases; siteLanguage: LanguageAttributes; url: string; now: number; changed: string | undefined }

export const ArticleHead = ({ article, site, phrases, siteLanguage, url, now, changed }: Props) => (
  <header class="article-head">
    <p class="kicker">
      <a href={`/${article.section}`} {...siteLanguage}>
        {sectionName(site, article.section)}
      </a>
      {!isNamedBySection(article, site, phrases) && <KindLabel article={{ ...article, ended: article.ended ?? isAbandoned(article, now) }} phrases={phrases} />}
      {article.kicker && <span>{article.kicker}</span>}
    </p>
    <h1>{article.headline}</h1>
    {article.standfirst && <p class="standfirst">{article.standfirst}</p>}
    <div class="article-facts">
      <Byline article={article} phrases={phrases} siteLanguage={siteLanguage} />
      <Times article={article} site={site} phrases={phrases} siteLanguage={siteLanguage} now={now} changed={changed} />
      <Share url={url} headline={article.headline} phrases={phrases} xHandle={site.xHandle} siteLanguage={siteLanguage} />
    </div>
    {article.developing && !article.ended && (
      <p class="notice" {...siteLanguage}>
        {phrases.developing}
      </p>
    )}
    {article.kind === 'sponsored' && (
      <p class="notice" {...siteLanguage}>
        {phrases.sponsoredNote}
      </p>
    )}
  </header>
)

/** A section called Opinion needs no label that says so again. */
const isNamedBySection = (article: Article, site: Site, phrases: Phrases) => kindLabel(article, phrases) === sectionName(site, article.section)

function Byline({ article: { byline }, phrases, siteLanguage }: Pick<Props, 'article' | 'phrases' | 'siteLanguage'>) {
  if (!byline?.length) return null
  return (
    <p class="byline">
      <span class="unseen" {...siteLanguage}>
        {phrases.by('')}
      </span>
      {byline.map(({ name, slug, role }) => (
        <span class="writer">
          {slug ? (
            <a href={`/author/${slug}`} rel="author" dir="auto">
              {name}
            </a>
          ) : (
            <b dir="auto">{name}</b>
          )}
          {role && <span class="role"> {role}</span>}
        </span>
      ))}
    </p>
  )
}

/**
 * "Updated" is said only of what readers can see on the page of changes; how old it is stands in the same line. Nobody reads an event's
 * updates from the first to the last, so how long that takes isn't said.
 */
function Times({ article, site, phrases, siteLanguage, now, changed }: Omit<Props, 'url'>) {
  const { publishedAt, updatedAt, body, kind, updates } = article
  const years = yearsSince(updatedAt ?? publishedAt, now)
  return (
    <p class="times" lang={siteLanguage.lang}>
      <time datetime={publishedAt} dir="auto">
        {momentText(publishedAt, site)}
      </time>
      {changed && updatedAt && updatedAt > publishedAt && (
        <span dir="auto">
          {phrases.updated} <time datetime={updatedAt}>{sameDay(publishedAt, updatedAt, site) ? clockText(updatedAt, site) : momentText(updatedAt, site)}</time>
        </span>
      )}
      {kind !== 'live' && !updates?.length && <span dir="auto">{phrases.readingTime(readingMinutes(body))}</span>}
      {years >= 1 && (
        <strong class="old" dir="auto">
          {phrases.old(years)}
        </strong>
      )}
    </p>
  )
}

const sameDay = (one: string, other: string, { timeZone }: Site) => dayOf(one, timeZone) === dayOf(other, timeZone)
