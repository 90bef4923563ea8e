/** A story, or a gallery of its own, of Arc (ANS 0.10) → a story. */
import { MOST } from '../../../copy/shapes/bounded-line.ts'
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { instantAt, instantFrom } from '../instants.ts'
import { isRow, type Row, rowsAt, rowsOf, textAt, textOf, valueAt } from '../json-rows.ts'
import type { NoteLoss, OldCopy, OldPictureUse, OldStory, OldTerm } from '../old-item.ts'
import { plainText } from '../plain-text.ts'
import { blocksOf, headlineFrom, noteLostLetters, standfirstFrom } from '../story-words.ts'
import { type ElementReading, elementsHtml, pictureOf } from './elements.ts'

export type AnsSite = { url: string; now: number }

export const idOf = (row: Row) => `urn:ans:${textOf(row._id)}`

export function storyOf(row: Row, place: string, site: AnsSite): OldStory {
  const notes: string[] = []
  const note: NoteLoss = (sentence) => void notes.push(sentence)
  const elements = rowsOf(row.content_elements)
  const words = elements.filter(({ type }) => type === 'text').map(({ content }) => textOf(content))
  const headline = headlineFrom(
    textAt(row, 'headlines', 'basic') || textAt(row, 'headlines', 'web'),
    words.slice(0, 3).join(' '),
    textOf(row.slug) || textOf(row._id),
    note,
  )
  noteLostLetters(headline + JSON.stringify(elements), note)
  const state = stateOf(row, site.now, note)
  const [address = ''] = addressesOf(row, site.url)
  return {
    kind: 'story',
    id: idOf(row),
    what: textOf(row.type) || 'story',
    title: headline,
    place,
    state,
    slug: slugIn(address) || textOf(row.slug),
    sections: sectionsOf(row),
    topics: rowsAt(row, 'taxonomy', 'tags').flatMap(termOf),
    copy: copyOf(row, site, { headline, state, note }),
    readBody: (lost) => {
      const left = new Map<string, number>()
      const reading: ElementReading = { absolute: (to) => absolute(to, site.url), leaveOut: (name) => left.set(name, (left.get(name) ?? 0) + 1) }
      const html = elementsHtml(elements, reading)
      for (const [name, times] of left) lost(`An element (${name}) was left out${times > 1 ? ` (${times} times)` : ''}.`)
      return blocksOf(html, lost)
    },
    addresses: state === 'published' ? addressesOf(row, site.url) : [],
    notes,
  }
}

export const absolute = (address: string, site: string) => (URL.canParse(address, site) && address !== '' ? new URL(address, site).href : '')

/** What of a path says which story it is: the last part that is a word. */
const slugIn = (address: string) =>
  URL.canParse(address)
    ? (new URL(address).pathname
        .split('/')
        .filter((part) => part !== '')
        .at(-1)
        ?.replace(/\.\w+$/, '')
        .replace(/_story$/, '') ?? '')
    : ''

export function addressesOf(row: Row, site: string): string[] {
  const websites = isRow(row.websites) ? Object.values(row.websites).map((website) => textAt(website, 'website_url')) : []
  const aliases = Array.isArray(row.content_aliases) ? row.content_aliases.map(textOf) : []
  const written = [textOf(row.canonical_url), textOf(row.website_url), ...websites, ...aliases].filter(Boolean)
  return [...new Set(written.map((address) => absolute(address, site)))].filter((address) => /^https?:/.test(address))
}

/** Open to everybody, as far as Arc's usual codes say. */
const OPEN = new Set(['', 'free', 'default', 'metered', 'open', 'public', 'none'])

function stateOf(row: Row, now: number, note: NoteLoss): OldStory['state'] {
  if (valueAt(row, 'revision', 'published') === false) return 'draft'
  const code = textAt(row, 'content_restrictions', 'content_code')
  if (!OPEN.has(code.toLowerCase())) {
    note(`Not all readers could read it (content code “${code}”): it’s a draft here.`)
    return 'private'
  }
  const locked = lockOf(valueAt(row, 'content_restrictions'), now)
  if (locked) {
    note(`${locked}: it’s a draft here.`)
    return 'private'
  }
  const at = instantFrom(row.publish_date) ?? instantFrom(row.first_publish_date)
  if (at === undefined && valueAt(row, 'revision', 'published') !== true) {
    note('Nothing says that it was published: it’s a draft here.')
    return 'draft'
  }
  return at !== undefined && at > now ? 'scheduled' : 'published'
}

