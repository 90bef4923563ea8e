/** A post or page of Ghost → a story. */
import type { BlockInput } from '../../../copy/shapes/block.ts'
import { escapeText } from '../../../copy/text/escape.ts'
import { inTexts } from '../../in-texts.ts'
import { KEPT, keptFormerSlugs, keptIdentity, withKeptBlocks, withKeptFields, withoutKeptUpdates } from '../../kept-fields.ts'
import { hostKey } from '../addresses.ts'
import { instantAt, instantFrom } from '../instants.ts'
import { isTrue, jsonIn, type Row, textOf } from '../json-rows.ts'
import type { NoteLoss, OldCopy, OldPictureUse, OldStory } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import { blocksOf, headlineFrom, noteLostLetters, standfirstFrom } from '../story-words.ts'
import { type CardReading, markdownCard } from './cards.ts'
import { withoutGatedParts } from './for-whom.ts'
import { htmlFromLexical } from './lexical.ts'
import { authorsOfPost, isPageRow, type Library, tagsOfPost } from './library.ts'
import { htmlFromMobiledoc } from './mobiledoc.ts'

export type GhostSite = { url: string; isUrlKnown: boolean; name: string; lang?: string; permalinks: string; library: Library; now: number }

export function storyOf(row: Row, site: GhostSite, line: number): OldStory {
  const notes: string[] = []
  const note: NoteLoss = (sentence) => void notes.push(sentence)
  const { library } = site
  const meta = library.meta.get(textOf(row.id)) ?? row
  const state = stateOf(row, meta, site, note)
  // Titles are plain text here, and may hold what looks like HTML.
  const headline = headlineFrom(escapeText(textOf(row.title)), textOf(row.html) || textOf(row.plaintext), textOf(row.slug) || textOf(row.id), note)
  noteLostLetters(headline + ['lexical', 'mobiledoc', 'html', 'markdown'].map((field) => textOf(row[field])).join(''), note)
  const tags = tagsOfPost(row, library)
  const hidden = tags.filter(({ isInternal }) => isInternal)
  if (hidden.length > 0) note(`Its internal tags were left out: ${hidden.map(({ name }) => name).join(', ')}.`)
  if (isTrue(row.featured)) note('It was featured there. Put it on the front if it should be here.')
  if (textOf(row.codeinjection_head) || textOf(row.codeinjection_foot)) note('Code that was injected into its page was left out.')
  const copy = withKeptFields(copyOf(row, meta, site, { headline, state, note }), row[KEPT])
  if (!site.isUrlKnown && JSON.stringify(row).includes('__GHOST_URL__')) note('The export doesn’t say where its site was. Name it with --old-site.')
  return {
    kind: 'story',
    id: idOf(row, site.url),
    what: isPageRow(row) ? 'page' : 'post',
    title: headline,
    place: `line ${line.toLocaleString('en')}`,
    state,
    slug: textOf(row.slug),
    // The first is its primary tag.
    sections: tags.filter(({ isInternal }) => !isInternal).map(({ slug, name }) => ({ slug, name })),
    topics: [],
    copy,
    readBody: (lost) => bodyOf(row, site, state, lost),
    addresses: state === 'published' ? [...addressesOf(row, site), ...formerAddresses(row, tags, site)] : [],
    ...keptIdentity(row[KEPT]),
    notes,
  }
}

export const idOf = (row: Row, site: string) => (textOf(row.uuid) ? `urn:uuid:${textOf(row.uuid)}` : `${site}/#post-${textOf(row.id) || textOf(row.slug)}`)

