/** The search: a plain form, its results, and kind words where there are none. */
import { LATE_STYLES } from '../build/late-styles.ts'
import { pathOf } from '../copy/shapes/article.ts'
import { type Site, sectionName } from '../copy/shapes/site.ts'
import { Page } from '../page/page.tsx'
import type { Phrases } from '../page/phrases/en.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { PictureImage } from '../page/picture.tsx'
import { dateDirectionOf, Kicker, languageOf } from '../page/teaser.tsx'
import { dayText } from '../page/time.ts'
import type { Hit, PopularTopic, Run, SearchResult } from '../search/calls.ts'
import { pagePath } from './page-number.ts'
import { neighbourLinks, Pagination } from './pagination.tsx'
import { MAX_QUERY, type SearchQuery, searchPath } from './search-query.ts'

/** Results, or, where there are none, the topics that most articles are about; or why nothing was searched. */
export type SearchOutcome = { asked: SearchQuery; result?: SearchResult; topics: readonly PopularTopic[]; refusal?: 'too-many' | 'away' }

export function SearchPage({ found, site, now }: { found: SearchOutcome; site: Site; now: number }) {
  const phrases = phrasesFor(site.lang)
  const { asked, result } = found
  const path = asked.q ? searchPath(asked) : '/search'
  const meta = {
    title: asked.q ? `${phrases.search}: ${asked.q}` : phrases.search,
    path: pagePath(path, result?.page ?? 1),
    noindex: true,
    ...(result && neighbourLinks(path, result.page, result.pages)),
  }
  return (
    <Page site={site} meta={meta} style={LATE_STYLES.listing} now={now}>
      <div class="listing listing-search">
        <h1>{phrases.search}</h1>
        <Form asked={asked} site={site} phrases={phrases} />
        <div id="results">
          <SearchResults found={found} site={site} />
        </div>
        <p class="unseen" id="said" role="status" />
      </div>
    </Page>
  )
}

