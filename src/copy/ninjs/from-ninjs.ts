/**
 * IPTC ninjs 3.1 → an article. What an article has no field for is kept in its unknown field `ninjs`, so that it goes out
 * again; nothing of that is ever rendered, `edNote` least of all. Of what may not be shown yet or any more, doubt refuses.
 */
import * as v from 'valibot'
import type { Flaw } from '../parse.ts'
import { parseArticle } from '../parse-article.ts'
import type { Article } from '../shapes/article.ts'
import { MOST } from '../shapes/bounded-line.ts'
import { Instant, LanguageTag } from '../shapes/field.ts'
import { RESERVED_SECTIONS } from '../shapes/section.ts'
import { slugFromHeadline } from '../shapes/slug.ts'
import { isSlug } from '../shapes/slug-spelling.ts'
import { Notes } from '../text/omissions.ts'
import { bodyOf } from './body.ts'
import { bylineOf, kindOf, sourceOf, topicsOf } from './credits.ts'
import { correctionIn, correctionsOf, datelineOf, headlineOf, kickerOf, standfirstOf } from './headline.ts'
import { type Item, type JsonObject, normaliseNames, OUR_IDS, plainText, recordsOf, trimmedText } from './item.ts'
import { type AgencyItem, itemVersionOf } from './item-version.ts'
import { noteOmissions } from './omissions.ts'
import { picturesOf } from './pictures.ts'

/** What an agency orders to be done with its item. `notes` say what of the item was left out, for whoever filed it. */
export type NinjsOrder = { agency: AgencyItem; embargoedUntil?: string; notes: string[] } & (
  | { order: 'file'; article: Article }
  /** Not to be published until the agency says so, or no more. There may be no article in it. */
  | { order: 'hold' | 'kill'; article?: Article }
)

export type FromNinjs = ({ ok: true } & NinjsOrder) | { ok: false; reason: 'flaws'; flaws: Flaw[] } | { ok: false; reason: 'not-an-article'; message: string }

/** What ninjs does not say: the section, and, for a headline that makes no slug, the slug. */
export type NinjsDefaults = { slug?: string; section?: string; publishedAt?: string }

export function fromNinjs(input: unknown, defaults: NinjsDefaults = {}): FromNinjs {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refuse('', 'A ninjs item must be a JSON object.')
  const item = normaliseNames(input as JsonObject)
  const uri = trimmedText(item.uri)
  if (!uri) return refuse('/uri', 'A ninjs item needs a "uri", so that later versions can be matched to it.')
  const agency = { uri, ...itemVersionOf(item) }
  const status = statusOf(item)
  if (!status.ok) return { ok: false, reason: 'flaws', flaws: status.flaws }

  const { order, until } = status
  const read = articleOf(item, defaults)
  if (order === 'kill') return { ok: true, order, agency, notes: read.ok ? read.notes : [], ...(read.ok && { article: read.article }) }
  const refusal = noArticleReason(item)
  // An order to hold is obeyed, whatever came with it.
  if (order === 'hold' && (refusal || !read.ok)) return { ok: true, order, agency, notes: [] }
  if (refusal) return { ok: false, reason: 'not-an-article', message: refusal }
  if (!read.ok) return { ok: false, reason: 'flaws', flaws: read.flaws }
  return { ok: true, order, article: read.article, agency, notes: read.notes, ...(until && { embargoedUntil: until }) }
}

const refuse = (pointer: string, message: string): FromNinjs => ({ ok: false, reason: 'flaws', flaws: [{ pointer, message }] })

type Status = { ok: true; order: NinjsOrder['order']; until?: string } | { ok: false; flaws: Flaw[] }