function stateOf(row: Row, meta: Row, { now }: GhostSite, note: NoteLoss): OldStory['state'] {
  const status = textOf(row.status)
  const visibility = textOf(row.visibility) || 'public'
  if (status === 'sent' || isTrue(meta.email_only) || isTrue(row.email_only)) {
    note('It was sent by email only and never stood on the site: it’s a draft here.')
    return 'private'
  }
  if (visibility !== 'public' && (status === 'published' || status === 'scheduled')) {
    note(`Only ${visibility === 'paid' ? 'paying members' : visibility === 'members' ? 'members' : 'some members'} could read it: it’s a draft here.`)
    return 'private'
  }
  const at = instantFrom(row.published_at)
  switch (status) {
    case 'published':
      if (at === undefined || at <= now) return 'published'
      note(`It is dated ${instantAt(at)}, and comes out then.`)
      return 'scheduled'
    case 'scheduled':
      if (at !== undefined && at > now) return 'scheduled'
      note(`It was to come out${at === undefined ? '' : ` at ${instantAt(at)}`}, which has passed: it’s a draft here.`)
      return 'draft'
    case 'draft':
      return 'draft'
    default:
      note(`Its state, “${status}”, isn’t known: it’s a draft here.`)
      return 'draft'
  }
}

type Context = { headline: string; state: OldStory['state']; note: NoteLoss }

function copyOf(row: Row, meta: Row, site: GhostSite, { headline, state, note }: Context): OldCopy {
  const at = instantFrom(row.published_at)
  const updated = instantFrom(row.updated_at)
  const standfirst = standfirstFrom(escapeText(textOf(row.custom_excerpt)), note)
  const picture = featurePicture(row, meta, site)
  const { users, unknown } = authorsOfPost(row, site.library)
  const byline = users.filter(({ name }) => name).map(({ name, slug }) => ({ name, slug }))
  if (unknown > 0) note('One of its authors isn’t in the export.')
  const field = (name: string) => textOf(meta[name]) || textOf(row[name])
  const seo = {
    ...(field('meta_title') && { title: field('meta_title').slice(0, 300) }),
    ...(field('meta_description') && { description: field('meta_description') }),
  }
  const canonical = absolute(textOf(row.canonical_url), site.url)
  noteSocialWords(field, picture, site, note)
  // What this software wrote says itself which of its stories are in another language.
  const lang = textOf(row.locale) || (row[KEPT] === undefined ? site.lang : undefined)
  return {
    headline,
    ...(lang && { lang }),
    ...(standfirst && { standfirst }),
    ...(at !== undefined && state !== 'draft' && { publishedAt: instantAt(at) }),
    ...(at !== undefined && updated !== undefined && updated > at && updated <= site.now && state === 'published' && { updatedAt: instantAt(updated) }),
    ...(byline.length > 0 && { byline }),
    ...(picture && { picture }),
    ...(Object.keys(seo).length > 0 && { seo }),
    ...(isElsewhere(canonical, site) && { canonical }),
  }
}

/** Where it first stood, if that is another site: a part of a name is none. */
const isElsewhere = (address: string, { url }: GhostSite) =>
  /^https?:/.test(address) && URL.canParse(address) && hostKey(new URL(address)) !== hostKey(new URL(url))

/** Here social networks are told a story's headline, standfirst and picture. */
function noteSocialWords(field: (name: string) => string, picture: OldPictureUse | undefined, site: GhostSite, note: NoteLoss) {
  const words = new Set(['og_title', 'og_description', 'twitter_title', 'twitter_description'].map(field).filter(Boolean))
  for (const text of words) note(`Its words for social networks were left out: “${text}”`)
  const images = new Set(
    ['og_image', 'twitter_image']
      .map(field)
      .filter(Boolean)
      .map((src) => absolute(src, site.url)),
  )
  for (const src of images) if (src !== picture?.src) note(`Its picture for social networks was left out: “${src}”`)
}

function featurePicture(row: Row, meta: Row, site: GhostSite): OldPictureUse | undefined {
  const src = textOf(row.feature_image) || textOf(row.image)
  if (!src) return undefined
  const [alt, caption] = [
    textOf(meta.feature_image_alt) || textOf(row.feature_image_alt),
    textOf(meta.feature_image_caption) || textOf(row.feature_image_caption),
  ]
  return { src: absolute(src, site.url), ...(alt && { alt: alt.slice(0, 1000) }), ...(caption && { caption: plainText(caption).slice(0, 4000) }) }
}

