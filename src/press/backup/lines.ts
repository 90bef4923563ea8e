/** The lines of an export. */
import * as v from 'valibot'
import { HouseStyle } from '../../copy/checks/house-style/parse-rules.ts'
import { piecesOf } from '../../copy/shapes/address-pieces.ts'
import { Author } from '../../copy/shapes/author.ts'
import { Campaign } from '../../copy/shapes/campaign.ts'
import { FeedId, Instant, Line, Slug } from '../../copy/shapes/field.ts'
import { Site } from '../../copy/shapes/site.ts'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'
import { ROLES, STATES } from '../calls.ts'
import { NAME_KINDS } from '../reference-calls.ts'
import { AboutLine } from './about-lines.ts'
import { ErasedRevisions, ErasureField } from './erased-lines.ts'
import { PictureLine } from './picture-lines.ts'
import { RedirectLine } from './redirect-lines.ts'
import { FormerSlugs } from './renamed-lines.ts'
import { StoryLine, StorySlugLine } from './story-lines.ts'

export const VERSION = 1
const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Uri = v.pipe(v.string(), v.nonEmpty())
/** What is known of an agency's item. */
const ItemFields = {
  version: v.optional(v.union([v.string(), v.number()])),
  made: v.optional(v.string()),
  stopped: v.optional(v.picklist(['kill', 'hold'])),
}

/** A section and a slug; encoded or, by other hands, not. */
function isArticlePath(path: string) {
  const pieces = piecesOf(path)
  return path.startsWith('/') && pieces.length === 2 && pieces.every(isSlug)
}

export const RevisionLine = v.object({
  type: v.literal('revision'),
  slug: Slug,
  revision: Count,
  at: Instant,
  by: Line,
  note: v.optional(v.string()),
  from: v.optional(v.object({ uri: Uri, version: ItemFields.version, made: ItemFields.made })),
  undated: v.optional(v.boolean()),
  formerly: FormerSlugs,
  erased: ErasureField,
  article: v.optional(v.unknown()),
})

export const ArticleLine = v.object({
  type: v.literal('article'),
  slug: Slug,
  state: v.picklist(STATES),
  revision: Count,
  live: v.optional(Count),
  ready: v.optional(Count),
  until: v.optional(Instant),
  embargo_until: v.optional(Instant),
  withdraw_at: v.optional(Instant),
  withdrawn_at: v.optional(Instant),
  /** Null where the desk withdrew it. Older exports do not say. */
  withdrawn_for: v.optional(v.nullable(Uri)),
  came_out: v.picklist([0, 1]),
  path: v.pipe(v.string(), v.check(isArticlePath)),
  agency_uri: v.optional(Uri),
  /** Of exports made before items were known by more than a number. */
  agency_version: v.optional(v.number()),
  item: v.optional(v.object(ItemFields)),
  ordered: v.optional(v.picklist([0, 1])),
  decided_at: v.optional(Count),
  out_at: v.optional(Instant),
  at: v.optional(Instant),
  by: v.optional(Line),
  first_slug: v.optional(Slug),
  feed_id: v.optional(FeedId),
  by_role: v.optional(v.picklist(ROLES)),
  formerly: FormerSlugs,
  erased: ErasedRevisions,
  releases: v.array(v.object({ revision: Count, at: Instant })),
  also: v.optional(v.array(Slug)),
  left_out_of_most_read: v.optional(v.boolean()),
})

/** A topic or an author: a record, or where it went. A section: where it went. */
export const NameLine = v.object({
  type: v.literal('name'),
  kind: v.picklist([...NAME_KINDS, 'section']),
  slug: Slug,
  name: v.optional(Line),
  record: v.optional(Author),
  to: v.optional(Slug),
  merged: v.optional(v.boolean()),
  at: Instant,
  by: Line,
})

const HeadLine = v.object({ type: v.literal('dateline-export'), v: v.literal(VERSION, `This site can only import exports of version ${VERSION}.`) })
export const ExportLine = v.variant('type', [
  HeadLine,
  v.object({ type: v.literal('site'), site: Site }),
  v.object({ type: v.literal('house-style'), rules: HouseStyle }),
  NameLine,
  v.object({ type: v.literal('campaign'), campaign: Campaign }),
  v.object({ type: v.literal('pins'), pins: v.array(Slug) }),
  PictureLine,
  RedirectLine,
  StoryLine,
  StorySlugLine,
  v.object({ type: v.literal('item'), uri: Uri, ...ItemFields }),
  RevisionLine,
  ArticleLine,
  AboutLine,
])