/** The guidelines' prose says `embargoed`, the schema `embargoedUntil`. A status or a time that cannot be read holds the item back. */
export function statusOf(item: Item): Status {
  // A kill must not be missed for its spelling: NewsML-G2 writes "stat:canceled".
  const status = String(item.pubStatus ?? 'usable')
    .trim()
    .toLowerCase()
    .replace(/^stat:/, '')
  if (status !== 'usable' && status !== 'withheld' && status !== 'canceled' && status !== 'cancelled') {
    return { ok: false, flaws: [{ pointer: '/pubStatus', message: 'The pubStatus must be "usable", "withheld" or "canceled".' }] }
  }
  const order = status === 'usable' ? 'file' : status === 'withheld' ? 'hold' : 'kill'
  const untils: string[] = []
  for (const name of ['embargoedUntil', 'embargoed'] as const) {
    const written = item[name]
    if (written === undefined || written === null || written === '') continue
    const until = v.safeParse(Instant, written)
    if (!until.success && order === 'file')
      return { ok: false, flaws: [{ pointer: `/${name}`, message: `The embargo can’t be read. ${until.issues[0].message}` }] }
    if (until.success) untils.push(until.output)
  }
  const latest = untils.sort().at(-1)
  return { ok: true, order, ...(latest && { until: latest }) }
}

const NO_ARTICLE: Record<string, string> = {
  event: 'This item announces an event and contains no article.',
  planning: 'This item plans coverage and contains no article.',
  picture: 'This item is a picture without text. Send pictures with their article, or upload them to /api/pictures.',
  graphic: 'This item is a graphic without text. Send graphics with their article, or upload them to /api/pictures.',
  audio: 'This item is audio without text. This site only publishes articles.',
  video: 'This item is a video without text. This site only publishes articles.',
  component: 'This item is a part of other items and has no text of its own.',
}

export function noArticleReason(item: Item): string | undefined {
  const type = trimmedText(item.type)
  if (type === 'event' || type === 'planning') return NO_ARTICLE[type]
  return recordsOf(item.bodies).length === 0 ? NO_ARTICLE[type ?? ''] : undefined
}

type ParsedItem = { ok: true; article: Article; notes: string[] } | { ok: false; flaws: Flaw[] }

function articleOf(item: Item, defaults: NinjsDefaults): ParsedItem {
  const notes = new Notes()
  const headline = headlineOf(item)
  noteOmissions(item, notes)
  if (headline?.from === 'title') notes.add('The item has no headline, so its title was used instead.')
  const body = bodyOf(item, notes)
  const ours = ourIdsOf(item)
  const slug = defaults.slug ?? ours.slug ?? slugFromHeadline(headline?.text ?? '')
  const section = defaults.section ?? ours.section ?? sectionOf(item)
  const flaws = [
    ...(headline ? [] : [{ pointer: '/headlines', message: 'An article needs a headline: {"headlines": [{"role": "main", "value": "…"}]}.' }]),
    ...(body ? [] : [{ pointer: '/bodies', message: 'An article needs a body: {"bodies": [{"role": "main", "contentType": "text/html", "value": "…"}]}.' }]),
    ...(section ? [] : [{ pointer: '', message: 'A ninjs item doesn’t name a section. Add one to the address, such as ?section=world.' }]),
    ...(slug || !headline ? [] : [{ pointer: '/headlines', message: 'We couldn’t make a slug from this headline. Choose one, such as "mali-phone-call".' }]),
  ]
  const dates = datesOf(item, defaults, flaws)
  if (flaws.length > 0 || !headline || !body || !dates) return { ok: false, flaws }

  const pictures = picturesOf(item, body.blocks, notes)
  const parsed = parseArticle({
    v: 1,
    slug,
    section,
    headline: headline.text,
    ...withoutUndefined({
      lang: languageOf(item, notes),
      kind: kindOf(item.genres),
      kicker: fittingKicker(kickerOf(item), notes),
      standfirst: standfirstOf(item),
      dateline: datelineOf(item, body.blocks),
      byline: bylineOf(item, notes.reporterAt('/by')),
      source: sourceOf(item),
      ...dates,
      picture: pictures.hero,
      topics: topicsOf(item.subjects, notes.reporterAt('/subjects')),
      corrections: correctionsOf(item),
    }),
    body: pictures.blocks,
    ninjs: unmappedProperties(item, pictures.others),
  })
  if (parsed.ok) for (const note of parsed.notes) notes.add(note)
  return parsed.ok ? { ok: true, article: parsed.value, notes: notes.list() } : { ok: false, flaws: parsed.flaws.map((flaw) => flawInItem(flaw, body.index)) }
}