/** What a site of this software wrote is read as that, as long as nobody changed it. */
function bodyOf(row: Row, site: GhostSite, state: OldStory['state'], note: NoteLoss): BlockInput[] {
  const lost = new Map<string, number>()
  const page = addressesOf(row, site)[0] ?? site.url
  const isReaders = state === 'published' || state === 'scheduled'
  let [notes, membersParts] = [0, 0]
  const reading: CardReading = {
    absolute: (address) => (/^\.{1,2}\//.test(address) ? new URL(address, page).href : absolute(address, site.url)),
    leaveOut: (name) => lost.set(name, (lost.get(name) ?? 0) + 1),
    note,
    nextNote: () => ++notes,
    keepsMembersPart() {
      membersParts++
      return !isReaders
    },
  }
  const html = documentHtml(row, reading, note)
  for (const [name, times] of lost) note(`${name} was left out${times > 1 ? ` (${times} times)` : ''}.`)
  const times = membersParts > 1 ? ` (${membersParts} times)` : ''
  if (membersParts > 0)
    note(isReaders ? `A part that only members or emails had was left out${times}.` : `Only members or emails had a part of it${times}. It’s in the text.`)
  const blocks = withKeptBlocks(html, row[KEPT], () => blocksOf(withoutKeptUpdates(html, row[KEPT]).replaceAll('__GHOST_URL__', site.url), note))
  // A kept block has the placeholder, too.
  return inTexts(blocks, (text) => text.replaceAll('__GHOST_URL__', site.url))
}

function documentHtml(row: Row, reading: CardReading, note: NoteLoss): string {
  const lexical = jsonIn(row.lexical)
  if (lexical) return htmlFromLexical(lexical, reading)
  const mobiledoc = jsonIn(row.mobiledoc)
  if (mobiledoc) return htmlFromMobiledoc(mobiledoc, reading)
  if (textOf(row.lexical) || textOf(row.mobiledoc)) note('Its document is broken: the text is that of its page.')
  const html = withoutGatedParts(textOf(row.html), reading.keepsMembersPart)
  // Ghost 0.x wrote Markdown.
  return html || markdownCard(textOf(row.markdown), reading)
}

/** `__GHOST_URL__` stands for the site's address; so do paths. */
export const absolute = (address: string, site: string) => address.replace(/^__GHOST_URL__/, site).replace(/^\/(?!\/)/, `${site}/`)

export const addressesOf = (row: Row, { url, permalinks }: GhostSite): string[] => {
  const slug = textOf(row.slug)
  if (!slug) return []
  const own = isPageRow(row) ? `/${slug}/` : permalinkOf(permalinks, slug, instantFrom(row.published_at))
  const uuid = textOf(row.uuid)
  return [`${url}${own}`, ...(uuid ? [`${url}/p/${uuid}/`] : [])]
}

/** Where readers of a site of this software found it before it was renamed. The first tag was its section. */
const formerAddresses = (row: Row, [section]: readonly { slug: string }[], { url }: GhostSite) =>
  section ? keptFormerSlugs(row[KEPT]).map((slug) => `${url}/${section.slug}/${slug}`) : []

/** Ghost's `/:year/:month/:day/:slug/`. What it says of tags and authors is not known here, and left as it stands. */
function permalinkOf(pattern: string, slug: string, at = 0): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  const parts = { slug, year: String(date.getUTCFullYear()), month: two(date.getUTCMonth() + 1), day: two(date.getUTCDate()) }
  return pattern.replace(/:(slug|year|month|day)|\{(slug|year|month|day)\}/g, (_, one: keyof typeof parts, other: keyof typeof parts) => parts[one ?? other])
}
