/** An old story → the line of an import that files it: its place here, its topics, its links and pictures. */
import type { BlockInput } from '../../copy/shapes/block.ts'
import { PICTURE_FILE, withLinksHere } from './links.ts'
import type { OldCopy, OldPicture, OldPictureUse, OldStory } from './old-item.ts'
import type { Moved, MovePicture } from './picture-mover.ts'
import type { Survey } from './survey.ts'
import type { Terms } from './terms.ts'

/** What a dry run takes every picture to be. */
export const PRETENDED = { src: '/pictures/0', width: 1600, height: 1067 }

export type Preparation = {
  survey: Survey
  terms: Terms
  siteUrl: string | undefined
  now: string
  movePicture: MovePicture
  detailsOf(address: string): OldPicture | undefined
  countDead(address: string): void
  /** Where a file is to be that this site can't hold; `story` has it. */
  fileAt(address: string, story: string): string
  missingPicture(address: string, why: string, story: string): void
  shownPicture(address: string, moved: Moved): void
}

/** `line` is what `POST /api/import` takes, `article` what is in it. */
export type PreparedStory = { story: OldStory; slug: string; line: string; article: Record<string, unknown>; notes: string[]; topicsLeftOut: readonly string[] }

export async function prepareStory(story: OldStory, preparation: Preparation): Promise<PreparedStory> {
  const missing: string[] = []
  const means: Preparation = {
    ...preparation,
    missingPicture(address, why, title) {
      missing.push(address)
      preparation.missingPicture(address, why, title)
    },
  }
  const notes = [...(story.notes ?? [])]
  if (story.state === 'published' && story.copy.publishedAt === undefined) notes.push('Nothing says when it came out: it’s dated by this import.')
  const topics = means.terms.of(story)
  notes.push(...topics.notes)
  const place = means.survey.places.get(story.id) ?? { slug: '', section: topics.section }
  const articleOf = async (copy: OldCopy, body: BlockInput[]) => ({
    v: 1,
    slug: place.slug,
    section: place.section,
    publishedAt: means.now,
    ...(await withPictures(copy, body, story, means, notes)),
    ...(topics.topics.length > 0 && { topics: topics.topics }),
  })
  const article = await articleOf(
    story.copy,
    await bodyHere(
      story.readBody((sentence) => void notes.push(sentence)),
      story.title,
      means,
      notes,
    ),
  )
  const history = await historyOf(story, articleOf, JSON.stringify(article).length, means, notes)
  const line = JSON.stringify({
    type: 'story',
    id: story.id,
    state: story.state === 'published' || story.state === 'scheduled' ? 'published' : 'draft',
    ...(story.copy.publishedAt === undefined && { undated: true }),
    ...(missing.length > 0 && { incomplete: true }),
    ...(means.survey.ownsFeedId(story) && { feedId: story.feedId }),
    article,
    ...(history.length > 0 && { history }),
  })
  return { story, slug: place.slug, line, article, notes, topicsLeftOut: topics.leftOut }
}

/** Characters of a line that the site takes, with room for what is around the texts (contract, `POST /api/import`). */
const MAX_LINE_CHARS = 3_900_000

type ArticleOf = (copy: OldCopy, body: BlockInput[]) => Promise<object>

/** The newest of its older versions, as many as go into a line: no story is refused for its past. */
async function historyOf({ title, copy, history = [] }: OldStory, articleOf: ArticleOf, length: number, means: Preparation, notes: string[]) {
  const taken: object[] = []
  let left = MAX_LINE_CHARS - length
  for (const version of history.toReversed()) {
    const body = await bodyHere(
      version.readBody(() => undefined),
      title,
      means,
      notes,
    )
    const entry = { at: version.at, by: version.by, article: await articleOf({ ...copy, ...version.copy }, body) }
    left -= JSON.stringify(entry).length
    if (left < 0) break
    taken.unshift(entry)
  }
  const lost = history.length - taken.length
  if (lost > 0) notes.push(`Of its ${history.length} older versions, the oldest ${lost} were left out: together they are too long.`)
  return taken
}

