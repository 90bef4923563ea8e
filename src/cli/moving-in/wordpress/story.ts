/** A post of WordPress → a story. */
import { KEPT, keptIdentity, withKeptBlocks, withKeptFields, withoutKeptUpdates } from '../../kept-fields.ts'
import { instantAt } from '../instants.ts'
import type { NoteLoss, OldCopy, OldStory, OldTerm } from '../old-item.ts'
import { standfirstFrom } from '../story-words.ts'
import { publishedAt } from './dates.ts'
import type { Library, Writer } from './library.ts'
import { placeOf } from './not-taken.ts'
import { bodyOf, headlineOf } from './post-texts.ts'
import { canonicalOf, primaryCategoryOf, seoOf } from './seo.ts'
import type { WordPressSite } from './wordpress-site.ts'
import type { WxrItem } from './wxr-parts.ts'

export function storyOf(item: WxrItem, site: WordPressSite): OldStory {
  const { library } = site
  const field = (name: string) => item.fields.get(name)?.trim() ?? ''
  const notes: string[] = []
  const note: NoteLoss = (sentence) => void notes.push(sentence)
  const number = field('wp:post_id')
  const content = item.fields.get('content:encoded') ?? ''
  const kept = item.meta.get(KEPT)?.at(-1)
  const post = { id: number, content: withoutKeptUpdates(content, kept), footnotes: item.meta.get('footnotes')?.at(-1) }
  if (`${field('title')}${content}`.includes('\ufffd')) note('Some of its characters can’t be read: they are no UTF-8, and each is “\ufffd” now.')
  const twice = SINGLE.find((key) => new Set(item.meta.get(key)).size > 1)
  if (twice) note(`Its ${twice} is there twice, with two values: part of another story may have run into it.`)
  const custom = customFieldsIn(item)
  if (custom.length > 0)
    note(
      `Its fields of Advanced Custom Fields were left out: ${custom
        .slice(0, 5)
        .map((name) => `“${name}”`)
        .join(', ')}${custom.length > 5 ? ` and ${custom.length - 5} more` : ''}.`,
    )
  const state = stateOf(item, site, note)
  const headline = headlineOf(field('title'), content, field('wp:post_name') || `No. ${number}`, note)
  const terms = termsOf(item, library, note)
  const history = site.revisions?.of(number, library, note)
  return {
    kind: 'story',
    id: `${site.url}/?p=${number}`,
    what: field('wp:post_type') || 'post',
    title: headline,
    place: placeOf(site, item.line),
    state,
    slug: nameOf(field('wp:post_name'), number, site),
    sections: terms.sections,
    topics: terms.topics,
    copy: withKeptFields(copyOf(item, site, { headline, category: terms.sections[0]?.name ?? '', lang: terms.lang, state, note }), kept),
    readBody: (noteLoss) => withKeptBlocks(content, kept, () => bodyOf(post, library, noteLoss)),
    addresses: state !== 'published' ? [] : addressesOf(item, site),
    ...(history && history.length > 0 && { history }),
    ...keptIdentity(kept),
    notes,
  }
}

/**
 * WordPress calls a post without a title by its number. That says nothing, and is what pages of its listings are called, too (`/page/18/`,
 * `/2019/12/`): who asked for these would find the story.
 */
const nameOf = (name: string, number: string, { isDateline }: WordPressSite) => (name === number && !isDateline ? '' : name)

/** Meta that WordPress itself writes once. */
const SINGLE = ['_edit_last', '_edit_lock', '_thumbnail_id']

/** Beside each value, the plugin notes which of its fields that is. */
const customFieldsIn = ({ meta }: WxrItem): string[] =>
  [...meta].flatMap(([key, [value = '']]) => {
    const name = key.slice(1)
    return key.startsWith('_') && /^field_\w+$/.test(value) && meta.get(name)?.some((text) => text.trim() !== '') ? [name] : []
  })

