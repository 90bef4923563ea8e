/** The archive's pages: all issues of a newsletter, and each of them. */

import { LATE_STYLES } from '../../build/late-styles.ts'
import { type Article, pathOf } from '../../copy/shapes/article.ts'
import { cardOf } from '../../copy/shapes/listing.ts'
import { type Site, sectionName } from '../../copy/shapes/site.ts'
import { updatesInOrder } from '../../copy/shapes/update-order.ts'
import { cutAtWord } from '../../copy/summary.ts'
import type { Inline } from '../../copy/text/inline.ts'
import { CorrectionNote, SourceNote } from '../../page/article-endnotes.tsx'
import { PictureFigure } from '../../page/block-view.tsx'
import { updateNotes, updateTitle } from '../../page/live-update-text.ts'
import { Page } from '../../page/page.tsx'
import { directionOf, phrasesFor } from '../../page/phrases/phrases.ts'
import { Teaser } from '../../page/teaser.tsx'
import { datelineText, dayText, momentText } from '../../page/time.ts'
import { renderSanitised } from '../../page/trusted.tsx'
import { type ArchivedIssue, ISSUES_PER_PAGE } from '../calls.ts'
import { openingOf } from '../letters/opening.ts'
import { wordsFor } from '../words/words.ts'
import { IssueBody } from './issue-body.tsx'

type ListProps = {
  list: { slug: string; name: string; description?: string | undefined }
  items: readonly ArchivedIssue[]
  total: number
  page: number
  /** Slugs of first articles that readers can still read. */
  open: ReadonlySet<string>
  site: Site
  now: number
}

const listPath = (list: string, page: number) => `/newsletters/${list}${page === 1 ? '' : `?page=${page}`}`
const issuePath = ({ list, slug }: Pick<ArchivedIssue, 'list' | 'slug'>) => `/newsletters/${list}/${slug}`

/** The subject is usually the first story's headline: once that is withdrawn, the issue is called by its date. */
const titleOf = (issue: ArchivedIssue, isOpen: boolean, listName: string, site: Site) => (isOpen ? issue.subject : `${listName}, ${dayText(issue.at, site)}`)

export function IssuesPage({ list, items, total, page, open, site, now }: ListProps) {
  const [words, phrases] = [wordsFor(site.lang), phrasesFor(site.lang)]
  const pages = Math.max(1, Math.ceil(total / ISSUES_PER_PAGE))
  return (
    <Page
      site={site}
      meta={{
        title: page === 1 ? list.name : phrases.pageTitle(list.name, String(page)),
        description: list.description ?? words.issuesIntro(list.name),
        path: listPath(list.slug, page),
        noindex: total === 0,
        prev: page > 1 ? listPath(list.slug, page - 1) : undefined,
        next: page < pages ? listPath(list.slug, page + 1) : undefined,
      }}
      style={LATE_STYLES.listing}
      now={now}
    >
      <div class="listing listing-issues">
        <header class="listing-head">
          <h1>{list.name}</h1>
          <p class="standfirst">{list.description ?? words.issuesIntro(list.name)}</p>
          <p class="listing-feed">
            <a href="/newsletters">{phrases.allNewsletters}</a>
          </p>
        </header>
        {items.length === 0 ? (
          <p>{words.issuesNone}</p>
        ) : (
          <ol class="dated">
            {items.map((issue) => (
              <li>
                <time datetime={issue.at}>{dayText(issue.at, site)}</time>
                <h2>
                  <a href={issuePath(issue)}>{titleOf(issue, open.has(issue.articles[0] ?? ''), list.name, site)}</a>
                </h2>
              </li>
            ))}
          </ol>
        )}
        {pages > 1 && (
          <nav class="pages" aria-label={phrases.pages}>
            {page < pages && (
              <a class="pages-more" rel="next" href={listPath(list.slug, page + 1)}>
                {words.earlierIssues}
              </a>
            )}
            {page > 1 && (
              <a rel="prev" href={listPath(list.slug, page - 1)}>
                {words.laterIssues}
              </a>
            )}
            <p class="times">{phrases.pageOf(String(page), String(pages))}</p>
          </nav>
        )}
      </div>
    </Page>
  )
}

/** `articles` as readers see them now, in the letter's order; undefined for what was withdrawn since. */
type IssueProps = {
  issue: ArchivedIssue
  listName: string
  introduction: readonly Inline[]
  articles: readonly (Article | undefined)[]
  site: Site
  now: number
}

export const IssuePage = (props: IssueProps) => (props.issue.kind === 'digest' ? <DigestPage {...props} /> : <StoryPage {...props} />)

const Introduction = ({ paragraphs }: { paragraphs: readonly Inline[] }) => (
  <>
    {paragraphs.map((paragraph) => (
      <p>{renderSanitised(paragraph)}</p>
    ))}
  </>
)

