/** The lines of an export → its stories, one by one, and the names and the site that they refer to. */
import * as v from 'valibot'
import { withSanitiser } from '../../copy/html/with-sanitiser.ts'
import { parseStoredArticle } from '../../copy/parse.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { FeedId } from '../../copy/shapes/field.ts'
import { linesOf } from '../json-lines.ts'
import type { OutName, OutStory } from './out-story.ts'

export type LedgerPart =
  | { type: 'story'; story: OutStory }
  | { type: 'name'; name: OutName }
  | { type: 'site'; name: string; lang: string }
  | { type: 'not'; slug: string; why: string }
  /** A line that comes back as it is. */
  | { type: 'line'; text: string }

const Revision = v.object({
  type: v.literal('revision'),
  slug: v.string(),
  revision: v.number(),
  undated: v.optional(v.boolean()),
  article: v.optional(v.unknown()),
})
const State = v.object({
  type: v.literal('article'),
  slug: v.string(),
  state: v.picklist(['draft', 'scheduled', 'published', 'withdrawn']),
  revision: v.number(),
  live: v.optional(v.number()),
  ready: v.optional(v.number()),
  until: v.optional(v.string()),
  embargo_until: v.optional(v.string()),
  came_out: v.optional(v.number()),
  first_slug: v.optional(v.string()),
  feed_id: v.optional(FeedId),
  formerly: v.optional(v.array(v.object({ slug: v.string(), at: v.optional(v.string()), isPublic: v.boolean() })), []),
  also: v.optional(v.array(v.string())),
  left_out_of_most_read: v.optional(v.boolean()),
})
const Name = v.object({
  type: v.literal('name'),
  kind: v.picklist(['topic', 'author']),
  slug: v.string(),
  name: v.optional(v.string()),
  record: v.optional(v.record(v.string(), v.unknown())),
})
const Site = v.object({ type: v.literal('site'), site: v.looseObject({ name: v.optional(v.string()), lang: v.optional(v.string()) }) })

type Revision = v.InferOutput<typeof Revision>
type State = v.InferOutput<typeof State>

const Head = v.object({ type: v.literal('dateline-export'), lang: v.string() })
/** What no other system has a place for. */
const OfTheSite = v.object({ type: v.picklist(['dateline-export', 'site', 'house-style', 'name', 'campaign', 'pins']) })

export async function* ledgerParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LedgerPart> {
  let revisions: Revision[] = []
  let state: State | undefined
  let edition = 'en'
  for await (const { text } of linesOf(bytes)) {
    if (text.trim() === '') continue
    const line: unknown = JSON.parse(text)
    // A story that was filed anew while the export was read comes with another revision, and what became of it then.
    if (state && !(v.is(Revision, line) && line.slug === state.slug) && !(v.is(State, line) && line.slug === state.slug)) {
      yield await partOf(state, revisions, edition)
      revisions = []
      state = undefined
    }
    if (v.is(OfTheSite, line)) yield { type: 'line', text }
    if (v.is(Revision, line)) revisions.push(line)
    else if (v.is(State, line)) state = v.parse(State, line)
    else if (v.is(Head, line)) edition = line.lang
    else if (v.is(Name, line) && line.name !== undefined) yield { type: 'name', name: { ...line, name: line.name } as OutName }
    else if (v.is(Site, line)) yield { type: 'site', name: line.site.name ?? '', lang: line.site.lang ?? '' }
  }
  if (state) yield await partOf(state, revisions, edition)
}

/** Of a published story the version that readers have; of a scheduled one that which comes out; else the newest. */
async function partOf(it: State, revisions: readonly Revision[], edition: string): Promise<LedgerPart> {
  const wanted = it.state === 'published' ? it.live : it.state === 'scheduled' ? it.ready : it.revision
  const revision = revisions.find((one) => one.revision === (wanted ?? it.revision))
  if (!revision) return { type: 'not', slug: it.slug, why: 'it changed while it was read; export again' }
  if (!revision.article) return { type: 'not', slug: it.slug, why: 'its text was erased' }
  const article = await articleOf(revision.article)
  if (!article) return { type: 'not', slug: it.slug, why: 'its text can’t be read' }
  const until = [it.until, it.embargo_until]
    .filter((moment) => moment !== undefined)
    .sort()
    .at(-1)
  return {
    type: 'story',
    story: {
      article: { ...article, slug: it.slug },
      state: it.state,
      revision: revision.revision,
      ...(it.state === 'scheduled' && until !== undefined && { until }),
      isUndated: revision.undated ?? false,
      hasNewer: it.revision > revision.revision,
      formerly: it.formerly.flatMap(({ slug, isPublic }) => (isPublic ? [slug] : [])),
      ...(it.came_out === 1 && { feedId: it.feed_id ?? oldFeedId(edition, it) }),
      about: aboutOf(it, article.publishedAt, edition),
    },
  }
}

/** As `POST /api/import` takes it (contract, "Import"). */
function aboutOf({ slug, came_out = 0, first_slug, feed_id, formerly, also, left_out_of_most_read }: State, publishedAt: string, edition: string) {
  const known = {
    ...(came_out === 1 && { feed_id: feed_id ?? oldFeedId(edition, { slug, first_slug }) }),
    ...(formerly.length > 0 && { formerly }),
    ...(also && { also }),
    ...(left_out_of_most_read && { left_out_of_most_read }),
  }
  return Object.keys(known).length > 0 ? { type: 'about-article', slug, publishedAt, came_out, ...known } : undefined
}

/** Of stories that came out before the site's settings had its address: as `feeds/feed.ts` makes it. */
const oldFeedId = (edition: string, { slug, first_slug }: Pick<State, 'slug' | 'first_slug'>) => `urn:dateline:${edition}:${first_slug ?? slug}`

/** It was filed once, under the rules of its day. */
async function articleOf(value: unknown): Promise<Article | undefined> {
  const parsed = await withSanitiser(() => parseStoredArticle(value))
  return parsed.ok ? parsed.value : undefined
}