/** Links lead to where things are now; those to a picture's file, to the picture. */
async function bodyHere(blocks: BlockInput[], story: string, means: Preparation, notes: string[]): Promise<BlockInput[]> {
  const linked = new Map<string, string | undefined>()
  const links = linksOf(story, means)
  withLinksHere(blocks, { ...links, countDead: () => undefined, fileAt: (address) => address, pictureAt: (address) => noteAddress(linked, address) })
  for (const address of linked.keys()) {
    const moved = await means.movePicture(address)
    means.shownPicture(address, moved)
    if (moved.ok) linked.set(address, moved.picture.src)
    else {
      means.missingPicture(address, moved.why, story)
      notes.push(`A link leads to a picture (${address}) that could not be had. ${moved.why}`)
    }
  }
  return withLinksHere(blocks, { ...links, pictureAt: (address) => linked.get(address) })
}

function noteAddress(linked: Map<string, string | undefined>, address: string) {
  if (PICTURE_FILE.test(new URL(address).pathname)) linked.set(address, undefined)
  return undefined
}

const linksOf = (story: string, { survey, siteUrl, countDead, fileAt }: Preparation) => ({
  siteUrl,
  countDead,
  hosts: survey.hosts,
  pathAt: (address: string) => survey.pathAt(address),
  fileAt: (address: string) => fileAt(address, story),
})

/** A picture that cannot be had is left out and said; its story isn't. */
async function withPictures(copy: OldCopy, body: readonly BlockInput[], story: OldStory, means: Preparation, notes: string[]) {
  const { picture, updates, ...rest } = copy
  const taken = picture && (await pictureHere(picture, story.title, means, notes))
  const blocks = await withPicturesIn(body, story.title, means, notes)
  const told = Array.isArray(updates) ? await Promise.all(updates.map((update) => updateHere(update, story.title, means, notes))) : updates
  return {
    ...rest,
    ...(told !== undefined && { updates: told }),
    ...(story.isOurs ? { ...(taken && { picture: taken }), body: blocks } : withoutRepeatedLead(taken, blocks)),
  }
}

async function withPicturesIn(body: readonly BlockInput[], story: string, means: Preparation, notes: string[]) {
  const blocks = await Promise.all(
    body.map(async (block): Promise<BlockInput[]> => {
      if (block.type !== 'picture') return [block]
      const here = await pictureHere(block as BlockInput & OldPictureUse, story, means, notes)
      return here ? [{ ...here, type: 'picture' }] : []
    }),
  )
  return blocks.flat()
}

/** Of a live story from a site of this software. */
async function updateHere(update: unknown, story: string, means: Preparation, notes: string[]): Promise<unknown> {
  const { body } = (update ?? {}) as { body?: unknown }
  if (!Array.isArray(body)) return update
  return { ...(update as object), body: await withPicturesIn(await bodyHere(body, story, means, notes), story, means, notes) }
}

/** Many themes show the featured picture only in lists, so that posts begin with it once more. Here it stands above the text. */
function withoutRepeatedLead(picture: Awaited<ReturnType<typeof pictureHere>>, body: BlockInput[]) {
  if (!picture) return { body }
  const [first, ...rest] = body
  if (first?.type !== 'picture' || first.src !== picture.src || picture.src === PRETENDED.src) return { picture, body }
  return { picture: { ...first, ...picture, type: undefined, alt: picture.alt || first.alt }, body: rest }
}

async function pictureHere(use: OldPictureUse, story: string, means: Preparation, notes: string[]) {
  const address = means.siteUrl && URL.canParse(use.src, means.siteUrl) ? new URL(use.src, means.siteUrl).href : use.src
  const moved = await means.movePicture(address)
  means.shownPicture(address, moved)
  if (!moved.ok) {
    means.missingPicture(address, moved.why, story)
    notes.push(`A picture (${address}) was left out${use.caption ? ` with its caption, “${use.caption}”` : ''}. ${moved.why}`)
    return undefined
  }
  const details = means.detailsOf(address)
  const caption = use.caption || details?.caption
  const credit = use.credit || details?.credit
  return { ...use, ...moved.picture, alt: (use.alt || details?.alt) ?? '', ...(caption && { caption }), ...(credit && { credit }) }
}
