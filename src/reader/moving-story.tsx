/** All that a page has of a story which moves: its updates, what keeps it up to date while it is open, and what search engines are told. */
import '../page/scoreboard.tsx'
import { LIVE_CSS, LIVE_SCRIPT } from '../build/live-assets.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import type { Child } from '../markup/markup.ts'
import { livePhrasesFor } from '../page/phrases/live.ts'
import { siteLanguageIn } from '../page/phrases/phrases.ts'
import { abandonedAt, isAbandoned } from './coverage.ts'
import { liveDataOf, matchesOf } from './live-data.ts'
import { knownOf, textVersionOf } from './live-state.ts'
import { LiveUpdates } from './live-updates.tsx'
import { UPDATES_ON_PAGE, updatesOnPage } from './updates-on-page.ts'

export type Updates =
  | {
      shown: Child
      /** More styles for the page's head. */
      css: string
      /** What search engines are told of it. */
      data: object
      /** Which page of its updates this is, if it is not the first. */
      from?: string | undefined
      /** Whether more may come. */
      goesOn: boolean
    }
  | undefined

/** The page that readers have open: since when the article is as it is, in milliseconds, and the update that its address names. */
export type OpenPage = { at: number | undefined; from: string | undefined }

export function movingStory(article: Article, site: Site, now: number, open: OpenPage | undefined): Updates {
  const { updates = [] } = article
  const from = open && !updatesOnPage(updates, open.from).isFirst ? open.from : undefined
  return {
    shown: (
      <>
        <LiveUpdates article={article} site={site} isOver={article.ended !== undefined || isAbandoned(article, now)} from={from} />
        {open && <Watch article={article} site={site} now={now} at={open.at} from={from} />}
      </>
    ),
    css: LIVE_CSS,
    data: { ...(article.kind === 'live' && liveDataOf(article, site, now)), ...matchesOf(article, site) },
    from,
    goesOn: isGoingOn(article, now),
  }
}

/** How often readers ask, at most. */
const LIVE_SECONDS = 20
const DEVELOPING_SECONDS = 60

type Props = { article: Article; site: Site; now: number } & OpenPage

/** What the page's script reads. A page with nothing to wait for still leads to updates that are on another page. */
function Watch({ article, site, now, at, from }: Props) {
  const live = livePhrasesFor(site.lang)
  const goesOn = isGoingOn(article, now)
  if (!goesOn && (article.updates?.length ?? 0) <= UPDATES_ON_PAGE) return null
  const { after, seen } = knownOf({ value: article, at })
  const siteLanguage = siteLanguageIn(site, article.lang ?? site.lang)
  return (
    <>
      {goesOn && article.kind === 'live' && (
        <p class="live-reload" {...siteLanguage}>
          {live.reload}
        </p>
      )}
      <div
        class="new-updates"
        role="status"
        data-live={goesOn ? `/fragments/live/${article.slug}` : ''}
        data-seconds={article.kind === 'live' ? LIVE_SECONDS : DEVELOPING_SECONDS}
        data-after={after}
        data-seen={seen}
        data-text={textVersionOf(article)}
        data-earlier={from && ''}
        data-plurals={site.lang}
        data-new={live.newForms}
        data-changed={live.changedForms}
        data-load={live.load}
        data-gone={live.gone}
        {...siteLanguage}
      />
      <script src={LIVE_SCRIPT} defer />
    </>
  )
}

/** Developing stories, too, are over when nobody has told anything for two days. */
const isGoingOn = (article: Article, now: number) => (article.kind === 'live' ? !article.ended : article.developing === true) && abandonedAt(article) > now
