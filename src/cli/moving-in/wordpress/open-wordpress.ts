/** WordPress's export (WXR 1.0 to 1.2): posts, pages and other types as stories; all else by its kind. */

import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { EXIT, ExitError } from '../../exit-error.ts'
import { instantAt } from '../instants.ts'
import type { LeftOut, OldAuthor, OldItem, OldPicture, OldRedirect, OldTopic } from '../old-item.ts'
import type { OpenOldSystem, ReadingOptions, Source } from '../old-system.ts'
import { plainText } from '../plain-text.ts'
import { offsetBetween, publishedAt } from './dates.ts'
import { type Attachment, Library, type Writer } from './library.ts'
import { OtherAddresses } from './other-addresses.ts'
import { readWxr, type WxrItem, type WxrRecord } from './read-wxr.ts'
import { storyOf, type WordPressSite } from './story.ts'

export const openWordPress: OpenOldSystem = async (source, options) => {
  const site = await headOf(source, options)
  return {
    title: `WordPress export of ${site.name}`,
    siteUrl: site.url,
    ...(site.lang && { lang: site.lang }),
    items: () => itemsOf(source, site, options),
    otherAddresses: () => site.others.list(site.url),
    originalsOf,
  }
}

/** The head of the file says whose it is. */
async function headOf(source: Source, { now, revisions }: ReadingOptions): Promise<WordPressSite> {
  const head = new Map<string, string>()
  for await (const part of readWxr(source.bytes())) {
    if (part.type === 'damage' && head.size === 0) throw new ExitError(EXIT.refused, `${source.name}: ${part.why}`)
    if (part.type === 'head') head.set(part.name, part.value)
    else if (part.type === 'item') break
  }
  const url = [head.get('wp:base_blog_url'), head.get('link')].find((address) => address && URL.canParse(address))
  if (!url || !(head.has('wp:wxr_version') || head.has('wp:base_blog_url')))
    throw new ExitError(
      EXIT.refused,
      `${source.name} is no WordPress export: it has no wp:wxr_version. Export it under Tools → Export; for a feed, use --from rss.`,
    )
  const lang = head.get('language')
  return {
    url: url.replace(/\/+$/, ''),
    name: plainText(head.get('title') ?? '') || new URL(url).hostname,
    ...(lang && { lang }),
    library: new Library(),
    others: new OtherAddresses(),
    now,
    revisions,
  }
}

/** Kinds of posts that WordPress and plugins keep for themselves, and why none is a story. */
const TECHNICAL: Record<string, string> = {
  nav_menu_item: 'Menus are made of the site’s sections here.',
  wp_navigation: 'Menus are made of the site’s sections here.',
  wp_template: 'It’s a part of the old theme.',
  wp_template_part: 'It’s a part of the old theme.',
  wp_global_styles: 'It’s a part of the old theme.',
  custom_css: 'It’s a part of the old theme.',
  customize_changeset: 'It’s a part of the old theme.',
  wp_font_family: 'It’s a part of the old theme.',
  wp_font_face: 'It’s a part of the old theme.',
  wp_block: 'It’s put into the stories that use it.',
  oembed_cache: 'It’s a cache of the old system.',
  user_request: 'It’s about a reader’s personal data.',
  'acf-field': 'It’s a setting of a plugin.',
  'acf-field-group': 'It’s a setting of a plugin.',
  wpcf7_contact_form: 'Forms aren’t taken.',
  wpforms: 'Forms aren’t taken.',
  shop_order: 'Orders aren’t taken.',
}

async function* itemsOf(source: Source, site: WordPressSite, options: ReadingOptions): AsyncGenerator<OldItem> {
  const types = new Set(['post', 'page', ...(options.files.types?.split(',').map((type) => type.trim()) ?? [])])
  for await (const part of readWxr(source.bytes())) {
    switch (part.type) {
      case 'head':
        break
      case 'damage':
        yield { ...leftOut('damage', '', part.line, part.why), isLoss: true }
        break
      case 'record':
        yield* recordItems(part, site)
        break
      case 'item':
        yield* postItems(part, site, types)
        break
    }
  }
}

const leftOut = (what: string, title: string, line: number, why: string): LeftOut => ({
  kind: 'left-out',
  id: `${what} at line ${line}`,
  what,
  title,
  place: placeOf(line),
  why,
})

const placeOf = (line: number) => `line ${line.toLocaleString('en')}`