function stateOf(item: WxrItem, { now, library }: WordPressSite, note: NoteLoss): OldStory['state'] {
  const status = item.fields.get('wp:status')?.trim()
  if (item.fields.get('wp:post_password')?.trim()) {
    note('It had a password: it’s a draft here.')
    return 'private'
  }
  switch (status) {
    case 'publish':
      return 'published'
    case 'future': {
      const date = publishedAt(item.fields.get('wp:post_date_gmt'), item.fields.get('wp:post_date'), library.offsetMinutes)
      if (date && date.at > now) return 'scheduled'
      note(`It was to come out${date ? ` at ${instantAt(date.at)}` : ''}, which has passed: it’s a draft here.`)
      return 'draft'
    }
    case 'private':
      note('It was private: it’s a draft here.')
      return 'private'
    case 'pending':
      note('It waited for review: it’s a draft here.')
      return 'draft'
    case 'draft':
      return 'draft'
    default:
      note(`Its state, “${status ?? ''}”, isn’t known: it’s a draft here.`)
      return 'draft'
  }
}

type CopyContext = { headline: string; category: string; lang: string | undefined; state: OldStory['state']; note: NoteLoss }

function copyOf(item: WxrItem, site: WordPressSite, { headline, category, lang, state, note }: CopyContext): OldCopy {
  const { fields, meta } = item
  const date = publishedAt(fields.get('wp:post_date_gmt'), fields.get('wp:post_date'), site.library.offsetMinutes)
  if (!date && state === 'published') note('The export doesn’t say when it was published: it has the date of this import.')
  if (date?.isGuess && state !== 'draft') note('Its date says no time zone; the site’s was taken.')
  const modified = publishedAt(fields.get('wp:post_modified_gmt'), fields.get('wp:post_modified'), site.library.offsetMinutes)
  const isUpdated = date && modified && modified.at > date.at && modified.at <= site.now
  const excerpt = standfirstFrom(fields.get('excerpt:encoded') ?? '', note)
  const picture = site.library.attachments.get(meta.get('_thumbnail_id')?.at(-1) ?? '')
  if (meta.has('_thumbnail_id') && !picture) note(`Its featured picture (number ${meta.get('_thumbnail_id')?.at(-1)}) isn’t in the export.`)
  const seo = seoOf(meta, { title: headline, site: site.name, excerpt: excerpt ?? '', category })
  const canonical = canonicalOf(meta)
  const byline = bylineOf(item, site.library, note)
  return {
    headline,
    ...(lang && { lang }),
    ...(excerpt && { standfirst: excerpt }),
    ...(date && state !== 'draft' && { publishedAt: instantAt(date.at) }),
    ...(isUpdated && state === 'published' && { updatedAt: instantAt(modified.at) }),
    ...(byline.length > 0 && { byline }),
    ...(picture?.isPicture && { picture: { src: picture.address, alt: picture.alt, ...(picture.caption && { caption: picture.caption }) } }),
    ...(seo && { seo }),
    ...(canonical && !canonical.startsWith(site.url) && URL.canParse(canonical) && { canonical }),
  }
}

/** Co-Authors Plus names them as terms; else the post has one author, by login. */
function bylineOf({ terms, fields }: WxrItem, { writers }: Library, note: NoteLoss): { name: string; slug?: string }[] {
  const coAuthors = terms
    .filter(({ domain }) => domain === 'author')
    .map(({ slug, name }) => writers.get(slug.replace(/^cap-/, '')) ?? writers.get(name) ?? name)
  const login = fields.get('dc:creator')?.trim() ?? ''
  const named: (Writer | string)[] = coAuthors.length > 0 ? coAuthors : login ? [writers.get(login) ?? login] : []
  return named.flatMap((writer) => {
    if (typeof writer !== 'string') return [{ name: writer.name, slug: writer.slug }]
    note(`Its author, “${writer}”, isn’t in the export${writer.includes('@') ? ', and was left out' : ''}.`)
    return writer.includes('@') ? [] : [{ name: writer }]
  })
}

/** Taxonomies that say how a page looks. */
const LAYOUT = new Set([
  'nav_menu',
  'link_category',
  'wp_theme',
  'wp_template_part_area',
  'wp_pattern_category',
  'author',
  'post_translations',
  'yst_prominent_words',
])

