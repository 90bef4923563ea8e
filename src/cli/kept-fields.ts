/**
 * Fields of an article that another system has none for go with it under a name of ours, and are taken again when it comes back. They only fill
 * what the other system doesn't say: what was changed there counts.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { parseWith } from '../copy/parse.ts'
import type { Article } from '../copy/shapes/article.ts'
import type { BlockInput } from '../copy/shapes/block.ts'
import { FeedId } from '../copy/shapes/field.ts'
import { PictureDetails } from '../copy/shapes/picture-details.ts'
import { isSlug } from '../copy/shapes/slug-spelling.ts'

/** Post meta in WordPress, a property of posts in Ghost's JSON. */
export const KEPT = '_dateline'

type Fields = Readonly<Record<string, unknown>>

/** What every system has, and says itself. */
const OTHERS = new Set(['v', 'slug', 'section', 'topics', 'body', 'headline', 'standfirst', 'publishedAt', 'updatedAt', 'ninjs'])

/** In Ghost's JSON: rows of `src`, and `details` as the newsroom's record of the picture has them. */
export const PICTURES_TABLE = 'dateline_pictures'

/** No fields of an article: its blocks with the mark of the HTML that they became, what feeds call it, and its former slugs. */
const [BLOCKS, FEED_ID, FORMERLY] = ['_blocks', '_feedId', '_formerly']
const OURS = new Set([BLOCKS, FEED_ID, FORMERLY])

/** `html` is left out where it says all that the blocks do. */
export const keptFields = (
  article: Article,
  { html, feedId, formerly = [] }: { html?: string | undefined; feedId?: string | undefined; formerly?: readonly string[] } = {},
): Fields => ({
  ...Object.fromEntries(Object.entries(article).filter(([name]) => !OTHERS.has(name))),
  ...(html !== undefined && { [BLOCKS]: { of: markOf(html), body: article.body } }),
  ...(feedId !== undefined && { [FEED_ID]: feedId }),
  ...(formerly.length > 0 && { [FORMERLY]: formerly }),
})

/** Stands before a live story's updates, which other systems have as a part of the text. */
export const UPDATES_MARK = '<!-- dateline-updates -->'

/** A text that comes back is without the updates that come back as themselves. */
export function withoutKeptUpdates(html: string, kept: unknown): string {
  const at = html.indexOf(UPDATES_MARK)
  return at !== -1 && fieldsIn(kept).updates !== undefined ? html.slice(0, at) : html
}

export function withKeptFields<C extends Fields>(copy: C, kept: unknown): C {
  const fields = fieldsIn(kept)
  const missing = Object.entries(fields).filter(
    ([name, value]) => !OTHERS.has(name) && !OURS.has(name) && copy[name] === undefined && value !== null && name !== 'picture',
  )
  const { byline, picture } = fields
  return {
    ...copy,
    ...Object.fromEntries(missing),
    ...(namesIn(byline) === namesIn(copy.byline) && byline !== undefined && { byline }),
    ...(isFields(picture) && isFields(copy.picture) && isSamePicture(picture.src, copy.picture.src) && { picture: { ...picture, ...copy.picture } }),
  }
}

/**
 * The text of a story that comes back. As long as nobody changed its HTML, its own blocks, to the letter. Else what the HTML says, and of its
 * pictures what no HTML says, such as their focus.
 */
export function withKeptBlocks(html: string, kept: unknown, read: () => BlockInput[]): BlockInput[] {
  const blocks = fieldsIn(kept)[BLOCKS]
  if (!isFields(blocks) || !Array.isArray(blocks.body) || !blocks.body.every(isBlock)) return read()
  if (blocks.of === markOf(html)) return blocks.body
  const pictures = new Map(blocks.body.filter(({ type }) => type === 'picture').map((picture) => [pathIn(picture.src), picture]))
  return read().map((block) => {
    const focus = block.type === 'picture' ? pictures.get(pathIn(block.src))?.focus : undefined
    return focus === undefined ? block : { ...block, focus }
  })
}

/** Whether this software wrote it, and what feeds called it there. */
export function keptIdentity(kept: unknown): { isOurs?: true; feedId?: string } {
  if (Object.keys(fieldsIn(kept)).length === 0) return {}
  const id = v.safeParse(FeedId, fieldsIn(kept)[FEED_ID])
  return { isOurs: true, ...(id.success && { feedId: id.output }) }
}

export function keptFormerSlugs(kept: unknown): string[] {
  const slugs = fieldsIn(kept)[FORMERLY]
  return Array.isArray(slugs) ? slugs.filter((slug): slug is string => typeof slug === 'string' && isSlug(slug)) : []
}

/** What the newsroom knows of a picture, written beside it. Undefined where it isn't that. */
export function keptDetails(kept: unknown): PictureDetails | undefined {
  const parsed = parseWith(PictureDetails, fieldsIn(kept))
  return parsed.ok && Object.keys(parsed.value).length > 0 ? parsed.value : undefined
}

/** Of a system whose texts have a live story's updates in them, unmarked: changed there, they are a part of the text. */
export function keptUnlessChanged(html: string, kept: unknown): Fields {
  const fields = fieldsIn(kept)
  const { updates, ended: _, ...others } = fields
  const blocks = fields[BLOCKS]
  return updates === undefined || (isFields(blocks) && blocks.of === markOf(html)) ? fields : others
}

/** Line ends and brackets are written otherwise in some systems, and mean the same. */
function markOf(html: string): string {
  const [text = ''] = html.split(UPDATES_MARK)
  const plain = text
    .replace(/<!-- \/?wp:html -->/g, '')
    .replaceAll('&#91;', '[')
    .replace(/\s+/g, '')
  return createHash('sha256').update(plain).digest('hex').slice(0, 32)
}

/** The address that the site itself has a picture at: in an export for WordPress it has its file's ending. */
export const withoutOurEnding = (address: string) => address.replace(/(\/pictures\/[0-9a-f]{32})\.\w{3,4}$/, '$1')

const pathIn = (address: unknown) =>
  typeof address === 'string' && URL.canParse(address, 'https://x.invalid') ? withoutOurEnding(new URL(address, 'https://x.invalid').pathname) : ''

const fieldsIn = (kept: unknown): Fields => (isFields(kept) ? kept : typeof kept === 'string' ? parsed(kept) : {})

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

const isBlock = (value: unknown): value is BlockInput => isFields(value) && typeof value.type === 'string'

const namesIn = (byline: unknown) => (Array.isArray(byline) ? byline.map((writer) => (isFields(writer) ? String(writer.name) : '')).join('\n') : '')

const isSamePicture = (here: unknown, there: unknown) => typeof here === 'string' && typeof there === 'string' && there.endsWith(here)

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : {}
  } catch {
    // What another system cut or changed says nothing any more.
    return {}
  }
}