function* recordItems({ name, fields, line }: WxrRecord, { library, url }: WordPressSite): Generator<OldItem> {
  const field = (key: string) => fields.get(key)?.trim() ?? ''
  if (name === 'wp:author') {
    const writer = writerOf(field('wp:author_login'), [field('wp:author_display_name'), `${field('wp:author_first_name')} ${field('wp:author_last_name')}`])
    if (!writer) return yield leftOut('author', field('wp:author_login'), line, 'It has no name.')
    library.writers.set(writer.login, writer)
    return yield authorItem(writer, url, line, field('wp:author_id'))
  }
  const taxonomy = name === 'wp:category' ? 'category' : name === 'wp:tag' ? 'post_tag' : field('wp:term_taxonomy')
  const slug = field('wp:category_nicename') || field('wp:tag_slug') || field('wp:term_slug')
  const title = field('wp:cat_name') || field('wp:tag_name') || field('wp:term_name') || slug
  const introduction = plainText(field('wp:category_description') || field('wp:tag_description') || field('wp:term_description'))
  const parent = field('wp:category_parent') || field('wp:term_parent')
  const id = field('wp:term_id')
  library.addTerm(taxonomy, { id, slug, name: title, parent, introduction })
  if (taxonomy === 'nav_menu') return yield leftOut('menu', title, line, TECHNICAL.nav_menu_item ?? '')
  yield topicItem({ taxonomy, id, slug, title, parent, introduction, line }, library, url)
}

function writerOf(login: string, names: string[], bio = ''): Writer | undefined {
  const name = [...names, login].map((text) => plainText(text)).find((text) => text !== '' && !text.includes('@'))
  return name ? { login, name: name.slice(0, 100), slug: slugFromName(name) ?? hashedSlugFromName(name), ...(bio && { bio }) } : undefined
}

/** Nicenames are not exported; WordPress makes them of the login. Addresses of people's email are of no use to readers, and stay where they were. */
const authorItem = ({ login, name, slug, bio }: Writer, site: string, line: number, number = ''): OldAuthor => ({
  kind: 'author',
  id: `${site}/author/${login}`,
  what: 'author',
  title: name,
  place: placeOf(line),
  slug,
  name,
  ...(bio && { bio }),
  addresses: [
    ...(login.includes('@') ? [] : [`${site}/author/${nicenameOf(login)}/`, `${site}/?author_name=${nicenameOf(login)}`]),
    ...(number ? [`${site}/?author=${number}`] : []),
  ],
})

const nicenameOf = (login: string) =>
  login
    .toLowerCase()
    .replace(/[\s_.]+/g, '-')
    .replace(/[^a-z0-9-]/g, '')

type TermRecord = { taxonomy: string; id: string; slug: string; title: string; parent: string; introduction: string; line: number }

function topicItem({ taxonomy, id, slug, title, parent, introduction, line }: TermRecord, library: Library, site: string): OldTopic {
  const isCategory = taxonomy === 'category'
  const what = isCategory ? 'category' : taxonomy === 'post_tag' ? 'tag' : taxonomy
  return {
    kind: 'topic',
    id: `${site}/${taxonomy}/${slug}`,
    what,
    title,
    place: placeOf(line),
    term: { slug, name: title, ...(parent && { parent }) },
    isCategory,
    ...(introduction && { introduction: introduction.slice(0, 4000) }),
    addresses: isCategory ? categoryAddresses(site, slug, id, library) : taxonomy === 'post_tag' ? [`${site}/tag/${slug}/`, `${site}/?tag=${slug}`] : [],
  }
}

/** WordPress finds it without its parents too, and by its number. */
const categoryAddresses = (site: string, slug: string, id: string, library: Library) => [
  ...new Set([`${site}/category/${pathOfTerm(slug, library)}/`, `${site}/category/${slug}/`]),
  ...new Set([pathOfTerm(slug, library), slug].map((path) => `${site}/?category_name=${path}`)),
  ...(id ? [`${site}/?cat=${id}`] : []),
]

/** Of its parents, as far as they are known and not in a circle. */
function pathOfTerm(slug: string, { terms }: Library) {
  const path = [slug]
  for (let above = terms.get(`category ${slug}`)?.parent; above && !path.includes(above); above = terms.get(`category ${above}`)?.parent) path.unshift(above)
  return path.join('/')
}

/** An article’s JSON can have 1.9 MB (contract). */
const MAX_CONTENT = 2_000_000

function* postItems(item: WxrItem, site: WordPressSite, types: ReadonlySet<string>): Generator<OldItem> {
  const { library } = site
  const field = (name: string) => item.fields.get(name)?.trim() ?? ''
  const type = field('wp:post_type') || 'post'
  const title = plainText(field('title'))
  library.offsetMinutes = offsetBetween(field('wp:post_date_gmt'), field('wp:post_date')) ?? library.offsetMinutes
  if (item.comments > 0) yield { ...leftOut('comment', '', item.line, 'Comments aren’t taken: there are none here.'), count: item.comments }
  if (item.damage) return yield { ...leftOut(type, title, item.line, item.damage), isLoss: true }
  switch (type) {
    case 'attachment':
      return yield* attachmentItems(item, site)
    case 'revision':
      if (site.revisions) rememberRevision(item, site)
      return yield leftOut(
        type,
        title,
        item.line,
        site.revisions ? 'It comes with its story, as an older version.' : 'Older versions are taken with --revisions.',
      )
    case 'guest-author':
      return yield* guestAuthor(item, site)
    case 'wp_block':
      library.blocks.set(field('wp:post_id'), item.fields.get('content:encoded') ?? '')
  }
  if (!types.has(type)) return yield leftOut(type, title, item.line, TECHNICAL[type] ?? `Stories are posts and pages. To take these too, use --types ${type}.`)
  const status = field('wp:status')
  if (status === 'trash') return yield leftOut(type, title, item.line, 'It was in the trash.')
  if (status === 'auto-draft') return yield leftOut(type, title, item.line, 'Nobody ever saved it.')
  if (!title && !field('content:encoded')) return yield leftOut(type, title, item.line, 'It has neither a title nor a text.')
  if ((item.fields.get('content:encoded')?.length ?? 0) > MAX_CONTENT)
    return yield { ...leftOut(type, title, item.line, 'Its text is longer than 2 million characters, which no article can be.'), isLoss: true }
  const story = storyOf(item, site)
  if (type === 'post' && story.state === 'published') site.others.addDay(field('wp:post_date'))
  yield story
}

