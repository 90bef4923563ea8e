/** What an open page of a story that moves asks two or three times a minute. All who know the same get the same answer, from the edge. */
import '../page/scoreboard.tsx'
import { type Article, pathOf } from '../copy/shapes/article.ts'
import type { Site } from '../copy/shapes/site.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'
import { type AppContext, editionOf } from '../edge/app-context.ts'
import { CACHE_CONTROL } from '../edge/caching.ts'
import { encode } from '../edge/encode.ts'
import { BlockView } from '../page/block-view.tsx'
import { loadDrawings } from '../page/drawings/load-drawings.ts'
import { kindLabel } from '../page/kind-label.tsx'
import { livePhrasesFor } from '../page/phrases/live.ts'
import { phrasesFor, siteLanguageIn } from '../page/phrases/phrases.ts'
import { momentText } from '../page/time.ts'
import { unbrokenArticle } from '../page/unbroken.ts'
import { isAbandoned } from './coverage.ts'
import { KeyMoments } from './key-moments.tsx'
import { isAskedByPages, namedIn } from './live-question.ts'
import { changesSince, knownOf, type Printed, scoreboardsOf, textVersionOf, versionOf } from './live-state.ts'
import { LiveUpdateView } from './live-update.tsx'
import { respondNewUpdates } from './new-updates.tsx'
import { UPDATES_ON_PAGE } from './updates-on-page.ts'

/** It ends by itself: no update has to purge it. */
const CACHE_CONTROL_LIVE = 'public, max-age=10'

/**
 * `/fragments/live/{slug}?after={update}&seen={mark}`: what is newer and what has changed, 204 for nothing. `only={update},{update}`:
 * these updates as they are, 204 if there are none. 404 and 410: there is no such story any more under this name.
 */
export async function respondLive(c: AppContext) {
  const slug = c.req.param('slug') ?? ''
  if (!isSlug(slug)) return c.notFound()
  if (c.req.param('what') === 'updates') return respondNewUpdates(c, slug)
  const { article, site } = await editionOf(c).article(slug)
  c.header('Cache-Control', isAskedByPages(c.req.queries()) ? CACHE_CONTROL_LIVE : CACHE_CONTROL.never)
  if (!article) return c.body(null, 404)
  if ('withdrawn' in article) return c.body(null, 410)
  await loadDrawings(article.value)
  const part = answerTo(c.req.query(), { ...article, value: asPrinted(article.value, site.value) }, site.value)
  const bytes = part ? encode(String(part)) : null
  c.set('given', { bytes })
  if (!bytes) return c.body(null, 204)
  c.header('X-Robots-Tag', 'noindex')
  return c.body(bytes, 200, { 'Content-Type': 'text/html; charset=UTF-8' })
}

const printed = new WeakMap<Article, Article>()

/** With the spaces of its page, so that both tell of the same versions; worked out once for a copy in memory. */
function asPrinted(article: Article, site: Site) {
  const known = printed.get(article)
  if (known) return known
  const made = unbrokenArticle(article, article.lang ?? site.lang)
  printed.set(article, made)
  return made
}

function answerTo({ after = '', seen = '', only }: Record<string, string>, copy: Printed, site: Site) {
  if (only !== undefined) return namedUpdates(namedIn(only), copy.value, site)
  const changes = changesSince(copy, { after, seen })
  return changes && <Changes copy={copy} site={site} now={Date.now()} {...changes} />
}

const propsOf = (article: Article, site: Site) => ({
  site,
  phrases: phrasesFor(site.lang),
  live: livePhrasesFor(site.lang),
  siteLanguage: siteLanguageIn(site, article.lang ?? site.lang),
})

function namedUpdates(ids: readonly string[], article: Article, site: Site) {
  const named = article.updates?.filter(({ id }) => ids.includes(id)) ?? []
  if (named.length === 0) return undefined
  return (
    <div>
      {named.map((update) => (
        <LiveUpdateView {...propsOf(article, site)} update={update} />
      ))}
    </div>
  )
}

type Props = { copy: Printed; site: Site; now: number } & NonNullable<ReturnType<typeof changesSince>>

/** What stands over a story and over its updates, by whether its event goes on. */
function eventWords(article: Article, { live, phrases }: ReturnType<typeof propsOf>, now: number) {
  if (article.kind !== 'live') return {}
  const isOver = article.ended !== undefined || isAbandoned(article, now)
  return {
    'data-label': kindLabel({ kind: article.kind, ended: isOver }, phrases),
    'data-heading': isOver ? phrases.asItHappened : live.updates,
    'data-over': isOver ? '' : undefined,
  }
}

/** `data-order` names all older updates with their versions, if any has changed; the page asks for those that it has otherwise. */
function Changes({ copy, site, now, newer, older }: Props) {
  const { value: article } = copy
  const props = propsOf(article, site)
  const { after, seen } = knownOf(copy)
  return (
    <div
      data-after={after}
      data-seen={seen}
      data-text={textVersionOf(article)}
      data-order={older?.map((update) => `${update.id}.${versionOf(update)}`).join(' ')}
      data-ended={article.ended && props.live.ended(momentText(article.ended, site))}
      {...eventWords(article, props, now)}
      data-reload={newer.length > UPDATES_ON_PAGE ? pathOf(article) : undefined}
    >
      {scoreboardsOf(article).map((block) => (
        <BlockView block={block} dateline={undefined} phrases={props.phrases} />
      ))}
      <KeyMoments {...props} article={article} shown={[]} />
      {newer.slice(0, UPDATES_ON_PAGE).map((update) => (
        <LiveUpdateView {...props} update={update} />
      ))}
    </div>
  )
}
