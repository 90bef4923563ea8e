/** The lines of an export → its stories, one by one, and the names and the site that they refer to. */
import * as v from 'valibot'
import { parseArticle } from '../../copy/parse-article.ts'
import type { Article } from '../../copy/shapes/article.ts'
import { linesOf } from '../json-lines.ts'
import type { OutName, OutStory } from './out-story.ts'

export type LedgerPart =
  | { type: 'story'; story: OutStory }
  | { type: 'name'; name: OutName }
  | { type: 'site'; name: string; lang: string }
  | { type: 'not'; slug: string; why: string }

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

export async function* ledgerParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LedgerPart> {
  let revisions: Revision[] = []
  for await (const { text } of linesOf(bytes)) {
    if (text.trim() === '') continue
    const line: unknown = JSON.parse(text)
    if (v.is(Revision, line)) revisions.push(line)
    else if (v.is(State, line)) {
      yield partOf(line, revisions)
      revisions = []
    } else if (v.is(Name, line) && line.name !== undefined) yield { type: 'name', name: { ...line, name: line.name } as OutName }
    else if (v.is(Site, line)) yield { type: 'site', name: line.site.name ?? '', lang: line.site.lang ?? '' }
  }
}

/** Of a published story the version that readers have; of a scheduled one that which comes out; else the newest. */
function partOf(it: State, revisions: readonly Revision[]): LedgerPart {
  const wanted = it.state === 'published' ? it.live : it.state === 'scheduled' ? it.ready : it.revision
  const revision = revisions.find((one) => one.revision === (wanted ?? it.revision)) ?? revisions.at(-1)
  if (!revision?.article) return { type: 'not', slug: it.slug, why: 'its text was erased' }
  const article = articleOf(revision.article)
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
    },
  }
}

function articleOf(value: unknown): Article | undefined {
  const parsed = parseArticle(value)
  return parsed.ok ? parsed.value : undefined
}