function* guestAuthor(item: WxrItem, { library, url }: WordPressSite): Generator<OldItem> {
  const meta = (key: string) => item.meta.get(key)?.at(-1)?.trim() ?? ''
  const login = meta('cap-user_login') || item.fields.get('wp:post_name')?.trim().replace(/^cap-/, '') || ''
  const writer = writerOf(login, [meta('cap-display_name'), item.fields.get('title') ?? ''], plainText(meta('cap-description')))
  if (!writer) return yield leftOut('guest-author', login, item.line, 'It has no name.')
  library.writers.set(login, writer)
  yield { ...authorItem(writer, url, item.line), what: 'guest-author' }
}

/** Those of our own export have no ending. */
const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|heic|svg|bmp|tiff?)$|^\/pictures\/[0-9a-f]{32}$/i

function* attachmentItems(item: WxrItem, site: WordPressSite): Generator<OldPicture | LeftOut | OldRedirect> {
  const field = (name: string) => item.fields.get(name)?.trim() ?? ''
  const address = field('wp:attachment_url') || field('guid')
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const attachment: Attachment = {
    id: field('wp:post_id'),
    parent: field('wp:post_parent'),
    address,
    isPicture: PICTURE.test(path),
    alt: item.meta.get('_wp_attachment_image_alt')?.at(-1)?.trim() ?? '',
    caption: plainText(field('excerpt:encoded')),
    title: plainText(field('title')),
    order: Number(field('wp:menu_order')) || 0,
  }
  site.library.addAttachment(attachment)
  site.others.addAttachment(attachment.id, attachment.parent)
  const link = field('link')
  const isAttached = attachment.parent !== '' && attachment.parent !== '0'
  if (URL.canParse(link) && isAttached)
    yield {
      kind: 'redirect',
      id: `${site.url}/?attachment_id=${attachment.id}#page`,
      what: 'attachment page',
      title: attachment.title,
      place: placeOf(item.line),
      from: link,
      to: `${site.url}/?p=${attachment.parent}`,
      status: 301,
    }
  if (!attachment.isPicture)
    return yield leftOut(
      'attachment',
      attachment.title || path,
      item.line,
      `It’s no picture but ${path.split('.').at(-1)?.slice(0, 10) || 'a file'}: links to it still lead to the old site.`,
    )
  yield {
    kind: 'picture',
    id: `${site.url}/?attachment_id=${attachment.id}`,
    what: 'attachment',
    title: attachment.title || path,
    place: placeOf(item.line),
    address,
    ...(!isAttached && { pages: [link, `${site.url}/?attachment_id=${attachment.id}`].filter((page) => URL.canParse(page)) }),
    ...(attachment.alt && { alt: attachment.alt }),
    ...(attachment.caption && { caption: attachment.caption }),
  }
}

function rememberRevision(item: WxrItem, { library }: WordPressSite) {
  const field = (name: string) => item.fields.get(name) ?? ''
  const parent = field('wp:post_parent').trim()
  const date = publishedAt(field('wp:post_date_gmt'), field('wp:post_date'), library.offsetMinutes)
  if (!date) return
  const at = instantAt(date.at)
  const versions = library.revisions.get(parent) ?? []
  if (versions.some((known) => known.at === at)) return
  versions.push({ at, by: field('dc:creator').trim(), title: field('title'), content: field('content:encoded'), excerpt: field('excerpt:encoded') })
  library.revisions.set(
    parent,
    versions.sort((a, b) => (a.at < b.at ? -1 : 1)),
  )
}

/** WordPress makes `a-1024x695.jpg` and `a-scaled.jpg` of `a.jpg`, and edits it into `a-e1700000000000.jpg`. */
export function originalsOf(address: string): string[] {
  const [, stem = '', ending = ''] = /^(.*?)(\.\w{3,4}(?:[?#].*)?)$/.exec(address) ?? []
  if (!stem) return [address]
  const withoutSize = stem.replace(/-\d{2,5}x\d{2,5}$/, '')
  const withoutEdit = withoutSize.replace(/-(?:scaled|rotated)$/, '').replace(/-e\d{10,13}$/, '')
  return [...new Set([`${withoutSize}${ending}`, `${withoutEdit}${ending}`, `${withoutEdit}-scaled${ending}`, address])]
}