function fittingKicker(kicker: string | undefined, notes: Notes) {
  if (!kicker || kicker.length <= MOST.kicker) return kicker
  notes.add(`/headlines: The kicker “${kicker}” was left out: it can have up to ${MOST.kicker} characters.`)
  return undefined
}

const withoutUndefined = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** `firstCreated` is when the story came out, `versionCreated` when this state of it did. */
function datesOf(item: Item, defaults: NinjsDefaults, flaws: Flaw[]) {
  const read = (name: 'firstCreated' | 'versionCreated' | 'contentCreated') => {
    if (item[name] === undefined) return undefined
    const instant = v.safeParse(Instant, item[name])
    if (!instant.success) flaws.push({ pointer: `/${name}`, message: instant.issues[0].message })
    return instant.success ? instant.output : undefined
  }
  const version = read('versionCreated')
  const publishedAt = read('firstCreated') ?? version ?? read('contentCreated') ?? defaults.publishedAt
  if (!publishedAt) {
    if (flaws.length === 0 || !item.versionCreated)
      flaws.push({ pointer: '/versionCreated', message: 'An article needs a publication time: "versionCreated" or "firstCreated".' })
    return undefined
  }
  return { publishedAt, ...(version && version > publishedAt && { updatedAt: version }) }
}

function languageOf(item: Item, notes: Notes) {
  const tag = v.safeParse(LanguageTag, item.language)
  if (tag.success) return tag.output
  if (item.language !== undefined) notes.add('The language isn’t a BCP 47 tag and was left out.')
  return undefined
}

export function ourIdsOf(item: Item) {
  const value = (role: string) => trimmedText(recordsOf(item.altIds).find((id) => id.role === role)?.value)
  return { slug: value(OUR_IDS.slug), section: value(OUR_IDS.section) }
}

export function sectionOf(item: Item) {
  const named = recordsOf(item.subjects).find(({ rel }) => /^(?:section|category|department|ressort)$/i.test(String(rel)))
  const slug = slugFromHeadline(plainText(named?.name))
  return slug && isSlug(slug) && !RESERVED_SECTIONS.has(slug) ? slug : undefined
}

/** Everything that the article does not say better itself. */
const MAPPED_PROPERTIES = new Set([
  'bodies',
  'versionCreated',
  'firstCreated',
  'pubStatus',
  'embargoedUntil',
  'embargoed',
  'standard',
  'associations',
  'language',
  'uri',
  'headline',
  'byline',
])

export function unmappedProperties(item: Item, others: JsonObject[]): JsonObject {
  const unmapped = Object.fromEntries(
    Object.entries(item).filter(([name, value]) => value !== undefined && !MAPPED_PROPERTIES.has(name) && !/^body_?/i.test(name)),
  )
  const without = (name: 'altIds' | 'descriptions', isOurs: (entry: JsonObject) => boolean) => {
    const theirs = recordsOf(item[name]).filter((entry) => !isOurs(entry))
    if (theirs.length > 0) unmapped[name] = theirs
    else delete unmapped[name]
  }
  without('altIds', ({ role }) => Object.values<unknown>(OUR_IDS).includes(role))
  without('descriptions', (entry) => correctionIn(entry) !== undefined)
  return { uri: item.uri, ...unmapped, ...(others.length > 0 && { associations: others }) }
}

/** Flaws of the article, with the place in the item that they come from. */
function flawInItem({ pointer, message }: Flaw, bodyIndex: number): Flaw {
  const [, field, at] = pointer.split('/')
  switch (field) {
    case 'body':
      return { pointer: `/bodies/${bodyIndex}/value`, message: at === undefined ? message : `${message} (block ${Number(at) + 1})` }
    case 'headline':
      return { pointer: '/headlines', message }
    case 'byline':
      return { pointer: '/by', message }
    case 'source':
      return { pointer: '/infoSources', message }
    case 'topics':
      return { pointer: '/subjects', message }
    case 'picture':
      return { pointer: '/associations', message }
    default:
      return {
        pointer: field === 'slug' || field === 'section' ? '' : `/${field ?? ''}`,
        message: field === 'slug' || field === 'section' ? `${field}: ${message}` : message,
      }
  }
}