const AllIssues = ({ issue, listName, site }: Pick<IssueProps, 'issue' | 'listName' | 'site'>) => (
  <p>
    <a href={`/newsletters/${issue.list}`}>{wordsFor(site.lang).allIssues(listName)}</a>
  </p>
)

const PICTURE = '(min-width: 768px) 220px, 112px'

function DigestPage({ issue, listName, introduction, articles, site, now }: IssueProps) {
  const words = wordsFor(site.lang)
  const title = titleOf(issue, articles[0] !== undefined, listName, site)
  return (
    <Page
      site={site}
      meta={{ title, description: `${listName}, ${datelineText(issue.at, site)}`, path: issuePath(issue), noindex: issue.isStopped === true }}
      style={LATE_STYLES.listing}
      now={now}
    >
      <div class="listing listing-issue">
        <header class="listing-head">
          <p class="kicker">
            {listName} · <time datetime={issue.at}>{datelineText(issue.at, site)}</time>
          </p>
          <h1>{title}</h1>
        </header>
        {introduction.length > 0 && (
          <div class="issue-introduction">
            <Introduction paragraphs={introduction} />
          </div>
        )}
        <ol class="cards">
          {articles.map((article) => (
            <li>
              {article ? (
                <Teaser card={cardOf(article)} site={site} picture={PICTURE} standfirst level={2} label={sectionName(site, article.section)} />
              ) : (
                <p class="notice">{words.storyWithdrawn}</p>
              )}
            </li>
          ))}
        </ol>
        <AllIssues issue={issue} listName={listName} site={site} />
      </div>
    </Page>
  )
}

/** Search engines should find the story's own page, not this one. */
function StoryPage({ issue, listName, introduction, articles: [article], site, now }: IssueProps) {
  const words = wordsFor(site.lang)
  const title = titleOf(issue, article !== undefined, listName, site)
  const lang = article?.lang ?? site.lang
  const meta = {
    title,
    description: `${listName}, ${datelineText(issue.at, site)}`,
    path: issuePath(issue),
    noindex: true,
    ...(article && { canonical: article.canonical ?? `${site.url}${pathOf(article)}` }),
  }
  return (
    <Page site={site} meta={meta} style="article" now={now}>
      <div class="article-sheet">
        <article class="article" lang={lang} dir={directionOf(lang)}>
          <header class="article-head">
            <p class="kicker" lang={site.lang} dir="auto">
              <a href={`/newsletters/${issue.list}`}>{listName}</a>
              <span>
                <time datetime={issue.at}>{datelineText(issue.at, site)}</time>
              </span>
            </p>
            <h1>{article?.headline ?? title}</h1>
            {article?.standfirst && <p class="standfirst">{article.standfirst}</p>}
            {article && (
              <div class="article-facts">
                <p class="times">{factsOf(article, site)}</p>
              </div>
            )}
          </header>
          {article?.picture && <PictureFigure picture={article.picture} sizes="(min-width: 1100px) 820px, 100vw" first hero />}
          <div class="text">
            <Introduction paragraphs={introduction} />
            {article ? <Told article={article} issue={issue} site={site} /> : <p class="notice">{words.storyWithdrawn}</p>}
            {article && (
              <p>
                <a href={pathOf(article)}>{issue.kind === 'story' ? words.readOnSite : words.readStory}</a>
              </p>
            )}
            <AllIssues issue={issue} listName={listName} site={site} />
          </div>
        </article>
      </div>
    </Page>
  )
}

const MAX_BYLINE_CHARACTERS = 300

function factsOf({ byline = [], publishedAt }: Article, site: Site) {
  const names = byline.map(({ name }) => name).join(', ')
  return [...(names ? [phrasesFor(site.lang).by(cutAtWord(names, MAX_BYLINE_CHARACTERS))] : []), momentText(publishedAt, site)].join(' · ')
}

function Told({ article, issue, site }: { article: Article; issue: ArchivedIssue; site: Site }) {
  const phrases = phrasesFor(site.lang)
  const { body, dateline, updates = [], source, corrections = [] } = article
  const isWhole = issue.kind === 'story'
  return (
    <>
      <IssueBody body={isWhole ? body : openingOf(article)} dateline={dateline} phrases={phrases} />
      {isWhole &&
        updatesInOrder(updates).map((update) => (
          <>
            <h2>{updateTitle(update, site)}</h2>
            <IssueBody body={update.body} phrases={phrases} topLevel={3} />
            {updateNotes(update, site, phrases).map((note) => (
              <p>{note}</p>
            ))}
          </>
        ))}
      {source && <SourceNote source={source} phrases={phrases} />}
      {corrections.map((correction) => (
        <CorrectionNote correction={correction} site={site} phrases={phrases} />
      ))}
    </>
  )
}
