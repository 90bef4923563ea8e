/** Pages for what is missing, withdrawn or failing, each with links to go on. */

import type { Card } from '../copy/shapes/listing.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import type { Tombstone } from '../copy/shapes/tombstone.ts'
import type { AppContext } from '../edge/app-context.ts'
import { CACHE_CONTROL, respond } from '../edge/caching.ts'
import { pageCsp } from '../edge/headers.ts'
import type { Copy } from '../edition/memories.ts'
import type { Child } from '../markup/markup.ts'
import { bannerTags } from '../page/breaking-banner.tsx'
import { SearchForm } from '../page/masthead.tsx'
import { Page, renderPage } from '../page/page.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import { failurePhrasesFor } from '../page/phrases/failures.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { HeadlineLink, languageOf } from '../page/teaser.tsx'

export function respondGone(c: AppContext, { withdrawn, tag }: { withdrawn: Tombstone; tag: string }, site: Copy<Site>) {
  return respond(c, {
    tags: [tag, site.tag, ...bannerTags(site.value, Date.now())],
    status: 410,
    cacheControl: CACHE_CONTROL.gone,
    headers: { 'Content-Security-Policy': pageCsp('article') },
    render: () => {
      const phrases = phrasesFor(site.value.lang)
      const section = withdrawn.section
      return renderPage(
        <ErrorPage site={site.value} title={phrases.goneTitle} text={phrases.goneText}>
          <LatestHeadlines />
          <ul class="ways-on">
            <li>
              <a href={`/${section}`}>{phrases.moreIn(sectionName(site.value, section))}</a>
            </li>
            <FirstWaysOn phrases={phrases} />
          </ul>
        </ErrorPage>,
      )
    },
  })
}

/** For a preview whose article has been withdrawn. */
export function renderPreviewEnded(site: Site) {
  const { goneTitle, goneText } = phrasesFor(site.lang)
  return renderPage(<ErrorPage site={site} title={goneTitle} text={goneText} />)
}

export function renderNotFound(site: Site, latest: readonly Card[] | undefined) {
  const { notFoundTitle, notFoundText } = failurePhrasesFor(site.lang)
  return renderPage(
    <ErrorPage site={site} title={notFoundTitle} text={notFoundText}>
      {latest?.length ? <Headlines cards={latest} site={site} /> : <LatestHeadlines />}
      <WaysOn site={site} />
    </ErrorPage>,
  )
}

/** For an old address of which the newsroom says that nothing is there: it was a category, a picture or a story. */
export function renderAddressGone(site: Site) {
  const { pageGoneTitle, pageGoneText } = failurePhrasesFor(site.lang)
  return renderPage(
    <ErrorPage site={site} title={pageGoneTitle} text={pageGoneText}>
      <LatestHeadlines />
      <WaysOn site={site} />
    </ErrorPage>,
  )
}

const WaysOn = ({ site }: { site: Site }) => (
  <ul class="ways-on">
    <FirstWaysOn phrases={phrasesFor(site.lang)} />
    {site.sections.map(({ slug, name }) => (
      <li>
        <a href={`/${slug}`}>{name}</a>
      </li>
    ))}
  </ul>
)

/** A script loads them; without one, a link leads there. */
const LatestHeadlines = () => <div data-hx-get="/fragments/latest" data-hx-trigger="load" />

const FirstWaysOn = ({ phrases }: { phrases: Phrases }) => (
  <>
    <li>
      <a href="/">{phrases.front}</a>
    </li>
    <li>
      <a href="/latest">{phrases.latest}</a>
    </li>
  </>
)

const MAX_HEADLINES = 6

export function Headlines({ cards, site }: { cards: readonly Card[]; site: Site }) {
  if (cards.length === 0) return null
  return (
    <section class="headlines" aria-labelledby="headlines">
      <h2 id="headlines">{phrasesFor(site.lang).latestHeadlines}</h2>
      <ul>
        {cards.slice(0, MAX_HEADLINES).map((card) => (
          <li {...languageOf(card, site)}>
            <HeadlineLink card={card} site={site} />
          </li>
        ))}
      </ul>
    </section>
  )
}

export function renderSearchTooLong(site: Site, limit: number) {
  const phrases = phrasesFor(site.lang)
  return renderPage(<ErrorPage site={site} title={phrases.searchTooLong} text={phrases.searchTooLongText(limit)} />)
}

export function renderUnavailable(site: Site) {
  const { awayTitle, awayText } = failurePhrasesFor(site.lang)
  return renderPage(<ErrorPage site={site} title={awayTitle} text={awayText} />)
}

export function renderServerError(site: Site, requestId: string) {
  const { brokenTitle, brokenText } = failurePhrasesFor(site.lang)
  return renderPage(
    <ErrorPage site={site} title={brokenTitle} text={brokenText}>
      <p>
        <code>{requestId}</code>
      </p>
    </ErrorPage>,
  )
}

function ErrorPage({ site, title, text, children }: { site: Site; title: string; text: string; children?: Child }) {
  return (
    <Page site={site} meta={{ title, path: '/', noindex: true }} style="article" now={Date.now()}>
      <div class="failure">
        <h1>{title}</h1>
        <p>{text}</p>
        <SearchForm phrases={phrasesFor(site.lang)} landmark />
        {children}
      </div>
    </Page>
  )
}