function termsOf({ terms, meta }: WxrItem, library: Library, note: NoteLoss): { sections: OldTerm[]; topics: OldTerm[]; lang: string | undefined } {
  const primary = library.terms.get(`category #${primaryCategoryOf(meta) ?? ''}`)?.slug
  const categories = terms.filter(({ domain }) => domain === 'category').sort((a, b) => Number(b.slug === primary) - Number(a.slug === primary))
  const format = terms.find(({ domain }) => domain === 'post_format')
  if (format) note(`Its format, “${format.name}”, has no meaning here.`)
  const others = terms.filter(({ domain }) => !LAYOUT.has(domain) && !['category', 'post_tag', 'post_format', 'language'].includes(domain))
  for (const { domain, name } of others) note(`“${name}” (${domain}) is a topic here.`)
  const lang = terms.find(({ domain }) => domain === 'language')?.slug.replace('_', '-')
  return {
    sections: categories.map(({ slug, name }) => termOf(library, 'category', slug, name)),
    topics: [...terms.filter(({ domain }) => domain === 'post_tag'), ...others].map(({ domain, slug, name }) => termOf(library, domain, slug, name)),
    lang,
  }
}

function termOf(library: Library, taxonomy: string, slug: string, name: string): OldTerm {
  const known = library.terms.get(`${taxonomy} ${slug}`)
  return { slug, name: name || known?.name || slug, ...(known?.parent && { parent: known.parent }) }
}

/** WordPress gives what it imports a permalink of its own. */
export const isOurs = ({ meta, fields }: WxrItem) => meta.has(KEPT) && fields.get('guid')?.trim() === fields.get('link')?.trim()

/** Its permalink, its number's address, its guid if that is one of this site's, and what it was called before. */
function addressesOf(item: WxrItem, { url }: WordPressSite): string[] {
  const { fields, meta } = item
  const number = fields.get('wp:post_id')?.trim()
  const link = fields.get('link')?.trim() ?? ''
  const guid = fields.get('guid')?.trim() ?? ''
  const isPage = fields.get('wp:post_type')?.trim() === 'page'
  const former = (meta.get('_wp_old_slug') ?? []).flatMap((slug) => (slug.trim() ? addressWithSlug(link, slug.trim()) : []))
  const parts = [...(fields.get('content:encoded') ?? '').matchAll(/<!--nextpage-->/gi)].flatMap((_, at) => addressOfPart(link, at + 2))
  if (isOurs(item)) return [link, ...former]
  return [
    ...new Set([
      link,
      `${url}/?p=${number}`,
      ...parts,
      ...formsOf(link),
      ...(isPage ? [`${url}/?page_id=${number}`] : []),
      ...(isOn(guid, url) ? [guid] : []),
      ...former,
    ]),
  ].filter((address) => URL.canParse(address))
}

/** A page at the top has what could be a story of the section `about`; anywhere else the site knows these forms. */
function formsOf(link: string) {
  if (!URL.canParse(link) || !/^\/[^/]+\/?$/.test(new URL(link).pathname) || new URL(link).search) return []
  return ['feed', 'amp', 'comment-page-1'].map((form) => `${link.replace(/\/$/, '')}/${form}/`)
}

/** Under http or https, with www or without. */
const isOn = (address: string, site: string) => URL.canParse(address) && bareHost(address) === bareHost(site)
const bareHost = (address: string) => new URL(address).hostname.replace(/^www\./, '')

/** A post in several parts has an address for each but the first. */
const addressOfPart = (link: string, part: number) => (URL.canParse(link) && !new URL(link).search ? [`${link.replace(/\/$/, '')}/${part}/`] : [])

/** WordPress sends readers on from a former slug in the same place. */
function addressWithSlug(link: string, slug: string): string[] {
  if (!URL.canParse(link) || new URL(link).search) return []
  const address = new URL(link)
  address.pathname = address.pathname.replace(/[^/]+(\/?)$/, () => `${slug}/`)
  return [address.href]
}