/** Why not all readers may have it, or not yet. An end that can't be read hasn't come. */
function lockOf(restrictions: unknown, now: number): string | undefined {
  const embargo = valueAt(restrictions, 'embargo')
  const end = instantFrom(valueAt(embargo, 'end_time'))
  if (valueAt(embargo, 'active') === true && !(end !== undefined && end <= now))
    return end === undefined ? 'It is embargoed' : `It is embargoed until ${instantAt(end)}`
  return rowsAt(restrictions, 'geo', 'restrictions').length > 0 ? 'It could be read in some countries only' : undefined
}

const termOf = (row: Row): OldTerm[] => {
  const name = textOf(row.text) || textOf(row.name) || textOf(row.slug)
  return name ? [{ name, ...(textOf(row.slug) && { slug: textOf(row.slug) }) }] : []
}

/** The primary section first. Ids are paths: `/world/africa` stands below `/world`. */
function sectionsOf(row: Row): OldTerm[] {
  const primary = valueAt(row, 'taxonomy', 'primary_section') ?? valueAt(row, 'website_section')
  const all = [...(isRow(primary) ? [primary] : []), ...rowsAt(row, 'taxonomy', 'sections'), ...rowsAt(row, 'taxonomy', 'sites')]
  const terms = new Map(all.map((section) => [textOf(section._id) || textOf(section.name), sectionTerm(section)]))
  return [...terms.values()].filter(({ name }) => name !== '')
}

export function sectionTerm(section: Row): OldTerm {
  const parts = (textOf(section._id) || textOf(section.path)).split('/').filter(Boolean)
  const [slug, parent] = [parts.at(-1), parts.at(-2)]
  return { name: textOf(section.name) || slug || '', ...(slug && { slug }), ...(parent && { parent }) }
}

type CopyParts = { headline: string; state: OldStory['state']; note: NoteLoss }

function copyOf(row: Row, site: AnsSite, { headline, state, note }: CopyParts): OldCopy {
  const at = instantFrom(row.first_publish_date) ?? instantFrom(row.publish_date) ?? instantFrom(row.display_date)
  const updated = instantFrom(row.last_updated_date) ?? instantFrom(row.publish_date)
  const date = state === 'scheduled' ? (instantFrom(row.publish_date) ?? at) : at
  const standfirst = standfirstFrom(textAt(row, 'subheadlines', 'basic') || textAt(row, 'description', 'basic'), note)
  const kicker = plainText(textAt(row, 'label', 'basic', 'text') || textAt(row, 'label', 'kicker', 'text'))
  if (kicker.length > MOST.kicker) note(`The kicker “${kicker}” was left out: it can have up to ${MOST.kicker} characters.`)
  const byline = bylineOf(row)
  noteLeftOut(row, note)
  const description = plainText(textAt(row, 'description', 'basic'))
  const picture = promoPicture(row, site, note)
  const source = plainText(textAt(row, 'distributor', 'name') || (textAt(row, 'source', 'source_type') === 'wires' ? textAt(row, 'source', 'name') : ''))
  const lang = textOf(row.language)
  const seoTitle = textAt(row, 'headlines', 'meta_title')
  const seo = {
    ...(seoTitle && seoTitle !== headline && { title: seoTitle.slice(0, 300) }),
    ...(description && standfirst && description !== standfirst && { description: description.slice(0, 4000) }),
  }
  const kind = kindOf(row)
  const corrections = correctionsOf(row, updated ?? at ?? site.now)
  return {
    headline,
    ...(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(lang) && { lang }),
    ...(kind && { kind }),
    ...(kicker && kicker.length <= MOST.kicker && { kicker }),
    ...(standfirst && { standfirst }),
    ...(date !== undefined && { publishedAt: instantAt(date) }),
    ...(at !== undefined && updated !== undefined && updated > at && updated <= site.now && state === 'published' && { updatedAt: instantAt(updated) }),
    ...(byline.length > 0 && { byline }),
    ...(source && { source: { name: source.slice(0, 400) } }),
    ...(picture && { picture }),
    ...(corrections.length > 0 && { corrections }),
    ...(Object.keys(seo).length > 0 && { seo }),
  }
}

