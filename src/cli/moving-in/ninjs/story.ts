/** An item of ninjs → a story. What an article has no field for stays with it, as when an agency files it. */
import { bodyOf } from '../../../copy/ninjs/body.ts'
import { bylineOf, kindOf, sourceOf, topicsOf } from '../../../copy/ninjs/credits.ts'
import { ourIdsOf, sectionOf, unmappedProperties } from '../../../copy/ninjs/from-ninjs.ts'
import { correctionsOf, datelineOf, headlineOf, kickerOf, standfirstOf } from '../../../copy/ninjs/headline.ts'
import { type Item, OUR_IDS, plainText, recordsOf, trimmedText } from '../../../copy/ninjs/item.ts'
import { noteOmissions } from '../../../copy/ninjs/omissions.ts'
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { MOST } from '../../../copy/shapes/bounded-line.ts'
import { slugFromHeadline } from '../../../copy/shapes/slug.ts'
import { escapeText } from '../../../copy/text/escape.ts'
import { Notes } from '../../../copy/text/omissions.ts'
import { inTexts } from '../../in-texts.ts'
import { keptFormerSlugs, keptIdentity, keptUnlessChanged, withKeptBlocks, withKeptFields } from '../../kept-fields.ts'
import { instantAt, instantFrom } from '../instants.ts'
import type { OldCopy, OldStory } from '../old-item.ts'
import { headlineFrom, noteLostLetters } from '../story-words.ts'
import { oldPicturesOf, ownPicturesOf, type PictureItems } from './pictures.ts'

export type ItemState = { state: OldStory['state']; until?: string; notes: string[] }

export function storyOf(item: Item, uri: string, place: string, { state, until, notes }: ItemState, pictures: PictureItems): OldStory {
  const lost = new Notes()
  noteOmissions(item, lost)
  const body = bodyOf(item, new Notes())
  const found = headlineOf(item)
  const headline = headlineFrom(escapeText(found?.text ?? ''), String(body?.blocks[0]?.text ?? ''), uri, (sentence) => lost.add(sentence))
  noteLostLetters(headline + JSON.stringify(body?.blocks ?? []), (sentence) => lost.add(sentence))
  const ours = ourIdsOf(item)
  const section = ours.section ?? sectionOf(item)
  const topics = topicsOf(item.subjects, lost.reporterAt('/subjects')) ?? []
  const html = String(recordsOf(item.bodies)[0]?.value ?? '')
  const kept = keptUnlessChanged(html, trimmedText(recordsOf(item.altIds).find(({ role }) => role === OUR_IDS.fields)?.value))
  const copy = withKeptFields(copyOf(item, { headline, until, body: body?.blocks ?? [], pictures, notes: lost }), kept)
  return {
    kind: 'story',
    id: uri,
    what: 'item',
    title: headline,
    place,
    state,
    slug: ours.slug ?? slugFromHeadline(headline) ?? '',
    sections: section ? [{ slug: section, name: section }] : [],
    topics: topics.map(({ slug, name }) => ({ slug, name })),
    copy,
    readBody: (note) => {
      const read = new Notes()
      const { blocks } = picturesFor(item, bodyOf(item, read)?.blocks ?? [], pictures, read)
      for (const sentence of read.list()) note(sentence)
      return withKeptBlocks(html, kept, () => (ours.slug === undefined ? blocks : withPathsOf(uri, blocks)))
    },
    addresses: state === 'published' ? [...addressesOf(item, uri, ours.slug !== undefined), ...formerAddresses(kept, uri)] : [],
    ...(ours.slug !== undefined && { isOurs: true }),
    ...keptIdentity(kept),
    notes: [...notes, ...lost.list()],
  }
}

const picturesFor = (item: Item, body: readonly BlockInput[], pictures: PictureItems, notes: Notes) =>
  ourIdsOf(item).slug === undefined ? oldPicturesOf(item, body, pictures, notes) : ownPicturesOf(item, body)

/** When it first came, as far as it says. */
export const dateOf = (item: Item) => instantFrom(item.firstCreated) ?? instantFrom(item.versionCreated) ?? instantFrom(item.contentCreated)

type CopyParts = { headline: string; until: string | undefined; body: readonly BlockInput[]; pictures: PictureItems; notes: Notes }

function copyOf(item: Item, { headline, until, body, pictures, notes }: CopyParts): OldCopy {
  const { hero, others } = picturesFor(item, body, pictures, new Notes())
  const [version, at] = [instantFrom(item.versionCreated), dateOf(item)]
  const kicker = kickerOf(item)
  if (kicker && kicker.length > MOST.kicker) notes.add(`The kicker “${kicker}” was left out: it can have up to ${MOST.kicker} characters.`)
  const isOurs = ourIdsOf(item).slug !== undefined
  const lang = trimmedText(item.language)
  const fields = {
    lang: lang && /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(lang) ? lang : undefined,
    kind: kindOf(item.genres),
    kicker: kicker && kicker.length <= MOST.kicker ? kicker : undefined,
    standfirst: standfirstOf(item),
    dateline: datelineOf(item, body),
    byline: bylineOf(item, notes.reporterAt('/by')),
    source: sourceOf(item),
    publishedAt: until ?? (at === undefined ? undefined : instantAt(at)),
    updatedAt: !until && at !== undefined && version !== undefined && version > at ? instantAt(version) : undefined,
    picture: hero,
    corrections: correctionsOf(item),
    // An item that this software wrote has nothing in it that its fields don't say.
    ninjs: isOurs ? undefined : unmappedProperties(item, others),
  }
  return { headline, ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as object) }
}

/** An own export names its site in each link; its pages are where they were. */
function withPathsOf(uri: string, blocks: BlockInput[]): BlockInput[] {
  const start = /^https?:/.test(uri) && URL.canParse(uri) ? `<a href="${new URL(uri).origin}/` : undefined
  return start === undefined ? blocks : inTexts(blocks, (text) => text.replaceAll(start, '<a href="/'))
}

/** In the same section; the uri of an own export is the story's address. */
const formerAddresses = (kept: unknown, uri: string) =>
  keptFormerSlugs(kept).flatMap((slug) => (/^https?:/.test(uri) && URL.canParse(slug, uri) ? [new URL(slug, uri).href] : []))

/** An agency's uri was no page of the newsroom's; an own export's is. */
function addressesOf(item: Item, uri: string, isOurs: boolean): string[] {
  const named = ['canonicalUrl', 'canonical_url', 'url', 'link'].map((name) => plainText(item[name]))
  return [...(isOurs ? [uri] : []), ...named].filter((address) => /^https?:/.test(address) && URL.canParse(address))
}