const Form = ({ asked, site, phrases }: { asked: SearchQuery; site: Site; phrases: Phrases }) => (
  <form
    class="search-page-form"
    action="/search"
    role="search"
    data-hx-get="/fragments/search"
    data-hx-trigger="input delay:300ms"
    data-hx-target="#results"
    data-hx-swap="innerHTML"
    data-hx-sync="this:replace"
    {...{
      'data-hx-status:429': 'swap:innerHTML',
      'data-hx-status:503': 'swap:innerHTML',
      'data-hx-status:4xx': 'swap:none',
      'data-hx-status:5xx': 'swap:none',
    }}
  >
    <div class="search-form">
      <input
        id="q"
        type="search"
        name="q"
        value={asked.q}
        aria-label={phrases.searchFor}
        placeholder={phrases.searchFor}
        maxlength={MAX_QUERY}
        enterkeyhint="search"
        autocomplete="off"
      />
      <button>{phrases.search}</button>
    </div>
    <fieldset class="search-filters">
      <legend class="unseen">{phrases.searchFilters}</legend>
      {site.sections.length > 0 && (
        <label>
          {phrases.searchSection}
          <select name="section">
            <option value="">{phrases.searchAll}</option>
            {site.sections.map(({ slug, name }) => (
              <option value={slug} selected={slug === asked.section}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {phrases.searchFrom}
        <input type="date" name="from" value={asked.from} />
      </label>
      <label>
        {phrases.searchTo}
        <input type="date" name="to" value={asked.to} />
      </label>
    </fieldset>
  </form>
)

/** What is shown below the form: in the page, and by itself while the reader types. */
export function SearchResults({ found: { asked, result, topics, refusal }, site }: { found: SearchOutcome; site: Site }) {
  const phrases = phrasesFor(site.lang)
  const hits = result?.hits ?? []
  const path = searchPath(asked)
  return (
    <>
      <p class="search-count">{outcomeText({ asked, ...(result && { result }), ...(refusal && { refusal }) }, site)}</p>
      {result?.isFilling && <p class="notice">{phrases.searchFilling}</p>}
      {asked.wasCut && <p class="notice">{phrases.searchCut(MAX_QUERY)}</p>}
      {result && <Sections asked={asked} result={result} site={site} phrases={phrases} />}
      {hits.length > 0 && result && (
        <>
          <ol class="hits">
            {hits.map((hit) => (
              <li>
                <HitTeaser hit={hit} site={site} />
              </li>
            ))}
          </ol>
          <Pagination site={site} path={path} page={result.page} pages={result.pages} more={phrases.moreResults} />
        </>
      )}
      {result && hits.length === 0 && <p>{phrases.noResultsHelp}</p>}
      {hits.length === 0 && topics.length > 0 && <PopularTopics topics={topics} phrases={phrases} titled={!result} />}
    </>
  )
}

/** What came of the search, in one sentence; empty where nothing was asked. */
export function outcomeText({ asked, result, refusal }: Omit<SearchOutcome, 'topics'>, site: Site) {
  const phrases = phrasesFor(site.lang)
  if (refusal) return refusal === 'too-many' ? phrases.searchTooMany : phrases.searchAway
  if (asked.flaw) return asked.flaw === 'no-date' ? phrases.searchNoDate : phrases.searchDatesCrossed
  if (!result) return ''
  return result.total > 0 ? phrases.results(countText(result.total, result, site), result.total === 1, asked.q) : phrases.noResults(asked.q)
}

/** “10,000+”: at least so many. */
const countText = (count: number, { isMore }: SearchResult, site: Site) => `${new Intl.NumberFormat(site.lang).format(count)}${isMore ? '+' : ''}`

/** In which sections the results lie: a way to narrow down without a form, or to what another section has. */
function Sections({ asked, result, site, phrases }: { asked: SearchQuery; result: SearchResult; site: Site; phrases: Phrases }) {
  const others = result.sections.filter(({ section }) => section !== asked.section)
  if (others.length === 0 || (result.sections.length === 1 && result.total > 0)) return null
  return (
    <nav class="hit-sections" aria-label={phrases.searchFilters}>
      <ul>
        {others.map(({ section, count }) => (
          <li>
            <a href={searchPath({ ...asked, section })}>{sectionName(site, section)}</a> <span class="times">{countText(count, result, site)}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const HitTeaser = ({ hit: { card, headline, excerpt }, site }: { hit: Hit; site: Site }) => (
  <article class="teaser hit" {...languageOf(card, site)}>
    {card.picture && (
      <div class="teaser-picture">
        <PictureImage picture={{ ...card.picture, alt: '' }} sizes="(min-width: 768px) 160px, 96px" widest={480} />
      </div>
    )}
    <div class="teaser-words">
      <Kicker card={card} site={site} label={sectionName(site, card.section)} />
      <h2>
        <a href={pathOf(card)}>
          <HighlightedText runs={headline} />
        </a>
      </h2>
      <p class="teaser-standfirst">
        <HighlightedText runs={excerpt} />
      </p>
      <p class="times">
        <time datetime={card.publishedAt} {...dateDirectionOf(card, site)}>
          {dayText(card.publishedAt, site)}
        </time>
      </p>
    </div>
  </article>
)

const HighlightedText = ({ runs }: { runs: readonly Run[] }) => <>{runs.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>

const PopularTopics = ({ topics, phrases, titled }: { topics: readonly PopularTopic[]; phrases: Phrases; titled: boolean }) => (
  <section class="most-covered" aria-label={phrases.mostCovered}>
    {titled && <h2>{phrases.mostCovered}</h2>}
    <ul class="ways-on">
      {topics.map(({ slug, name }) => (
        <li>
          <a href={`/topic/${slug}`} dir="auto">
            {name}
          </a>
        </li>
      ))}
    </ul>
  </section>
)