function kindOf(row: Row): string | undefined {
  if (valueAt(row, 'owner', 'sponsored') === true) return 'sponsored'
  const words = [textOf(row.subtype), textAt(row, 'label', 'basic', 'text')].join(' ').toLowerCase()
  return /\b(?:opinion|commentary|editorial|column)\b/.test(words)
    ? 'opinion'
    : /\banalysis\b/.test(words)
      ? 'analysis'
      : /\bexplainer\b/.test(words)
        ? 'explainer'
        : undefined
}

function bylineOf(row: Row): { name: string; slug: string; role?: string }[] {
  return rowsAt(row, 'credits', 'by')
    .map((credit) => plainText(textOf(credit.byline) || textOf(credit.name)))
    .filter((name) => name !== '' && !name.includes('@') && name.length <= MOST.name)
    .slice(0, 50)
    .map((name) => ({ name, slug: slugFromName(name) ?? hashedSlugFromName(name) }))
}

const MOST_NAMED = 20

/** What an article has no field for, and an editor might want. */
function noteLeftOut(row: Row, note: NoteLoss) {
  const { by = [], ...otherCredits } = isRow(row.credits) ? row.credits : {}
  if (rowsOf(by).some(({ type }) => type === 'reference')) note('Of one of its writers there is only a reference, without a name.')
  const credits = Object.entries(otherCredits).flatMap(([role, list]) =>
    rowsOf(list).map((credit) => `${textOf(credit.byline) || textOf(credit.name)} (${role})`),
  )
  if (credits.length > 0) note(`Its other credits were left out: ${credits.slice(0, MOST_NAMED).join(', ')}.`)
  const taxonomy = isRow(row.taxonomy) ? row.taxonomy : {}
  const words = ['keywords', 'seo_keywords', 'topics', 'named_entities', 'auxiliaries', 'categories']
    .flatMap((name) => (Array.isArray(taxonomy[name]) ? (taxonomy[name] as unknown[]) : [])) // It is a list.
    .map((word) => (isRow(word) ? textOf(word.keyword) || textOf(word.name) : textOf(word)))
  const named = [...new Set(words.filter(Boolean))]
  if (named.length > 0) note(`Its keywords weren’t added as topics: ${named.slice(0, MOST_NAMED).join(', ')}${named.length > MOST_NAMED ? ', …' : ''}.`)
  const related = isRow(row.related_content) ? Object.values(row.related_content).flatMap(rowsOf).length : 0
  if (related > 0) note(`Its related content was left out (${related} ${related === 1 ? 'item' : 'items'}).`)
}

/** What stands above the story: a picture, or that of a film or gallery. */
function promoPicture(row: Row, site: AnsSite, note: NoteLoss): OldPictureUse | undefined {
  const promo = valueAt(row, 'promo_items', 'lead_art') ?? valueAt(row, 'promo_items', 'basic')
  if (!isRow(promo)) return undefined
  const inner = promo.type === 'image' ? promo : valueAt(promo, 'promo_items', 'basic')
  const first = isRow(inner) ? inner : rowsOf(promo.content_elements).find(({ type }) => type === 'image')
  if (promo.type !== 'image')
    note(`A ${textOf(promo.type) || 'promotion'} stood above it, “${textAt(promo, 'headlines', 'basic')}”: here it has only its picture.`)
  const picture = first && pictureOf(first, (address) => absolute(address, site.url))
  if (!picture) return undefined
  const { src, alt, caption, credit } = picture
  return { src, alt, ...(caption && { caption }), ...(credit && { credit }) }
}

const correctionsOf = (row: Row, at: number) =>
  rowsAt(row, 'content_elements')
    .filter(({ type }) => type === 'correction')
    .map(({ text }) => ({ at: instantAt(at), text: plainText(textOf(text)) }))
    .filter(({ text }) => text !== '')
