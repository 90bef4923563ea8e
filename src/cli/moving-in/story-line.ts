/** An old story → the line of an import that files it: its place here, its topics, its links and pictures. */
import type { BlockInput } from '../../copy/shapes/block.ts'
import { withLinksHere } from './links.ts'
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
  missingPicture(address: string, why: string, story: string): void
  shownPicture(address: string, moved: Moved): void
}

/** `line` is what `POST /api/import` takes, `article` what is in it. */
export type PreparedStory = { story: OldStory; slug: string; line: string; article: Record<string, unknown>; notes: string[] }

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
    ...(await withPictures(copy, body, story.title, means, notes)),
    ...(topics.topics.length > 0 && { topics: topics.topics }),
  })
  const article = await articleOf(story.copy, bodyOf(story, means, notes))
  const history = []
  for (const version of story.history ?? [])
    history.push({
      at: version.at,
      by: version.by,
      article: await articleOf(
        { ...story.copy, ...version.copy },
        withLinksHere(
          version.readBody(() => undefined),
          linksOf(means),
        ),
      ),
    })
  const line = JSON.stringify({
    type: 'story',
    id: story.id,
    state: story.state === 'published' || story.state === 'scheduled' ? 'published' : 'draft',
    ...(story.copy.publishedAt === undefined && { undated: true }),
    ...(missing.length > 0 && { incomplete: true }),
    article,
    ...(history.length > 0 && { history }),
  })
  return { story, slug: place.slug, line, article, notes }
}

const bodyOf = (story: OldStory, means: Preparation, notes: string[]) =>
  withLinksHere(
    story.readBody((sentence) => void notes.push(sentence)),
    linksOf(means),
  )

const linksOf = ({ survey, siteUrl, countDead }: Preparation) => ({
  siteUrl,
  countDead,
  hosts: survey.hosts,
  pathAt: (address: string) => survey.pathAt(address),
})

/** A picture that cannot be had is left out and said; its story isn't. */
async function withPictures(copy: OldCopy, body: readonly BlockInput[], story: string, means: Preparation, notes: string[]) {
  const { picture, ...rest } = copy
  const taken = picture && (await pictureHere(picture, story, means, notes))
  const blocks = await Promise.all(
    body.map(async (block): Promise<BlockInput[]> => {
      if (block.type !== 'picture') return [block]
      const here = await pictureHere(block as BlockInput & OldPictureUse, story, means, notes)
      return here ? [{ ...here, type: 'picture' }] : []
    }),
  )
  return { ...rest, ...withoutRepeatedLead(taken, blocks.flat()) }
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
